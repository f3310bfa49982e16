"""What is on record of a figure's indicator and of its whole."""

from decimal import Decimal

import pytest

from results.models import ResultsIndexPage
from results.record.queries import history_of, record_of
from tests.factories import IndicatorFactory

from .building import differences, edition, publish, stat_id

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_figure_keeps_the_definition_that_it_was_published_for(index: ResultsIndexPage) -> None:
    indicator = IndicatorFactory.create()
    named = {"indicator": indicator.pk, "label": ""}
    page = edition(index, named)
    indicator.definition_version = 2
    indicator.save()

    publish(page, named | {"value": "6559"})
    later = edition(index, named, year=2017)

    history = history_of(page.translation_key, stat_id())
    assert [(row.indicator, row.definition_version) for row in history] == [(indicator, 1)] * 2
    assert [(row.label, row.definition_version) for row in record_of(later)] == [
        ("granskade tips", 2)
    ]
    assert not differences()


def test_a_part_has_its_whole_which_is_recorded_anew_when_that_changes(
    index: ResultsIndexPage,
) -> None:
    part = {"name": "part", "value": "1100", "part_of": str(stat_id("whole"))}
    page = edition(index, part, {"name": "whole"})

    publish(page, part, {"name": "whole", "value": "4400"})

    history = history_of(page.translation_key, stat_id("part"))
    assert [row.whole_value for row in history] == [Decimal(6558), Decimal(4400)]
    assert {(row.whole_label, row.whole_block_id) for row in history} == {
        ("reports", stat_id("whole"))
    }
    assert not differences()


def test_an_indicator_that_is_gone_leaves_its_figures_on_record(index: ResultsIndexPage) -> None:
    indicator = IndicatorFactory.create()
    page = edition(index, {"indicator": indicator.pk})
    page.unpublish()
    indicator.delete()

    (row,) = history_of(page.translation_key, stat_id())
    assert (row.indicator, row.value) == (None, Decimal(6558))
