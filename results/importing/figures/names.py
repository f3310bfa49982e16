"""Numbers that are years, or parts of names, told by the words around them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...quantities import Qualifier, Unit
from .masking import HOLE

if TYPE_CHECKING:
    from .languages import Vocabulary
    from .measuring import Measured

LARGEST_IN_A_NAME = 200
LARGEST_AFTER_A_NOUN = 999
_DETERMINED = re.compile(r"\b(?:the|our|an?) $", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"([^\W\d_][\w’'-]*)[ ]*$")
_WORD_BEHIND = re.compile(r"[ ]+([^\W\d_][\w’'-]*)")
_SENTENCE_STARTS = re.compile(r"(?:^|[.!?:;•\n\"”“(–—-])\s*$")


def is_year(text: str, found: Measured, vocabulary: Vocabulary) -> bool:
    """Whether four digits are a year, and not as many people."""
    body = found.number.body
    if not (len(body) == 4 and body.isdigit() and 1800 <= int(body) <= 2100):
        return False
    if found.has_measure:
        # "2016 års": of the year 2016.
        return found.unit is Unit.YEARS
    behind = text[found.end :]
    counts = vocabulary.words.counted_behind.match(behind) is not None
    if found.has_qualifier and found.qualifier is not Qualifier.UNDER:
        word = _WORD_BEHIND.match(behind)
        return not counts and (word is None or word[1].lower() in vocabulary.words.function_words)
    before = _WORD_BEFORE.search(text[: found.start])
    return not counts or before is None or before[1].lower() in vocabulary.words.before_years


def is_in_name(text: str, found: Measured, vocabulary: Vocabulary) -> bool:
    """Whether a number belongs to the word before it: "Studio 3", "sporthall 3", "riktlinjer 2.1"."""
    if found.has_measure or found.has_qualifier or found.unit is not Unit.NUMBER:
        return False
    behind = text[found.end :]
    if behind[:1] in '”"’»' and behind:
        return text[: found.start].endswith(" ")
    before = _WORD_BEFORE.search(text[: found.start])
    if before is None or not text[: found.start].endswith(" "):
        return False
    word = _WORD_BEHIND.match(behind)
    follows_none = (
        word is None
        or word[1].lower() in vocabulary.words.function_words
        or word[1][0].isupper()
        or vocabulary.words.is_verb(word[1].lower())
    )
    number = found.number
    if (
        "." in number.body
        and number.value < LARGEST_IN_A_NAME
        and follows_none
        and vocabulary.words.decimal_sign == ","
    ):
        return True
    if before[1][0].isupper():
        if "." in number.body or "," in number.body:
            return follows_none and not _SENTENCE_STARTS.search(text[: before.start()])
        if abs(number.value) > LARGEST_IN_A_NAME or _SENTENCE_STARTS.search(text[: before.start()]):
            return False
        return follows_none or _DETERMINED.search(text[: before.start()]) is not None
    if not number.value and vocabulary.words.is_noun(before[1].lower()):
        return before[1].lower() not in vocabulary.words.function_words
    is_small = number.body.isdigit() and abs(number.value) <= LARGEST_AFTER_A_NOUN
    return is_small and follows_none and vocabulary.words.is_noun_of_one(before[1].lower())


def is_part_of_something(text: str, found: Measured) -> bool:
    """Whether the number touches what was taken away, or a letter that is no unit."""
    behind = text[found.number.end : found.number.end + 1]
    if found.end == found.number.end and (behind.isalpha() or behind == HOLE):
        return True
    before = text[found.number.start - 1 : found.number.start]
    return before == HOLE
