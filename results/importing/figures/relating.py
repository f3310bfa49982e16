"""Figures that belong together: units that stand at the other number, parts of a whole."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ...quantities import Scale, Unit
from .texts import sentence_at

if TYPE_CHECKING:
    from .languages import Vocabulary
    from .languages.roles import Roles
    from .languages.vocabulary import Words
    from .measuring import Measured
    from .texts import Sentence

REACH = 10
_WORD = re.compile(r" ([^\W\d_]+)")
_NOUN = re.compile(
    r" (?!(?:the|in|a|an|året|år|i|under|föregående|innan|före|last|year|previous)\b)[a-zåäö]{3,}"
)
# "1 in 4" is a share; "120 in 250 homes" may be anything.
LARGEST_SHARE = 20
REACH_OF_A_PART = 60
_TIGHT = frozenset({"in", "in every", "på"})


def sharing_measures(
    text: str, found: list[Measured], places: list[Sentence], vocabulary: Vocabulary
) -> list[Measured]:
    """The figures, those without a unit in the one that the words around them tell."""
    return _as_money(text, _compared(text, found, places, vocabulary), places, vocabulary)


def _compared(
    text: str, found: list[Measured], places: list[Sentence], vocabulary: Vocabulary
) -> list[Measured]:
    """The figures in the unit of those that they are compared with, or are a part of."""
    roles, shared = vocabulary.roles, list(found)
    for index, (one, other) in enumerate(itertools.pairwise(found)):
        is_from = roles.leads_to.fullmatch(text[one.end : other.start]) and roles.leads_from.search(
            text[max(0, one.start - REACH) : one.start]
        )
        is_bare = not shared[index].has_measure and one.unit is Unit.NUMBER
        if is_from and other.has_measure and not one.has_measure:
            shared[index] = replace(one, unit=other.unit, scale=other.scale)
        elif is_bare and _is_listed(text[one.end : other.start], other, vocabulary):
            shared[index] = replace(one, unit=other.unit)
        elif is_bare and (both := _measured_behind(text, one, other, vocabulary)):
            shared[index : index + 2] = both
        elif _is_compared(text, shared[index], other, places, roles):
            measured = shared[index]
            shared[index + 1] = replace(other, unit=measured.unit, scale=measured.scale)
        elif _is_part(text, shared[index], other, vocabulary):
            shared[index + 1] = replace(other, unit=shared[index].unit)
    return shared


def _is_listed(between: str, other: Measured, vocabulary: Vocabulary) -> bool:
    """Whether a number and a share are told in one: "92 and 8 per cent"."""
    said = re.fullmatch(vocabulary.labels.ands, between.strip(), re.IGNORECASE)
    return other.unit.is_ratio and said is not None


def _measured_behind(
    text: str, one: Measured, other: Measured, vocabulary: Vocabulary
) -> list[Measured] | None:
    """Return a number and the one in brackets in the unit that stands behind both: "147 (125) mkr"."""
    if text[one.end : other.start] != " (" or other.has_measure or text[other.end :][:2] != ") ":
        return None
    if (found := vocabulary.measures.unit_at(text, other.end + 2)) is None:
        return None
    unit, scale = found[0][0] or Unit.NUMBER, found[0][1] or Scale.NONE
    return [replace(each, unit=unit, scale=scale) for each in (one, other)]


def _is_part(text: str, one: Measured, other: Measured, vocabulary: Vocabulary) -> bool:
    """Whether a number is a part of the measured one before it: "58 mnkr, varav 22 miljoner"."""
    if one.unit in {Unit.NUMBER, Unit.PERCENT} or other.unit is not Unit.NUMBER:
        return False
    if not 0 < other.value <= one.value:
        return False
    words = vocabulary.words
    before = text[max(0, other.start - REACH * 2) : other.start].lower()
    behind = text[other.end : other.end + REACH * 2]
    if words.of_those_after.match(behind.lower()):
        return True
    return words.of_those_before.search(before) is not None and _counts_nothing(behind, words)


def _as_money(
    text: str, found: list[Measured], places: list[Sentence], vocabulary: Vocabulary
) -> list[Measured]:
    """The figures; millions of which the sentence says that they were paid are an amount."""
    words = vocabulary.words
    shared = list(found)
    for index, figure in enumerate(shared):
        start, end = sentence_at(places, figure.number.start)
        if figure.unit is not Unit.NUMBER or figure.scale is Scale.NONE:
            continue
        if not _counts_nothing(text[figure.end : end], words):
            continue
        before, behind = text[start : figure.start], text[figure.end : end]
        earlier = shared[index - 1].unit if index else Unit.NUMBER
        if words.of_those_first.match(before) and earlier.is_currency:
            shared[index] = replace(figure, unit=earlier)
        elif words.currency is not None and (
            words.says_money.search(before) or words.says_money.match(behind[len(" i ") :])
        ):
            shared[index] = replace(figure, unit=words.currency)
    return shared


def _counts_nothing(behind: str, words: Words) -> bool:
    """Whether what stands behind a number is nothing that it counts."""
    word = _WORD.match(behind)
    if word is None:
        return True
    return word[1].lower() in words.function_words or words.is_verb(word[1].lower())


def _is_compared(
    text: str, one: Measured, other: Measured, places: list[Sentence], roles: Roles
) -> bool:
    """Whether a bare number follows a comparison with the measured one before it."""
    if one.unit is Unit.NUMBER or other.has_measure or _NOUN.match(text, other.end):
        return False
    same = sentence_at(places, one.number.start) == sentence_at(places, other.number.start)
    return same and roles.beside_compared.search(text[one.end : other.start]) is not None


def wholes(
    text: str, found: list[Measured], places: list[tuple[int, int]], vocabulary: Vocabulary
) -> tuple[dict[int, Measured], set[int]]:
    """For each part, by its place in `found`, its whole; and the wholes that are no figures beside.

    `places` are the sentences of the text.
    """
    parts: dict[int, Measured] = {}
    spent: set[int] = set()
    for index, figure in enumerate(found):
        if index in spent or figure.unit is not Unit.NUMBER:
            continue
        following = found[index + 1] if index + 1 < len(found) else None
        if following and _is_share(text, figure, following, vocabulary):
            parts[index] = following
            spent.add(index + 1)
            continue
        whole = _before(text, found, index, places, vocabulary)
        if whole is not None and whole.value >= figure.value:
            parts[index] = whole
    return parts, spent


def _is_share(text: str, part: Measured, whole: Measured, vocabulary: Vocabulary) -> bool:
    between = text[part.end : whole.start].lower()
    match = vocabulary.measures.part_between.fullmatch(between)
    if match is None or whole.unit is not Unit.NUMBER or part.value > whole.value:
        return False
    if match[1] in _TIGHT:
        return part.value <= LARGEST_SHARE and not whole.has_qualifier
    return True


def _before(
    text: str,
    found: list[Measured],
    index: int,
    places: list[tuple[int, int]],
    vocabulary: Vocabulary,
) -> Measured | None:
    figure = found[index]
    earlier = [other for other in found[:index] if other.unit is Unit.NUMBER]
    if not earlier:
        return None
    if vocabulary.words.of_those_before.search(
        text[max(0, figure.start - REACH_OF_A_PART) : figure.start].lower()
    ):
        return earlier[-1]
    start = next((start for start, end in places if start <= figure.start < end), 0)
    inside = [other for other in earlier if other.start >= start]
    if inside and vocabulary.words.of_those_after.match(
        text[figure.end : figure.end + REACH_OF_A_PART].lower()
    ):
        return inside[-1]
    if inside and vocabulary.measures.part_between.fullmatch(
        f" {text[start : inside[0].start].lower()}"
    ):
        return inside[0]
    return None
