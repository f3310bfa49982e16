"""Pictures of numbers: the arc and the part of a whole."""

from decimal import Decimal
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from results.drawing import draw_arc, draw_part


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


@pytest.mark.parametrize(
    ("part", "whole"),
    [("1.5", "200"), ("10", "200.5"), ("1", "59"), ("201", "200"), ("-1", "200"), ("7", "133007")],
)
def test_what_dots_could_not_say_exactly_is_not_drawn(part: str, whole: str) -> None:
    assert draw_arc(Decimal(part), Decimal(whole)) is None


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

    if field is not None:
        assert 20 <= len(field.dots) <= 100
        assert field.filled * field.unit == part
        assert len(field.dots) == ceil(whole / field.unit)


def test_the_year_2016_is_66_dots_of_a_hundred_reports_eleven_filled() -> None:
    field = draw_part(Decimal(1100), Decimal(6558))

    assert field is not None
    assert (field.unit, len(field.dots), field.filled) == (100, 66, 11)
    assert field.dots[-1].radius == pytest.approx(8 * 0.58**0.5, abs=0.01)


@pytest.mark.parametrize(
    ("part", "whole"), [("1143", "6558"), ("1", "19"), ("0.5", "50"), ("3", "2"), ("0", "0")]
)
def test_a_part_that_dots_could_not_say_exactly_is_not_drawn(part: str, whole: str) -> None:
    assert draw_part(Decimal(part), Decimal(whole)) is None
