"""A must is judged by medians, where it says that it holds, and nothing else is judged."""

import pytest

from benchmarks.figures import Bound, Figure, Result, at_least, at_most
from benchmarks.setups import describe

BY_16 = Figure("granian", "", at_least(250), judged=(16,))
BY_ALL = Figure("table", "", at_least(35), judged=(1, 16))


def result(figure: Figure, **values: list[float]) -> Result:
    """A result with these values by the number of connections, such as c16."""
    return Result(figure, {int(level[1:]): found for level, found in values.items()})


def test_a_must_is_reached_by_the_median() -> None:
    assert result(BY_ALL, c1=[20, 36, 50], c16=[36]).reached is True
    assert result(BY_ALL, c1=[20, 34, 50], c16=[36]).reached is False


def test_a_must_holds_at_every_number_of_connections_that_it_names() -> None:
    assert result(BY_ALL, c1=[36], c16=[34]).reached is False
    assert result(BY_16, c1=[90], c16=[251]).reached is True


def test_what_was_not_measured_or_has_no_must_is_neither_reached_nor_missed() -> None:
    assert Result(BY_ALL, skipped="not in the quick form").reached is None
    assert result(Figure("uncached/html", ""), c0=[300]).reached is None


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


def test_a_target_is_described_by_its_page_its_server_and_its_form() -> None:
    assert describe("table:html:304") == "HTML from the SQLite table, answer 304"
    assert (
        describe("wrapper-granian-10000:v3-list")
        == "API v3’s list from memory on granian, 10,000 editions"
    )
