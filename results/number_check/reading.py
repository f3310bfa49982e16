"""Read the quantities of a text."""

import re
from collections.abc import Callable, Sequence
from fractions import Fraction
from itertools import pairwise
from unicodedata import numeric

from . import amounts, moments
from .amounts import counted, pass_ordinal, read_directions, value_of
from .languages import language_of
from .moments import NOON, TIME
from .quantity import (
    CROWN,
    CROWNS,
    CURRENCIES,
    DASHES,
    PLAIN,
    SPACE,
    UNITS,
    Cursor,
    Quantity,
    Worth,
    day_of,
    measured,
    minute_of,
)

Read = Callable[[Cursor], list[Quantity]]
# No longer texts are read, and none of more digits.
LONGEST = 10_000
MOST_DIGITS = 2_000
# Prefixes by which a number is called from abroad.
_ABROAD = re.compile(r"^(?:46|44|358|47|45|49)?0?")
# Between the items of a list, and the ends of a range.
_LISTED = {
    "", ",", "/", "to", "till", "bis", "til", "and", "och", "und", "og", "ja", "or", "eller", "oder", "tai",
    "from", "från", "fra", "von", "(", *DASHES,
}  # fmt: skip
# What is said in two units at once.
_PARTED = {"hours", "months", CROWN}


def is_readable(text: str) -> bool:
    """Return whether numbers are read in a text: one of that length, with so many digits."""
    return len(text) <= LONGEST and sum(map(str.isnumeric, text)) <= MOST_DIGITS


def quantities(text: str, code: str) -> list[Quantity]:
    """Return the quantities of a plain text, in their order; none of a text that is too long."""
    if not is_readable(text):
        return []
    language = language_of(code)
    cursor = Cursor(text, language)
    found: list[Quantity] = []
    while cursor.at < len(cursor.tokens):
        first = cursor.at
        for reader in _READERS.get(cursor.peek().kind, ()):
            if read := reader(cursor):
                found += read
                cursor.done = cursor.at
                break
        cursor.at = max(cursor.at, first + 1)
    found = joined(cursor, found)
    read_directions(found, text, language)
    return found


def _name(cursor: Cursor) -> list[Quantity]:
    """Read what is a name in digits: "A4", "COVID-19", "+46 8 123 45 67"."""
    token = cursor.peek()
    name = token.text.upper().replace("-", "")
    if token.kind == "phone":
        name = _ABROAD.sub("", re.sub(r"\D", "", token.text))
    worth: set[Worth] = {(f"{token.kind} {name}", Fraction(0))}
    # "CO2" may be a word elsewhere.
    is_weak = token.kind == "code"
    return [cursor.take(worth, kind=token.kind, is_digits=True, is_weak=is_weak)]


def _quarter(cursor: Cursor) -> list[Quantity]:
    """Read "Q3", which is the third quarter."""
    number = Fraction(cursor.peek().text[1])
    worth = measured("quarter", number)
    return [cursor.take(worth, kind="ordinal", values={number}, unit="quarter")]


def _law(cursor: Cursor, tokens: int = 1) -> list[Quantity]:
    """Read "6(1)", which is 6.1 elsewhere; of "6(10)" that would be another one."""
    first, start = cursor.at, cursor.peek().start
    cursor.at += tokens
    said = cursor.text[start : cursor.peek(-1).end]
    parts = tuple(
        _plain(start + number.start(), number[0], int(number[0]))
        for number in re.finditer(r"\d+", said)
    )
    numbers = [part.text for part in parts]
    worth: set[Worth] = {(f"law {' '.join(numbers)}", Fraction(0))}
    if len(numbers) == 2 and not numbers[1].endswith("0"):
        worth.add((PLAIN, Fraction(".".join(numbers))))
    return [cursor.new(first, worth, kind="law", is_digits=True, parts=parts)]


def _plain(start: int, text: str, value: int) -> Quantity:
    worth: set[Worth] = {(PLAIN, Fraction(value))}
    end = start + len(text)
    return Quantity(start, end, text, worth, values={Fraction(value)}, is_digits=True)


def _fraction(cursor: Cursor) -> list[Quantity]:
    value = Fraction(numeric(cursor.peek().text)).limit_denominator(100)
    cursor.at += 1
    return [counted(cursor, cursor.at - 1, value, kind="share", is_digits=True)]


def _point(cursor: Cursor) -> list[Quantity]:
    """Read "3.2.", a day and its month, or a time that ends a sentence."""
    day, month = re.findall(r"\d+", cursor.peek().text)
    time = minute_of(int(day) * 60 + int(month))
    worth = {day_of(int(day), int(month)), time, (PLAIN, Fraction(f"{day}.{month}"))}
    return [cursor.take(worth, kind="date", is_digits=True)]


def _clock(cursor: Cursor) -> list[Quantity]:
    text = cursor.peek().text
    cursor.at += 1
    if cursor.language.unit(cursor.peek().low) in CURRENCIES:
        # "3:42 kronor"
        price = Fraction(text.replace(":", "."))
        return [counted(cursor, cursor.at - 1, price, is_digits=True)]
    found = moments.read_clock(cursor, cursor.at - 1, text)
    return [found] if found else []


def _digits(cursor: Cursor) -> list[Quantity]:
    if tokens := cursor.tokens_of("paragraph", 5):
        return _law(cursor, tokens)
    token, first = cursor.peek(), cursor.at
    cursor.at += 1
    value = value_of(token.text, cursor.language)
    if value is None:
        worth: set[Worth] = {(f"code {token.text}", Fraction(0))}
        return [cursor.new(first, worth, kind="code", is_digits=True)]
    if cursor.peek().kind == "fraction" and cursor.touches():
        value += Fraction(numeric(cursor.peek().text)).limit_denominator(100)
        cursor.at += 1
    if two := _slashed(cursor, first) or _years(cursor, first):
        return two
    is_ordinal = pass_ordinal(cursor)
    found = (
        (None if is_ordinal else moments.read_decade(cursor, first, token.text))
        or (moments.read_century(cursor, first, value) if is_ordinal else None)
        or moments.read_day(cursor, first, value)
        or (None if is_ordinal else moments.read_clock(cursor, first, token.text))
    )
    if found is None:
        kind = "ordinal" if is_ordinal else PLAIN
        found = counted(cursor, first, value, kind=kind, is_digits=True)
        found.is_negative = _is_negative(cursor, first)
        if re.fullmatch(r"(?:[01]?\d|2[0-4])\.[0-5]\d", token.text):
            hour, minute = map(int, token.text.split("."))
            found.worth.add(minute_of(hour * 60 + minute))
    return [found]


def _slashed(cursor: Cursor, first: int) -> list[Quantity]:
    """Read "3/10", which may be a day, a share, or two numbers."""
    one, other = cursor.tokens[first], cursor.peek(1)
    is_sign = cursor.peek().text in {"/", ":"} and cursor.touches(1)
    if not is_sign or not re.fullmatch(r"\d\d? (?!0+$)\d{1,6}", f"{one.text} {other.text}"):
        return []
    number, divisor = int(one.text), int(other.text)
    worth: set[Worth] = {("share", Fraction(number, divisor))}
    if 1 <= number <= 31 and divisor <= 12:
        worth.add(day_of(number, divisor))
    parts = tuple(_plain(each.start, each.text, int(each.text)) for each in (one, other))
    cursor.at += 2
    return [cursor.new(first, worth, kind="slash", is_digits=True, parts=parts)]


def _years(cursor: Cursor, first: int) -> list[Quantity]:
    """Read "2016/17" and "2016–19" as two years."""
    year, sign, end = cursor.tokens[first], cursor.peek(), cursor.peek(1)
    if not re.fullmatch(r"\d{4}", year.text) or not re.fullmatch(r"\d\d", end.text):
        return []
    is_range = sign.text in {"/", *DASHES} and int(end.text) > int(year.text) % 100
    if not is_range or cursor.language.month(cursor.peek(2).text) is not None:
        return []
    cursor.at += 2
    return [
        _plain(year.start, year.text, int(year.text)),
        _plain(end.start, end.text, int(year.text[:2] + end.text)),
    ]


def _is_negative(cursor: Cursor, first: int) -> bool:
    before = cursor.tokens[first - 1] if first else None
    if before is None or cursor.done == first - 1:
        # A dash right behind a number makes a range.
        return False
    after = cursor.tokens[first]
    if first > 1 and cursor.language.unit(before.low) in CURRENCIES:
        # "−SEK 5", "−£5"
        before, after = cursor.tokens[first - 2], before
    around = cursor.text[before.start - 1] if before.start else " "
    touches = before.end == after.start
    is_sign = before.text in {"-", "−", "–"} and touches and around in f"({SPACE}"
    return is_sign or cursor.language.matches("minus", before.low)


_READERS: dict[str, tuple[Read, ...]] = {
    **dict.fromkeys(("iso", "dotted"), (moments.read_date,)),
    **dict.fromkeys(("phone", "code", "note"), (_name,)),
    "quarter": (_quarter,),
    "clock": (_clock,),
    "point": (_point,),
    "law": (_law,),
    "number": (_digits,),
    "fraction": (_fraction,),
    "word": (
        amounts.read_nth,
        amounts.read_roman,
        moments.read_spoken_time,
        amounts.read_multiple,
        amounts.read_number,
        moments.read_month,
        moments.read_weekday,
        amounts.read_compound,
    ),
}


def joined(cursor: Cursor, found: Sequence[Quantity]) -> list[Quantity]:
    """Join "one in four" and "1 h 20 min", and let neighbours share unit, scale, month and clock."""
    result: list[Quantity] = []
    for each in found:
        last = result[-1] if result else None
        between = "" if last is None else _between(cursor, last, each)
        if last is not None and _are_share(cursor, last, each, between):
            share = min(last.values) / min(each.values)
            result[-1] = _both(cursor, last, each, "share", ("share", share))
        elif last is not None and _are_one_amount(last, each) and between in {*_LISTED} - {*DASHES}:
            kind = UNITS.get(last.unit, (CROWN,))[0]
            sides = (last, each)
            total = sum(
                (much for side in sides for k, much in side.worth if k == kind), Fraction(0)
            )
            result[-1] = _both(cursor, last, each, "length", (kind, total))
        else:
            result.append(each)
    pairs = [pair for pair in pairwise(result) if _between(cursor, *pair).rstrip(" -−–") in _LISTED]
    for one, other in (*pairs, *reversed(pairs)):
        # "88 million (81)"
        _share(one, other, is_first=_between(cursor, one, other) == "(")
        _share(other, one, is_first=True)
    return result


def _between(cursor: Cursor, one: Quantity, other: Quantity) -> str:
    return cursor.text[one.end : other.start].strip().lower()


def _both(
    cursor: Cursor, one: Quantity, other: Quantity, kind: str, worth: tuple[str, Fraction]
) -> Quantity:
    text = cursor.text[one.start : other.end]
    is_digits = one.is_digits or other.is_digits
    values = {worth[1]} if kind == "share" else set()
    return Quantity(
        one.start, other.end, text, {worth}, kind, values, is_digits=is_digits, parts=(one, other)
    )


def _are_share(cursor: Cursor, part: Quantity, whole: Quantity, between: str) -> bool:
    """Whether they are "one in four", or "one child in four"."""
    if part.kind != PLAIN or whole.kind != PLAIN or part.unit or not (part.values and whole.values):
        return False
    if not between:
        return cursor.language.matches("whole", whole.text.lower())
    counted = re.fullmatch(r"[^\W\d_]+(?: [^\W\d_]+)? (.+)", between)
    is_number = part.is_digits or cursor.language.cardinal(part.text.lower()) is not None
    is_of_those = counted and is_number and cursor.language.matches("of_those", counted[1])
    if cursor.language.matches("every", part.text.lower()):
        # "Each of three years"
        return False
    return 0 < min(part.values) < min(whole.values) and (
        cursor.language.matches("of", between)
        or (bool(is_of_those) and not whole.unit and not whole.is_year)
    )


def _are_one_amount(one: Quantity, other: Quantity) -> bool:
    if other.is_weak or (one.is_weak and " " not in one.text):
        return False
    first, second = (
        UNITS.get(CROWN if unit in CROWNS else unit, (unit, Fraction(1)))
        for unit in (one.unit, other.unit)
    )
    return first[0] == second[0] and first[0] in _PARTED and first[1] > second[1]


def _share(giver: Quantity, taker: Quantity, *, is_first: bool) -> None:
    """Give a neighbour what only the other says: "10–15 %", "2–3 miljoner", "9–11 am"."""
    if giver.kind == "clock":
        _share_clock(giver, taker, is_first=is_first)
    elif taker.kind not in {PLAIN, "ordinal"} or taker.unit:
        return
    elif giver.kind == "date" and is_first:
        month = next(int(much) // 100 for kind, much in giver.worth if kind == "date")
        taker.worth |= {day_of(int(value), month) for value in taker.values if value <= 31}
    elif giver.kind in {PLAIN, "ordinal", "share"} and (giver.unit or giver.scale > 1):
        sizes = {Fraction(1), giver.scale if is_first and taker.scale == 1 else Fraction(1)}
        taker.values |= {value * size for value in taker.values for size in sizes}
        for value in taker.values:
            taker.worth |= measured(giver.unit, value) if giver.unit else {(PLAIN, value)}
        taker.unit = giver.unit


def _share_clock(giver: Quantity, taker: Quantity, *, is_first: bool) -> None:
    late = min(minutes for _kind, minutes in giver.worth) >= NOON
    if taker.kind == PLAIN and not taker.unit and TIME.fullmatch(taker.text):
        hour, _sign, minute = taker.text.replace(":", ".").partition(".")
        taker.worth.add(minute_of(int(hour) * 60 + int(minute or 0)))
        if is_first and late and not minute:
            taker.values.add(Fraction(int(hour) + 12))
    if is_first and late:
        taker.worth |= {
            (kind, much + NOON) for kind, much in taker.worth if kind == "clock" and much < NOON
        }
