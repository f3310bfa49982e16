"""What was published of the same figure over the years: compared, in series, and as series to draw."""

from datetime import date
from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

import pytest
from bs4 import BeautifulSoup

from results.drawing.chart import ChartError, Refusal
from results.models import Indicator, IndicatorTarget, ResultsIndexPage
from results.quantities import Change, Incomparable, Qualifier
from results.reading import PageReading
from results.record.series import series_of, series_to_draw
from tests.factories import IndicatorFactory, ResultsIndexPageFactory, again

from .building import anew, edition, publish

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_series_has_a_point_for_each_edition_and_none_where_it_has_a_gap(
    index: ResultsIndexPage,
) -> None:
    indicator = IndicatorFactory.create()
    for year, value in ((2014, "10"), (2016, "12"), (2017, "15")):
        edition(index, {"indicator": indicator.pk, "value": value}, year=year)
    edition(index, {"name": "another", "label": "films"}, year=2015)
    edition(ResultsIndexPageFactory.create(slug="other"), {"indicator": indicator.pk}, year=2013)

    editions, (films, reports) = series_of(index)

    assert [each.title for each in editions] == ["2014", "2015", "2016", "2017"]
    assert (films.name, reports.name) == ("films", indicator.name)
    points = reports.along(editions)
    assert [point and int(point.row.value) for point in points] == [10, None, 12, 15]
    changes = [point.change for point in points if point]
    assert [isinstance(change, Change) and int(change.absolute) for change in changes] == [
        False,
        2,
        3,
    ]


def test_a_figure_without_an_indicator_is_known_by_its_block_and_drawn_in_one_unit(
    index: ResultsIndexPage,
) -> None:
    edition(index, {"value": "10"}, year=2015)
    edition(index, {"value": "12", "unit": "hours"}, year=2016)

    editions, (series,) = series_of(index)

    assert [point.change for point in series.points.values()] == [None, Incomparable.UNIT]
    with pytest.raises(ChartError) as caught:
        series_to_draw(series, editions, "sv")
    assert caught.value.refusal is Refusal.UNITS


def test_the_series_of_many_editions_cost_one_query(
    index: ResultsIndexPage, django_assert_num_queries: Any
) -> None:
    for year in range(2000, 2010):
        figures = [{"name": str(number)} for number in range(12)]
        edition(index, *figures, year=year)
    with django_assert_num_queries(1):
        assert len(series_of(index)[1]) == 12


def test_an_editor_sees_series_with_changes_and_gaps(
    index: ResultsIndexPage, admin_client: Client
) -> None:
    assert admin_client.get("/admin/results/reports/series/").status_code == 200
    edition(index, {"value": "10"}, year=2015)
    edition(index, {"value": "12"}, {"name": "new", "label": "films"}, year=2016)

    shown = admin_client.get("/admin/results/reports/series/?index=0")

    headings = BeautifulSoup(shown.content, "html.parser").select("h1")
    assert [each.get_text(strip=True) for each in headings] == ["Siffror som serier"]
    assert shown.context["editions"] == ["2015", "2016"]
    (_films, gap), (_reports, cells) = shown.context["rows"]
    assert gap[0] == {"figure": "", "change": ""}
    assert [cell["figure"] for cell in cells] == ["10", "12"]
    assert "2015" in cells[1]["change"]


def test_a_correction_does_not_change_which_of_two_figures_stands_for_an_edition(
    index: ResultsIndexPage,
) -> None:
    indicator = IndicatorFactory.create()
    figures = [
        {"name": name, "indicator": indicator.pk, "value": value}
        for name, value in (("first", "100"), ("second", "900"))
    ]
    page = edition(index, *figures, year=2016)
    later = edition(index, {"indicator": indicator.pk, "value": "110"}, year=2017)
    publish(page, {**figures[0], "value": "101"}, figures[1])

    _editions, (series,) = series_of(index)

    assert [int(point.row.value) for point in series.points.values()] == [101, 110]
    reading = PageReading.of(again(later))
    compared = reading.figures[0].display(reading)["comparison"]
    assert compared and compared["previous"] and compared["previous"]["absolute"] == "9"


def display(page: Any, number: int = 0) -> Any:
    """What a reader in English gets of the comparison of a figure."""
    reading = PageReading.of(anew(page))
    reading.language = "en"
    return reading.figures[number].display(reading)["comparison"]


def share(indicator: Indicator, value: str, **fields: Any) -> dict[str, Any]:
    return {"value": value, "unit": "percent", "indicator": indicator.pk, **fields}


def test_a_figure_is_compared_with_that_of_the_period_before(index: ResultsIndexPage) -> None:
    indicator = IndicatorFactory.create(unit="percent")
    edition(index, share(indicator, "90"), year=2014)
    edition(index, share(indicator, "98.6"), year=2015)
    page = edition(index, share(indicator, "86.6"), year=2016)

    assert display(page)["previous"] == {
        "text": "down 12\u00a0percentage\u00a0points since 2015",
        "period": "2015",
        "absolute": "-12",
        "better": None,
        "relative": "",
    }


def test_a_new_version_of_the_definition_breaks_the_series(index: ResultsIndexPage) -> None:
    indicator = IndicatorFactory.create(unit="percent")
    edition(index, share(indicator, "90"), year=2015)
    before = edition(index, share(indicator, "95"), year=2016)
    indicator.definition_version = 2
    indicator.save()
    page = edition(index, share(indicator, "50"), year=2017)

    assert display(page)["previous"] == {"text": "", "reason": "definition"}
    assert display(before)["previous"]["text"] == "up 5\u00a0percentage\u00a0points since 2015"


def test_a_figure_is_compared_with_a_baseline_before_it_and_the_target_of_its_year_or_last_day(
    index: ResultsIndexPage,
) -> None:
    indicator = IndicatorFactory.create(
        unit="percent",
        direction="increase",
        baseline_value="50",
        baseline_period_start=date(2015, 1, 1),
        baseline_period_end=date(2015, 12, 31),
    )
    year = {"period_start": date(2016, 1, 1), "period_end": date(2016, 12, 31)}
    IndicatorTarget.objects.create(indicator=indicator, value="90", **year)
    first = display(edition(index, share(indicator, "50"), year=2015))
    on_its_last_day = share(indicator, "86.6", name="day", period_end="2016-12-31")
    page = edition(index, share(indicator, "86.6"), on_its_last_day)

    found = display(page)
    up = "up 36.6\u00a0percentage\u00a0points since 2015"
    assert found["baseline"]["text"] == f"{up}, for the better"
    assert found["baseline"]["better"] is True
    assert found["target"] == {
        "text": "the target of 90% for 2016 was partly met",
        "status": "partly_met",
        "value": "90",
    }
    assert display(page, 1)["target"]["text"] == "the target of 90% for 2016 was missed"
    assert (first["previous"], first["baseline"]) == (None, None)


def test_a_figure_without_an_indicator_or_of_another_series_has_nothing_to_say(
    index: ResultsIndexPage,
) -> None:
    indicator = IndicatorFactory.create()
    edition(index, {"indicator": indicator.pk}, year=2015)
    other = ResultsIndexPageFactory.create(slug="other")

    assert display(edition(index, {}, year=2016)) is None
    assert display(edition(other, {"indicator": indicator.pk}, year=2016))["previous"] is None


def test_the_cost_does_not_grow_with_the_figures_or_the_editions(index: ResultsIndexPage) -> None:
    indicators = [IndicatorFactory.create(name=f"indicator {n}") for n in range(20)]
    figures = [{"name": str(n), "indicator": each.pk} for n, each in enumerate(indicators)]
    counts = []
    for year, some in ((2014, figures[:1]), (2015, figures), (2016, figures[:2]), (2017, figures)):
        page = anew(edition(index, *some, year=year))
        reading = PageReading.of(page)
        reading.load()
        with CaptureQueriesContext(connection) as asked:
            for figure in reading.figures:
                figure.display(reading)
        counts.append(len(asked))
    assert max(counts[1:]) <= 3


def test_a_year_without_an_edition_or_a_figure_is_a_gap(index: ResultsIndexPage) -> None:
    indicator = IndicatorFactory.create()
    edition(index, {"name": "another", "label": "films"}, year=2015)
    for year, value in ((2013, "10"), (2016, "12")):
        edition(index, {"indicator": indicator.pk, "value": value}, year=year)
    editions, (_films, reports) = series_of(index)

    series = series_to_draw(reports, editions, "sv", "granskade tips")

    assert series.name == "granskade tips"
    assert [(each.label, each.value and int(each.value)) for each in series.points] == [
        ("2013", 10),
        ("2014", None),
        ("2015", None),
        ("2016", 12),
    ]
    assert [each.is_newest for each in series.points] == [False, False, False, True]


def test_a_figure_is_drawn_as_it_was_said_and_broken_off_where_it_is_counted_in_another_way(
    index: ResultsIndexPage,
) -> None:
    indicator = IndicatorFactory.create()
    edition(index, {"indicator": indicator.pk, "value": "1000"}, year=2015)
    indicator.definition_version = 2
    indicator.save()
    figure = {"indicator": indicator.pk, "value": "1200", "qualifier": "over"}
    edition(index, figure, year=2016)
    editions, (reports,) = series_of(index)

    before, after = series_to_draw(reports, editions, "sv").points

    assert (before.text, after.text) == ("1\xa0000", "över\xa01\xa0200")
    assert (before.breaks, after.breaks) == (False, True)
    assert after.qualifier is Qualifier.OVER
