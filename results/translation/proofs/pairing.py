"""Which numbers of two texts are the same number."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

from .words import Group

if TYPE_CHECKING:
    from .mentions import Mention

Agree = Callable[["Mention", "Mention"], bool]
_PERCENT = frozenset({"%"})
_ARTICLES = {"a", "an", "en", "ett"}
# A search for a better partner ends after so many others, however long a text is.
_MOST_TRIED = 30


def agree(first: Mention, second: Mention) -> bool:
    """Whether two mentions can be the same number, whatever their units."""
    if (first.is_name or second.is_name) and _are_written_otherwise(first, second):
        return False
    if first.readings.isdisjoint(second.readings):
        return _is_share_in_percent(first, second) or _is_share_in_percent(second, first)
    return not (_is_article(first) and _has_place(second)) and not (
        _is_article(second) and _has_place(first)
    )


def _are_written_otherwise(first: Mention, second: Mention) -> bool:
    """Whether they are no more the same than version 1.10 and version 1.1."""
    return bool(first.written and second.written) and first.written != second.written


def have_same_amount(first: Mention, second: Mention) -> bool:
    """Whether they may measure the same: "48 timmar" and "two days", or "48"."""
    return first.amount is None or second.amount is None or first.amount == second.amount


def may_be_same_place(first: Mention, second: Mention) -> bool:
    """Whether it is not known that one is a chapter and the other a section or the like."""
    return not first.places or not second.places or not first.places.isdisjoint(second.places)


def agree_in_digits(first: Mention, second: Mention) -> bool:
    """The same where the words of a language are not known: "1,5 miljoner" is 1.5 as well."""
    return not (first.readings | first.bare).isdisjoint(second.readings | second.bare)


def _is_share_in_percent(share: Mention, percent: Mention) -> bool:
    return percent.units == _PERCENT and any(
        isinstance(reading, Fraction) and 0 < reading < 1 and reading * 100 in percent.readings
        for reading in share.readings
    )


def _is_article(mention: Mention) -> bool:
    return mention.is_weak and mention.text.lower() in _ARTICLES


def _has_place(mention: Mention) -> bool:
    """Whether it is the day of a date, or a chapter: never "a"."""
    return mention.day is not None or mention.can_merge


def pairs_of(
    ours: Sequence[Mention], theirs: Sequence[Mention], rule: Agree
) -> list[tuple[int, int]]:
    """The places of mentions that are the same number.

    Those that need a partner choose first, and among them those whose units agree too.
    """

    def with_unit(first: Mention, second: Mention) -> bool:
        return (
            not first.units.isdisjoint(second.units)
            and have_same_amount(first, second)
            and may_be_same_place(first, second)
            and rule(first, second)
        )

    def of_one_group(each: Agree) -> Agree:
        return lambda first, second: first.group is second.group and each(first, second)

    pairing = _Pairing(ours, theirs)
    pairing.match_twins()
    for weak_ours, weak_theirs in ((False, False), (False, True), (True, False)):
        for each in (with_unit, rule):
            pairing.match(each, weak_ours, weak_theirs)
    for each in (with_unit, rule):
        pairing.match(of_one_group(each), True, True)
    return sorted((mine, yours) for yours, mine in pairing.partner.items())


class _Pairing:
    """Who has found whom so far: `partner` gives the place of ours by that of theirs."""

    def __init__(self, ours: Sequence[Mention], theirs: Sequence[Mention]) -> None:
        self.ours = ours
        self.theirs = theirs
        self.partner: dict[int, int] = {}
        self.taken: set[int] = set()

    def match_twins(self) -> None:
        """Pair strong ones that are the same in all that counts, and so spare the search."""
        waiting: dict[object, deque[int]] = defaultdict(deque)
        for index, mention in enumerate(self.theirs):
            if not mention.is_weak:
                waiting[_twin_key(mention)].append(index)
        for index, mention in enumerate(self.ours):
            if not mention.is_weak and waiting[_twin_key(mention)]:
                self._join(index, waiting[_twin_key(mention)].popleft())

    def match(self, rule: Agree, weak_ours: bool, weak_theirs: bool) -> None:
        """Pair those of either strength that have no partner yet.

        Weak words of no group need none against each other: they are no fault anyway.
        """
        if len(self.taken) == len(self.ours) or len(self.partner) == len(self.theirs):
            return
        are_weak = weak_ours and weak_theirs
        free = [
            index
            for index, mention in enumerate(self.theirs)
            if mention.is_weak is weak_theirs
            and index not in self.partner
            and not (are_weak and mention.group is Group.NONE)
        ][:_MOST_TRIED]
        if not free:
            return
        for index, mention in enumerate(self.ours):
            if (
                mention.is_weak is weak_ours
                and index not in self.taken
                and not (are_weak and mention.group is Group.NONE)
            ):
                self._find(index, free, rule, set())

    def _find(self, index: int, allowed: list[int], rule: Agree, tried: set[int]) -> bool:
        """Find a partner, if need be by finding another one for whom it has been taken by."""
        for other in allowed:
            if len(tried) == _MOST_TRIED:
                return False
            if other in tried or not rule(self.ours[index], self.theirs[other]):
                continue
            tried.add(other)
            holder = self.partner.get(other)
            if holder is None or self._find(holder, allowed, rule, tried):
                self._join(index, other)
                return True
        return False

    def _join(self, mine: int, yours: int) -> None:
        self.partner[yours] = mine
        self.taken.add(mine)


def _twin_key(mention: Mention) -> object:
    written = mention.written if mention.is_name else ""
    return mention.readings, mention.units, mention.amount, mention.places, written
