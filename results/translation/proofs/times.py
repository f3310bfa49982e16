"""Clock times: "kl. 14.30", "2.30 pm", "klockan åtta på kvällen"."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from .atoms import Atom, as_clock, gap, low
from .words import Group, Kind

if TYPE_CHECKING:
    from .tokens import Token

_IN_THE = {"in", "the", "at", "på", "om"}


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
