"""Compare the numbers of a text with those of its translation; knows neither Django nor Wagtail.

`check(source, target, source_language, target_language)` is all that a caller needs.
"""

from __future__ import annotations

import re
from dataclasses import replace

from .languages import language_of
from .matching import MOST, Difference, differences, digits_only
from .quantity import Quantity
from .reading import read

# What joins or parts words without being seen.
_UNSEEN = re.compile("[\u00ad\u200b-\u200f\u2060-\u2064\ufeff]")
# Longer texts, and those of more digits or numbers, are compared by their digits alone.
LONGEST = 10_000
MOST_DIGITS = 2_000

__all__ = ["LONGEST", "Difference", "Quantity", "check", "knows", "quantities"]


def knows(language: str) -> bool:
    """Return whether the words of a language are known, "sv" or "en-GB", and not its digits alone."""
    return bool(language_of(language).words)


def quantities(text: str, language: str) -> list[Quantity]:
    """Return the quantities of a plain text, in their order; none of a text that is too long."""
    return read(text, language_of(language)) if _is_readable(text) else []


def _is_readable(text: str) -> bool:
    return len(text) <= LONGEST and sum(map(str.isnumeric, text)) <= MOST_DIGITS


def check(source: str, target: str, source_language: str, target_language: str) -> list[Difference]:
    """Return in what numbers a translation says something else than its source, both plain text.

    The languages are codes such as "sv" or "en-GB"; of one whose words are not known (see `knows`)
    only digits are read, and what depends on a word is not certain. Places are those in the texts
    without characters that nobody sees.
    """
    source, target = (_UNSEEN.sub("", text) for text in (source, target))
    ours, theirs = quantities(source, source_language), quantities(target, target_language)
    is_readable = _is_readable(source) and _is_readable(target)
    if not is_readable or max(len(ours), len(theirs)) > MOST:
        return digits_only(source, target)
    if knows(source_language) and knows(target_language):
        return differences(ours, theirs)
    for each in (*ours, *theirs):
        each.values |= {value / each.scale for value in each.values}
    found = (
        (each, [side for side in (each.source, each.target) if side])
        for each in differences(ours, theirs)
    )
    return [
        replace(
            each, certain=each.certain and all(side.is_bare for side in sides) and len(sides) == 2
        )
        for each, sides in found
        if any(side.is_digits for side in sides)
        and (each.code != "unit_changed" or all(side.unit for side in sides))
    ]
