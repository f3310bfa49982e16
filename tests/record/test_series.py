"""What was published of the same figure over the years."""

from typing import Any

from django.test import Client

import pytest
from bs4 import BeautifulSoup

from results.models import ResultsIndexPage
from results.quantities import Change, Incomparable
from results.reading import PageReading
from results.record.series import series_of
from tests.factories import IndicatorFactory, ResultsIndexPageFactory, again

from .building import edition, publish

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


def test_a_figure_without_an_indicator_is_known_by_its_block(index: ResultsIndexPage) -> None:
    edition(index, {"value": "10"}, year=2015)
    edition(index, {"value": "12", "unit": "hours"}, year=2016)

    _editions, (series,) = series_of(index)

    assert [point.change for point in series.points.values()] == [None, Incomparable.UNIT]


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
