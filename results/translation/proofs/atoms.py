"""Numbers and number words of a text; those in words are joined: "two hundred and fifty"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from .words import NO_UNIT, Group, Kind, Measure, Reading

if TYPE_CHECKING:
    from .tokens import Token
_AND = {"and", "och"}
_SMALL_SCALES = (100, 1000)


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


def join_spelled(atoms: list[Atom], tokens: list[Token]) -> list[Atom]:
    """Join numbers in words up to the thousands."""
    found: list[Atom] = []
    index = 0
    while index < len(atoms):
        joined, index = _spelled_run(atoms, index, tokens, found)
        found.append(joined)
    return found


def _spelled_run(
    atoms: list[Atom], index: int, tokens: list[Token], before: list[Atom]
) -> tuple[Atom, int]:
    """The number that begins at an atom, or the atom itself; and where the next one begins."""
    first = last = atoms[index]
    if not _begins(first):
        return first, index + 1
    run = _Run()
    run.take(first)
    index += 1
    while index < len(atoms) and _continues(run, last, atoms[index], tokens):
        last = atoms[index]
        run.take(last)
        index += 1
    if last is first and (first.kind is Kind.NUMBER or _is_scale_of(before, first, tokens)):
        return first, index
    readings = frozenset({Fraction(run.total + run.current)})
    joined = replace(
        first, kind=Kind.NUMBER, last=last.last, readings=readings, bare=readings, is_weak=False
    )
    joined.group = last.group
    if first.kind is Kind.SCALE and (
        (before and before[-1].kind in {Kind.SEVERAL, Kind.UNIT})
        or low(tokens, first.first - 1) in {"i", "in"}
    ):
        # "Several hundred", "SEK thousand", "in thousand kronor".
        joined.is_weak, joined.group = True, Group.SCALE
    return joined, index


def _is_scale_of(before: list[Atom], scale: Atom, tokens: list[Token]) -> bool:
    """Whether it is the scale of digits: "15 tusen"."""
    if not before or before[-1].kind is not Kind.NUMBER or before[-1].is_weak:
        return False
    return is_next(tokens, before[-1], scale)


class _Run:
    """The sum of the words so far."""

    def __init__(self) -> None:
        self.total = 0
        self.current = 0
        self.is_scaled = False

    def take(self, atom: Atom) -> None:
        value = int(atom.value or 0)
        self.is_scaled = atom.kind is Kind.SCALE
        if not self.is_scaled and value >= 1000 and value % 1000 == 0:
            self.total, self.is_scaled = value, True
        elif not self.is_scaled:
            self.current += value
        elif value == 100:
            self.current = (self.current or 1) * 100
        else:
            self.total, self.current = self.total + (self.current or 1) * 1000, 0


def _begins(atom: Atom) -> bool:
    if atom.kind is Kind.SCALE:
        return atom.value in _SMALL_SCALES
    return (
        atom.kind is Kind.NUMBER
        and atom.is_spelled
        and atom.group is Group.NONE
        and 0 < atom.whole < 10**6
        and (not atom.is_weak or atom.whole == 1)
    )


def _continues(run: _Run, last: Atom, atom: Atom, tokens: list[Token]) -> bool:
    between = gap(tokens, last, atom)
    is_added = run.is_scaled and len(between) == 1 and between[0] in _AND
    if not is_added and not is_next(tokens, last, atom):
        return False
    if atom.kind is Kind.SCALE:
        return not is_added and 0 < run.current < int(atom.value or 0) <= _SMALL_SCALES[-1]
    if atom.kind is not Kind.NUMBER or not atom.is_spelled or atom.group is Group.MULTIPLE:
        return False
    if run.is_scaled:
        return not atom.is_weak and 0 < atom.whole < (100 if run.current else 1000)
    if run.current % 100 < 20 or run.current % 10:
        return False
    # "Twenty-one", "twenty-first", but not "twenty a".
    is_article = low(tokens, atom.first) in {"a", "an"}
    return 0 < atom.whole < 10 and not is_article and (not atom.is_weak or atom.whole < 3)
