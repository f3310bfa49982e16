"""What a text says in numbers, and the units that it is compared in."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from fractions import Fraction
from importlib.resources import files
from typing import Any

# (what it measures, how much): two quantities that share one are the same.
Worth = tuple[str, Fraction]
PLAIN = "number"
YEAR = re.compile(r"1[5-9]\d\d|20\d\d")


@dataclass(slots=True, eq=False)
class Quantity:
    """A number, share, date, time or the like, and where it stands.

    `worth` is all that it may be, `values` its bare numbers, `unit` what it is counted in, "" where
    the text does not say, and `scale` what was multiplied. One that `is_weak` need not be said in
    another language. `parts` are the two numbers of "one in four". `directions` are which way it is
    bounded or changed ("above", "below", "by", "to"), each with the words that say so; where its text
    speaks of a loss (`is_loss`), a minus sign may be said in words.
    """

    start: int
    end: int
    text: str
    worth: set[Worth]
    kind: str = PLAIN
    values: set[Fraction] = field(default_factory=set)
    unit: str = ""
    scale: Fraction = Fraction(1)
    is_digits: bool = False
    is_weak: bool = False
    is_negative: bool = False
    is_loss: bool = False
    parts: tuple[Quantity, ...] = ()
    directions: dict[str, Quantity] = field(default_factory=dict)

    @property
    def is_bare(self) -> bool:
        """Whether it depends on its digits alone, and on no word."""
        return self.is_digits and self.kind == PLAIN and self.scale == 1 and not self.unit

    @property
    def numbers(self) -> set[Fraction]:
        """All numbers that it may be, whatever is counted."""
        return self.values | {much for kind, much in self.worth if kind == PLAIN}

    @property
    def group(self) -> str:
        """What it can be taken for another of: a share, in per cent as well, or its kind."""
        return "share" if self.unit in {"percent", "permille"} else self.kind

    @property
    def is_year(self) -> bool:
        """Whether it is written as a year is."""
        return YEAR.fullmatch(self.text) is not None


def day_of(day: int, month: int) -> Worth:
    return "date", Fraction(month * 100 + day)


def minute_of(minutes: int) -> Worth:
    return "clock", Fraction(minutes)


def times(multiple: Fraction) -> set[Worth]:
    """So many times as much, which is so many per cent more."""
    more = multiple - 1 if multiple > 1 else multiple
    return {("times", multiple), (PLAIN, multiple), ("share", more)}


HALF = Fraction(1, 2)
_DATA: dict[str, Any] = tomllib.loads(files(__package__).joinpath("units.toml").read_text("utf-8"))
_CURRENCIES, SHARED_SCALES = _DATA.pop("currencies"), _DATA.pop("scales")
# Unit: (what it measures, so much of it).
UNITS = {
    unit: (kind, Fraction(much))
    for kind, units in _DATA.items()
    for unit, (much, _words) in units.items()
}
# A krona, where a text does not say of which country.
CROWN = "crown"
CROWNS = {"SEK", "NOK", "DKK"}
CURRENCIES = set(_CURRENCIES)
# Signs, codes and metric units that all languages share.
SHARED = [
    *((words, unit) for unit, words in _CURRENCIES.items()),
    *((words, unit) for units in _DATA.values() for unit, (_much, words) in units.items() if words),
]


def measured(unit: str, value: Fraction) -> set[tuple[str, Fraction]]:
    """Return what so much of a unit measures, and how much; a currency measures itself."""
    kind, size = UNITS.get(unit, (unit, Fraction(1)))
    amounts = {(kind, value * size)}
    return amounts | {(CROWN, value)} if unit in CROWNS else amounts
