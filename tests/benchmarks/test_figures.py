"""A must is judged by medians, where it says that it holds, and nothing else is judged."""

import pytest

from benchmarks.figures import Bound, Comparison, Figure, Result, at_least, at_most
from benchmarks.rounds import Series

BY_16 = Comparison("granian", "", at_least(250), target="a", baseline="b", judged=(16,))
BY_ALL = Comparison("table", "", at_least(35), at_least(44), target="a", baseline="b")


def result(figure: Figure, **ratios: list[float]) -> Result:
    """A result with these ratios by the number of connections, such as c16."""
    return Result(figure, {int(level[1:]): Series(found) for level, found in ratios.items()})


def test_a_must_is_reached_by_the_median() -> None:
    assert result(BY_ALL, c1=[20, 36, 50], c16=[36]).reached is True
    assert result(BY_ALL, c1=[20, 34, 50], c16=[36]).reached is False


def test_a_must_holds_at_every_number_of_connections_that_it_names() -> None:
    assert result(BY_ALL, c1=[36], c16=[34]).reached is False
    assert result(BY_16, c1=[90], c16=[251]).reached is True


def test_an_aim_is_no_must() -> None:
    found = result(BY_ALL, c1=[36], c16=[40])

    assert found.reached is True
    assert found.reached_aim is False


def test_what_was_not_measured_is_neither_reached_nor_missed() -> None:
    assert Result(BY_ALL, skipped="not installed").reached is None


def test_a_figure_without_a_must_is_not_judged() -> None:
    assert result(Figure("plain/nginx", ""), c0=[300]).reached is None


@pytest.mark.parametrize(
    ("bound", "inside", "outside", "text"),
    [
        (at_least(0.6), 0.6, 0.59, "≥ 0.6"),
        (at_most(20), 20, 20.1, "≤ 20"),
        (Bound(0.8, 1.2), 1.2, 0.79, "0.8–1.2"),
    ],
)
def test_a_bound_holds_its_ends(bound: Bound, inside: float, outside: float, text: str) -> None:
    assert bound.holds(inside)
    assert not bound.holds(outside)
    assert str(bound) == text
