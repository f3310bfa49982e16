"""A ratio is of two runs right beside each other."""

import random
from itertools import batched

from benchmarks.figures import Comparison
from benchmarks.rounds import measure_rounds

PAIRS = [
    Comparison("a/x", "a by x", target="a", baseline="x"),
    Comparison("b/y", "b by y", target="b", baseline="y"),
    Comparison("c/x", "c by x", target="c", baseline="x"),
]


class Clock:
    """Answers that are a fixed number a second, and the order in which they were measured."""

    def __init__(self, **answers: float) -> None:
        self.answers = answers
        self.seen: list[tuple[str, int]] = []

    def measure(self, name: str, level: int) -> float:
        self.seen.append((name, level))
        return self.answers[name]


def test_a_target_is_measured_right_beside_its_baseline() -> None:
    clock = Clock(a=1, b=1, c=1, x=1, y=1)

    list(measure_rounds(PAIRS, (1, 16), 4, clock.measure, random.Random(3)))

    for first, second in batched(clock.seen, 2):
        assert first[1] == second[1]
        assert {first[0], second[0]} in [{pair.target, pair.baseline} for pair in PAIRS]


def test_every_pair_is_measured_once_a_round_at_every_number_of_connections() -> None:
    clock = Clock(a=1, b=1, c=1, x=1, y=1)

    rounds = measure_rounds(PAIRS, (1, 16), 3, clock.measure, random.Random(3))
    counts = [{len(series.ratios) for series in found.values()} for found in rounds]

    assert counts == [{1}, {2}, {3}]
    assert clock.seen.count(("a", 16)) == 3


def test_the_order_is_another_one_in_each_round_and_within_the_pairs() -> None:
    clock = Clock(a=1, b=1, c=1, x=1, y=1)

    list(measure_rounds(PAIRS, (1, 16), 6, clock.measure, random.Random(3)))

    beside = [
        (frozenset({first[0], second[0]}), first[1]) for first, second in batched(clock.seen, 2)
    ]
    assert len(set(batched(beside, 6))) == 6
    assert {first[0] for first, _second in batched(clock.seen, 2)} == {*"abcxy"}


def test_a_ratio_is_the_target_by_the_baseline() -> None:
    clock = Clock(a=300, b=1, c=1, x=6, y=1)

    [found] = measure_rounds(PAIRS, (1,), 1, clock.measure, random.Random(3))

    assert found["a", "x", 1].median == 50
