"""A text made plain for searching, character for character, and its sentences."""

import re
import unicodedata
from collections.abc import Iterator

from .languages import Language

Sentence = tuple[int, int]
# The longest abbreviation with what closes a quotation.
REACH = 40
# Characters that are searched at once.
STRETCH = 1500
# What separates nothing and is seen by nobody.
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"))
_LOOK_ALIKES = str.maketrans(
    {
        "\N{MINUS SIGN}": "-",
        "\N{HYPHEN}": "-",
        "\N{NON-BREAKING HYPHEN}": "-",
        "\N{FULLWIDTH PLUS SIGN}": "+",
        "\N{FULLWIDTH PERCENT SIGN}": "%",
        "\N{FIGURE DASH}": "\N{EN DASH}",
        "\t": " ",
    }
)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_END_OF_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’)]*\s+(?=[\"“”(]?[A-ZÅÄÖÉ0-9•–-])|\n+")
_LAST_WORD = re.compile(r"([\w.]+)\.[\"”’)]*$")
# Abbreviations that end a sentence as often as not.
_ENDING = frozenset(
    {"m.m", "m.fl", "osv", "o.s.v", "etc", "kr", "st", "milj", "tim", "mån", "no", "ltd", "inc"}
)


def plain(text: str) -> str:
    """The text with every kind of space as a space, and look-alikes as what they stand for."""
    return _BEYOND_ASCII.sub(_plain, text.translate(_INVISIBLE).translate(_LOOK_ALIKES))


def _plain(match: re.Match[str]) -> str:
    character = match[0]
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    return " " if unicodedata.category(character) == "Zs" else character


def sentence_at(places: list[Sentence], position: int) -> Sentence:
    """The sentence that the position lies in; an empty one where it lies in none."""
    found = (place for place in places if place[0] <= position < place[1])
    return next(found, (position, position))


def stretches(places: list[Sentence]) -> Iterator[Sentence]:
    """Yield stretches of whole sentences, none so long that searching it takes long.

    A sentence without an end is cut where a stretch is full.
    """
    start = end = 0
    for begin, finish in places:
        if finish - start > STRETCH and end > start:
            yield start, end
            start = begin
        while finish - start > 2 * STRETCH:
            yield start, start + STRETCH
            start += STRETCH
        end = finish
    if end > start:
        yield start, end


def sentences(text: str, language: Language) -> list[Sentence]:
    """The places of the sentences; a full stop that belongs to an abbreviation ends none."""
    found, start = [], 0
    for match in _END_OF_SENTENCE.finditer(text):
        before = _LAST_WORD.search(
            text[max(start, match.start() - REACH) : match.start()].rstrip('"”’)') or " "
        )
        if before and "\n" not in match[0]:
            word = before[1].lower()
            after = text[match.end() : match.end() + 1]
            is_initial = len(word) == 1 and word.isalpha() and after.isupper()
            # German: "31. Mai"
            is_day = word.isdecimal() and language.pattern("month").match(text, match.end())
            is_short = word in language.words("abbreviations") and (
                after.isdigit() or word not in _ENDING
            )
            if is_initial or is_day or is_short:
                continue
        if text[start : match.start()].strip():
            found.append((start, match.start()))
        start = match.end()
    if text[start:].strip():
        found.append((start, len(text)))
    return found
