"""What a figure counts, in the words around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..document import words
from .masking import HOLE

if TYPE_CHECKING:
    from .languages import Vocabulary
    from .languages.vocabulary import Words
    from .measuring import Measured
    from .texts import Sentence

LONGEST = 90
MOST_WORDS = 7
MOST_WORDS_BEFORE = 9
MOST_WITH_A_WEAK_NOUN = 3
_STOP = re.compile(r"[.!?;:,()\n\"”“•|]|\s[–—-]\s|\d")
_CLAUSE_BEFORE = re.compile(
    r"[.!?;()\n\"”“•|]\s|\s[–—-]\s|,\s|:\s|\s(?:och|and|men|but|samt)\s|[£€$]?\d[\d.,]*\S*"
    r"(?: (?:per cent|percent|procent(?:enheter)?|percentage points|[tm]n?kr|mdr?kr|kronor|kr|"
    r"miljon(?:er)?|miljard(?:er)?|millions?|billions?)\b)*"
)
_WORDS = re.compile(r"[^\W\d_][\w’'&/-]*|#\w+")
# Words that a label may go on with after a noun.
_INSIDE = words(
    "av of till to be for för som på i in the de den det a an en ett och and våra our om"
)


# "of which 1,100 were judged to be illegal": the verb begins the sentence, not the label.
_BEGINNING = re.compile(r" (?:were|was|are|is|had|have|var|är|har|hade)\b(?= )", re.IGNORECASE)


def label_of(text: str, found: Measured, sentence: Sentence, vocabulary: Vocabulary) -> str:
    """The words behind the figure where they count something, else those before it."""
    earlier, later = text[sentence[0] : found.start], text[found.end : sentence[1]]
    if vocabulary.words.of_those_before.search(earlier.lower()):
        begun = _BEGINNING.match(later)
        later = later[begun.end() :] if begun else later
    behind = _behind(later, found, vocabulary.words)
    before = _before(earlier, found, vocabulary.words)
    first = behind.split(" ")[0].lower()
    if first in vocabulary.words.weak_nouns:
        return _cut(_with_weak_noun(behind.split(" ")[0], before) or behind)
    if behind and (first not in vocabulary.words.function_words or found.unit.is_ratio):
        return _cut(behind)
    if behind and before and " " not in before and found.has_measure:
        return _cut(f"{before} {behind}")
    return _cut(before or behind)


def _with_weak_noun(noun: str, before: str) -> str:
    """What happened so many times: "gånger filmen delades"; of a long clause its verb alone."""
    said = before.split()
    if len(said) > MOST_WITH_A_WEAK_NOUN:
        said = said[-1:]
    words = " ".join(said)
    return f"{noun} {words[:1].lower()}{words[1:]}" if words else ""


def _behind(text: str, found: Measured, known: Words) -> str:
    """The words up to the end of the clause, without a tail that leads nowhere."""
    clean = text.lstrip(" )").split(HOLE, 1)[0]
    stop = _STOP.search(clean)
    links = known.function_words | _INSIDE
    kept: list[str] = []
    for word in _WORDS.findall(clean[: stop.start()] if stop else clean)[:MOST_WORDS]:
        ends_here = word.lower() in known.function_words - _INSIDE
        if kept and ends_here and not (len(kept) == 1 and found.unit.is_ratio):
            break
        kept.append(word)
    while kept and kept[-1].lower() in links:
        kept.pop()
    return " ".join(kept)


def _before(text: str, found: Measured, known: Words) -> str:
    """The nearest clause before the figure that says more than "under 2016 var det"."""
    for clause in reversed(_CLAUSE_BEFORE.split(text.replace(HOLE, " "))):
        said = _WORDS.findall(clause)
        while said and said[-1].lower() in known.before_figures:
            said.pop()
        if not found.unit.is_ratio:
            # “De flesta tipsen rör …” says what a share is of; “vi samlade in” needs no “vi”.
            while said and said[0].lower() in known.function_words:
                said.pop(0)
        if said:
            return " ".join(said[-MOST_WORDS_BEFORE:])
    return ""


def _cut(text: str) -> str:
    """At most as long as a label reads well, cut between words."""
    if len(text) <= LONGEST:
        return text
    return text[: LONGEST + 1].rsplit(" ", 1)[0]
