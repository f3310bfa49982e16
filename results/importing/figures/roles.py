"""What a figure is to an edition: a result of its year, or a goal, a comparison, a change."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from .languages import vocabulary_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django_stubs_ext import StrOrPromise

    from .found import FoundFigure
    from .languages import Vocabulary
    from .texts import Sentence

_YEAR = re.compile(r"(?<![\d.,])((?:19|20)\d{2})(?:\s?[/–-]\s?((?:19|20)?\d{2}))?(?![\d%]|[.,]\d)")
# What a clause ends with besides a comma or a colon is a word of the language.
_PAUSE = re.compile(r"[,;:](?=\s)|\s[–—-]\s|\||•")
_BARE = re.compile(r"\s*[+±-]?\s*$")
_FILLED = re.compile(r"\s*\S{0,4}\s*$")
_BRACKETED = re.compile(r"\([^()]*\)")
# As far as words before a number reach that say what it is.
REACH = 40


class Role(StrEnum):
    """What a figure is to the edition."""

    RESULT = "result"
    GOAL = "goal"
    COMPARISON = "comparison"
    CHANGE = "change"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The role of a figure; `years` are those that it is about, where the text names others."""

    role: Role = Role.RESULT
    reason: StrOrPromise = ""
    years: tuple[int, int] | None = None

    def applied(self, found: FoundFigure) -> FoundFigure:
        """Return the figure with this role; a reason that it has already stays."""
        return replace(
            found, role=self.role, reason=found.reason or str(self.reason), years=self.years
        )


RESULT = Judgement()
GOAL = Judgement(Role.GOAL, _("A goal."))
_COMPARED = _("What something is compared with.")
_BEFORE = _("Of the year before.")
_IN_BRACKETS = _("In brackets behind another number, as those of another year are.")
_CHANGE = _("A change.")


def judge(
    text: str,
    found: FoundFigure,
    sentence: Sentence,
    others: Iterable[FoundFigure],
    vocabulary: Vocabulary,
    year: int,
) -> Judgement:
    """Return what the figure is to an edition of the year, as far as its sentence tells.

    `others` are the figures of the text, none of which is a year.
    """
    spans = [(each.start, each.end) for each in others]
    start, end = sentence
    brackets = _brackets(text, found, sentence)
    before, behind = text[start : found.start], text[found.end : end]
    if not brackets:
        said = _BRACKETED.sub(lambda match: " " * len(match[0]), text[start:end])
        text = f"{text[:start]}{said}{text[end:]}"
    inside = brackets or _clause(text, found, sentence, vocabulary)
    said = text[slice(*inside)]
    words = vocabulary.roles
    if vocabulary.measures.is_whole(before) and any(
        found.end < each.start < end for each in others
    ):
        # "Of the 684 children 402 went to school."
        return Judgement(Role.COMPARISON, _COMPARED)
    years = list(_years(text, inside, spans, vocabulary, year))
    if brackets and not years and _is_aside(text, brackets, found):
        return Judgement(Role.COMPARISON, _IN_BRACKETS)
    is_signed = found.unit.is_ratio and text[found.start : found.start + 1] == "+"
    if is_signed or words.changed(before[-REACH:], behind[:REACH], is_ratio=found.unit.is_ratio):
        return Judgement(Role.CHANGE, _CHANGE)
    is_named = before.rstrip().endswith(":") and words.names_goal(before)
    if is_named or words.is_goal(text[inside[0] : found.start], text[found.end : inside[1]]):
        return GOAL
    if words.earlier.search(said):
        return Judgement(Role.COMPARISON, _BEFORE)
    if (own := _year_behind(behind)) is not None:
        years = [own]
    compared = words.is_compared(before[-REACH:], behind[:REACH])
    if not years and not compared:
        years = _inherited(text, start, inside[0], spans, vocabulary, year)
        years += words.years_of_clause(text[start : inside[0]], said)
    if years and not any(first <= year <= last for first, last in years):
        return _of_other_years(years[-1], year)
    return Judgement(Role.COMPARISON, _COMPARED) if compared else RESULT


def judge_name(name: str, locale: str, year: int, *, is_broken: bool = False) -> Judgement:
    """Return what a figure with this label, or in a column of this name, is to an edition of the year.

    `is_broken` says that the edition's year goes on into the next one: 2015/16 is another than 2016/17.
    """
    vocabulary = vocabulary_of(locale)
    words = vocabulary.roles
    if words.names_goal(name):
        return GOAL
    if words.earlier.search(name):
        return Judgement(Role.COMPARISON, _BEFORE)
    if words.names_change(name):
        return Judgement(Role.CHANGE, _CHANGE)
    years = list(_years(name, (0, len(name)), [], vocabulary, year))
    if years and not any(
        first == year or (first < year <= last and not is_broken) for first, last in years
    ):
        return _of_other_years(years[-1], year)
    return RESULT


def is_goal_heading(heading: str, locale: str) -> bool:
    """Whether what stands under the heading is still to come."""
    return vocabulary_of(locale).roles.heads_goals(heading)


def _of_other_years(years: tuple[int, int], year: int) -> Judgement:
    if years[0] > year:
        return Judgement(
            Role.GOAL, _("Of %(year)d, which is still to come.") % {"year": years[0]}, years
        )
    said = str(years[0]) if years[0] == years[1] else f"{years[0]}–{years[1]}"
    return Judgement(Role.COMPARISON, _("Of %(year)s.") % {"year": said}, years)


def _brackets(text: str, found: FoundFigure, sentence: Sentence) -> Sentence | None:
    """Return what stands within the brackets around the figure, None where there are none."""
    opened = text.rfind("(", sentence[0], found.start)
    if opened < 0 or text.find(")", opened, found.start) >= 0:
        return None
    closed = text.find(")", found.end, sentence[1])
    return (opened + 1, closed) if closed >= 0 else None


def _is_aside(text: str, brackets: Sentence, found: FoundFigure) -> bool:
    """Whether the brackets hold the figure alone, right behind another number."""
    alone = _BARE.match(text[brackets[0] : found.start]) and _FILLED.match(
        text[found.end : brackets[1]]
    )
    return bool(alone) and bool(re.search(r"\d\S{0,3}\s?\S{0,6}\s?\($", text[: brackets[0]]))


def _clause(text: str, found: FoundFigure, sentence: Sentence, vocabulary: Vocabulary) -> Sentence:
    """Return the clause that the figure stands in."""
    start, end = sentence
    for pattern in (_PAUSE, vocabulary.roles.joining):
        for match in pattern.finditer(text, *sentence):
            if match.end() <= found.start:
                start = max(start, match.end())
            elif match.start() >= found.end:
                end = min(end, match.start())
                break
    return start, end


def _years(
    text: str, place: Sentence, spans: list[Sentence], vocabulary: Vocabulary, year: int
) -> Iterator[tuple[int, int]]:
    """Yield the years that date what is said there, not those of a law, a name or a beginning."""
    for match in _YEAR.finditer(text, *place):
        first = int(match[1])
        last = int(f"{match[1][: 4 - len(match[2])]}{match[2]}") if match[2] else first
        before = text[max(0, match.start() - REACH) : match.start()]
        if (
            any(start < match.end() and match.start() < end for start, end in spans)
            or vocabulary.roles.undated.search(before)
            # German writes every noun like a name: "im Jahr 2016".
            or (
                (first > year or _ends_with_name(before, vocabulary))
                and not vocabulary.roles.dated.search(before)
            )
        ):
            continue
        yield first, max(first, last)


def _ends_with_name(before: str, vocabulary: Vocabulary) -> bool:
    """Whether the year is a part of a name: "the Animal Welfare Act 2006"."""
    match = re.search(r"\w,? ([A-ZÅÄÖÉ][\w’'-]*\.?) $", before)
    return match is not None and not re.fullmatch(
        vocabulary.exclusions.months, match[1], re.IGNORECASE
    )


def _year_behind(behind: str) -> tuple[int, int] | None:
    """Return the year in brackets right behind the figure and what it counts: "83,840 (2009)"."""
    match = re.match(r"[^().;:,]{0,30}\(((?:19|20)\d{2})\)", behind)
    return (int(match[1]), int(match[1])) if match else None


def _inherited(
    text: str, start: int, end: int, spans: list[Sentence], vocabulary: Vocabulary, year: int
) -> list[tuple[int, int]]:
    """Return the years that stand before, of a sentence that begins with one: all of it is about them."""
    match = re.match(r"(?:[^\W\d]+ ){0,3}(?=(?:19|20)\d{2}\b)", text[start:end])
    if match is None:
        return []
    return list(_years(text, (start, end), spans, vocabulary, year))
