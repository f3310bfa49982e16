"""Halves and other parts of a whole: "hälften", "two thirds", "två och en halv"."""

from __future__ import annotations

from collections import deque
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from .atoms import Atom, gap, is_next, low, number_atom
from .lengths import lengths_of, measure_of, measure_of_part
from .words import NO_UNIT, Group, Kind, Measure, Reading

if TYPE_CHECKING:
    from .tokens import Token

_AND = {"and", "och"}
_ONE = {"a", "an", "one", "en", "ett"}
_ARTICLES = {"a", "an"}
_EVERY = {"every", "var", "vart"}
# What goes before the article of a period in which something happens.
_EACH = {"once", "twice", "%", "cent", "kr", "million", "day", "hour", "month", "thousand"}
_WHICH = {"first", "second", "latter", "other", "last", "better", "early", "ena", "andra", "första"}
_HALF = {"half", "halv", "halvt"}
# A quarter may be one of an hour, or of a year.
_QUARTER: frozenset[Reading] = frozenset({Fraction(15), "15 minutes", "3 months"})


def read_half(half: Atom, rest: deque[Atom], tokens: list[Token]) -> Atom:
    """ "Half a million" and "halv procent" are numbers; half of something may be said otherwise."""
    number = number_atom(half.first, Fraction(1, 2))
    number.last, number.is_spelled = half.last, True
    follower = next((atom for atom in rest if not (atom.is_weak and atom.whole == 1)), None)
    if (
        follower is not None
        and (follower.kind is Kind.SCALE or follower.unit in {"%", "pp"})
        and _ONE.issuperset(gap(tokens, half, follower))
    ):
        while rest[0] is not follower:
            rest.popleft()
        number.last = follower.first - 1
    else:
        number.is_weak, number.group = not _is_half_of(half, tokens), Group.MULTIPLE
        number.readings |= {"6 months"}
    return number


def _is_half_of(half: Atom, tokens: list[Token]) -> bool:
    """Whether the other language says a half too: "hälften", but not "the second half of 2020"."""
    is_certain = low(tokens, half.first) == "hälften" or low(tokens, half.last + 1) == "of"
    return is_certain and low(tokens, half.first - 1) not in _WHICH


def add_share_of_length(share: Atom, tokens: list[Token]) -> None:
    """ "Half an hour", "en halv dag", "a quarter of a century"."""
    if share.kind is not Kind.NUMBER:
        return
    place = share.last + 1
    place += low(tokens, place) == "of"
    place += low(tokens, place) in _ONE
    measure = measure_of(low(tokens, place))
    if measure and any(number < 1 for number in share.numbers):
        share.readings |= lengths_of(share.bare, measure)


def read_parts(parts: Atom, tokens: list[Token]) -> Atom:
    """A denominator by itself: "fjärdedelen", "the last quarter"."""
    readings: frozenset[Reading] = frozenset({1 / (parts.value or Fraction(1))})
    is_quarter = low(tokens, parts.first).startswith("quarter")
    if is_quarter:
        readings |= _QUARTER
    is_weak = is_quarter or parts.is_plural
    return replace(parts, kind=Kind.NUMBER, readings=readings, bare=readings, is_weak=is_weak)


def add_half(number: Atom, rest: deque[Atom], tokens: list[Token]) -> None:
    """ "Två och en halv", "a year and a half", "2½"."""
    if number.group is not Group.NONE:
        return
    value = number.value
    if value is None:
        return
    added = _end_of_half(number, tokens)
    if added:
        counted = low(tokens, number.last + 1)
        number.readings = number.bare = frozenset({value + Fraction(1, 2)})
        number.is_weak, number.last = False, added
        add_length(number, tokens, counted)
        while rest and rest[0].first <= added:
            rest.popleft()
    elif (
        rest
        and tokens[rest[0].first].kind == "vulgar"
        and number.whole >= 0
        and not gap(tokens, number, rest[0])
    ):
        part = rest.popleft()
        number.readings = number.bare = frozenset({value + (part.value or 0)})
        number.last = part.last


def _end_of_half(number: Atom, tokens: list[Token]) -> int:
    """The place of "half" in "and a half" after a number, or after what is counted; else 0."""
    # "A year and a half", but "two years and half the money"
    for skipped in (0, 1) if number.is_weak else (0,):
        place = number.last + 1 + skipped
        if (
            low(tokens, place) in _AND
            and low(tokens, place + 1) in _ONE
            and low(tokens, place + 2) in _HALF
        ):
            return place + 2
    return 0


def divide(number: Atom, rest: deque[Atom], tokens: list[Token]) -> None:
    """ "Two thirds", "en fjärdedel"; "a third" may be a place in an order too."""
    if not rest or number.group is not Group.NONE or not is_next(tokens, number, rest[0]):
        return
    if number.whole < 1 or number.units != NO_UNIT:
        return
    parts = rest[0]
    if parts.kind is Kind.PARTS and (parts.is_plural or number.whole == 1):
        _divide_by_parts(number, parts, tokens)
    elif parts.group is Group.ORDINAL and parts.is_spelled and parts.whole > 2:
        if low(tokens, number.first) not in _ONE:
            return
        number.readings = number.bare = frozenset({Fraction(1, parts.whole)})
        if low(tokens, number.first) != "one":
            number.readings |= parts.readings
        number.is_weak = False
    else:
        return
    number.last = rest.popleft().last
    number.is_spelled = True


def _divide_by_parts(number: Atom, parts: Atom, tokens: list[Token]) -> None:
    count, name = number.whole, low(tokens, parts.first)
    number.readings = number.bare = frozenset({count / (parts.value or Fraction(1))})
    number.is_weak = False
    if name == "quarters":
        number.readings |= {f"{3 * count} months"}
    elif name == "quarter" and low(tokens, number.first) != "one":
        number.readings |= _QUARTER
        number.is_weak = low(tokens, parts.last + 1) != "of"


def add_length(number: Atom, tokens: list[Token], counted: str = "") -> None:
    """A length can be said in another unit: "18 months", "ett och ett halvt år", "var tredje vecka".

    `counted` is what the number counts if it does not come next.
    """
    if number.group is not Group.NONE and not _is_interval(number, tokens):
        return
    measure = measure_of(counted) if counted else _counted(number, tokens)
    if measure is None or _is_part(number, tokens):
        return
    if _is_each(number, tokens):
        number.readings |= {f"rate {low(tokens, number.last + 1)}"}
        number.group = Group.RATE
        return
    number.measure = measure
    number.readings |= lengths_of(number.readings, measure)


def _counted(number: Atom, tokens: list[Token]) -> Measure | None:
    """The measure that a number counts, in the word after it or after its hyphen."""
    after = low(tokens, number.last + 1)
    return measure_of_part(low(tokens, number.last + 2)) if after == "-" else measure_of(after)


def _is_interval(number: Atom, tokens: list[Token]) -> bool:
    """Whether a place in an order is a number all the same: "every third month"."""
    return number.group is Group.ORDINAL and low(tokens, number.first - 1) in _EVERY


def _is_part(number: Atom, tokens: list[Token]) -> bool:
    """ "An hour" in "half an hour" and "a quarter of an hour"."""
    return number.is_weak and low(tokens, number.first - 1) in {"of", "half", "quarter"}


def _is_each(number: Atom, tokens: list[Token]) -> bool:
    """Whether it only says how often: "five days a week"."""
    before = low(tokens, number.first - 1)
    return (
        number.is_weak
        and low(tokens, number.first) in _ARTICLES
        and (before in _EACH or before.endswith("s") or before.isdecimal())
    )
