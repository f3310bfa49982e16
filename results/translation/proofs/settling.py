"""Numbers that two languages write with more of them in the one than in the other."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from .lengths import MILE
from .words import NO_UNIT, Group, Reading

if TYPE_CHECKING:
    from .mentions import Mention, NumbersOf

# So many digits that are the same are no chance.
_ACCOUNT = 5
_PERCENT = frozenset({"%"})
# Where more are left over than a text of people has, nothing can be settled.
_MOST = 40


def settle(left: list[Mention], right: list[Mention], whole: NumbersOf) -> None:
    """Take out of what is left over on both sides whatever is the same after all.

    `whole` has the numbers of the text on the right, with partner or without.
    """
    if not left or not right or max(len(left), len(right)) > _MOST:
        return
    _settle_slashes(left, right)
    _settle_shares(left, right, whole)
    _settle_amounts(left, right)
    ours, theirs = ([each for each in side if not each.is_weak] for side in (left, right))
    digits = _digits(ours)
    if len(ours) != len(theirs) and len(digits) >= _ACCOUNT and digits == _digits(theirs):
        left.clear()
        right.clear()


def _digits(side: list[Mention]) -> str:
    """The digits of an account or the like, which may be grouped otherwise."""
    return "".join(sign for mention in side for sign in mention.text if sign.isdecimal())


def _settle_amounts(left: list[Mention], right: list[Mention]) -> None:
    """ "1 h 20 min" against "80 minutes", or miles against the kilometres that they are."""
    for kind in sorted({each.amount[1] for each in left if each.amount}):
        ours, theirs = ([each for each in side if _is_of(each, kind)] for side in (left, right))
        if not ours or not theirs:
            continue
        sums = [
            sum((each.amount[0] for each in side if each.amount), Fraction(0))
            for side in (ours, theirs)
        ]
        if abs(sums[0] - sums[1]) * 2 <= _most_rounded(ours, theirs):
            left[:] = [each for each in left if each not in ours]
            right[:] = [each for each in right if each not in theirs]


def _most_rounded(ours: list[Mention], theirs: list[Mention]) -> Fraction:
    """What the last digit is worth, where only one side tells a way in miles."""
    if {MILE in {each.size for each in side} for side in (ours, theirs)} != {True, False}:
        return Fraction(0)
    return min(_grain(each) for each in (*ours, *theirs))


def _grain(mention: Mention) -> Fraction:
    """What the last digit that says something is worth: 10 of "750", a tenth of "6.2"."""
    value = mention.amount[0] / mention.size if mention.amount else Fraction(0)
    grain = Fraction(1)
    while value % grain and grain > Fraction(1, 1000):
        grain /= 10
    while value and value % (grain * 10) == 0:
        grain *= 10
    return grain * mention.size


def _is_of(mention: Mention, kind: str) -> bool:
    return mention.amount is not None and mention.amount[1] == kind


def _settle_slashes(side: list[Mention], other: list[Mention]) -> None:
    """ "1/3" against "1 March", or "112/113" against "112 and 113"."""
    for mention in [each for each in side if each.halves]:
        for wanted in mention.halves:
            found = [_with_reading(other, reading) for reading in wanted]
            if all(found) and found[0] is not found[1]:
                side.remove(mention)
                other[:] = [each for each in other if each not in found]
                break


def _settle_shares(side: list[Mention], other: list[Mention], whole: NumbersOf) -> None:
    """ "Två tredjedelar" against "two out of three"."""
    for mention in [each for each in side if each.units in (NO_UNIT, _PERCENT)]:
        for reading in mention.readings:
            if mention.units == _PERCENT and isinstance(reading, Fraction):
                reading /= 100
            if not isinstance(reading, Fraction) or not 0 < reading < 1:
                continue
            lower = _with_reading(other, Fraction(reading.denominator))
            upper = _with_reading(whole.mentions, Fraction(reading.numerator))
            # "A doubling" is no half.
            is_multiple = lower is not None and lower.group is Group.MULTIPLE
            if lower and upper and lower is not upper and not is_multiple:
                side.remove(mention)
                other[:] = [each for each in other if each not in (lower, upper)]
                break


def _with_reading(side: list[Mention] | tuple[Mention, ...], reading: Reading) -> Mention | None:
    return next((mention for mention in side if reading in mention.readings), None)
