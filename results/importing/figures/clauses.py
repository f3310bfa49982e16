"""The clause that a figure stands in, the brackets around it, and the years that date it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .found import FoundFigure
    from .languages import Vocabulary
    from .texts import Sentence

# As far as words before a number reach that say what it is.
REACH = 80
Years = tuple[int, int]

_YEAR = re.compile(r"(?<![\d.,])((?:19|20)\d{2})(?:\s?[/–-]\s?((?:19|20)?\d{2}))?(?![\d%]|[.,]\d)")
# What a clause ends with besides a comma or a colon is a word of the language.
_PAUSE = re.compile(r"[,;:](?=\s)|\s[–—-]\s|\||•")
_BARE = re.compile(r"\s*[+±-]?\s*$")
# "(2018: …)", "(31 December 2018: a deficit of …)"
_DATED = re.compile(r"[^:()]{0,60}\b(?:19|20)\d{2}(?:[/–-]\d{2,4})?: (?:[^\W\d]+ ){0,3}$")
# "(the whole country: …)"
_ELSEWHERE = re.compile(r"(?:[^\W\d]+ ){0,2}[^\W\d]+: $")
_BEGINNING = re.compile(r"(?:(?:[^\W\d]+|\d{1,2}\.?) ){0,4}(?=(?:19|20)\d{2}\b)")
_FILLED = re.compile(r"\s*\S{0,4}\s*$")


def brackets_around(text: str, found: FoundFigure, sentence: Sentence) -> Sentence | None:
    """Return what stands within the brackets around the figure, None where there are none."""
    opened = text.rfind("(", sentence[0], found.start)
    if opened < 0 or text.find(")", opened, found.start) >= 0:
        return None
    closed = text.find(")", found.end, sentence[1])
    return (opened + 1, closed) if closed >= 0 else None


def is_aside(before: str, behind: str, outside: str, compared: re.Pattern[str]) -> bool:
    """Whether brackets hold a figure alone, right behind another number, or with its date or place.

    Or behind what it is `compared` with: "as many as the year before (2,815)".
    """
    if _DATED.match(before):
        return True
    if not _FILLED.match(behind):
        return False
    is_next = re.search(r"\d\s?[%‰]?(?:\s?[^\W\d]{1,7}\.?){0,2}\s?\($", outside)
    is_alone = _BARE.match(before) and (is_next or compared.search(outside))
    return bool(is_alone or _ELSEWHERE.match(before))


def clause_around(
    text: str, found: FoundFigure, sentence: Sentence, vocabulary: Vocabulary
) -> Sentence:
    """Return the clause that the figure stands in."""
    start, end = sentence
    for pattern in (_PAUSE, vocabulary.roles.joining):
        for match in pattern.finditer(text, *sentence):
            if match.end() <= found.start:
                start = max(start, match.end())
            elif match.start() >= found.end:
                end = min(end, match.start())
                break
    is_led_to = vocabulary.roles.comes_to(text[max(start, found.start - 2 * REACH) : found.start])
    return (found.start if is_led_to else start), end


def years_in(
    text: str, place: Sentence, spans: list[Sentence], vocabulary: Vocabulary, edition: Years
) -> Iterator[Years]:
    """Yield the years that date what is said there, not those of a law, a name or a beginning."""
    for match in _YEAR.finditer(text, *place):
        first, last = _years_of(match)
        before = text[max(0, match.start() - REACH) : match.start()]
        # "By 31 March 2027" is dated as "By 2027" is.
        before = re.sub(
            rf"(?:\b\d{{1,2}}\.? )?\b(?:{vocabulary.exclusions.months}) $",
            "",
            before,
            flags=re.IGNORECASE,
        )
        if (
            any(start < match.end() and match.start() < end for start, end in spans)
            or vocabulary.roles.undated.search(before)
            # German writes every noun like a name: "im Jahr 2016".
            or (
                (first > edition[1] or _ends_with_name(before, vocabulary))
                and not vocabulary.roles.dated.search(before)
            )
        ):
            continue
        yield first, last


def named_years(text: str) -> list[Years]:
    """Return all years and spans of years that a text names, whatever they date."""
    return [_years_of(match) for match in _YEAR.finditer(text)]


def _years_of(match: re.Match[str]) -> Years:
    first = int(match[1])
    last = int(f"{match[1][: 4 - len(match[2])]}{match[2]}") if match[2] else first
    return first, max(first, last)


def _ends_with_name(before: str, vocabulary: Vocabulary) -> bool:
    """Whether the year is a part of a name: "the Animal Welfare Act 2006"."""
    match = re.search(r"\w,? ([A-ZÅÄÖÉ][\w’'-]*\.?) $", before)
    return match is not None and not re.fullmatch(
        vocabulary.exclusions.months, match[1], re.IGNORECASE
    )


def own_years(before: str, behind: str) -> list[Years]:
    """Return the year that stands with the figure alone: "83,840 reports (2009)", "2009: 83,840"."""
    match = re.match(r"[^().;:,]{0,30}\(((?:19|20)\d{2})\)", behind) or re.search(
        r"\b((?:19|20)\d{2}): ?$", before
    )
    return [(int(match[1]), int(match[1]))] if match else []


def begins_with_year(text: str) -> bool:
    """Whether a sentence begins with a year, which all of it is about then."""
    return _BEGINNING.match(text) is not None


def are_others(years: list[Years], edition: Years) -> bool:
    """Whether there are years, and none of them is the edition's: 2015/16 is another than 2016/17."""
    start, end = edition
    return bool(years) and not any(
        first <= start <= end <= last or start <= first <= last <= end for first, last in years
    )
