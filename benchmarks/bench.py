"""What every part of a run is given."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, Result
from benchmarks.rounds import Series
from benchmarks.snapshots import MISSING, are_there

if TYPE_CHECKING:
    from benchmarks.fleet import Fleet
    from benchmarks.options import Options


@dataclass(frozen=True, slots=True)
class Bench:
    """A run: its options, its servers, its chance, and whom it tells what it does."""

    options: Options
    fleet: Fleet
    chance: random.Random
    say: Callable[[str], None]


Measure = Callable[[Bench, Callable[[str], bool]], Iterator[tuple[str, float]]]


@dataclass(frozen=True, slots=True)
class Part:
    """Figures that one function measures together, without load.

    The function yields pairs of a figure's name and a value, any number of each; it is told which
    names are wanted.
    """

    title: str
    figures: tuple[Figure, ...]
    measure: Measure
    needs_snapshots: bool = True

    def results(self, bench: Bench) -> Iterable[Result]:
        """The results of those figures that are asked for."""
        wanted = [figure for figure in self.figures if bench.options.wants(figure.name)]
        results = {figure.name: Result(figure) for figure in wanted}
        if not wanted:
            return []
        if self.needs_snapshots and not are_there():
            for result in results.values():
                result.skipped = MISSING
            return results.values()
        bench.say(self.title)
        for name, value in self.measure(bench, results.__contains__):
            if name in results:
                results[name].series.setdefault(0, Series()).ratios.append(value)
        for result in results.values():
            if not result.series:
                result.skipped = "not in the quick form"
        return results.values()
