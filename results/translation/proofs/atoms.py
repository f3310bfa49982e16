"""The numbers and number words of a text, before what belongs together is joined."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from .words import NO_UNIT, Group, Kind, Measure, Reading

if TYPE_CHECKING:
    from .tokens import Token


@dataclass(slots=True)
class Atom:
    """A number, or a word that says something about one.

    `first` and `last` are the places of its tokens. `readings` is what it may be worth, `bare` the
    same without scale. `units` is every unit that it may have; "" is none. `month` makes it the day
    or the year of a date, `is_day` tells which. `clock` is its hour and minute. `measure` is what it
    counts, `places` whether it is the number of a chapter, an article or the like and
    `within` the number of the chapter or article that it is in, `written` a number
    with a point as it is written, which is all that counts if it `is_name`, as of a version.
    """

    kind: Kind
    first: int
    last: int
    readings: frozenset[Reading] = frozenset()
    units: frozenset[str] = NO_UNIT
    unit: str = ""
    is_weak: bool = False
    is_plural: bool = False
    is_spelled: bool = False
    group: Group = Group.NONE
    bare: frozenset[Reading] = frozenset()
    month: int = 0
    is_day: bool = False
    factor: Fraction = Fraction(1)
    clock: tuple[int, int] | None = None
    has_half: bool = False  # whether it is known to be before or after noon
    halves: tuple[tuple[Reading, Reading], ...] = ()
    can_merge: bool = False
    measure: Measure | None = None
    places: frozenset[str] = frozenset()
    within: Atom | None = None
    is_fallen: bool = False  # whether it may have a minus in the other language
    written: str = ""
    is_name: bool = False

    @property
    def numbers(self) -> list[Fraction]:
        """Every value that it may have."""
        return [reading for reading in self.readings if isinstance(reading, Fraction)]

    @property
    def value(self) -> Fraction | None:
        """Its value, if there is only one."""
        found = None
        for reading in self.readings:
            if isinstance(reading, Fraction):
                if found is not None:
                    return None
                found = reading
        return found

    @property
    def whole(self) -> int:
        """Its value as a whole number that is not negative, else -1."""
        value = self.value
        if value is None or value.denominator != 1 or value.numerator < 0:
            return -1
        return value.numerator


def gap(tokens: list[Token], first: Atom, second: Atom) -> list[str]:
    """The tokens between two atoms, in small letters."""
    return [token.low for token in tokens[first.last + 1 : second.first]]


def is_next(tokens: list[Token], first: Atom, second: Atom) -> bool:
    """Whether nothing but a hyphen lies between two atoms."""
    between = second.first - first.last - 1
    return between == 0 or (between == 1 and tokens[second.first - 1].text == "-")


def low(tokens: list[Token], index: int) -> str:
    """The token at a place in small letters; "" where there is none."""
    return tokens[index].low if 0 <= index < len(tokens) else ""


def number_atom(index: int, *readings: Reading) -> Atom:
    """A number that one token writes."""
    return Atom(Kind.NUMBER, index, index, frozenset(readings), bare=frozenset(readings))


def as_clock(atom: Atom, hour: int, minute: int) -> Atom:
    """The atom as a clock time; a full hour may be said by its number alone."""
    atom.readings = frozenset({f"{hour:02}:{minute:02}"})
    if minute == 0:
        atom.readings |= {Fraction(hour)}
    atom.clock = (hour, minute)
    return atom
