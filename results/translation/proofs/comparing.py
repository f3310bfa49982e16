"""What is wrong with the numbers of a translation."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace

from .fault import Fault
from .mentions import Mention, NumbersOf
from .pairing import agree, agree_in_digits, have_same_amount, may_be_same_place, pairs_of
from .settling import settle
from .words import NO_UNIT, Group, Reading

Pair = tuple[Mention, Mention]


def compare(source: NumbersOf, translation: NumbersOf) -> list[Fault]:
    """The faults in the numbers of a translation."""
    places = pairs_of(source.mentions, translation.mentions, agree)
    pairs = [(source.mentions[mine], translation.mentions[yours]) for mine, yours in places]
    left, right = _left_over(source, translation, places)
    settle(left, right, translation)
    settle(right, left, source)
    _strengthen(left, right)
    return (
        _unit_faults(pairs, source, translation)
        + _number_faults(
            [mention for mention in left if not mention.is_weak],
            [mention for mention in right if not mention.is_weak],
        )
        or _mixed_places(pairs)
        or _mixed(source.mentions, translation.mentions, _day)
        or _mixed(source.mentions, translation.mentions, _within)
        or _mixed_ends(pairs)
        or _mixed_currencies(source, translation)
    )


def compare_digits(source: NumbersOf, translation: NumbersOf) -> list[Fault]:
    """The same where the words of a language are not known: only numbers in digits are compared."""
    places = pairs_of(source.mentions, translation.mentions, agree_in_digits)
    left, right = _left_over(source, translation, places)
    return _number_faults(
        [mention for mention in left if not mention.is_spelled and not mention.is_weak],
        [mention for mention in right if not mention.is_spelled and not mention.is_weak],
    )


def _left_over(
    source: NumbersOf, translation: NumbersOf, places: list[tuple[int, int]]
) -> tuple[list[Mention], list[Mention]]:
    ours = _without_partner(source, {mine for mine, _yours in places}, translation)
    theirs = _without_partner(translation, {yours for _mine, yours in places}, source)
    return ours, theirs


def _without_partner(side: NumbersOf, paired: set[int], other: NumbersOf) -> list[Mention]:
    """Those without a partner; one that may be said once for twice needs only one."""
    there: set[Reading] = set().union(*(mention.readings for mention in other.mentions))
    return [
        mention
        for index, mention in enumerate(side.mentions)
        if index not in paired
        and not (mention.can_merge and not mention.readings.isdisjoint(there))
    ]


def _strengthen(left: list[Mention], right: list[Mention]) -> None:
    """Weak words of one group that are left over on both sides are a change: "Monday", "tisdag"."""
    for group in Group:
        places = [
            next(
                (i for i, each in enumerate(side) if each.is_weak and each.group is group),
                None,
            )
            for side in (left, right)
        ]
        if group is not Group.NONE and None not in places:
            for side, place in zip((left, right), places, strict=True):
                side[place or 0] = replace(side[place or 0], is_weak=False)


def _number_faults(left: list[Mention], right: list[Mention]) -> list[Fault]:
    if len(left) == 1 and len(right) == 1:
        return [Fault("number_changed", left[0].text, right[0].text)]
    return [Fault("number_missing", mention.text) for mention in left] + [
        Fault("number_added", translation=mention.text) for mention in right
    ]


def _unit_faults(pairs: list[Pair], source: NumbersOf, translation: NumbersOf) -> list[Fault]:
    """Numbers that have another unit, or have lost it."""
    return [
        Fault("unit_changed", first.text, second.text)
        for first, second in pairs
        if not first.readings.isdisjoint(second.readings)
        and (
            _is_other_unit(first, second, source, translation)
            or not have_same_amount(first, second)
        )
    ]


def _is_other_unit(
    first: Mention, second: Mention, source: NumbersOf, translation: NumbersOf
) -> bool:
    return (
        first.units.isdisjoint(second.units)
        # Elsewhere in the text the unit may be said for this number too.
        and not (first.units == NO_UNIT and not source.units.isdisjoint(second.units))
        and not (second.units == NO_UNIT and not translation.units.isdisjoint(first.units))
    )


def _mixed_places(pairs: list[Pair]) -> list[Fault]:
    """Chapter and section, or article and paragraph, that have changed places."""
    mixed = [(first, second) for first, second in pairs if not may_be_same_place(first, second)]
    if len(mixed) < 2:
        return []
    return [Fault("number_changed", mixed[0][0].text, mixed[0][1].text)]


def _day(mention: Mention) -> tuple[int, int] | None:
    return mention.day


def _within(mention: Mention) -> tuple[int, int] | None:
    return mention.within


def _mixed(
    ours: Sequence[Mention],
    theirs: Sequence[Mention],
    couple: Callable[[Mention], tuple[int, int] | None],
) -> list[Fault]:
    """Days that have changed their months, or sections their chapters, though all are there."""
    mine, yours = (
        Counter([found for mention in side if (found := couple(mention))])
        for side in (ours, theirs)
    )
    if mine == yours or mine.total() != yours.total():
        return []
    first = next(mention for mention in ours if couple(mention) in mine - yours)
    second = next(mention for mention in theirs if couple(mention) in yours - mine)
    return [Fault("number_changed", first.text, second.text)]


def _mixed_ends(pairs: list[Pair]) -> list[Fault]:
    """ "From 40 to 52" that has become "from 52 to 40"."""
    turned = {
        first.role: (first, second)
        for first, second in pairs
        if first.role and second.role and first.role != second.role
    }
    if len(turned) < 2:
        return []
    return [Fault("number_changed", turned["from"][0].text, turned["to"][1].text)]


def _mixed_currencies(source: NumbersOf, translation: NumbersOf) -> list[Fault]:
    """A currency that stands apart from its numbers, as in the head of a table."""
    mine, yours = (
        {unit for unit in side.units if unit.isupper()} for side in (source, translation)
    )
    if not mine or not yours or mine & yours:
        return []
    return [Fault("unit_changed", min(mine), min(yours))]
