"""The picture that two numbers draw adds up, or is not drawn."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from results.drawing import draw_arc


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
