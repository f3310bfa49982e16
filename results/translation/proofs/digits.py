"""What digits are worth."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from ...quantities import AmbiguousNumberError, NumberFormatError, parse_number

if TYPE_CHECKING:
    from .words import Reading


_LONGEST = 40
# So many digits are the same by every convention.
_PLAIN = 12
_GROUPED = re.compile(
    r"(?P<whole>\d{1,3}(?P<sign>[.,])\d{3}(?:(?P=sign)\d{3})*)(?P<rest>(?!(?P=sign))[.,]\d+|)"
)


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
