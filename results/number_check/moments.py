"""Dates, times of day, months, weekdays, decades and centuries."""

import re
from calendar import monthrange
from fractions import Fraction

from .quantity import DASHES, PLAIN, Cursor, Quantity, Worth, day_of, minute_of

NOON = 720
# "15.30", or an hour alone.
TIME = re.compile(r"(?:[01]?\d|2[0-4])(?:[.:][0-5]\d)?")


def read_date(cursor: Cursor) -> list[Quantity]:
    """Read "2016-12-31" or "31.12.2016": a day and a year."""
    token = cursor.peek()
    numbers = [int(number) for number in re.findall(r"\d+", token.text)]
    year, month, day = numbers if token.kind == "iso" else reversed(numbers)
    cursor.at += 1
    first = cursor.at - 1
    the_year = Fraction(year)
    return [
        cursor.new(first, {day_of(day, month)}, kind="date", is_digits=True),
        cursor.new(first, {(PLAIN, the_year)}, values={the_year}, is_digits=True),
    ]


def read_day(cursor: Cursor, first: int, number: Fraction) -> Quantity | None:
    """Read the month of a day that has been read: "31 December", "the 2nd of May", "May 2"."""
    if not 1 <= number <= 31 or number.denominator != 1:
        return None
    before = cursor.tokens[first - 1] if first else None
    ahead = 1 if cursor.peek().low == "of" or cursor.peek().text == "." else 0
    month = cursor.language.month(cursor.peek(ahead).text)
    if month is not None:
        cursor.at += 1 + ahead
    elif before is not None and before.kind == "word" and cursor.tokens[first].kind == "number":
        month = cursor.language.month(before.text)
    worth = set() if month is None else {day_of(int(number), month)}
    return cursor.new(first, worth, kind="date", is_digits=True) if worth else None


def read_month(cursor: Cursor) -> list[Quantity]:
    """Read a month that no day belongs to."""
    token, language = cursor.peek(), cursor.language
    month = language.month(token.text)
    # "May" is a word in English, too, above all where a sentence begins.
    begins = cursor.at == 0 or cursor.peek(-1).text in {".", "!", "?", ":"}
    is_name = not language.has_capital_months or (
        token.text[:1].isupper() and not (begins and len(token.low) < 4)
    )
    if month is None or not is_name or re.fullmatch(r"[012]?\d|3[01]", cursor.peek(1).text):
        return []
    cursor.at += 1
    worth: set[Worth] = {("month", Fraction(month))}
    if language.matches("last", cursor.peek(-2).low):
        # "Sista mars" is 31 March.
        worth = {day_of(monthrange(2001, month)[1], month)}
        return [cursor.new(cursor.at - 2, worth, kind="date")]
    return [cursor.new(cursor.at - 1, worth, kind="month")]


def read_weekday(cursor: Cursor) -> list[Quantity]:
    weekday = cursor.language.weekday(cursor.peek().low)
    worth = {("weekday", Fraction(weekday or 0))}
    return [] if weekday is None else [cursor.take(worth, kind="weekday", is_weak=True)]


def read_clock(cursor: Cursor, first: int, text: str) -> Quantity | None:
    """Read "kl. 9", "15.30 Uhr", "3.30 pm", where something says that it is a time."""
    if not TIME.fullmatch(text):
        return None
    is_said = ":" in text or is_clock_before(cursor, first)
    if cursor.is_("clock_after"):
        cursor.at += 1
        is_said = True
    hour, _sign, minute = text.replace(":", ".").partition(".")
    half_day = _half_day(cursor)
    if half_day is None and not is_said:
        return None
    return time_at(cursor, first, int(hour), int(minute or 0), half_day)


def time_at(
    cursor: Cursor, first: int, hour: int, minute: int, half_day: int | None = None
) -> Quantity:
    """Return a time of day; noon and midnight may be either end of it."""
    if half_day is not None and hour <= 12:
        hour = hour % 12 + half_day
    minutes = hour * 60 + minute
    worth = {minute_of(minutes)} | ({minute_of(minute)} if hour == 24 else set())
    if half_day is None and hour < 12 and cursor.language.words.get("half_is_past"):
        # Where "pm" is usual, it may have been said before.
        worth.add(minute_of(minutes + NOON))
    values = set() if minute else {Fraction(hour)}
    return cursor.new(first, worth, kind="clock", values=values, is_digits=True)


def read_hour(cursor: Cursor, first: int, number: Fraction) -> Quantity | None:
    """Read "klockan åtta", which may be in the evening."""
    if number > 24 or not is_clock_before(cursor, first):
        return None
    found = read_clock(cursor, first, str(number)) or time_at(cursor, first, int(number), 0)
    if number <= 12 and cursor.at == first + 1:
        found.worth.add(minute_of(int(number) * 60 + NOON))
    return found


def is_clock_before(cursor: Cursor, first: int) -> bool:
    place = first - 1
    while place >= 0 and cursor.tokens[place].text in {".", *DASHES}:
        place -= 1
    return place >= 0 and cursor.language.matches("clock", cursor.tokens[place].low)


def _half_day(cursor: Cursor) -> int | None:
    """Read "pm", "in the evening", and return the hours that it adds; None where nothing is said."""
    for name, hours in (("morning", 0), ("evening", 12)):
        if tokens := cursor.tokens_of(name, 3):
            cursor.at += tokens
            return hours
    return None


def read_spoken_time(cursor: Cursor) -> list[Quantity]:
    """Read "half past two", "halv tre", "kvart över tre", "midnatt"."""
    first, language = cursor.at, cursor.language
    if (time := language.times.find(cursor.peek().low)) is not None:
        worth = {minute_of(int(time)), minute_of(int(time) + 2 * NOON)}
        return [cursor.take(worth, kind="clock", is_weak=True)]
    shift, ahead = 0, 0
    # "A quarter to six"
    at = 1 if language.vague(cursor.peek().low) == 1 else 0
    for name, minutes in (("half", 30), ("quarter", 15)):
        if cursor.is_(name, at) and (cursor.is_("past", at + 1) or cursor.is_("to", at + 1)):
            shift, ahead = minutes if cursor.is_("past", at + 1) else -minutes, at + 2
        elif cursor.is_(name, at) and name == "half" and not language.words.get("half_is_past"):
            shift, ahead = -30, at + 1
    token = cursor.peek(ahead)
    is_short = token.text.isdecimal() and len(token.text) < 3
    hour = Fraction(token.text) if is_short else language.cardinal(token.low) or 0
    if not ahead or not 1 <= hour <= 12:
        return []
    cursor.at += ahead + 1
    minutes_past = int(hour * 60 + shift) % NOON
    half_day = _half_day(cursor)
    halves = (0, 12) if half_day is None else (half_day,)
    worth = {minute_of(minutes_past + half * 60) for half in halves}
    return [cursor.new(first, worth, kind="clock")]


def read_decade(cursor: Cursor, first: int, text: str) -> Quantity | None:
    """Read what makes a decade, or a century, of a year: "1990-talet", "the 1900s", "90-luku"."""
    said = {tokens: cursor.said(tokens).lstrip("-‑–") for tokens in (2, 1)}
    tokens = next((n for n in said if cursor.language.matches("decade", said[n])), 0)
    if not (tokens and cursor.touches() and re.fullmatch(r"\d0|\d\d\d0", text)):
        return None
    cursor.at += tokens
    year = int(text)
    worth = decade_of(year)
    if year >= 1000 and year % 100 == 0:
        worth.add(("century", Fraction(year // 100 + 1)))
    return cursor.new(first, worth, kind="decade", is_digits=True)


def decade_of(year: int) -> set[Worth]:
    """What 1990, or 90, may be as a decade; "the under-20s" are of an age, and "ett 60-tal" so many."""
    if year >= 100:
        return {("decade", Fraction(year))}
    return {("decade", Fraction(century + year)) for century in (1800, 1900, 2000)} | {
        (PLAIN, Fraction(year))
    }


def read_century(cursor: Cursor, first: int, number: Fraction) -> Quantity | None:
    """Read what makes a century of an ordinal: "the 19th century"."""
    if not cursor.is_("century"):
        return None
    cursor.at += 1
    return cursor.new(first, {("century", number)}, kind="century")
