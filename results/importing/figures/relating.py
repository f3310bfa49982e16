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
    from .measuring import Measured
    from .texts import Sentence

_NOUN = re.compile(
    r" (?!(?:the|in|a|an|året|år|i|under|föregående|innan|före|last|year|previous)\b)[a-zåäö]{3,}"
)
_WORD = re.compile(r" ([^\W\d_]+)")
# "1 in 4" is a share; "120 in 250 homes" may be anything.
LARGEST_SHARE = 20
_TIGHT = frozenset({"in", "in every", "på"})


def sharing_measures(
    text: str, found: list[Measured], places: list[Sentence], vocabulary: Vocabulary
) -> list[Measured]:
    """Return the figures, those without a unit in the unit of the one that they are listed or compared with."""
    shared = list(found)
    for index, (one, other) in enumerate(itertools.pairwise(found)):
        between, first = text[one.end : other.start], shared[index]
        is_bare = not (first.has_measure or one.has_measure)
        if is_bare and (both := _measured_behind(text, between, one, other, vocabulary)):
            shared[index : index + 2] = both
        elif is_bare and other.has_measure and _is_told_in_one(between, other, vocabulary):
            shared[index] = replace(one, unit=other.unit, scale=other.scale)
        elif (
            first.unit is not Unit.NUMBER
            and not other.has_measure
            and not _NOUN.match(text, other.end)
            and sentence_at(places, one.number.start) == sentence_at(places, other.number.start)
            and vocabulary.roles.beside_compared.search(between)
        ):
            shared[index + 1] = replace(other, unit=first.unit, scale=first.scale)
    currency = next((each.unit for each in shared if each.unit.is_currency), Unit.NUMBER)
    return [
        replace(each, unit=currency) if _is_amount(text, each, vocabulary) else each
        for each in shared
    ]


def _is_amount(text: str, found: Measured, vocabulary: Vocabulary) -> bool:
    """Whether so many millions count nothing: they are of the currency of the others there."""
    if found.unit is not Unit.NUMBER or found.scale is Scale.NONE:
        return False
    word = _WORD.match(text, found.end)
    if word is None or word[1].lower() in vocabulary.words.function_words:
        return True
    return vocabulary.labels.is_verb(word[1])


def _is_told_in_one(between: str, other: Measured, vocabulary: Vocabulary) -> bool:
    """Whether two numbers have one unit: "from 64 to 79 per cent", "92 and 8 per cent"."""
    joins = vocabulary.roles.to
    if other.unit.is_ratio:
        joins += f"|{vocabulary.labels.ands}"
    return re.fullmatch(joins, between.strip(), re.IGNORECASE) is not None


def _measured_behind(
    text: str, between: str, one: Measured, other: Measured, vocabulary: Vocabulary
) -> list[Measured] | None:
    """Return a number and the one in brackets in the unit that stands behind both: "147 (125) mkr"."""
    if between != " (" or other.has_measure or text[other.end :][:2] != ") ":
        return None
    if (found := vocabulary.measures.unit_at(text, other.end + 2)) is None:
        return None
    unit, scale = found[0][0] or Unit.NUMBER, found[0][1] or Scale.NONE
    return [replace(each, unit=unit, scale=scale) for each in (one, other)]


def wholes(text: str, found: list[Measured], vocabulary: Vocabulary) -> dict[int, Measured]:
    """For each part, by its place in `found`, the whole right behind it: "1 100 av 6 558"."""
    parts: dict[int, Measured] = {}
    for index, (part, whole) in enumerate(itertools.pairwise(found)):
        if index - 1 in parts or {part.unit, whole.unit} != {Unit.NUMBER}:
            continue
        between = vocabulary.measures.part_between.fullmatch(text[part.end : whole.start].lower())
        if between is None or part.value > whole.value:
            continue
        is_tight = between[1] in _TIGHT
        if not is_tight or (part.value <= LARGEST_SHARE and not whole.has_qualifier):
            parts[index] = whole
    return parts
