"""Clock times ("kl. 14.30", "klockan åtta på kvällen"), and days and years beside a month."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from .atoms import Atom, as_clock, gap, low
from .words import NO_UNIT, Group, Kind, Language

if TYPE_CHECKING:
    from .tokens import Token

_IN_THE = {"in", "the", "at", "på", "om"}
_PASSED_OVER = {"of", "the", ".", "den"}


def mark_times(atoms: list[Atom], tokens: list[Token]) -> None:
    """Make the numbers that are clock times so."""
    for first, second in pairwise(atoms):
        _mark_pair(first, second, gap(tokens, first, second))
        _mark_half_hour(first, second, tokens)
    # "Klockan åtta … på kvällen"
    if any(atom.kind is Kind.DAY_PART and atom.value != 0 for atom in atoms):
        for atom in atoms:
            if atom.clock and atom.clock[0] < 12 and not atom.has_half:
                add_later(atom)


def _mark_pair(first: Atom, second: Atom, between: list[str]) -> None:
    if first.kind is Kind.CLOCK:
        is_hour = second.kind is Kind.NUMBER and second.group is not Group.MULTIPLE
        if is_hour and between in ([], ["."]):
            mark_clock(second)
    elif first.kind is not Kind.NUMBER:
        return
    elif second.kind is Kind.CLOCK and not between:
        mark_clock(first)
    elif second.kind is Kind.DAY_HALF and not between:
        _mark_half_of_day(first, int(second.value or 0))
    elif (
        second.kind is Kind.DAY_PART
        and second.value is not None
        and _IN_THE.issuperset(between)
        and 0 < first.whole <= 12
    ):
        _mark_half_of_day(first, int(second.value))


def _mark_half_hour(half: Atom, hour: Atom, tokens: list[Token]) -> None:
    """ "Halv fyra", "half past two"."""
    name = low(tokens, half.first)
    if name not in {"halv", "half"} or not 0 < hour.whole <= 12:
        return
    between = gap(tokens, half, hour)
    is_swedish = name == "halv" and not between and not hour.is_weak
    if is_swedish or between == ["past"]:
        start = (hour.whole - 1 if is_swedish else hour.whole) % 12
        hour.readings = frozenset({f"{start:02}:30", f"{start + 12:02}:30"})
        hour.is_weak = False


def mark_clock(atom: Atom) -> None:
    """A whole number may be a full hour too."""
    if atom.clock is None and 0 <= atom.whole <= 24:
        readings = atom.readings
        as_clock(atom, atom.whole, 0)
        atom.readings |= readings


def _mark_half_of_day(atom: Atom, later: int) -> None:
    if atom.has_half:
        return
    hour, minute = atom.clock or (atom.whole, 0)
    if 0 < hour <= 12:
        as_clock(atom, hour % 12 + later, minute)
        if hour == 12 and not later:
            atom.readings |= {"24:00", Fraction(24)}
    atom.is_weak = False
    atom.has_half = True


def add_later(atom: Atom) -> None:
    """A clock time before noon may be one after noon too."""
    hour, minute = atom.clock or (0, 0)
    later = hour % 12 + 12
    atom.readings |= {f"{later:02}:{minute:02}"}
    if not minute:
        atom.readings |= {Fraction(later)}


def mark_dates(atoms: list[Atom], tokens: list[Token], language: Language) -> None:
    """Give the days and years beside a month their month."""
    for first, second in pairwise(atoms):
        between = [low for low in gap(tokens, first, second) if low not in _PASSED_OVER]
        if first.kind is Kind.NUMBER and second.kind is Kind.MONTH and not between:
            _mark_day(first, second)
        elif second.kind is not Kind.NUMBER or between not in ([], [","], ["-"]):
            continue
        elif first.kind is Kind.MONTH:
            if _mark_year(second, first.whole, tokens):
                _attach(first)
            elif language.has_capitals and not between:
                _mark_day(second, first)
        elif first.is_day and first.month:
            # "December 31, 2016"
            _mark_year(second, first.month, tokens)


def _mark_day(number: Atom, month: Atom) -> None:
    if 1 <= number.whole <= 31 and number.units == NO_UNIT and not number.clock:
        number.month, number.is_day = month.whole, True
        _attach(month)


def _mark_year(number: Atom, month: int, tokens: list[Token]) -> bool:
    # "On May 20, 2,000 names" has no year.
    is_plain = tokens[number.first].kind != "number" or len(tokens[number.first].text) == 4
    if not 1000 <= number.whole < 2100 or number.units != NO_UNIT or not is_plain:
        return False
    number.month, number.can_merge = month, True
    return True


def _attach(month: Atom) -> None:
    month.is_weak, month.group = False, Group.NONE
