"""Figures that are measured without load, each part of them by one function."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, Result

if TYPE_CHECKING:
    from benchmarks.fleet import Fleet


@dataclass(frozen=True, slots=True)
class Part:
    """Figures that one function measures together: it yields names with values, in any number."""

    title: str
    figures: tuple[Figure, ...]
    measure: Callable[[Fleet], Iterator[tuple[str, float]]]

    def results(self, fleet: Fleet) -> Iterable[Result]:
        """The results of those figures that are asked for."""
        found = {
            figure.name: Result(figure, skipped="not in the quick form")
            for figure in self.figures
            if fleet.options.wants(figure.name)
        }
        if found:
            fleet.say(self.title)
            for name, value in self.measure(fleet):
                if name in found:
                    found[name].add(value)
                    found[name].skipped = ""
        return found.values()
