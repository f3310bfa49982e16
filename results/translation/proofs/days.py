"""Dates: the days and years beside a month."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from .atoms import Atom, gap
from .words import NO_UNIT, Group, Kind, Language

if TYPE_CHECKING:
    from .tokens import Token

_PASSED_OVER = {"of", "the", ".", "den"}


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
