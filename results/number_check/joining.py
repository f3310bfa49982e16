"""Quantities that belong together, and what only one of them says."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from .cursor import DASHES
from .moments import NOON, TIME
from .quantity import PLAIN, Quantity, day_of, minute_of
from .units import CROWN, CROWNS, UNITS, measured

if TYPE_CHECKING:
    from .cursor import Cursor

# Between the items of a list, and the ends of a range.
_LISTED = {
    "", ",", "/", "to", "till", "bis", "til", "and", "och", "und", "og", "ja", "or", "eller", "oder", "tai",
    "from", "från", "fra", "von", "(", *DASHES,
}  # fmt: skip
# What is said in two units at once.
_PARTED = {"hours", "months", CROWN}


def joined(cursor: Cursor, found: Sequence[Quantity]) -> list[Quantity]:
    """Join "one in four" and "1 h 20 min", and let neighbours share unit, scale, month and clock."""
    result: list[Quantity] = []
    for each in found:
        last = result[-1] if result else None
        between = "" if last is None else _between(cursor, last, each)
        if last is not None and _are_share(last, each) and cursor.language.matches("of", between):
            share = min(last.values) / min(each.values)
            result[-1] = _both(cursor, last, each, "part", ("share", share))
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
    return Quantity(
        one.start, other.end, text, {worth}, kind, is_digits=is_digits, parts=(one, other)
    )


def _are_share(part: Quantity, whole: Quantity) -> bool:
    are_plain = part.kind == whole.kind == PLAIN and not part.unit
    return bool(
        are_plain and part.values and whole.values and 0 < min(part.values) < min(whole.values)
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
    elif giver.kind in {PLAIN, "ordinal", "part"} and (giver.unit or giver.scale > 1):
        sizes = {1, giver.scale} if is_first and taker.scale == 1 else {1}
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
