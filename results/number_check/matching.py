"""Which quantities of a text and its translation are the same, and what is left over on either side."""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import islice, pairwise

from .amounts import OPPOSITES, trends_of
from .languages import knows, language_of
from .quantity import CROWN, CROWNS, CURRENCIES, PLAIN, UNITS, Quantity
from .reading import is_readable, quantities

# So many numbers in one text are compared one by one, and so many runs of digits told; more of them
# are compared by their digits alone, as are texts that are not read.
MOST = 100
# Kinds that are told from each other in words, too.
_SURE = {PLAIN, "clock", "date", "century", "decade", "share", "multiple"}
# What need not be said in another language, but is not said otherwise.
_SAID_OTHERWISE = ("ordinal", "weekday", "size", "share", "code", "time")
# What joins or parts words without being seen.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
_DIGITS = re.compile(r"\d+|[½⅓⅔¼¾⅕-⅞]")
Pair = tuple[Quantity, Quantity]
Texts = tuple[list[Quantity], list[Quantity]]
Rule = Callable[[Quantity, Quantity], bool]


@dataclass(frozen=True, slots=True)
class Difference:
    """What a translation says otherwise; `source` or `target` is None for what one text has not.

    `numbers_swapped` has two numbers that stand in each other's place. One that is not `certain`
    may be right after all.
    """

    code: str
    source: Quantity | None
    target: Quantity | None
    certain: bool = False


def are_same(one: Quantity, other: Quantity) -> bool:
    """Whether both measure the same."""
    return not one.worth.isdisjoint(other.worth)


def have_same_number(one: Quantity, other: Quantity) -> bool:
    return not one.numbers.isdisjoint(other.numbers)


def _are_strong(one: Quantity, other: Quantity) -> bool:
    return not one.is_weak and not other.is_weak


def _are_alike(one: Quantity, other: Quantity) -> bool:
    """Whether the numbers are the same, and at least one side does not say of what."""
    return (not one.unit or not other.unit) and have_same_number(one, other)


# The surest first.
_RULES: tuple[Rule, ...] = (
    lambda one, other: one.text == other.text and one.kind == other.kind and are_same(one, other),
    lambda one, other: _are_strong(one, other) and one.kind == other.kind and are_same(one, other),
    lambda one, other: _are_strong(one, other) and are_same(one, other),
    lambda one, other: _are_strong(one, other) and _are_alike(one, other),
    are_same,
    _are_alike,
    lambda one, other: _are_strong(one, other) and have_same_number(one, other),
)


def pair(ours: Sequence[Quantity], theirs: Sequence[Quantity]) -> list[Pair]:
    """Return the pairs that are the same, the surest first; among equals in the order of the texts."""
    left, right = list(ours), list(theirs)
    pairs: list[Pair] = []
    for rule in _RULES:
        for one in list(left):
            # An article is not what an ordinal has become.
            others = (
                each
                for each in right
                if each.kind == one.kind or not (each.is_weak and one.is_weak)
            )
            if (other := next((each for each in others if rule(one, each)), None)) is not None:
                left.remove(one)
                right.remove(other)
                pairs.append((one, other))
    return pairs


def differences(ours: list[Quantity], theirs: list[Quantity]) -> list[Difference]:
    """Return what differs between the quantities of a text and those of its translation."""
    pairs = pair(ours, theirs)
    as_written = list(pairs)
    left, right = _rest(ours, theirs, pairs)
    # "Three in four" may be two numbers there, and "3/10" a date in another order.
    left, right = _opened(left, right), _opened(right, left)
    pairs += pair(left, right)
    left, right = _settled(*_rest(left, right, pairs), pairs)
    found = [each for one, other in pairs for each in _unlike(one, other, (ours, theirs))]
    found += _left_over(left, right, (ours, theirs))
    return found or _swapped(as_written)


def digits_only(source: str, target: str) -> list[Difference]:
    """Return the first runs of digits that one text has more often than the other."""
    missing = [Difference("number_missing", each, None) for each in _more(source, target)]
    return missing + [Difference("number_added", None, each) for each in _more(target, source)]


def _more(text: str, other: str) -> Iterator[Quantity]:
    more = Counter(_DIGITS.findall(text)) - Counter(_DIGITS.findall(other))
    last = {match[0]: match.span() for match in _DIGITS.finditer(text) if match[0] in more}
    for run, span in islice(last.items(), MOST):
        yield Quantity(*span, run, {(f"digits {run}", Fraction(0))}, is_digits=True)


def _rest(
    ours: Sequence[Quantity], theirs: Sequence[Quantity], pairs: list[Pair]
) -> tuple[list[Quantity], list[Quantity]]:
    """What is in none of the pairs."""
    known = {id(each) for one_pair in pairs for each in one_pair}
    left, right = ([each for each in side if id(each) not in known] for side in (ours, theirs))
    return left, right


def _opened(side: list[Quantity], others: list[Quantity]) -> list[Quantity]:
    """Take apart what is made of two numbers; "one in four" only where the other text has a one, too."""
    has_one = any(Fraction(1) in each.values for each in others)
    return [
        part
        for each in side
        for part in (
            each.parts if each.parts and (has_one or 1 not in each.parts[0].values) else (each,)
        )
    ]


def _settled(
    left: list[Quantity], right: list[Quantity], pairs: list[Pair]
) -> tuple[list[Quantity], list[Quantity]]:
    """Take out what is said twice in one text, and once in the other."""
    again = [
        [each for each in side if _is_said_again(each, [one[place] for one in pairs])]
        for place, side in enumerate((left, right))
    ]
    # Where both say something twice, one is in place of the other.
    if all(any(each.is_digits and not each.is_weak for each in side) for side in again):
        return left, right
    left, right = (
        [each for each in side if each not in gone]
        for side, gone in zip((left, right), again, strict=True)
    )
    return left, right


def _is_said_again(quantity: Quantity, known: list[Quantity]) -> bool:
    """Whether it is one of those that are known; right behind it, it is a slip."""
    again = [each for each in known if are_same(quantity, each)]
    is_slip = quantity.is_digits and any(0 <= quantity.start - each.end <= 1 for each in again)
    return bool(again) and quantity.kind != "code" and not is_slip


def _unlike(one: Quantity, other: Quantity, texts: Texts) -> Iterator[Difference]:
    """In what two quantities of one number differ: unit, sign or direction, or one has no unit.

    A currency may be said for another number, and a source may leave out its own with millions.
    """
    units, are_digits = {one.unit, other.unit}, one.is_digits and other.is_digits
    if "" not in units and (not are_same(one, other) or len(units & CROWNS) == 2):
        kinds = {UNITS.get(unit, ("money",))[0] for unit in units}
        is_certain = kinds == {"share", "points"} or units <= CURRENCIES or len(kinds) == 1
        yield Difference("unit_changed", one, other, is_certain)
    for way, turned in one.directions.items():
        if opposite := other.directions.get(OPPOSITES[way]):
            yield Difference("direction_changed", turned, opposite)
    # "A loss of 3 million" is −3 million.
    signed, plain = (one, other) if one.is_negative else (other, one)
    if are_digits and signed.is_negative != plain.is_negative and not plain.is_loss:
        yield Difference("number_changed", one, other)
    if are_digits and "" in units and not are_same(one, other):
        said = {each.unit for each in texts[bool(one.unit)]}
        is_left_out = one.scale >= 10**6 and other.unit in {CROWN, *CROWNS}
        is_money = units & CURRENCIES and not (said & CURRENCIES or is_left_out)
        if is_money or units & {"percent", "points"}:
            yield Difference("unit_changed", one, other)


def _left_over(left: list[Quantity], right: list[Quantity], texts: Texts) -> list[Difference]:
    found: list[Difference] = []
    ours, theirs = ([each for each in side if not each.is_weak] for side in (left, right))
    for is_of_one_kind in (True, False):
        for one in list(ours):
            other = next(
                (each for each in theirs if not is_of_one_kind or each.group == one.group), None
            )
            if other is not None:
                ours.remove(one)
                theirs.remove(other)
                found.append(
                    Difference("number_changed", one, other, _is_certain(one, other, texts))
                )
    # What one text has in digits, and the other has no number at all, is no way of saying it.
    are_alone = not all(texts)
    found += [
        Difference("number_missing", each, None, each.is_digits and are_alone) for each in ours
    ]
    found += [
        Difference("number_added", None, each, each.is_digits and are_alone) for each in theirs
    ]
    for group in _SAID_OTHERWISE:
        weak = [
            [each for each in side if each.is_weak and _said_as(each) == group]
            for side in (left, right)
        ]
        if not found and all(weak) and len(weak[0]) == len(weak[1]):
            found.append(Difference("number_changed", weak[0][0], weak[1][0]))
    return found


def _said_as(quantity: Quantity) -> str:
    """The group of a quantity; of a unit of time alone, such as "a month", another one."""
    is_time = UNITS.get(quantity.unit, ("",))[0] in {"hours", "months"}
    is_one = is_time and quantity.kind == PLAIN and quantity.values == {1}
    return "time" if is_one else quantity.group


def _is_certain(one: Quantity, other: Quantity, texts: Texts) -> bool:
    """Whether two numbers cannot mean the same: both in digits or of a kind, or "one in five" and five."""
    are_digits = one.is_digits and other.is_digits
    if one.group != other.group:
        are_count_and_share = {one.kind, other.kind} == {"share", PLAIN} and any(
            a * b == 1 for a in one.values for b in other.values
        )
        return are_digits or are_count_and_share
    # "7.4", where millions have been said before; "57.6 million" for 57 631 000.
    short, full = sorted((one, other), key=lambda each: each.scale)
    is_said = short.scale == 1 and full.scale in {each.scale for each in texts[short is other]}
    is_cut = short.scale < full.scale and any(
        (is_said and a * full.scale == b) or abs(a - b) * 20 <= full.scale
        for a in short.values
        for b in full.values
    )
    return all(each.is_digits or each.group in _SURE for each in (one, other)) and not is_cut


def _swapped(pairs: list[Pair]) -> list[Difference]:
    """Numbers that have changed places: "from 40 to 52", "from 52 to 40"; they may also be reordered."""
    plain = [
        each for each in pairs if each[0].kind == each[1].kind == PLAIN and not each[0].is_weak
    ]
    in_order = sorted(plain, key=lambda each: each[0].start)
    years, amounts = (
        [each for each in in_order if each[0].is_year is is_year] for is_year in (True, False)
    )
    have_stayed = all(one[1].start < other[1].start for one, other in pairwise(years))
    # "4.2 in 2019, 3.6 in 2018": years that stay do not hide what has changed places beside them.
    for sequence in (in_order, amounts if len(years) > 1 and have_stayed else []):
        for (one, other), (after, behind) in pairwise(sequence):
            is_turned = other.start > behind.start and not are_same(one, after)
            # Of one kind, or each has what the other was counted in.
            is_taken = one.unit != other.unit and after.unit != behind.unit
            is_alike = one.unit == after.unit and one.is_year == after.is_year
            if is_turned and (is_taken or is_alike):
                return [Difference("numbers_swapped", one, behind)]
    for (one, first), (_two, between), (three, last) in zip(
        in_order, in_order[1:], in_order[2:], strict=False
    ):
        # Alone, not with what stands between them: "2 % over 10 000 and 3 % over 25 000".
        if one.unit == three.unit and last.start < between.start < first.start:
            return [Difference("numbers_swapped", one, last)]
    return []


def _turned(ours: dict[str, Quantity], theirs: dict[str, Quantity]) -> list[Difference]:
    """The words by which all that rises in one text falls in the other."""
    if len(ours) != 1 or len(theirs) != 1 or ours.keys() == theirs.keys():
        return []
    (one,), (other,) = ours.values(), theirs.values()
    return [Difference("direction_changed", one, other)]


def check(source: str, target: str, source_language: str, target_language: str) -> list[Difference]:
    """Return in what numbers a translation says something else than its source, both plain text.

    The languages are codes such as "sv" or "en-GB"; of one whose words are not known (see `knows`)
    only digits are read, and what depends on a word is not certain. Places are those in the texts
    without characters that nobody sees.
    """
    source, target = (_UNSEEN.sub("", text) for text in (source, target))
    ours, theirs = quantities(source, source_language), quantities(target, target_language)
    are_readable = is_readable(source) and is_readable(target)
    if not are_readable or max(len(ours), len(theirs)) > MOST:
        return digits_only(source, target)
    if knows(source_language) and knows(target_language):
        found = differences(ours, theirs)
        if found or not (ours and theirs):
            return found
        trends = trends_of(source, language_of(source_language))
        return _turned(trends, trends_of(target, language_of(target_language)))
    for each in (*ours, *theirs):
        each.values |= {value / each.scale for value in each.values}
    sides_of = (
        (each, [side for side in (each.source, each.target) if side])
        for each in differences(ours, theirs)
    )
    return [
        replace(
            each, certain=each.certain and all(side.is_bare for side in sides) and len(sides) == 2
        )
        for each, sides in sides_of
        if any(side.is_digits for side in sides)
        and (each.code != "unit_changed" or all(side.unit for side in sides))
    ]
