"""Numbers that are no figures: dates, laws and telephone numbers, years and the numbers of chapters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...quantities import Qualifier, Unit

if TYPE_CHECKING:
    from .languages import Vocabulary
    from .measuring import Measured

# Stands for a character that was taken away; belongs to no word and no number.
HOLE = "\x00"
# In any language. Each row takes its digits away from those below it.
NO_FIGURES = {
    "nothing that people write, and long to search": r"\w{80,}|(?:\d ?){60,}",
    "a fraction or a power": r"\d+ ?[½⅓⅔¼¾⅛⅜⅝⅞]|\b10[⁰¹²³⁴-⁹]+",
    "an address, a hashtag": r"https?://\S+|www\.\S+|[^\s@]+@[^\s@]+\.\w+|[#@]\w+",
    "a scale": r"\b1:\d{1,3}(?:[ .]\d{3})+\b",
    "a law, a clock time, an ordinal, and no price such as 250:-": r"\d+(?:/\d+)?:(?!-)\w+(?::\w+)?(?:[.,]\d+)?",
    "a paragraph": (
        r"§§ ?\d+(?: ?[a-z]\b)?(?:(?:, | och | og | and | und | ?[-–] ?)\d+(?: ?[a-z]\b)?)*|"
        r"§ ?\d+[a-z]?(?: ?[-–] ?\d+)?"
    ),
    "the number of a case": r"\b\d{2}/\d{4,}(?:-\d+)?\b",
    "a day": (
        r"\b(?:19|20)\d{2}-\d{2}(?:-\d{2})?\b|\b\d{1,2}[./]\d{1,2}[./]\d{2,4}\b|"
        r"\b\d{4}/\d{2,4}\b|\b\d{1,3}/\d{1,3}\b"
    ),
    "years from one to another": r"\b(?:19|20)\d{2} ?[–-] ?(?:(?:19|20)\d{2}|\d{2})\b",
    "hours of the day": r"\b\d{1,2}\.\d{2} ?[–-] ?\d{1,2}\.\d{2}\b",
    "a number with letters": r"\b\w+(?:/\w+){2,}\b|\b[^\W\d_]+\d+ \d+\b(?! [a-zåäö])",
    "a telephone number": (
        r"(?<![\w+])(?:\+|00)\d[\d ()/–-]{6,}\d|"
        r"(?<![\w.,])(?<!\d )\(?0\d{1,5}\)?[ /–-]{1,3}\d[\d /–-]{3,}\d|\b116 ?[01]\d\d\b|\b112(?=\.(?:\s|$))"
    ),
    # Groups of two digits among others.
    "a number that leads to somebody": (
        r"\b\d{2,4} (?:\d{2,3} )*\d{2} (?:\d{2,3} )*\d{2,3}\b|\b\d{2,4} (?:\d{2,3} )+\d{2}\b|"
        r"(?<![\d.,:] )(?<![\w.,:+-])0\d{3,}\b"
    ),
    "the number of a register": r"\b\d+(?:-\d+){2,}\b",
    "a place in an order, the number of a clause": (
        r"\b\d[\d,]*(?:st|nd|rd|th)\b|(?-i:(?<=[.!?;] )\d{1,2}\.\d{1,2} (?=[A-ZÅÄÖ]))"
    ),
    "the pages of a book": r"\b\d{1,3} (?:pages|sidor|sider|seiten|sivua)\b",
    "a version": r"\bv\d+(?:\.\d+)*|\b(?!\d{1,3}(?:\.\d{3})+(?!\.?\d))\d+\.\d+\.\d+(?:\.\d+)*\b",
    "the size of a file, a length and a width": r"\b\d+(?:[.,]\d+)? ?[kMG]B\b|\b\d+ ?[x×] ?\d+\b",
    "an age behind a name": r"(?-i:\b[A-ZÅÄÖ][a-zåäöé]+), \d{1,2}(?: år)?(?=[.,;:](?:\s|$)|$)",
    "what a rate is of": (
        r"\b(?:per|pro|je|for every|för varje|for hver) 1(?:0{0,2}[ .,\u00a0\u202f]?000|00)\b(?![.,]?\d| ?%)|"
        r"(?:(?<=every )|(?<=each )|(?<=varje )|(?<=hver ))[£€$]?1\b(?![.,]?\d)(?: (?:krona|krone|euro))?"
    ),
    "a unit without its number": (
        r"[£€$] ?['’]?000s?\b(?!,)|"
        r"(?:\b(?:i|in) |\()1[ .,\u00a0\u202f]?000 (?:(?:kr|kroner|kronor|euroa?|sek|nok|dkk)\b|€)"
    ),
}
_ANYWHERE = [re.compile(source, re.IGNORECASE) for source in NO_FIGURES.values()]
_WITHIN = re.compile(r"\d[.,]$")
# What is a year without more; a number before these is one only where nothing else is meant.
FIRST_YEAR, LAST_YEAR = 1800, 2100
SHORTEST_IDENTIFIER = 7
LARGEST_AT_THE_END, LARGEST_IN_A_NAME = 20, 999
# As far as the words around a number are looked at.
REACH = 80
_WORD_BEFORE = re.compile(r"([^\W\d_][\w’'-]*)[ ]*$")
_NAME_BEFORE = re.compile(r"[^\W\d_],? [A-ZÅÄÖÆØ][\w’'-]* $")
_WORD_BEHIND = re.compile(r"[ ]+([^\W\d_][\w’'-]*)")


def mask(text: str, vocabulary: Vocabulary) -> str:
    """The text of the same length, with holes where a number is surely no figure."""
    for pattern in (*_ANYWHERE, *vocabulary.exclusions.compiled):
        text = pattern.sub(_hidden, text)
    return text


def _hidden(match: re.Match[str]) -> str:
    # What begins within "4.8" is a part of a number.
    is_part = match[0][:1].isdigit() and _WITHIN.search(match.string[: match.start()][-2:])
    return match[0] if is_part else HOLE * len(match[0])


def is_year(text: str, found: Measured, vocabulary: Vocabulary) -> bool:
    """Whether four digits are a year, and not as many people."""
    body = found.number.body
    if not (len(body) == 4 and body.isdigit() and FIRST_YEAR <= int(body) <= LAST_YEAR):
        return False
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


def is_in_name(text: str, found: Measured, vocabulary: Vocabulary) -> bool:
    """Whether a small number belongs to a name before it, and counts nothing: "in Studio 3"."""
    before = _NAME_BEFORE.search(text[max(0, found.start - REACH) : found.start])
    is_bare = not (found.has_measure or found.has_qualifier) and found.number.body.isdigit()
    if before is None or not is_bare or vocabulary.words.capital_nouns:
        return False
    behind = _WORD_BEHIND.match(text[found.end : found.end + REACH])
    if behind is None:
        # "Göteborg 120, Malmö 80" are figures.
        return found.number.value <= LARGEST_AT_THE_END
    is_link = behind[1].lower() in vocabulary.words.function_words or behind[1][0].isupper()
    is_small = found.number.value <= LARGEST_IN_A_NAME
    return is_small and (is_link or vocabulary.labels.is_verb(behind[1]))


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
    """Whether a number is a year, the number of a register or a piece of a word."""
    return (
        is_part_of_something(text, found)
        or is_year(text, found, vocabulary)
        or is_identifier(text, found, vocabulary)
        or is_in_name(text, found, vocabulary)
    )
