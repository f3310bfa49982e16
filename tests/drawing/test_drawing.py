"""The picture that two numbers draw can be counted and adds up, or is not drawn."""

from decimal import Decimal
from math import ceil
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from results.drawing.part_of_whole import bar_width, draw_arc, draw_part


@given(whole=st.integers(60, 12_000), data=st.data())
def test_every_thing_has_one_dot_and_the_inner_ones_are_lit(
    whole: int, data: st.DataObject
) -> None:
    part = data.draw(st.integers(0, whole))
    arc = draw_arc(Decimal(part), Decimal(whole))

    assert arc is not None
    assert sum(ring.dots for ring in arc.rings) == whole
    assert sum(ring.dots for ring in arc.rings if ring.lit) == part
    lit = [ring.radius for ring in arc.rings if ring.lit]
    unlit = [ring.radius for ring in arc.rings if not ring.lit]
    assert not lit or not unlit or max(lit) <= min(unlit)


ARCS = [
    ("1.5", "200"),
    ("10", "200.5"),
    ("1", "59"),
    ("201", "200"),
    ("-1", "200"),
    ("7", "133007"),
]
PARTS = [("1", "19"), ("0.5", "50"), ("3", "2"), ("0", "0"), ("-5", "50")]


@pytest.mark.parametrize(
    ("draw", "part", "whole"),
    [*((draw_arc, *pair) for pair in ARCS), *((draw_part, *pair) for pair in PARTS)],
)
def test_what_dots_could_not_say_exactly_is_not_drawn(draw: Any, part: str, whole: str) -> None:
    assert draw(Decimal(part), Decimal(whole)) is None


def test_a_dot_stands_for_several_where_there_are_too_many() -> None:
    arc = draw_arc(Decimal("13000"), Decimal("133000"))

    assert arc is not None
    assert arc.unit == 100
    assert sum(ring.dots for ring in arc.rings) == 1_330


def test_a_whole_alone_has_no_lit_dots() -> None:
    arc = draw_arc(None, Decimal(250))

    assert arc is not None
    assert not any(ring.lit for ring in arc.rings)


@given(whole=st.integers(1, 10**9), data=st.data())
def test_a_field_adds_up_to_part_and_whole(whole: int, data: st.DataObject) -> None:
    part = data.draw(st.integers(0, whole))
    field = draw_part(Decimal(part), Decimal(whole))

    assert (field is None) == (whole < 20)
    if field is not None:
        assert 20 <= len(field.dots) <= 100
        assert len(field.dots) == ceil(whole / field.unit)
        for number, radius in ((whole, "radius"), (part, "inner")):
            area = sum(getattr(dot, radius) ** 2 for dot in field.dots) / 8**2
            assert area * field.unit == pytest.approx(number, rel=0.001, abs=field.unit / 100)
        assert field.rest == whole % field.unit
        assert part in {
            whole,
            sum(dot.is_filled for dot in field.dots) * field.unit + field.part_rest,
        }


def test_a_unit_that_divides_the_part_goes_before_one_that_needs_a_dot_filled_in_part() -> None:
    even, uneven = draw_part(Decimal(1000), Decimal(2000)), draw_part(Decimal(1143), Decimal(6558))

    assert even is not None
    assert uneven is not None
    assert (even.unit, int(even.part_rest)) == (20, 0)
    assert (uneven.unit, len(uneven.dots), sum(dot.is_filled for dot in uneven.dots)) == (
        100,
        66,
        11,
    )
    assert int(uneven.part_rest) == 43
    assert uneven.dots[-1].radius == pytest.approx(8 * 0.58**0.5, abs=0.01)


@pytest.mark.parametrize(
    ("part", "whole", "width"),
    [(1100, 6558, "16.77%"), (7, 6558, "2"), (0, 5, "0.00%"), (5, 5, "100.00%")],
)
def test_a_bar_is_as_wide_as_its_part_or_just_wide_enough_to_be_seen(
    part: int, whole: int, width: str
) -> None:
    assert bar_width(Decimal(part), Decimal(whole)) == width
