"""How much is counted, and of what: numbers in digits and words, units, scales, shares, multiples.

And which way an amount is bounded or has changed: "more than 80", "fell by 20 per cent".
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Any

from .languages import Language
from .moments import decade_of, read_century, read_day, read_hour
from .quantity import (
    CURRENCIES,
    HALF,
    PLAIN,
    SPACE,
    UNITS,
    YEAR,
    Cursor,
    Quantity,
    Worth,
    measured,
    times,
)

# More digits than that are a name, not a number.
LONGEST = 40
_HYPHENS = {"-", "‑"}
# Alone, they need not be exact.
_ROUND = {100, 1000, *(10**zeros for zeros in (6, 9, 12))}
# What half of is a measure, and not a share.
_STRICT = {"share", "points", "grams", "litres", "hectares", "squaremetres"}
_MEASURES = {"points", "months", "hours", "metres", "grams", "litres"}
OPPOSITES = {"above": "below", "below": "above", "by": "to", "to": "by"}
# Before a unit of time, however short: "per år".
_RATES = {"per", "pro", "/"}
# So far before and behind an amount its words are looked for.
_NEAR = 40
# Of what an amount is changed by or to.
_CHANGED = {"share", "points"}


def value_of(digits: str, language: Language) -> Fraction | None:
    """Return what digits with separators are worth in a language, None for too many of them."""
    plain = re.sub(rf"[{SPACE}'’٬]", "", digits).replace("٫", language.decimal)
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


def read_number(cursor: Cursor) -> list[Quantity]:
    """Read a number in words, and what it is a number of: "two hundred and fifty-three", "tredje", "båda"."""
    first, low, language = cursor.at, cursor.peek().low, cursor.language
    if language.unit(low) in CURRENCIES and cursor.peek(1).kind == "number":
        # "MSEK 5"
        return []
    vague = language.vague(low)
    # "Twenty-first"; "third" is a share as well, Finnish "kolmannes" nothing else.
    is_double = (
        cursor.peek(1).text == "-" and language.ordinal(low + cursor.peek(2).low) is not None
    )
    ordinal = language.ordinal(low + cursor.peek(2).low if is_double else low)
    if ordinal is None and (share := read_share(cursor, first, Fraction(1), is_said=False)):
        return [share]
    value = None if is_double else _cardinal(cursor, has_article=vague == 1)
    if value is not None:
        is_weak = cursor.at == first + 1 and (value in _ROUND or vague is not None)
    elif ordinal is not None:
        cursor.at += 3 if is_double else 1
        is_weak = ordinal <= 3 or vague is not None
        found = read_century(cursor, first, ordinal) or read_day(cursor, first, ordinal)
        return [found or counted(cursor, first, ordinal, kind="ordinal", is_weak=is_weak)]
    elif vague is not None:
        cursor.at += 1
        value, is_weak = vague, True
        # "Tens of thousands"
        more = 1 if cursor.is_("of") else 0
        following = language.vague(cursor.peek(more).low) or 0
        if 10 <= vague < following:
            value *= following
            cursor.at += more + 1
    else:
        return []
    if found := read_share(cursor, first, value, is_said=True) or (
        None if is_weak else read_hour(cursor, first, value)
    ):
        return [found]
    is_weak = is_weak and not (value > 1 and language.unit(cursor.peek().low))
    kind = "size" if is_weak and value >= 10 else PLAIN
    return [counted(cursor, first, value, kind=kind, is_weak=is_weak)]


def _cardinal(cursor: Cursor, *, has_article: bool) -> Fraction | None:
    """Put a number together from its words; None, and nothing is read, where there is none."""
    language, at, end = cursor.language, int(has_article), 0
    total, so_far, word = Fraction(0), Fraction(1) if has_article else None, ""
    while cursor.peek(at).kind == "word":
        low = cursor.peek(at).low
        scale = language.scales.find(low) if len(low) > 2 else None
        # "Kahdeksan kymmenestä" is eight of ten.
        is_other = "teen" in language.words and 0 < (so_far or 0) < 100
        value = None if is_other else language.cardinal(word + low)
        if scale and value is None and (so_far is not None or not total):
            total, so_far, word = total + scale * (so_far or 1), None, ""
        elif value is not None and (end or not has_article or value >= 100):
            so_far, word = value, word + low
        else:
            break
        at = end = at + 1
        # "Two hundred and fifty-three"
        is_joined = total + (so_far or 0) >= 100 and language.matches(
            "joined_by", cursor.peek(at).low
        )
        if is_joined or (cursor.peek(at).text == "-" and so_far):
            at += 1
    cursor.at += end
    return total + (so_far or 0) if end else None


def counted(cursor: Cursor, first: int, value: Fraction, **rest: Any) -> Quantity:
    """Read what follows a number: a scale, "and a half", a unit."""
    language, before = cursor.language, cursor.tokens[first - 1] if first else None
    bracket = before is not None and before.text == "(" and cursor.peek().text == ")"
    # "24-timmarsjour", "88 (81) MSEK"
    cursor.at += bracket or _is_joined(cursor)
    at, scale, unit = cursor.at, Fraction(1), ""
    found = language.scales.find(cursor.peek().low)
    if found and (len(cursor.peek().low) > 1 or cursor.touches()):
        scale, unit = found, language.unit(cursor.peek().low) or ""
        cursor.at += 1
        # "2 Mio. SEK"
        cursor.at += cursor.peek().text == "." and language.unit(cursor.peek(1).low) in CURRENCIES
    is_half = _half(cursor)
    if is_half and (found := language.scales.find(cursor.peek().low)):
        scale = found
        cursor.at += 1
    unit = unit if unit in CURRENCIES else _unit(cursor, first)
    if before and scale == 1 and unit in CURRENCIES and language.unit(before.low) == unit:
        # "MSEK 5"
        scale = language.scales.find(before.low) or scale
    # "A year and a half"
    is_half = _half(cursor) or is_half
    if bracket and cursor.at == at:
        cursor.at -= 1
    if is_half or unit in CURRENCIES or UNITS.get(unit, ("",))[0] in _STRICT:
        # Of these even one is said.
        rest["is_weak"] = False
    value = (value + HALF if is_half else value) * scale
    return of_unit(cursor, first, value, unit, scale=scale, **rest)


def _half(cursor: Cursor) -> bool:
    """Read "and a half", Danish "et halvt", Finnish "ja puoli tuntia"."""
    language = cursor.language
    ahead = 1 if cursor.is_("joined_by") else 0
    has_article = language.weak.find(cursor.peek(ahead).low) == 1
    half, following = cursor.peek(ahead + has_article).low, cursor.peek(ahead + has_article + 1).low
    is_counted = bool(language.unit(following) or language.scales.find(following))
    is_half = language.part(half) == HALF and (has_article or (ahead == 1 and is_counted))
    cursor.at += ahead + has_article + 1 if is_half else 0
    return is_half


def of_unit(cursor: Cursor, first: int, value: Fraction, unit: str = "", **rest: Any) -> Quantity:
    """Return so much of a unit."""
    worth: set[Worth] = measured(unit, value) if unit else {(PLAIN, value)}
    if unit == "times":
        worth |= times(value)
    return cursor.new(first, worth, values={value}, unit=unit, **rest)


def _is_joined(cursor: Cursor) -> bool:
    """Whether a hyphen joins the number to a scale or unit: "24-timmarsjour"."""
    is_hyphen = cursor.peek().text in _HYPHENS and cursor.touches() and cursor.touches(1)
    word = cursor.peek(1).low
    return is_hyphen and bool(cursor.language.scales.find(word) or _beginning(cursor, word))


def _beginning(cursor: Cursor, word: str) -> str:
    """The unit with which a word begins: "timmarsjour"."""
    ends = range(len(word), 2, -1)
    return next((unit for end in ends if (unit := cursor.language.unit(word[:end]))), "")


def _unit(cursor: Cursor, first: int) -> str:
    """Read the unit behind a number, or see the currency before it."""
    token, language = cursor.peek(), cursor.language
    # "0.25 of a percentage point"
    between = 2 if cursor.is_("of") and language.weak.find(cursor.peek(1).low) == 1 else 0
    unit, tokens = cursor.unit(between)
    # "5s" is no five seconds.
    if unit and (
        tokens > 1 or len(token.low) > 1 or not token.low.isalpha() or not cursor.touches()
    ):
        cursor.at += between + tokens
        return unit
    if cursor.peek(-1).text in _HYPHENS and (unit := _beginning(cursor, token.low)):
        cursor.at += 1
        return unit
    place = first - 1
    # "SEK −5"
    place -= place > 0 and cursor.tokens[place].text in {"-", "−", "–"}
    is_near = (
        place >= max(cursor.done, 0)
        and cursor.tokens[place + 1].start - cursor.tokens[place].end <= 1
    )
    unit = language.unit(cursor.tokens[place].low) or "" if is_near else ""
    return unit if unit in CURRENCIES else ""


def read_share(cursor: Cursor, first: int, number: Fraction, *, is_said: bool) -> Quantity | None:
    """Read "tredjedelar", behind a number or alone; a part of a measure is an amount."""
    language = cursor.language
    ahead = 1 if is_said and cursor.peek().text in _HYPHENS else 0
    part = language.part(cursor.peek(ahead).low)
    if part is None or number * part >= 1:
        return None
    cursor.at += 1 + ahead
    share = number * part
    # "Half a million", "a quarter of a million", "half a kilo"
    between = 1 if cursor.is_("of") else 0
    between += language.weak.find(cursor.peek(between).low) == 1
    scale = language.scales.find(cursor.peek(between).low)
    if scale and (scale >= 1000 or scale < 100):
        cursor.at += 1 + between
        return of_unit(cursor, first, share * scale, _unit(cursor, first))
    worth: set[Worth] = {("share", share), (PLAIN, share)}
    unit, tokens = cursor.unit(between)
    if unit in UNITS and UNITS[unit][0] in _MEASURES:
        cursor.at += tokens + between
        worth |= measured(unit, share)
    before = cursor.tokens[first - 1].low if first else ""
    # "Half-time", "at half pace", "the first half", "a quarter" need not be said as a share.
    is_loose = not between and not cursor.is_("of") and unit not in UNITS
    is_weak = share == HALF / 2 or (share == HALF and (is_loose or bool(language.ordinal(before))))
    return cursor.new(first, worth, values={share}, kind="share", is_weak=number == 1 and is_weak)


def pass_ordinal(cursor: Cursor) -> bool:
    """Pass what makes an ordinal of digits: "3rd", "3:e", "3." before a small letter or a month."""
    if not cursor.touches():
        return False
    if cursor.peek().text == ":" and cursor.is_("ordinal", 1):
        cursor.at += 2
        return True
    if not cursor.is_("ordinal"):
        return False
    following = cursor.peek(1)
    is_point = cursor.peek().text == "."
    is_name = cursor.language.month(following.text) is None and not cursor.is_("century", 1)
    if is_point and (following.kind != "word" or (is_name and following.text[0].isupper())):
        return False
    cursor.at += 1
    return True


def read_nth(cursor: Cursor) -> list[Quantity]:
    """Read "every fourth", "var 4:e", "varannan"."""
    first, language, number = cursor.at, cursor.language, None
    if tokens := cursor.tokens_of("every_other", 2):
        cursor.at, number = first + tokens, Fraction(2)
    elif cursor.is_("every"):
        cursor.at += 2
        word = cursor.peek(-1)
        is_digits = word.text.isdecimal() and (cursor.is_("ordinal") or pass_ordinal(cursor))
        # "Jede 5. Woche"
        cursor.at += is_digits and cursor.is_("ordinal")
        number = value_of(word.text, language) if is_digits else language.ordinal(word.low)
    if number is None or number < 2:
        cursor.at = first
        return []
    unit = language.unit(cursor.peek().low) or ""
    if unit in UNITS:
        # "Every third month" is every three months.
        cursor.at += 1
        return [of_unit(cursor, first, number, unit)]
    share = 1 / number
    return [cursor.new(first, {("share", share)}, values={share}, kind="share")]


def read_multiple(cursor: Cursor) -> list[Quantity]:
    """Read "doubled", "tredubblat"."""
    multiple = cursor.language.multiple(cursor.peek().low)
    return [cursor.take(times(multiple), values={multiple}, kind="multiple")] if multiple else []


def read_compound(cursor: Cursor) -> list[Quantity]:
    """Read a number with what it counts in one word, or a unit alone: "treårig", "femtiotalet", "dygnet"."""
    language, low = cursor.language, cursor.peek().low
    tens = language.made("decade", low, least=10)
    if tens and tens < 100:
        return [cursor.take(decade_of(int(tens)), kind="decade", values={tens})]
    is_rate = cursor.at and cursor.tokens[cursor.at - 1].low in _RATES
    unit = language.unit(low) if len(low) > 3 or is_rate else None
    # "The last decade" is ten years.
    found = language.compound(low) or ((Fraction(1), unit) if unit and unit in UNITS else None)
    # "Vuonna 2016" is a year, and not twelve months.
    names_year = unit == "year" and YEAR.fullmatch(cursor.peek(1).text)
    if found is None or names_year:
        return []
    cursor.at += 1
    # "Halvtimme", "Halbjahr", "hundraårsminnet"
    is_weak = found[0] in {1, HALF, *_ROUND}
    return [of_unit(cursor, cursor.at - 1, *found, is_weak=is_weak)]


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


def read_directions(quantities: list[Quantity], text: str, language: Language) -> None:
    """Set the `directions` of quantities of a text, and whether the text speaks of a loss."""
    patterns = _patterns(language)
    is_loss = patterns["loss"].search(text) is not None
    for each in quantities:
        each.is_loss = is_loss
        each.directions = dict(_directions(each, text, language, patterns))


def _directions(
    quantity: Quantity, text: str, language: Language, patterns: dict[str, re.Pattern[str]]
) -> Iterator[tuple[str, Quantity]]:
    """Ways, each with the quantity and the words that say so."""

    def said(start: int, end: int) -> Quantity:
        return replace(quantity, start=start, end=end, text=text[start:end], directions={})

    begin = max(quantity.start - _NEAR, 0)
    before = text[begin : quantity.start].rstrip()
    word = re.search(r"\S+$", before)
    if word and language.unit(word[0].lower()) in CURRENCIES:
        before = before[: word.start()]
    is_amount = quantity.kind in {PLAIN, "share"}
    is_share = quantity.kind == "share" or UNITS.get(quantity.unit, ("",))[0] in _CHANGED
    is_changed = is_amount and (is_share or quantity.unit in CURRENCIES)
    # "Under 2016", "under tre år" are during them.
    if found := patterns["amount" if is_changed else "bound"].search(before):
        yield str(found.lastgroup), said(begin + found.start(), quantity.end)
        before = before[: found.start()]
    elif found := patterns["more"].match(text, quantity.end, quantity.end + _NEAR):
        yield str(found.lastgroup), said(quantity.start, found.end())
    if is_changed and (found := patterns["change"].search(before)):
        yield str(found.lastgroup), said(begin + found.start(), quantity.end)
    elif is_changed and (found := patterns["case"].search(quantity.text)):
        yield str(found.lastgroup), quantity


def trends_of(text: str, language: Language) -> dict[str, Quantity]:
    """Return the first words of a text by which something rises and falls, each by its way."""
    found = ((way, _patterns(language)[way].search(text)) for way in ("rise", "fall"))
    return {way: Quantity(word.start(), word.end(), word[0], set()) for way, word in found if word}


@lru_cache(maxsize=64)
def _patterns(language: Language) -> dict[str, re.Pattern[str]]:
    """The words of a language for them: before an amount, behind it, and in its case."""

    def either(before: str, behind: str, *names: str) -> re.Pattern[str]:
        groups: dict[str, list[str]] = {}
        for name in names:
            if name in language.words:
                way = name.removeprefix("changed_").partition("_")[0]
                groups.setdefault(way, []).append(language.words[name])
        ways = "|".join(f"(?P<{way}>{'|'.join(words)})" for way, words in groups.items())
        return re.compile(f"{before}(?:{ways or '(?!)'}){behind}", re.IGNORECASE)

    return {
        "bound": either(r"(?<!\w)", r"\s*$", "above", "below"),
        "amount": either(r"(?<!\w)", r"\s*$", "above", "below", "below_amount"),
        "more": either(r"\W{0,2}(?:[^\W\d]+\s){0,2}", r"(?!\w)", "above_after", "below_after"),
        "change": either(r"(?<!\w)", r"(?:\s[^\W\d]+)?\s*$", "changed_by", "changed_to"),
        "case": either("", "$", "changed_by_case", "changed_to_case"),
        "loss": either(r"(?<![/\w])", "", "loss"),
        "rise": either(r"(?<!\w)", r"(?!\w)", "rise"),
        "fall": either(r"(?<!\w)", r"(?!\w)", "fall"),
    }
