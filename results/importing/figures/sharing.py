"""Units that are said once for two numbers: "från 64 till 79 procent", "6.4 hours, up from 4.1"."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ...quantities import Unit
from .texts import sentence_at

if TYPE_CHECKING:
    from .measuring import Measured
    from .texts import Sentence

REACH = 10
_FROM = re.compile(r"\b(?:från|from) $", re.IGNORECASE)
_TO = re.compile(r" (?:till|to) ", re.IGNORECASE)
_COMPARED = re.compile(
    r"(?:\b(?:up|down|upp|ned|ner)(?: from| från)|\b(?:compared (?:with|to)|against|instead of|rather than|versus|"
    r"jämfört med|mot|i ?stället för|föregående år|året (?:innan|före)|(?:the )?(?:previous )?year before|last year)|"
    r"\b(?:19|20)\d{2}):? $",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r" (?!(?:the|in|a|an|året|år|i|under|föregående|innan|före|last|year|previous)\b)[a-zåäö]{3,}"
)


def sharing_measures(text: str, found: list[Measured], places: list[Sentence]) -> list[Measured]:
    """The figures, those without a unit in that of the figure that they are compared with."""
    shared = list(found)
    for index, (one, other) in enumerate(itertools.pairwise(found)):
        is_from = _TO.fullmatch(text[one.end : other.start]) and _FROM.search(
            text[max(0, one.start - REACH) : one.start]
        )
        if is_from and other.has_measure and not one.has_measure:
            shared[index] = replace(one, unit=other.unit, scale=other.scale)
        elif _is_compared(text, shared[index], other, places):
            measured = shared[index]
            shared[index + 1] = replace(other, unit=measured.unit, scale=measured.scale)
    return shared


def _is_compared(text: str, one: Measured, other: Measured, places: list[Sentence]) -> bool:
    """Whether a bare number follows a comparison with the measured one before it."""
    if one.unit is Unit.NUMBER or other.has_measure or _NOUN.match(text, other.end):
        return False
    same = sentence_at(places, one.number.start) == sentence_at(places, other.number.start)
    return same and _COMPARED.search(text[one.end : other.start]) is not None
