"""Dots of a part of a whole can be counted and add up."""

from decimal import Decimal
from math import ceil

import pytest
from hypothesis import given
from hypothesis import strategies as st

from results.drawing import draw_part


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
def test_what_dots_could_not_say_exactly_is_not_drawn(part: str, whole: str) -> None:
    assert draw_part(Decimal(part), Decimal(whole)) is None
