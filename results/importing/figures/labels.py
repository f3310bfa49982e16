"""What a figure counts, in the words around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .masking import HOLE

if TYPE_CHECKING:
    from .languages import Vocabulary
    from .measuring import Measured

LONGEST = 90
MOST_WORDS = 7
MOST_WITH_A_WEAK_NOUN = 3
_STOP = re.compile(r"[.!?;:,()\n\"”“•|]|\s[–—-]\s|\d")
_CLAUSE_BEFORE = re.compile(
    r"[.!?;()\n\"”“•|]\s|\s[–—-]\s|,\s|:\s|\s(?:och|and|men|but|samt)\s|[£€$]?\d[\d.,]*\S*"
)
_WORDS = re.compile(r"[^\W\d_][\w’'&/-]*|#\w+")
_OPENERS = frozenset(
    {
        "av",
        "of",
        "till",
        "to",
        "för",
        "for",
        "som",
        "that",
        "who",
        "which",
        "i",
        "in",
        "på",
        "on",
        "från",
        "from",
        "med",
        "with",
        "om",
        "about",
        "hos",
        "at",
    }
)
# Words that a label may go on with after a noun.
_INSIDE = frozenset(
    {
        "av",
        "of",
        "till",
        "to",
        "for",
        "för",
        "som",
        "på",
        "i",
        "in",
        "the",
        "de",
        "den",
        "det",
        "a",
        "an",
        "en",
        "ett",
        "och",
        "and",
        "våra",
        "our",
        "om",
    }
)


def label_of(text: str, found: Measured, sentence: tuple[int, int], vocabulary: Vocabulary) -> str:
    """The words behind the figure where they count something, else those before it."""
    behind = _behind(text[found.end : sentence[1]], found, vocabulary)
    first = behind.split(" ")[0].lower() if behind else ""
    if behind and first in vocabulary.words.weak_nouns:
        words = _before(text[sentence[0] : found.start], vocabulary).split()
        said = " ".join(words if len(words) <= MOST_WITH_A_WEAK_NOUN else words[-1:])
        return _cut(f"{behind.split()[0]} {said[:1].lower()}{said[1:]}".strip() if said else behind)
    if behind and (first not in vocabulary.words.function_words or found.unit.is_ratio):
        return _cut(behind)
    before = _before(text[sentence[0] : found.start], vocabulary)
    if behind and before and " " not in before and found.has_measure:
        return _cut(f"{before} {behind}")
    return _cut(before or behind)


def _behind(text: str, found: Measured, vocabulary: Vocabulary) -> str:
    """The words up to the end of the clause, without a tail that leads nowhere."""
    clean = text.lstrip(" )")
    stop = _STOP.search(clean)
    words = _WORDS.findall(clean[: stop.start()] if stop else clean)
    if HOLE in clean:
        words = _WORDS.findall(clean.split(HOLE, 1)[0][: stop.start() if stop else None])
    kept: list[str] = []
    for number, word in enumerate(words[: MOST_WORDS + 1]):
        lower = word.lower()
        is_link = lower in vocabulary.words.function_words and lower not in _INSIDE
        if number and is_link and not (number == 1 and found.unit.is_ratio):
            break
        if len(kept) == MOST_WORDS:
            break
        kept.append(word)
    while len(kept) > 1 and (kept[-1].lower() in vocabulary.words.function_words | _INSIDE):
        kept.pop()
    if len(kept) == 1 and kept[0].lower() in vocabulary.words.function_words | _INSIDE:
        return ""
    return " ".join(kept)


def _before(text: str, vocabulary: Vocabulary) -> str:
    """The nearest clause before the figure that says more than "under 2016 var det"."""
    clauses = [clause for clause in _CLAUSE_BEFORE.split(text.replace(HOLE, " ")) if clause.strip()]
    for clause in reversed(clauses):
        words = _WORDS.findall(clause)
        while words and words[-1].lower() in vocabulary.words.before_figures:
            words.pop()
        while words and words[0].lower() in vocabulary.words.function_words:
            words.pop(0)
        if words:
            return " ".join(words[-MOST_WORDS:])
    return ""


def _cut(text: str) -> str:
    """At most as long as a label reads well, cut between words."""
    if len(text) <= LONGEST:
        return text
    return text[: LONGEST + 1].rsplit(" ", 1)[0]
