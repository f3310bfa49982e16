"""Which figures stand in the band, and what they draw."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from results.blocks import StatBlock
from results.reading.figures import Figure, choose_key_figures


def figure(value: str, highlight: str = "key", **others: Any) -> Figure:
    others = {name: Decimal(v) if name == "whole_value" else v for name, v in others.items()}
    raw = {"value": Decimal(value), "label": value, "highlight": highlight, **others}
    return Figure(value, StatBlock().normalize(raw))


def test_a_page_without_highlighted_figures_has_no_band() -> None:
    assert choose_key_figures([figure("1", "none")]) is None
    assert choose_key_figures([]) is None


def test_the_figure_marked_as_lead_leads_wherever_it_stands() -> None:
    keys = choose_key_figures([figure("250"), figure("6558", "lead"), figure("3", "none")])
    assert keys
    assert keys.lead.id == "6558"
    assert [other.id for other in keys.others] == ["250"]


def test_without_a_lead_the_first_key_figure_leads() -> None:
    keys = choose_key_figures([figure("250"), figure("1382")])
    assert keys
    assert keys.lead.id == "250"


def test_a_figure_whose_whole_is_the_lead_stands_beside_it() -> None:
    part = figure("1100", whole_value="6558")
    keys = choose_key_figures([part, figure("6558", "lead"), figure("250")])
    assert keys
    assert keys.part is part
    assert [other.id for other in keys.others] == ["250"]
    assert keys.arc
    assert sum(ring.dots for ring in keys.arc.rings if ring.lit) == 1100


@pytest.mark.parametrize(
    "others",
    [
        {"whole_value": "6559"},
        {"whole_value": "6558", "unit": "SEK"},
        {"whole_value": "6558", "period_end": date(2016, 6, 30)},
    ],
)
def test_a_part_of_something_else_does_not_stand_beside_the_lead(others: dict[str, Any]) -> None:
    keys = choose_key_figures([figure("6558", "lead"), figure("1100", **others)])
    assert keys
    assert keys.part is None


@pytest.mark.parametrize("others", [{"qualifier": "over"}, {"unit": "percent"}])
def test_what_is_not_counted_exactly_draws_no_dots(others: dict[str, Any]) -> None:
    keys = choose_key_figures([figure("250", "lead", **others)])
    assert keys
    assert keys.arc is None


def test_a_lead_that_is_itself_a_part_draws_its_whole() -> None:
    keys = choose_key_figures([figure("1100", "lead", whole_value="6558")])
    assert keys
    assert keys.arc
    assert sum(ring.dots for ring in keys.arc.rings) == 6558
    assert keys.drawn is keys.lead
