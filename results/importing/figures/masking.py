"""Numbers that are no figures: dates, laws and telephone numbers, years and the numbers of chapters."""

import re

from ...quantities import Qualifier, Unit
from .languages import Language
from .measuring import Measured

# Stands for a character that was taken away; belongs to no word and no number.
HOLE = "\x00"
_WITHIN = re.compile(r"\d[.,]$")
# What is a year without more; a number before these is one only where nothing else is meant.
FIRST_YEAR, LAST_YEAR = 1800, 2100
# As far as the words around a number are looked at.
REACH = 80
_WORD_BEFORE = re.compile(r"([^\W\d_][\w’'-]*)[ ]*$")
_WORD_BEHIND = re.compile(r"[ ]+([^\W\d_][\w’'-]*)")


def mask(text: str, language: Language) -> str:
    """The text of the same length, with holes where a number is surely no figure."""
    for table in ("hidden", "hidden_by_words"):
        text = language.pattern(table).sub(_hidden, text)
    return text


def _hidden(match: re.Match[str]) -> str:
    # What begins within "4.8" is a part of a number.
    is_part = match[0][:1].isdigit() and _WITHIN.search(match.string[: match.start()][-2:])
    return match[0] if is_part else HOLE * len(match[0])


def is_year(text: str, found: Measured, language: Language) -> bool:
    """Whether four digits are a year, and not as many people."""
    body = found.number.body
    if not (len(body) == 4 and body.isdigit() and FIRST_YEAR <= int(body) <= LAST_YEAR):
        return False
    if found.has_measure:
        # "2016 års": of the year 2016.
        return found.unit is Unit.YEARS
    behind = text[found.end : found.end + REACH]
    counts = language.pattern("counted").match(behind) is not None
    if found.has_qualifier and found.qualifier is not Qualifier.UNDER:
        word = _WORD_BEHIND.match(behind)
        is_small = word is None or word[1].lower() in language.words("function_words")
        return not counts and is_small
    before = _WORD_BEFORE.search(text[max(0, found.start - REACH) : found.start])
    return not counts or before is None or before[1].lower() in language.words("before_years")


def is_no_figure(text: str, found: Measured, language: Language) -> bool:
    """Whether a number is a year, or touches what was taken away, or a letter that is no unit."""
    behind = text[found.number.end : found.number.end + 1]
    is_piece = found.end == found.number.end and (behind.isalpha() or behind == HOLE)
    before = text[found.number.start - 1 : found.number.start]
    return is_piece or before == HOLE or is_year(text, found, language)
