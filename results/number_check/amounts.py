"""How much is counted, and of what: numbers in digits and words, units, scales, shares, multiples."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from .cursor import SPACE
from .quantity import CURRENCIES, HALF, PLAIN, UNITS, measured, times

if TYPE_CHECKING:
    from .cursor import Cursor
    from .languages import Language
    from .quantity import Quantity, Worth

# More digits than that are a name, not a number.
LONGEST = 40
_HYPHENS = {"-", "‑"}
# What half of is a measure, and not a share.
_MEASURES = {"months", "hours", "metres", "grams", "litres"}


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


def counted(cursor: Cursor, first: int, value: Fraction, **rest: Any) -> Quantity:
    """Read what follows a number: a scale, "and a half", a unit."""
    language = cursor.language
    _pass_hyphen(cursor)
    bracket = _pass_bracket(cursor, first)
    scale, unit = 1, ""
    found = language.scales.find(cursor.peek().low)
    if found and (len(cursor.peek().low) > 1 or cursor.touches()):
        scale, unit = found, language.unit(cursor.peek().low) or ""
        cursor.at += 1
        if cursor.peek().text == "." and language.unit(cursor.peek(1).low) in CURRENCIES:
            # "2 Mio. SEK"
            cursor.at += 1
    if _half(cursor):
        value += HALF
        rest["is_weak"] = False
        if found := language.scales.find(cursor.peek().low):
            scale = found
            cursor.at += 1
    unit = unit if unit in CURRENCIES else _unit(cursor, first)
    before = language.scales.find(cursor.tokens[first - 1].low) if first else None
    if before and unit in CURRENCIES and scale == 1 and language.unit(cursor.tokens[first - 1].low):
        # "MSEK 5"
        scale = before
    if _half(cursor):
        # "A year and a half"
        value += HALF
        rest["is_weak"] = False
    if cursor.at == bracket:
        cursor.at -= 1
    return of_unit(cursor, first, value * scale, unit, scale=scale, **rest)


def _half(cursor: Cursor) -> bool:
    """Read "and a half", Danish "et halvt"."""
    ahead = 1 if cursor.is_("joined_by") else 0
    is_half = cursor.language.weak.find(cursor.peek(ahead).low) == 1 and (
        cursor.language.parts.find(cursor.peek(ahead + 1).low) == HALF
    )
    cursor.at += ahead + 2 if is_half else 0
    return is_half


def of_unit(cursor: Cursor, first: int, value: Fraction, unit: str = "", **rest: Any) -> Quantity:
    """Return so much of a unit."""
    worth: set[Worth] = measured(unit, value) if unit else {(PLAIN, value)}
    if unit == "times":
        worth |= times(value)
    return cursor.new(first, worth, values={value}, unit=unit, **rest)


def _pass_hyphen(cursor: Cursor) -> None:
    """Go on to what a number is joined to: "24-timmarsjour"."""
    word = cursor.peek(1)
    is_joined = cursor.peek().text in _HYPHENS and cursor.touches() and cursor.touches(1)
    if is_joined and (cursor.language.scales.find(word.low) or _beginning(cursor, word.low)):
        cursor.at += 1


def _pass_bracket(cursor: Cursor, first: int) -> int:
    """Go on to what is behind a number in brackets, "88 (81) MSEK"; return that place, 0 for none."""
    if not first or cursor.tokens[first - 1].text != "(" or cursor.peek().text != ")":
        return 0
    cursor.at += 1
    return cursor.at


def _beginning(cursor: Cursor, word: str) -> str:
    """The unit with which a word begins: "timmarsjour"."""
    ends = range(len(word), 2, -1)
    return next((unit for end in ends if (unit := cursor.language.unit(word[:end]))), "")


def _unit(cursor: Cursor, first: int) -> str:
    """Read the unit behind a number, or see the currency before it."""
    token, language = cursor.peek(), cursor.language
    for tokens in (3, 2, 1):
        unit = language.unit(cursor.said(tokens))
        # "5s" is no five seconds.
        if unit and (
            tokens > 1 or len(token.low) > 1 or not token.low.isalpha() or not cursor.touches()
        ):
            cursor.at += tokens
            return unit
    if cursor.is_("of") and language.weak.find(cursor.peek(1).low) == 1:
        # "0.25 of a percentage point"
        said = f"{cursor.peek(2).low} {cursor.peek(3).low}"
        if language.unit(said) == "points":
            cursor.at += 4
            return "points"
    if cursor.peek(-1).text in _HYPHENS and (unit := _beginning(cursor, token.low)):
        cursor.at += 1
        return unit
    place = first - 1
    if place > 0 and cursor.tokens[place].text in {"-", "−", "–"}:
        # "SEK −5"
        place -= 1
    if (
        place >= max(cursor.done, 0)
        and cursor.tokens[place + 1].start - cursor.tokens[place].end <= 1
    ):
        unit = language.unit(cursor.tokens[place].low)
        return unit if unit in CURRENCIES else ""
    return ""


def read_share(cursor: Cursor, first: int, number: Fraction, *, is_said: bool) -> Quantity | None:
    """Read "tredjedelar", behind a number or alone; a part of a measure is an amount."""
    language = cursor.language
    ahead = 1 if is_said and cursor.peek().text in _HYPHENS else 0
    part = language.parts.find(cursor.peek(ahead).low)
    if part is None or number * part >= 1:
        return None
    cursor.at += 1 + ahead
    share = number * part
    # "Half a million", "a quarter of a million", "half a kilo"
    between = 1 if cursor.is_("of") else 0
    between += language.weak.find(cursor.peek(between).low) == 1
    scale = language.scales.find(cursor.peek(between).low)
    if scale and scale >= 1000:
        cursor.at += 1 + between
        return of_unit(cursor, first, share * scale, _unit(cursor, first))
    worth: set[Worth] = {("share", share), (PLAIN, share)}
    unit = language.unit(cursor.peek(between).low) or ""
    if unit in UNITS and UNITS[unit][0] in _MEASURES:
        cursor.at += 1 + between
        worth |= measured(unit, share)
    before = cursor.tokens[first - 1].low if first else ""
    # "Half-time", "at half pace", "the first half", "a quarter" need not be said as a share.
    is_loose = not between and not cursor.is_("of") and unit not in UNITS
    is_weak = share == HALF / 2 or (share == HALF and (is_loose or bool(language.ordinal(before))))
    return cursor.new(first, worth, values={share}, kind="part", is_weak=number == 1 and is_weak)


def read_nth(cursor: Cursor) -> list[Quantity]:
    """Read "every fourth", "var fjärde", "varannan"."""
    first, language = cursor.at, cursor.language
    tokens = cursor.tokens_of("every_other", 2)
    number = 2 if tokens else None
    if not tokens and cursor.is_("every"):
        number, tokens = language.ordinal(cursor.peek(1).low), 2
    if number is None or number < 2:
        return []
    cursor.at += tokens
    worth: set[Worth] = {("share", Fraction(1, number)), (PLAIN, Fraction(number))}
    unit = language.unit(cursor.peek().low) or ""
    if unit in UNITS:
        # "Every third month" is every three months.
        cursor.at += 1
        worth = measured(unit, Fraction(number))
    return [cursor.new(first, worth, values={Fraction(number)}, kind="part", unit=unit)]


def read_multiple(cursor: Cursor) -> list[Quantity]:
    """Read "doubled", "tredubblat"."""
    multiple = cursor.language.multiples.find(cursor.peek().low)
    if multiple is None:
        return []
    cursor.at += 1
    return [cursor.new(cursor.at - 1, times(multiple), values={multiple}, kind="multiple")]


def read_compound(cursor: Cursor) -> list[Quantity]:
    """Read a number with what it counts in one word: "treårig", "femgradig"."""
    language = cursor.language
    low = cursor.peek().low
    tens = next((n for w, n in language.tens if _is_decade(low, w, language)), None)
    tens = tens or language.decades.find(low)
    if tens:
        cursor.at += 1
        worth: set[Worth] = {("decade", Fraction(tens)), (PLAIN, Fraction(tens))}
        return [cursor.new(cursor.at - 1, worth, kind="decade", values={Fraction(tens)})]
    for half in filter(None, language.data.half.split("|")):
        unit = language.unit(low.removeprefix(half)) if low.startswith(half) else None
        if unit in UNITS:
            # "Halvtimme", "Halbjahr"
            cursor.at += 1
            return [of_unit(cursor, cursor.at - 1, HALF, unit, is_weak=True)]
    match = language.compound.fullmatch(low) if language.compound else None
    if match is None:
        return []
    cursor.at += 1
    unit = language.unit(match[2]) if match[2] else ""
    return [of_unit(cursor, cursor.at - 1, Fraction(language.cardinals[match[1]]), unit or "")]


def _is_decade(word: str, tens: str, language: Language) -> bool:
    return word.startswith(tens) and language.matches("decade", word.removeprefix(tens))


def read_roman(cursor: Cursor) -> list[Quantity]:
    """Read "IV"; of a single letter nobody knows what it is."""
    text = cursor.peek().text
    if not re.fullmatch(r"(?=..)X{0,3}(?:IX|IV|V?I{0,3})", text):
        return []
    cursor.at += 1
    signs = {"I": 1, "V": 5, "X": 10}
    digits = [signs[sign] for sign in text]
    value = sum(
        -one if one < after else one for one, after in zip(digits, [*digits[1:], 0], strict=True)
    )
    return [of_unit(cursor, cursor.at - 1, Fraction(value))]


def read_measure(cursor: Cursor) -> list[Quantity]:
    """Read a unit that stands alone: "dygnet runt" is 24 hours, "the last decade" ten years."""
    low = cursor.peek().low
    unit = cursor.language.unit(low) if len(low) > 3 else None
    if unit not in UNITS:
        return []
    cursor.at += 1
    return [of_unit(cursor, cursor.at - 1, Fraction(1), unit, is_weak=True)]
