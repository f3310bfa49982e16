"""What a text says in numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction

# (what it measures, how much): two quantities that share one are the same.
Worth = tuple[str, Fraction]
PLAIN = "number"


@dataclass(slots=True, eq=False)
class Quantity:
    """A number, share, date, time or the like, and where it stands.

    `worth` is all that it may be, `values` its bare numbers, `unit` what it is counted in, "" where
    the text does not say, and `scale` what was multiplied. One that `is_weak` need not be said in
    another language. `parts` are the two numbers of "one in four".
    """

    start: int
    end: int
    text: str
    worth: set[Worth]
    kind: str = PLAIN
    values: set[Fraction] = field(default_factory=set)
    unit: str = ""
    scale: int = 1
    is_digits: bool = False
    is_weak: bool = False
    is_negative: bool = False
    parts: tuple[Quantity, ...] = ()

    @property
    def is_year(self) -> bool:
        """Whether it is written as a year is."""
        return re.fullmatch(r"1[5-9]\d\d|20\d\d", self.text) is not None


def day_of(day: int, month: int) -> Worth:
    return "date", Fraction(month * 100 + day)


def minute_of(minutes: int) -> Worth:
    return "clock", Fraction(minutes)


def times(multiple: Fraction) -> set[Worth]:
    """So many times as much, which is so many per cent more."""
    more = multiple - 1 if multiple > 1 else multiple
    return {("times", multiple), (PLAIN, multiple), ("share", more)}
