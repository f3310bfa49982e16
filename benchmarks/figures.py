"""A figure to reach: what it is, what it must be and what is aimed at, and whether it is reached."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.rounds import Series


@dataclass(frozen=True, slots=True)
class Bound:
    """From `least` to `most`; None is no bound on that side."""

    least: float | None = None
    most: float | None = None

    def holds(self, value: float) -> bool:
        """Whether the value lies within."""
        return (self.least is None or value >= self.least) and (
            self.most is None or value <= self.most
        )

    def __str__(self) -> str:
        """As a table shows it."""
        if self.least is not None and self.most is not None:
            return f"{self.least:g}–{self.most:g}"
        return f"≥ {self.least:g}" if self.least is not None else f"≤ {self.most:g}"


def at_least(value: float) -> Bound:
    """No less than this."""
    return Bound(least=value)


def at_most(value: float) -> Bound:
    """No more than this."""
    return Bound(most=value)


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the table. Without a must it is there to be known, and nothing judges it."""

    name: str
    text: str
    must: Bound | None = None
    aim: Bound | None = None
    unit: str = "×"


@dataclass(frozen=True, slots=True)
class Comparison(Figure):
    """A figure that is the answers a second of one target, by those of another."""

    target: str = ""
    baseline: str = ""
    # The numbers of connections at which the must holds.
    judged: tuple[int, ...] = (1, 16)


@dataclass(frozen=True, slots=True)
class Share(Figure):
    """The share that one group of code has of the processor's time of a request, in one way."""

    way: str = ""
    group: str = ""


@dataclass(slots=True)
class Result:
    """What was measured of a figure: a series for each number of connections, 0 without load."""

    figure: Figure
    series: dict[int, Series] = field(default_factory=dict)
    skipped: str = ""

    @property
    def reached(self) -> bool | None:
        """Whether each median that is judged is within the must; None where nothing is judged."""
        return self._within(self.figure.must)

    @property
    def reached_aim(self) -> bool | None:
        """The same of the aim."""
        return self._within(self.figure.aim)

    def _within(self, bound: Bound | None) -> bool | None:
        judged = getattr(self.figure, "judged", (0,))
        found = [series for level, series in self.series.items() if level in judged]
        if bound is None or not found:
            return None
        return all(bound.holds(series.median) for series in found)
