"""The form and the list of indicators in the admin."""

import re
from typing import Any

from django.urls import reverse

import pytest
from bs4 import BeautifulSoup

from results.models import Indicator
from tests.factories import IndicatorFactory, LocaleFactory, browser_of

pytestmark = pytest.mark.django_db

NAME = "wagtailsnippets_results_indicator"


def filled(*targets: tuple[str, str, str], **fields: str) -> dict[str, str]:
    """What the browser sends for an indicator with these targets."""
    data = {
        "name": "granskade tips",
        "unit": "percent",
        "direction": "increase",
        "level": "output",
        "definition_version": "1",
        "targets-TOTAL_FORMS": str(len(targets)),
        "targets-INITIAL_FORMS": "0",
        "targets-MIN_NUM_FORMS": "0",
        "targets-MAX_NUM_FORMS": "1000",
    }
    for index, target in enumerate(targets):
        own = f"targets-{index}"
        names = ("period_start", "period_end", "value")
        data |= {f"{own}-{name}": given for name, given in zip(names, target, strict=True)}
        data |= {f"{own}-ORDER": str(index + 1), f"{own}-id": "", f"{own}-DELETE": ""}
    return data | fields


def send(**options: Any) -> Any:
    """The answer to the form in the Swedish admin."""
    LocaleFactory.create()
    targets = options.pop("targets", ())
    browser = browser_of(language="sv")
    return browser.post(f"{reverse(f'{NAME}:add')}?locale=sv", filled(*targets, **options))


def errors(answer: Any) -> str:
    """The ids of what stands beside fields."""
    page = BeautifulSoup(answer.content, "html.parser")
    found = page.select(".w-field__errors:has(.error-message)")
    return " ".join(str(each["id"]) for each in found)


def test_numbers_are_typed_as_people_write_them() -> None:
    answer = send(
        baseline_value="98,6",
        baseline_period_start="2015-01-01",
        baseline_period_end="2015-12-31",
        targets=[("2017-01-01", "2017-12-31", "99,5")],
    )
    assert answer.status_code == 302, errors(answer)
    indicator = Indicator.objects.get()
    assert (indicator.slug, str(indicator.baseline_value)) == ("granskade-tips", "98.6")
    assert [str(target.value) for target in indicator.targets.all()] == ["99.5"]
    html = browser_of(language="sv").get(reverse(f"{NAME}:edit", args=[indicator.pk]))
    fields = BeautifulSoup(html.content, "html.parser")
    assert fields.select("[name=baseline_value]")[0]["value"] == "98,6"
    assert fields.select("[name=targets-0-value]")[0]["value"] == "99,5"


@pytest.mark.parametrize(
    ("given", "place"),
    [
        ({"baseline_value": "5900"}, "baseline_period_start-errors"),
        ({"baseline_value": "1,234"}, "baseline_value-errors"),
        ({"targets": [("2017-01-01", "2016-12-31", "1")]}, r"0-child-\S*period_end-errors"),
        (
            {"targets": [("2017-06-01", "2018-05-31", "2"), ("2017-01-01", "2017-12-31", "1")]},
            r"0-child-\S*period_start-errors",
        ),
        ({"targets": [("2017-01-01", "2017-12-31", "0,12345")]}, r"0-child-\S*value-errors"),
    ],
)
def test_a_mistake_is_said_beside_its_field(given: dict[str, Any], place: str) -> None:
    answer = send(**given)
    assert answer.status_code == 200
    assert re.search(place, errors(answer))
    assert not Indicator.objects.exists()


def test_a_target_that_is_taken_away_overlaps_none() -> None:
    year = ("2017-01-01", "2017-12-31", "1")
    answer = send(targets=[year, year], **{"targets-1-DELETE": "on"})
    assert answer.status_code == 302, errors(answer)


@pytest.mark.usefixtures("indexes")
def test_the_list_is_searched_and_narrowed_by_unit_and_level() -> None:
    IndicatorFactory.create(name="granskade tips", unit="number", level="output")
    IndicatorFactory.create(name="nöjda barn", unit="percent", level="outcome")
    browser = browser_of(language="en")
    for query, shown in (
        ("", ["granskade tips", "nöjda barn"]),
        ("?unit=percent", ["nöjda barn"]),
        ("?level=output", ["granskade tips"]),
        ("?q=nöjda", ["nöjda barn"]),
        ("?q=nöjda&unit=number", []),
    ):
        page = browser.get(f"{reverse(f'{NAME}:list')}{query}").content.decode()
        assert [name for name in ("granskade tips", "nöjda barn") if name in page] == shown, query


def test_the_list_is_in_the_menu_beside_that_of_editions() -> None:
    home = browser_of(language="en").get(reverse("wagtailadmin_home")).content.decode()
    assert reverse(f"{NAME}:list") in home
