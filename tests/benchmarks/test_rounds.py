"""A ratio is of two runs right beside each other."""

from itertools import batched

from benchmarks.comparisons import Comparison
from benchmarks.rounds import measure_round

PAIRS = [
    Comparison("a/x", "a by x", target="a", baseline="x"),
    Comparison("b/y", "b by y", target="b", baseline="y"),
    Comparison("c/x", "c by x", target="c", baseline="x"),
]
ANSWERS = {"a": 300, "b": 1, "c": 1, "x": 6, "y": 1}
LEVELS = (1, 16)


def measured() -> list[tuple[str, int]]:
    """What is measured in a round, in its order."""
    seen: list[tuple[str, int]] = []

    def measure(name: str, level: int) -> float:
        seen.append((name, level))
        return 1

    list(measure_round(PAIRS, LEVELS, measure))
    return seen


def test_a_target_is_measured_right_beside_its_baseline() -> None:
    beside = [{pair.target, pair.baseline} for pair in PAIRS]

    for first, second in batched(measured(), 2):
        assert first[1] == second[1]
        assert {first[0], second[0]} in beside


def test_every_comparison_is_measured_once_at_every_number_of_connections() -> None:
    found = [job for *job, _ratio in measure_round(PAIRS, LEVELS, lambda *_job: 1)]

    assert sorted(found) == [[pair.name, level] for pair in PAIRS for level in LEVELS]


def test_the_order_is_another_one_in_each_round_and_within_the_comparisons() -> None:
    rounds = [list(batched(measured(), 2)) for _round in range(20)]

    assert len({tuple(map(frozenset, each)) for each in rounds}) > 1
    assert {first[0] for each in rounds for first, _second in each} == {*ANSWERS}


def test_a_ratio_is_the_target_by_the_baseline() -> None:
    [found] = measure_round(PAIRS[:1], (1,), lambda name, _level: ANSWERS[name])

    assert found == ("a/x", 1, 50)
