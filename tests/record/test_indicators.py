"""Indicators: what they refuse, what their languages share, their form, and those in use."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from wagtail.models import PageViewRestriction

import pytest
from bs4 import BeautifulSoup

from results.models import Indicator, IndicatorTarget, ResultsPage
from results.publishing import Refused
from results.publishing.people import shown_to
from tests.factories import (
    IndicatorFactory,
    LocaleFactory,
    ResultsPageFactory,
    UserFactory,
    again,
    block,
    browser_of,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("indexes")]

NAME = "wagtailsnippets_results_indicator"
BASELINE = {
    "baseline_value": Decimal(5900),
    "baseline_period_start": date(2015, 1, 1),
    "baseline_period_end": date(2015, 12, 31),
}


def english(indicator: Indicator) -> Indicator:
    """Its English version, as it is copied before somebody translates it."""
    translated: Indicator = indicator.copy_for_translation(LocaleFactory.create(language_code="en"))
    translated.save()
    return translated


def refused(indicator: Indicator) -> dict[str, list[str]]:
    """The messages beside the fields at which the indicator is refused."""
    with pytest.raises(ValidationError) as refusal:
        indicator.full_clean()
    return refusal.value.message_dict


@pytest.mark.parametrize(
    ("name", "slug"), [("Över 40 år: tips", "over-40-ar-tips"), ("Έκθεση", "έκθεση")]
)
def test_the_slug_is_made_from_the_name(name: str, slug: str) -> None:
    assert IndicatorFactory.create(name=name).slug == slug


def test_what_nobody_sees_is_taken_out_of_its_texts() -> None:
    unseen = "\u202e\x07\u2066"
    made = IndicatorFactory.create(name=f"{unseen}tips", definition=f"{unseen}Alla.")
    assert (made.name, made.definition, made.slug) == ("tips", "Alla.", "tips")


def test_a_slug_is_that_of_one_indicator_in_whatever_language() -> None:
    first, second = IndicatorFactory.create_batch(2)
    assert [first.slug, second.slug] == ["granskade-tips", "granskade-tips-2"]
    translation = english(first)
    assert translation.slug == "granskade-tips"
    third = IndicatorFactory.create(locale=translation.locale)
    assert third.slug == "granskade-tips-3"


def test_a_slug_that_is_typed_and_taken_is_refused() -> None:
    taken = IndicatorFactory.create().slug
    other = IndicatorFactory.create(name="delningar")
    other.slug = taken
    assert refused(other).keys() == {"slug"}


@pytest.mark.parametrize(
    ("given", "places"),
    [
        (
            {"baseline_period_start": None, "baseline_period_end": None},
            {"baseline_period_start", "baseline_period_end"},
        ),
        ({"baseline_value": None}, {"baseline_value"}),
        ({"baseline_period_end": date(2014, 1, 1)}, {"baseline_period_end"}),
        ({"baseline_value": Decimal("NaN")}, {"baseline_value"}),
        ({"definition_version": 0}, {"definition_version"}),
    ],
)
def test_what_makes_no_sense_is_refused_beside_its_field(
    given: dict[str, Any], places: set[str]
) -> None:
    indicator = IndicatorFactory.create(**BASELINE)
    for name, value in given.items():
        setattr(indicator, name, value)
    assert refused(indicator).keys() == places


def test_numbers_are_in_every_language_those_of_the_language_in_which_it_was_made() -> None:
    swedish = IndicatorFactory.create(name="granskade tips")
    translated = english(swedish)
    translated.name = "reports reviewed"
    translated.save()

    swedish.unit, swedish.definition_version = "percent", 2
    swedish.targets = [
        IndicatorTarget(
            period_start=date(2017, 1, 1), period_end=date(2017, 12, 31), value=Decimal(70)
        )
    ]
    swedish.save()

    translated = again(translated)
    assert (translated.name, translated.unit) == ("reports reviewed", "percent")
    assert translated.definition_version == 2
    assert [target.value for target in translated.targets.all()] == [Decimal(70)]

    translated.unit, translated.targets = "number", []
    translated.save()
    for each in (again(swedish), again(translated)):
        assert (each.unit, each.targets.count()) == ("percent", 1)
    assert again(swedish).name == "granskade tips"


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
    ],
)
def test_a_mistake_is_said_beside_its_field(given: dict[str, Any], place: str) -> None:
    answer = send(**given)
    assert answer.status_code == 200
    assert re.search(place, errors(answer))
    assert not Indicator.objects.exists()


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


def edition(indicator: Indicator, **fields: Any) -> ResultsPage:
    """An edition with a figure of the indicator."""
    stat = block("stat", "stat", value="1", unit="number", indicator=indicator.pk)
    page: ResultsPage = ResultsPageFactory.create(content=[stat], **fields)
    return page


def test_an_indicator_that_a_public_edition_names_is_not_deleted() -> None:
    indicator = IndicatorFactory.create()
    edition(indicator, title="Året 2016")
    with pytest.raises(Refused) as refusal, transaction.atomic():
        indicator.delete()
    assert "”Året 2016”" in str(refusal.value)
    with pytest.raises(Refused), transaction.atomic():
        Indicator.objects.all().delete()
    assert Indicator.objects.count() == 1


@pytest.mark.parametrize("live", [False, None])
def test_an_indicator_that_no_public_edition_names_is_deleted(live: bool | None) -> None:
    indicator = IndicatorFactory.create()
    if live is not None:
        edition(indicator, live=live)
    indicator.delete()
    assert not Indicator.objects.exists()


def test_an_editor_reads_which_editions_keep_an_indicator() -> None:
    indicator = IndicatorFactory.create()
    edition(indicator, title="Året 2016")
    browser = browser_of(language="en")
    asked = reverse(f"{NAME}:delete", args=[indicator.pk])
    one = browser.post(asked, headers={"referer": f"http://testserver{asked}"}, follow=True)
    assert "published pages name it: “Året 2016”" in one.content.decode()
    bulk = reverse("wagtail_bulk_action", args=["results", "indicator", "delete"])
    all_ = browser.post(f"{bulk}?id={indicator.pk}", follow=True)
    assert "published pages name it: “Året 2016”" in all_.content.decode()
    assert Indicator.objects.exists()


def test_a_title_that_an_editor_may_not_see_is_only_counted() -> None:
    indicator = IndicatorFactory.create()
    public = edition(indicator, title="Året 2016")
    index = public.get_parent().specific
    private = edition(indicator, title="Året 2015", year=2015, parent=index)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    with shown_to(UserFactory.create()), pytest.raises(Refused) as refusal:
        indicator.delete()
    assert "Året 2016" in str(refusal.value)
    assert "1 som du inte får se" in str(refusal.value)
    assert "Året 2015" not in str(refusal.value)


def test_the_unit_stays_while_a_public_edition_shows_figures_in_it() -> None:
    indicator = IndicatorFactory.create()
    page = edition(english(indicator), title="Året 2016")
    changed = again(indicator)
    changed.unit = "percent"
    assert "”Året 2016”" in refused(changed)["unit"][0]
    page.unpublish()
    indicator.full_clean()
