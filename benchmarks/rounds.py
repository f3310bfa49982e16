"""Rounds in which each target is measured right beside its baseline, in an order by chance."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from statistics import median
from typing import Protocol


class Compared(Protocol):
    """Two things that are measured beside each other, by their names."""

    @property
    def target(self) -> str:
        """What is measured."""

    @property
    def baseline(self) -> str:
        """What it is measured against."""


@dataclass(slots=True)
class Series:
    """The ratios of target to baseline, one of each round."""

    ratios: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """The ratio in the middle."""
        return median(self.ratios)

    @property
    def least(self) -> float:
        """The smallest ratio of any round."""
        return min(self.ratios)

    @property
    def most(self) -> float:
        """The largest ratio of any round."""
        return max(self.ratios)


Measure = Callable[[str, int], float]
Key = tuple[str, str, int]


def measure_rounds(
    pairs: Iterable[Compared],
    levels: Iterable[int],
    rounds: int,
    measure: Measure,
    chance: random.Random,
) -> Iterator[dict[Key, Series]]:
    """Measure every pair at every level once a round; yields what there is after each round.

    A round goes through the pairs and levels in a new order, and through the two of a pair in
    an order by chance, so that what else the machine does falls on all alike.
    """
    series: dict[Key, Series] = {}
    jobs = [(pair.target, pair.baseline, level) for pair in pairs for level in levels]
    for _round in range(rounds):
        for job in chance.sample(jobs, len(jobs)):
            target, baseline, level = job
            found: dict[str, float] = {}
            for name in chance.sample([target, baseline], 2):
                found[name] = measure(name, level)
            series.setdefault(job, Series()).ratios.append(found[target] / found[baseline])
        yield series
