"""What digits are worth, alone, as dates and as years."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from ...quantities import AmbiguousNumberError, NumberFormatError, parse_number
from .atoms import Atom, low, number_atom
from .words import Kind, Language, Reading

if TYPE_CHECKING:
    from .tokens import Token

_LONGEST = 40
# So many digits are the same by every convention.
_PLAIN = 12
_GROUPED = re.compile(
    r"(?P<whole>\d{1,3}(?P<sign>[.,])\d{3}(?:(?P=sign)\d{3})*)(?P<rest>(?!(?P=sign))[.,]\d+|)"
)
_YEAR = re.compile(r"(?:19|20)\d\d")


@lru_cache(maxsize=16384)
def readings_of(text: str, conventions: tuple[str, ...]) -> frozenset[Reading]:
    """The values of digits with their spaces, commas and points, one for each convention.

    Digits that no convention reads, such as "1.2.3" or those of an account, stand for themselves.
    """
    if text.isdecimal() and len(text) <= _PLAIN:
        return frozenset({Fraction(int(text))})
    found: set[Reading] = set()
    for locale in conventions:
        try:
            value = parse_number(text.replace("'", " "), locale)
        except AmbiguousNumberError as error:
            value = error.readings[0]
        except NumberFormatError:
            found.add(_beyond_figures(text))
            continue
        found.add(Fraction(value))
    return frozenset(found)


def _beyond_figures(text: str) -> Reading:
    """What digits are worth that are more than a figure may have."""
    bare = re.sub("[ ']", "", text)
    if match := _GROUPED.fullmatch(bare):
        bare = match["whole"].replace(match["sign"], "") + match["rest"]
    if len(bare) <= _LONGEST and re.fullmatch(r"\d+(?:[.,]\d+)?", bare):
        return Fraction(bare.replace(",", "."))
    return bare


def years_of(first: int, second: int, sign: str) -> tuple[int, int] | None:
    """The two years of "2016/17" or "2014–16"; None if the second part is no year."""
    last = first % 100
    if second == (last + 1) % 100:
        return first, first + 1
    if sign != "/" and second > last:
        return first, first - last + second
    return None


def decade(value: int) -> tuple[int, ...]:
    """What "90-talet" or "1800-talet" can mean: a decade, or a century by its number too."""
    if 10 <= value < 100:
        return value, 1900 + value, 2000 + value
    return (value, value // 100 + 1) if value >= 100 and value % 100 == 0 else (value,)


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
