"""A figure of the table: what it is, what it must be, and whether it is reached."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import inf
from statistics import median


@dataclass(frozen=True, slots=True)
class Bound:
    """From `least` to `most`, both included."""

    least: float = -inf
    most: float = inf

    def holds(self, value: float) -> bool:
        """Whether the value lies within."""
        return self.least <= value <= self.most

    def __str__(self) -> str:
        """As a table shows it."""
        if self.most == inf:
            return f"≥ {self.least:g}"
        return f"≤ {self.most:g}" if self.least == -inf else f"{self.least:g}–{self.most:g}"


def at_least(value: float) -> Bound:
    """No less than this."""
    return Bound(least=value)


def at_most(value: float) -> Bound:
    """No more than this."""
    return Bound(most=value)


@dataclass(frozen=True, slots=True)
class Figure:
    """Something measured; without a must it is there to be known, and nothing judges it."""

    name: str
    text: str
    must: Bound | None = None
    unit: str = "×"
    # The numbers of connections at which the must holds; 0 is without load.
    judged: tuple[int, ...] = (0, 1, 16)


@dataclass(slots=True)
class Result:
    """The values of a figure by the number of connections, or why there are none."""

    figure: Figure
    values: dict[int, list[float]] = field(default_factory=dict)
    skipped: str = ""

    def add(self, value: float, connections: int = 0) -> None:
        """Add the value of one round."""
        self.values.setdefault(connections, []).append(value)

    @property
    def reached(self) -> bool | None:
        """Whether each median that is judged is within the must; None where nothing is judged."""
        judged = [median(found) for at, found in self.values.items() if at in self.figure.judged]
        if self.figure.must is None or not judged:
            return None
        return all(map(self.figure.must.holds, judged))
