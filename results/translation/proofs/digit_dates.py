"""What digits with slashes and dashes write: dates, years and fractions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from .atoms import Atom, low, number_atom
from .digits import years_of
from .words import Kind, Language, Reading

if TYPE_CHECKING:
    from .tokens import Token

_YEAR = re.compile(r"(?:19|20)\d\d")


def read_date(index: int, token: Token, language: Language) -> Iterator[Atom]:
    """Yield the day and the year of "31/12/2016" or "2016-12-31"."""
    first, month, last = map(int, re.split(r"[./-]", token.text))
    year, day = (first, last) if token.kind == "iso" else (last, first)
    if token.kind == "date" and (month > 12 or (language.is_month_first and day <= 12)):
        month, day = day, month
    for value, is_day in ((day, True), (year, False)):
        atom = number_atom(index, Fraction(value))
        atom.month, atom.is_day, atom.can_merge = month, is_day, not is_day
        yield atom


def read_years(tokens: list[Token], index: int, language: Language) -> Iterator[Atom]:
    """Yield the years of "2016/17", or what else it may be."""
    text = tokens[index].text
    first, second = int(text[:4]), int(text[5:])
    values = years_of(first, second, text[4])
    following = language.words.get(low(tokens, index + 1))
    if following is not None and following.kind is Kind.MONTH:
        # "1 juli 2022–30 juni 2023"
        values = first, second
    if values is None and text[4] == "-" and 1 <= second <= 12:
        atom = number_atom(index, Fraction(first))
        atom.month, atom.can_merge = second, True
        yield atom
        return
    for value in values or (first, second):
        yield number_atom(index, Fraction(value))


def read_slash(tokens: list[Token], index: int, language: Language) -> Iterator[Atom]:
    """Yield what a slash between two numbers writes: a date, a fraction or both numbers."""
    first, second = map(int, tokens[index].text.split("/"))
    if min(first, second) >= 1000:
        yield number_atom(index, Fraction(first))
        yield number_atom(index, Fraction(second))
        return
    day, month = first, second
    if month > 12 or (language.is_month_first and day <= 12):
        day, month = month, day
    is_date = 1 <= day <= 31 and 1 <= month <= 12
    if is_date and _is_date(tokens, index):
        atom = number_atom(index, Fraction(day))
        atom.month, atom.is_day = month, True
        yield atom
        return
    readings: set[Reading] = {f"{first}/{second}"}
    if 0 < first < second:
        readings.add(Fraction(first, second))
    atom = number_atom(index, *readings)
    atom.halves = ((Fraction(first), Fraction(second)),)
    if is_date:
        atom.halves += ((Fraction(day), f"month {month}"),)
    atom.is_weak = tokens[index].text == "24/7"
    yield atom


def _is_date(tokens: list[Token], index: int) -> bool:
    """Whether a slash is one of a date: "den 3/10", "3/10–5/10 2021"."""
    if low(tokens, index - 1) == "den" or _YEAR.fullmatch(low(tokens, index + 1)):
        return True
    is_first = low(tokens, index + 1) in {"-", "–"} and index + 2 < len(tokens)
    return (
        is_first
        and tokens[index + 2].kind == "slash"
        and _YEAR.fullmatch(low(tokens, index + 3)) is not None
    )
