"""Which quantities of two texts are the same, and what is left over on either side."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice, pairwise

from .quantity import CROWNS, CURRENCIES, PLAIN, UNITS, Quantity

# So many numbers in one text are compared one by one.
MOST = 100
# Kinds that are told from each other in words, too.
_SURE = {PLAIN, "date", "century", "decade", "part", "multiple"}
_DIGITS = re.compile(r"\d+|[½⅓⅔¼¾⅕-⅞]")
Rule = Callable[["Quantity", "Quantity"], bool]


@dataclass(frozen=True, slots=True)
class Difference:
    """What a translation says otherwise; `source` or `target` is None for what one text has not.

    One that is not `certain` may be right after all.
    """

    code: str
    source: Quantity | None
    target: Quantity | None
    certain: bool


def are_same(one: Quantity, other: Quantity) -> bool:
    """Whether both measure the same."""
    return not one.worth.isdisjoint(other.worth)


def have_same_number(one: Quantity, other: Quantity) -> bool:
    """Whether the numbers are the same, and at least one side does not say of what."""
    return (not one.unit or not other.unit) and bool(_numbers(one) & _numbers(other))


def have_same_digits(one: Quantity, other: Quantity) -> bool:
    return bool(_numbers(one) & _numbers(other))


def _numbers(quantity: Quantity) -> set[object]:
    return {*quantity.values, *(amount for kind, amount in quantity.worth if kind == "number")}


def pair(ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> list[tuple[Quantity, Quantity]]:
    """Return the pairs that are the same, the surest first; among equals in the order of the texts."""
    free = [list(ours), list(theirs)]
    pairs: list[tuple[Quantity, Quantity]] = []
    for rule in _RULES:
        for one in list(free[0]):
            # An article is not what an ordinal has become.
            others = (each for each in free[1] if each.kind == one.kind or not _are_weak(each, one))
            other = next((each for each in others if rule(one, each)), None)
            if other is not None:
                free[0].remove(one)
                free[1].remove(other)
                pairs.append((one, other))
    return pairs


def _are_weak(one: Quantity, other: Quantity) -> bool:
    return one.is_weak and other.is_weak


def _are_strong(one: Quantity, other: Quantity) -> bool:
    return not one.is_weak and not other.is_weak


# The surest first.
_RULES: tuple[Rule, ...] = (
    lambda one, other: one.text == other.text and one.kind == other.kind and are_same(one, other),
    lambda one, other: _are_strong(one, other) and one.kind == other.kind and are_same(one, other),
    lambda one, other: _are_strong(one, other) and are_same(one, other),
    lambda one, other: _are_strong(one, other) and have_same_number(one, other),
    are_same,
    have_same_number,
    lambda one, other: _are_strong(one, other) and have_same_digits(one, other),
)


def differences(ours: list[Quantity], theirs: list[Quantity]) -> list[Difference]:
    """Return what differs between the quantities of a text and those of its translation."""
    if max(len(ours), len(theirs)) > MOST:
        return _crowds(ours, theirs)
    pairs = pair(ours, theirs)
    number = len(pairs)
    left, right = (_without(side, [p[i] for p in pairs]) for i, side in enumerate((ours, theirs)))
    # "One in four" may be two numbers there, and "3/10" a date in another order.
    opened = [_opened(side) for side in (left, right)]
    more = pair(*opened)
    left, right = (_without(side, [p[i] for p in more]) for i, side in enumerate(opened))
    pairs += more
    left, right = _settled(left, right, pairs)
    found = [
        Difference("unit_changed", one, other, _is_certain_unit(one, other))
        for one, other in pairs
        if _has_other_unit(one, other)
    ]
    found += [
        Difference("number_changed", one, other, certain=False)
        for one, other in pairs
        if one.is_negative != other.is_negative and one.is_digits and other.is_digits
    ]
    found += [
        Difference("unit_changed", one, other, certain=False)
        for one, other in pairs
        if _has_lost_unit(one, other, theirs if one.unit else ours)
    ]
    are_alone = not ours or not theirs
    found += _left_over(left, right, are_alone=are_alone)
    return found or _turned(pairs[:number])


def _crowds(ours: list[Quantity], theirs: list[Quantity]) -> list[Difference]:
    """Compare texts of more numbers than people write by how often each is there."""
    left, right = ([each for each in side if each.is_digits] for side in (ours, theirs))
    counts = [Counter(min(each.worth) for each in side) for side in (left, right)]
    by_worth = {min(each.worth): each for each in (*left, *right)}
    return [
        *(_missing(by_worth[worth]) for worth in counts[0] - counts[1]),
        *(_added(by_worth[worth]) for worth in counts[1] - counts[0]),
    ]


def digits_only(source: str, target: str) -> list[Difference]:
    """Return the first runs of digits that one text has more often than the other."""
    return [*map(_missing, _more(source, target)), *map(_added, _more(target, source))]


def _more(text: str, other: str) -> Iterator[Quantity]:
    more = Counter(_DIGITS.findall(text)) - Counter(_DIGITS.findall(other))
    last = {match[0]: match.span() for match in _DIGITS.finditer(text) if match[0] in more}
    for run, span in islice(last.items(), MOST):
        yield Quantity(*span, run, {(f"digits {run}", Fraction(0))}, is_digits=True)


def _missing(quantity: Quantity, *, certain: bool = False) -> Difference:
    return Difference("number_missing", quantity, None, certain)


def _added(quantity: Quantity, *, certain: bool = False) -> Difference:
    return Difference("number_added", None, quantity, certain)


def _without(side: Sequence[Quantity], gone: list[Quantity]) -> list[Quantity]:
    return [each for each in side if not any(each is other for other in gone)]


def _opened(side: list[Quantity]) -> list[Quantity]:
    return [part for each in side for part in (each.parts or (each,))]


def _settled(
    left: list[Quantity], right: list[Quantity], pairs: list[tuple[Quantity, Quantity]]
) -> tuple[list[Quantity], list[Quantity]]:
    """Take out what is said twice in one text, and once in the other."""
    kept = [
        [each for each in side if not _is_said_again(each, [one[place] for one in pairs])]
        for place, side in enumerate((left, right))
    ]
    # Where both say something twice, one is in place of the other.
    both = [_digits(_without(side, rest)) for side, rest in zip((left, right), kept, strict=True)]
    return (left, right) if all(both) else (kept[0], kept[1])


def _is_said_again(quantity: Quantity, known: list[Quantity]) -> bool:
    """Whether it is one of those that are known; right behind it, it is a slip."""
    again = [each for each in known if are_same(quantity, each)]
    is_slip = quantity.is_digits and any(0 <= quantity.start - each.end <= 1 for each in again)
    return bool(again) and quantity.kind != "code" and not is_slip


def _digits(side: list[Quantity]) -> list[Quantity]:
    return [each for each in side if each.is_digits and not each.is_weak]


def _has_other_unit(one: Quantity, other: Quantity) -> bool:
    is_other_crown = one.unit != other.unit and {one.unit, other.unit} <= CROWNS
    return is_other_crown or (not are_same(one, other) and bool(one.unit and other.unit))


def _has_lost_unit(one: Quantity, other: Quantity, everything: list[Quantity]) -> bool:
    """Whether one of them is so many per cent or kronor, and the other just so many.

    Of a currency that may be said for another number.
    """
    units = {one.unit, other.unit}
    if not (one.is_digits and other.is_digits and "" in units) or are_same(one, other):
        return False
    is_money = bool(units & CURRENCIES) and not any(each.unit in CURRENCIES for each in everything)
    return is_money or bool(units & {"percent", "points"})


def _is_certain_unit(one: Quantity, other: Quantity) -> bool:
    kinds = {UNITS.get(each.unit, ("money",))[0] for each in (one, other)}
    return kinds == {"share", "points"} or {one.unit, other.unit} <= CURRENCIES or len(kinds) == 1


def _left_over(left: list[Quantity], right: list[Quantity], *, are_alone: bool) -> list[Difference]:
    found: list[Difference] = []
    ours, theirs = ([each for each in side if not each.is_weak] for side in (left, right))
    for one in list(ours):
        other = next((each for each in theirs if each.kind == one.kind), None)
        if other is not None:
            ours.remove(one)
            theirs.remove(other)
            found.append(
                Difference("number_changed", one, other, _is_sure(one) and _is_sure(other))
            )
    for one, other in zip(list(ours), list(theirs), strict=False):
        ours.remove(one)
        theirs.remove(other)
        sure = one.is_digits and other.is_digits
        found.append(Difference("number_changed", one, other, sure))
    # What one text has in digits, and the other has no number at all, is no way of saying it.
    found += [_missing(each, certain=each.is_digits and are_alone) for each in ours]
    found += [_added(each, certain=each.is_digits and are_alone) for each in theirs]
    for kind in ("ordinal", "weekday", "size", "part", "code"):
        weak = [
            [each for each in side if each.is_weak and each.kind == kind] for side in (left, right)
        ]
        if not found and all(weak) and len(weak[0]) == len(weak[1]):
            found.append(Difference("number_changed", weak[0][0], weak[1][0], certain=False))
    return found


def _is_sure(quantity: Quantity) -> bool:
    return quantity.is_digits or quantity.kind in _SURE


def _turned(pairs: list[tuple[Quantity, Quantity]]) -> list[Difference]:
    """Numbers that have changed places: "from 40 to 52", "from 52 to 40"; they may also be reordered."""
    plain = [
        each for each in pairs if each[0].kind == each[1].kind == PLAIN and not each[0].is_weak
    ]
    in_order = sorted(plain, key=lambda each: each[0].start)
    for (one, other), (after, behind) in pairwise(in_order):
        is_turned = other.start > behind.start and not are_same(one, after)
        # Of one kind, or each has what the other was counted in.
        is_taken = one.unit != other.unit and after.unit != behind.unit
        is_alike = one.unit == after.unit and one.is_year == after.is_year
        if is_turned and (is_taken or is_alike):
            return [Difference("number_changed", one, other, certain=False)]
    for (one, first), (_two, between), (three, last) in zip(
        in_order, in_order[1:], in_order[2:], strict=False
    ):
        # Alone, not with what stands between them: "2 % over 10 000 and 3 % over 25 000".
        if one.unit == three.unit and last.start < between.start < first.start:
            return [Difference("number_changed", one, first, certain=False)]
    return []
