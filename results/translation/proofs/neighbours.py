"""Numbers that stand together, such as the ends of a range."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from .atoms import Atom, gap, low
from .lengths import lengths_of
from .times import add_later, mark_clock
from .words import NO_UNIT, Group, Kind, Language

if TYPE_CHECKING:
    from .tokens import Token

_DASHES = {"-", "–", "−", "/", ",", "&", "+"}
_ARTICLES = {"a", "an", "en", "ett"}


def mark_neighbours(atoms: list[Atom], tokens: list[Token], language: Language) -> None:
    """Give numbers that stand together what only one of them says: unit, scale, month, clock."""
    numbers = [
        atom
        for atom in atoms
        if atom.kind is Kind.NUMBER
        and atom.group is not Group.RATE
        and not _is_article(atom, tokens)
    ]
    pairs = [
        (first, second)
        for first, second in pairwise(numbers)
        if _are_joined(gap(tokens, first, second), language)
    ]
    for first, second in reversed(pairs):
        _give_back(first, second)
    for first, second in pairs:
        _give_on(first, second)


def _is_article(atom: Atom, tokens: list[Token]) -> bool:
    return atom.is_weak and atom.first == atom.last and low(tokens, atom.first) in _ARTICLES


def _are_joined(between: list[str], language: Language) -> bool:
    return 0 < len(between) <= 4 and all(
        name in _DASHES or name in language.connectors for name in between
    )


def _give_back(first: Atom, second: Atom) -> None:
    """Give the first of two what only the second says: "10–15 %", "2–3 miljoner", "9–11 am"."""
    if first.units == NO_UNIT:
        first.units |= second.units
    if first.factor == 1 and second.factor != 1:
        _multiply(first, second.factor)
    if (
        not first.month
        and 0 < first.whole < 100
        and second.whole >= 1000
        and second.whole % 1000 == 0
    ):
        # "5–6000"
        _multiply(first, Fraction(1000))
    if second.measure and not first.measure and first.units == NO_UNIT:
        first.readings |= lengths_of(first.bare, second.measure)
    if second.is_day and second.month and not first.month and 1 <= first.whole <= 31:
        first.month, first.is_day = second.month, True
    if second.clock and not first.clock:
        mark_clock(first)
    if second.has_half and first.clock and not first.has_half and first.clock[0] <= 12:
        add_later(first)


def _multiply(atom: Atom, factor: Fraction) -> None:
    atom.readings |= {reading * factor for reading in atom.bare if isinstance(reading, Fraction)}


def _give_on(first: Atom, second: Atom) -> None:
    if second.units == NO_UNIT and not second.month:
        second.units |= first.units
    if first.clock and not second.clock:
        mark_clock(second)
