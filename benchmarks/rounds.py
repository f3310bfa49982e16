"""A round, in which each target is measured right beside its baseline, in an order by chance."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.comparisons import Comparison


def measure_round(
    compared: Iterable[Comparison],
    levels: Iterable[int],
    measure: Callable[[str, int], float],
) -> Iterator[tuple[str, int, float]]:
    """Yield the name, the number of connections and the ratio of each comparison at each level.

    Whatever else the machine does falls on all alike: comparisons, levels, and the two of a
    comparison come in a new order each time.
    """
    jobs = [(pair, level) for pair in compared for level in levels]
    for pair, level in random.sample(jobs, len(jobs)):
        names = random.sample([pair.target, pair.baseline], 2)
        found = {name: measure(name, level) for name in names}
        yield pair.name, level, found[pair.target] / found[pair.baseline]
