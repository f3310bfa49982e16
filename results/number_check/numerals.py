"""Numbers in digits and in words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from .cursor import SPACE

if TYPE_CHECKING:
    from .cursor import Cursor
    from .languages import Language

# More digits than that are a name, not a number.
LONGEST = 40


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number in words; one that `is_weak` need not be a number at all."""

    value: Fraction
    is_weak: bool = False
    is_ordinal: bool = False


def value_of(digits: str, language: Language) -> Fraction | None:
    """Return what digits with separators are worth in a language, None for too many of them."""
    plain = re.sub(rf"[{SPACE}'’]", "", digits)
    if len(plain) > LONGEST:
        return None
    marks = [mark for mark in plain if mark in ".,"]
    if not marks:
        return Fraction(plain)
    whole, _mark, rest = plain.rpartition(marks[-1])
    groups = whole.count(marks[-1]) > 0 or (
        marks[-1] != language.decimal and len(rest) == 3 and 0 < len(whole) <= 3 and whole != "0"
    )
    whole = re.sub(r"[.,]", "", whole)
    return Fraction(whole + rest) if groups else Fraction(f"{whole}.{rest}")


def read_numeral(cursor: Cursor) -> Numeral | None:
    """Read a number in words from here on: "two hundred and fifty-three", "tredje", "båda"."""
    first, low, language = cursor.at, cursor.peek().low, cursor.language
    weak = language.weak.find(low)
    # "Twenty-first"
    second = cursor.peek(2).low if cursor.peek(1).text == "-" else ""
    is_ordinal = language.ordinal(low + second) if second else None
    value = (
        None
        if is_ordinal
        else _cardinal(cursor, has_article=weak == 1 and _scale(cursor, 1) >= 100)
    )
    if value is not None:
        is_alone = cursor.at == first + 1
        is_size = low not in language.cardinals
        return Numeral(value, is_alone and (is_size or weak is not None))
    ordinal, tokens = language.ordinal(low), 1
    if is_ordinal:
        ordinal, tokens = is_ordinal, 3
    if ordinal is None and weak is None:
        return None
    cursor.at += tokens
    if ordinal is not None:
        return Numeral(Fraction(ordinal), ordinal <= 3 or weak is not None, is_ordinal=True)
    return Numeral(Fraction(weak or 0), is_weak=True)


def _cardinal(cursor: Cursor, *, has_article: bool) -> Fraction | None:
    """Put a number together from its words; None, and nothing is read, where there is none."""
    total, first = Fraction(0), cursor.at
    current = Fraction(1) if has_article else None
    end = first
    cursor.at += has_article
    while cursor.peek().kind == "word":
        value, scale = _word(cursor), _scale(cursor)
        if scale and (current is not None or not total):
            current = scale * (Fraction(1) if current is None else current)
            if scale >= 1000:
                total, current = total + current, None
        elif value is not None and _fits(current, value):
            current = value + (current or 0)
        else:
            break
        cursor.at += 1
        end = cursor.at
        so_far = total + (current or 0)
        is_joined = cursor.is_("joined_by") and so_far >= 100 and (_word(cursor, 1) or 100) < 100
        cursor.at += is_joined or (cursor.peek().text == "-" and so_far >= 20)
    cursor.at = end
    return None if end == first else total + (current or 0)


def _word(cursor: Cursor, ahead: int = 0) -> Fraction | None:
    found = cursor.language.cardinals.get(cursor.peek(ahead).low)
    return None if found is None else Fraction(found)


def _scale(cursor: Cursor, ahead: int = 0) -> int:
    """The word as a scale, 0 for none; letters such as "m" are one behind digits only."""
    low = cursor.peek(ahead).low
    return (cursor.language.scales.find(low) or 0) if len(low) > 2 else 0


def _fits(current: Fraction | None, value: Fraction) -> bool:
    """Whether a number may follow the one so far: 50 after 200, 3 after 50."""
    if current is None:
        return True
    if not value or not current or current % 10:
        return False
    room = 1000 if current % 1000 == 0 else 100 if current % 100 == 0 else 10
    return value < room and (room > 10 or current % 100 >= 20)
