"""What was published over the years as series to draw."""

import pytest

from results.drawing import ChartError, Refusal
from results.models import ResultsIndexPage
from results.quantities import Qualifier
from results.record.charting import series_to_draw
from results.record.series import series_of
from tests.factories import IndicatorFactory

from .building import edition

pytestmark = pytest.mark.django_db(transaction=True)


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


def test_a_series_in_two_units_is_not_drawn(index: ResultsIndexPage) -> None:
    edition(index, {"value": "10"}, year=2015)
    edition(index, {"value": "12", "unit": "hours"}, year=2016)
    editions, (series,) = series_of(index)

    with pytest.raises(ChartError) as caught:
        series_to_draw(series, editions, "sv")

    assert caught.value.refusal is Refusal.UNITS
