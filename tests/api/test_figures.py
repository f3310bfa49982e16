"""Figures and indicators in API v3, as their pages show them."""

from typing import Any

from django.test import Client
from django.utils import timezone

import pytest

from results.models import Indicator, ResultsPage
from results.models.addresses import figure_address
from results.quantities import format_date
from tests.api.test_described import (
    COMPONENT,
    assert_described,
    components,  # noqa: F401 -- a fixture
    document,  # noqa: F401 -- a fixture
)
from tests.factories import (
    IndicatorFactory,
    ResultsIndexPageFactory,
    as_stream,
    described,
)
from tests.pages import queries
from tests.record.building import body as figures
from tests.record.conftest import few_steps  # noqa: F401 -- a fixture
from tests.sharing.building import in_english
from tests.sharing.figure_building import TIPS, edition

pytestmark = pytest.mark.django_db(transaction=True)
ROOT = "/api/v3-preview/"
LISTS = {"figures": "PagedFigureSchema", "indicators": "PagedIndicatorSchema"}


def get(address: str, **parameters: Any) -> Any:
    path = address if "://" in address else f"{ROOT}{address}"
    response = Client().get(path.removeprefix("http://testserver"), parameters)
    assert response.status_code == 200, (address, response.content)
    return response.json()


def years(*values: str, **fields: Any) -> list[Any]:
    """An edition a year from 2014 on, each with a figure of the same indicator."""
    index = ResultsIndexPageFactory.create()
    indicator = IndicatorFactory.create(definition="Tips som har granskats.", **fields)
    figure = {"name": "tips", "indicator": indicator.pk, "label": ""}
    return [
        edition({**figure, "value": value}, parent=index, year=2014 + number)
        for number, value in enumerate(values)
    ]


def test_a_figure_is_raw_formatted_spoken_defined_and_cited() -> None:
    (page,) = years("6558")
    (figure,) = get("figures/")["items"]
    url = figure_address(page.full_url, "sv", TIPS)
    assert figure["id"] == TIPS
    assert figure["edition"]["id"] == page.pk
    assert (figure["value"], figure["text"]) == ("6558", "6\u00a0558")
    assert figure["spoken"] == "6\u00a0558 granskade tips, 2014"
    assert figure["url"] == url
    assert figure["indicator"]["definition"] == "Tips som har granskats."
    assert all(url in cited for cited in figure["citation"].values())
    assert figure["citation"]["plain"] in Client().get(url).content.decode()


def test_what_is_answered_is_as_described(components: dict[str, Any]) -> None:  # noqa: F811
    first, second = years("4402", "5355")
    second.body = figures(
        {"name": "tips", "indicator": Indicator.objects.get().pk, "value": "5354", "label": ""}
    )
    described(second).save_revision().publish()
    for noun, schema in LISTS.items():
        answer = get(f"{noun}/")
        assert answer["count"], noun
        assert_described(answer, f"{COMPONENT}{schema}", components)
    figure = get(get("figures/", edition=second.pk)["items"][0]["detail_url"])
    assert_described(figure, f"{COMPONENT}FigureDetailSchema", components)
    assert [year["value"] for year in figure["series"]] == ["4402", "5354"]
    assert [bool(year["url"]) for year in figure["series"]] == [True, False]
    assert figure["display"]["comparison"]["previous"]["absolute"] == "952"
    assert f"rättad {format_date(timezone.localdate(), 'sv')}. " in figure["citation"]["plain"]
    series = get(get("indicators/")["items"][0]["detail_url"])
    assert_described(series, f"{COMPONENT}IndicatorDetailSchema", components)
    assert [point["figure"]["edition"]["id"] for point in series["points"]] == [first.pk, second.pk]


def test_a_series_has_targets_a_baseline_and_breaks() -> None:
    base = {"baseline_value": 4000, "baseline_period_start": "2013-01-01"}
    first, _second = years("4402", "5354", **base, baseline_period_end="2013-12-31")
    indicator = Indicator.objects.get()
    indicator.targets.create(period_start="2015-01-01", period_end="2015-12-31", value=5000)
    indicator.definition_version = 2
    indicator.save()
    edition(
        {"name": "tips", "value": "6558", "indicator": indicator.pk, "label": ""},
        parent=first.get_parent(),
        year=2016,
    )
    series = get(get("indicators/")["items"][0]["detail_url"])
    assert [point["is_break"] for point in series["points"]] == [False, False, True]
    assert series["points"][1]["change"]["absolute"] == "952"
    assert series["points"][2]["change"] == {"text": "", "reason": "definition"}
    assert series["baseline"]["value"] == "4000"
    assert [each["value"] for each in series["targets"]] == ["5000"]
    assert [each["version"] for each in series["definitions"]] == [1, 2]


def test_what_is_said_of_a_figure_is_told_and_else_empty() -> None:
    texts = {"source": "Rapport", "source_url": "https://ecpat.se/", "note": "Not."}
    page = edition({"name": "tips", "label": "tips", **texts})
    (figure,) = get("figures/")["items"]
    assert {name: figure[name] for name in texts} == texts
    body = as_stream(figures({"name": "tips", "label": "tips"}))
    ResultsPage.objects.filter(pk=page.pk).update(body=body)
    assert not any(get("figures/")["items"][0][name] for name in texts)


def test_each_language_has_its_own_words_and_says_which_are_in_another() -> None:
    (page,) = years("6558")
    indicator = Indicator.objects.get()
    body = figures({"name": "tips", "indicator": indicator.pk, "label": ""})
    named = indicator.copy_for_translation(in_english(page, content=body).locale)
    named.name = "reports reviewed"
    named.save()
    for locale, name, languages in (
        ("sv", "granskade tips", {}),
        ("en", "reports reviewed", {"definition": "sv"}),
    ):
        (shown,) = get("indicators/", locale=locale)["items"]
        assert (shown["name"], shown["languages"]) == (name, languages)


def test_lists_are_filtered_and_parted() -> None:
    first, second = years("4402", "5354")
    edition({"name": "other", "value": "1"}, parent=first.get_parent(), year=2016)
    for asked, count in [
        ({"edition": first.pk}, 1),
        ({"period": "2015"}, 1),
        ({"indicator": "granskade-tips"}, 2),
        ({"indicator": "none"}, 0),
        ({"locale": "sv"}, 3),
        ({"locale": "sv", "indicator": "granskade-tips", "period": "2016"}, 0),
    ]:
        assert get("figures/", **asked)["count"] == count, asked
    assert Client().get(f"{ROOT}figures/?locale=xx").status_code == 404
    english = in_english(second, year=2015, content=second.body.get_prep_value())
    part = get("figures/", limit=2, offset=1)["items"]
    assert [each["edition"]["id"] for each in part] == [second.pk, english.pk]


def test_the_number_of_queries_depends_on_no_number_of_editions() -> None:
    first, *_rest = years("4402", "5354")
    costs = {noun: queries(Client(), f"{ROOT}{noun}/") for noun in LISTS}
    indicator = Indicator.objects.get()
    for number in range(12):
        more = [
            {"name": f"tips {each}", "value": "1", "indicator": indicator.pk, "label": ""}
            for each in range(3)
        ]
        edition(*more, parent=first.get_parent(), year=2013 - number)
    assert {noun: queries(Client(), f"{ROOT}{noun}/") for noun in LISTS} == costs
    assert max(costs.values()) <= 12, costs
