"""Numbers that are years, or parts of names, told by the words around them."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

from ...quantities import Qualifier, Unit
from .masking import HOLE

if TYPE_CHECKING:
    from .languages import Vocabulary
    from .measuring import Measured

# What is a year without more; a number before these is one only where nothing else is meant.
FIRST_YEAR, LAST_YEAR = 1800, 2100
LARGEST_IN_A_NAME = 999
LARGEST_WITH_A_NOUN = 200
LARGEST_AT_THE_END = 20
SHORTEST_IDENTIFIER = 7
# As far as the words around a number are looked at.
REACH = 80
CLOSING_QUOTES = '”"’»'
_DETERMINED = re.compile(r"\b(?:the|our|an?) $", re.IGNORECASE)
_WORD_BEFORE = re.compile(r"([^\W\d_][\w’'-]*)[ ]*$")
_WORD_BEHIND = re.compile(r"[ ]+([^\W\d_][\w’'-]*)")
_SINCE = re.compile(
    r"\b(?:dated|from|since|från|sedan|anno|år|(?:built|founded|established|opened|dating|erected|"
    r"uppförd\w?|byggd\w?|grundad\w?|invigd\w?)(?: in| from)?) $",
    re.IGNORECASE,
)
_UNIT_BEHIND = re.compile(r" (?:[kMGT]?Wh?|MB|GB|TB|[kcm]?m[²³2]?|kg|ha|t)\b")
_PREDICATE_BEHIND = re.compile(r", (?:was|is|were|are|has|had|which|who|som|är|var|har)\b")
_SENTENCE_STARTS = re.compile(r"(?:^|[.!?:;•\n\"”“(–—-])\s*$")


def is_year(text: str, found: Measured, vocabulary: Vocabulary) -> bool:
    """Whether four digits are a year, and not as many people."""
    body = found.number.body
    if not (len(body) == 4 and body.isdigit() and int(body) <= LAST_YEAR):
        return False
    if int(body) < FIRST_YEAR:
        return _is_long_ago(text, found)
    if found.has_measure:
        # "2016 års": of the year 2016.
        return found.unit is Unit.YEARS
    behind = text[found.end : found.end + REACH]
    counts = vocabulary.words.counted_behind.match(behind) is not None
    if found.has_qualifier and found.qualifier is not Qualifier.UNDER:
        word = _WORD_BEHIND.match(behind)
        return not counts and (word is None or word[1].lower() in vocabulary.words.function_words)
    before = _WORD_BEFORE.search(text[max(0, found.start - REACH) : found.start])
    return not counts or before is None or before[1].lower() in vocabulary.words.before_years


def _is_long_ago(text: str, found: Measured) -> bool:
    """Whether a number says when: "a Bible from 1620;"."""
    before = text[max(0, found.start - REACH) : found.start]
    behind = text[found.end : found.end + 2]
    says_when = _SINCE.search(before) is not None and not found.has_measure
    return says_when and not found.has_qualifier and re.match(r"[;.,)](?!\d)|$", behind) is not None


def is_in_name(text: str, found: Measured, vocabulary: Vocabulary) -> bool:
    """Whether a number belongs to the word before it: "Studio 3", "sporthall 3", "riktlinjer 2.1"."""
    if found.has_measure or found.has_qualifier or found.unit is not Unit.NUMBER:
        return False
    before = text[max(0, found.start - REACH) : found.start]
    behind = text[found.end : found.end + REACH]
    word = _WORD_BEFORE.search(before)
    if not before.endswith(" "):
        return False
    if behind[:1] and behind[0] in CLOSING_QUOTES:
        return True
    if word is None:
        return False
    follower = _follower(behind, vocabulary)
    if word[1][0].isupper():
        return _names_thing(before[: word.start()], word[1], found, follower, vocabulary)
    number, noun = found.number, word[1].lower()
    if not number.value:
        return vocabulary.words.is_noun(noun)
    if follower is Follower.COUNTED:
        return False
    if "." in number.body and vocabulary.words.decimal_sign == ",":
        return number.value < LARGEST_IN_A_NAME
    is_small = number.body.isdigit() and abs(number.value) <= LARGEST_IN_A_NAME
    return is_small and vocabulary.words.is_noun_of_one(noun)


class Follower(Enum):
    """What stands behind a number."""

    NOTHING = "the end, or a mark"
    LINK = "a verb, a name, or a word without a meaning of its own"
    COUNTED = "what is counted"


def _follower(behind: str, vocabulary: Vocabulary) -> Follower:
    if _UNIT_BEHIND.match(behind):
        return Follower.COUNTED
    word = _WORD_BEHIND.match(behind)
    if word is None:
        return Follower.LINK if _PREDICATE_BEHIND.match(behind) else Follower.NOTHING
    lower = word[1].lower()
    is_link = lower in vocabulary.words.function_words or vocabulary.words.is_verb(lower)
    return Follower.LINK if is_link or word[1][0].isupper() else Follower.COUNTED


def _names_thing(
    before: str, name: str, found: Measured, follower: Follower, vocabulary: Vocabulary
) -> bool:
    """Whether a number belongs to a capitalised word. `before` is what stands before that word."""
    number = found.number
    if _SENTENCE_STARTS.search(before):
        # "Tåg 107 mot Vrå"; but "Utlån 107" alone in a line is a label with its figure.
        return (
            follower is Follower.LINK
            and number.body.isdigit()
            and abs(number.value) <= LARGEST_IN_A_NAME
            and vocabulary.words.is_noun_of_one(name.lower())
        )
    if follower is Follower.COUNTED:
        is_small = abs(number.value) <= LARGEST_WITH_A_NOUN
        return is_small and _DETERMINED.search(before) is not None
    if not number.body.isdigit() or name.isupper():
        return True
    # "Göteborg 120, Malmö 80" are figures.
    largest = LARGEST_IN_A_NAME if follower is Follower.LINK else LARGEST_AT_THE_END
    return abs(number.value) <= largest


def is_identifier(text: str, found: Measured, vocabulary: Vocabulary) -> bool:
    """Whether so many digits without a space are the number of a register."""
    if found.has_measure or found.has_qualifier or len(found.number.body) < SHORTEST_IDENTIFIER:
        return False
    return found.number.body.isdigit() and (
        vocabulary.words.counted_behind.match(text[found.end : found.end + REACH]) is None
    )


def is_part_of_something(text: str, found: Measured) -> bool:
    """Whether the number touches what was taken away, or a letter that is no unit."""
    behind = text[found.number.end : found.number.end + 1]
    if found.end == found.number.end and (behind.isalpha() or behind == HOLE):
        return True
    before = text[found.number.start - 1 : found.number.start]
    return before == HOLE


def is_no_figure(text: str, found: Measured, vocabulary: Vocabulary) -> bool:
    """Whether a number is a year, a name, the number of a register or a piece of a word."""
    return (
        is_part_of_something(text, found)
        or is_year(text, found, vocabulary)
        or is_identifier(text, found, vocabulary)
        or is_in_name(text, found, vocabulary)
    )
