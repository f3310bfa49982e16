"""What a figure is to an edition: a result of its year, or a goal, a comparison, and so on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from ...quantities import Qualifier, Unit
from .languages import vocabulary_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django_stubs_ext import StrOrPromise

    from .found import FoundFigure
    from .languages import Vocabulary
    from .languages.roles import Roles
    from .texts import Sentence

_YEAR = re.compile(r"(?<![\d.,])((?:19|20)\d{2})(?:\s?[/–-]\s?((?:19|20)?\d{2}))?(?![\d%]|[.,]\d)")
# What a clause ends with besides a comma or a colon is a word of the language.
_PAUSE = re.compile(r"[,;:](?=\s)|\s[–—-]\s|\||•")
_BARE = re.compile(r"\s*[+±-]?\s*$")
# "(2018: …)", "(31 December 2018: a deficit of …)"
_DATED = re.compile(r"[^:()]{0,60}\b(?:19|20)\d{2}(?:[/–-]\d{2,4})?: (?:[^\W\d]+ ){0,3}$")
_FILLED = re.compile(r"\s*\S{0,4}\s*$")
_BRACKETED = re.compile(r"\([^()]*\)")
# As far as words before a number reach that say what it is.
REACH = 80
LONGEST = 600  # characters of a sentence
# Columns of a table that has what was planned and what was done: these, and their labels.
PLANNED_AND_DONE = 3
Years = tuple[int, int]


class Role(StrEnum):
    """What a figure is to the edition."""

    RESULT = "result"
    GOAL = "goal"
    COMPARISON = "comparison"
    CHANGE = "change"
    BACKGROUND = "background"


@dataclass(frozen=True, slots=True)
class Judgement:
    """The role of a figure; `years` are those that it is about, where the text names others."""

    role: Role = Role.RESULT
    reason: StrOrPromise = ""
    years: Years | None = None

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
_BESIDE = _("In a column beside that of the results.")
_LIMIT = _("A limit: is it a result?")
_OF_YEARS = _("Of more years than one.")
_NO_TIME = _("The sentence does not say when: is it of this year?")


def judge(
    text: str,
    found: FoundFigure,
    sentence: Sentence,
    others: Iterable[FoundFigure],
    vocabulary: Vocabulary,
    edition: Years,
) -> Judgement:
    """Return what the figure is to an edition of these years, as far as its sentence tells.

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
    years = list(_years(text, inside, spans, vocabulary, edition))
    if brackets and not _are_others(years, edition) and _is_aside(text, brackets, found):
        return Judgement(Role.COMPARISON, _IN_BRACKETS)
    is_signed = found.unit.is_ratio and text[found.start : found.start + 1] == "+"
    if is_signed or words.changed(before[-REACH:], behind[:REACH], is_ratio=found.unit.is_ratio):
        return Judgement(Role.CHANGE, _CHANGE)
    is_named = before.rstrip().endswith(":") and words.names_goal(before)
    if is_named or words.is_goal(text[inside[0] : found.start], text[found.end : inside[1]]):
        return GOAL
    if words.tells_of_earlier(said, "" if years else before):
        return Judgement(Role.COMPARISON, _BEFORE)
    years = _own_years(before, behind) or years
    compared = words.is_compared(before[-REACH:], behind[:REACH])
    if not years and not compared:
        years = _inherited(text, start, inside[0], spans, vocabulary, edition)
        years += words.years_of_clause(text[start : inside[0]], said)
    if _are_others(years, edition):
        return _of_other_years(years[-1], edition)
    is_whole = found.unit is Unit.NUMBER and words.is_whole(before[-REACH:])
    if compared or is_whole:
        return Judgement(Role.COMPARISON, _COMPARED)
    doubt = _doubt(
        found, before, said, "" if years else text[start : min(end, start + LONGEST)], words
    )
    return Judgement(Role.BACKGROUND, doubt) if doubt else RESULT


def _doubt(
    found: FoundFigure, before: str, clause: str, sentence: str, words: Roles
) -> StrOrPromise:
    """Why a result may be none of the year's; the sentence is given where it names no year."""
    if words.is_of_years(clause):
        return _OF_YEARS
    # "At least 80 % are to be satisfied", but "at least 300 schools use it".
    is_least = found.qualifier is Qualifier.AT_LEAST and found.unit.is_ratio
    if is_least or found.qualifier is Qualifier.AT_MOST or words.is_limit(before):
        return _LIMIT
    return _NO_TIME if words.is_of_no_time(sentence) else ""


def judge_name(name: str, locale: str, edition: Years) -> Judgement:
    """Return what a figure with this label, or in a column of this name, is to an edition."""
    vocabulary = vocabulary_of(locale)
    words = vocabulary.roles
    if words.names_goal(name):
        return GOAL
    if words.earlier.search(name):
        return Judgement(Role.COMPARISON, _BEFORE)
    if words.names_change(name):
        return Judgement(Role.CHANGE, _CHANGE)
    years = list(_years(name, (0, len(name)), [], vocabulary, edition))
    return _of_other_years(years[-1], edition) if _are_others(years, edition) else RESULT


def judge_column(name: str, header: list[str], locale: str, edition: Years) -> Judgement:
    """Return what a figure in a column of this name is, beside others of these names, to an edition."""
    words = vocabulary_of(locale).roles
    judged = judge_name(name, locale, edition)
    if judged.reason:
        return judged
    is_beside = any(map(words.heads_results, header)) and not words.heads_results(name)
    if words.heads_other(name) or (
        is_beside and len([each for each in header if each]) <= PLANNED_AND_DONE
    ):
        return Judgement(Role.COMPARISON, _BESIDE)
    return judged


def judge_heading(heading: str, locale: str, edition: Years) -> Judgement:
    """Return what the figures that stand under a heading are to an edition."""
    vocabulary = vocabulary_of(locale)
    if vocabulary.roles.heads_goals(heading):
        return GOAL
    years = list(_years(heading, (0, len(heading)), [], vocabulary, edition))
    return _of_other_years(years[-1], edition) if _are_others(years, edition) else RESULT


def _are_others(years: list[Years], edition: Years) -> bool:
    """Whether there are years, and none of them is the edition's: 2015/16 is another than 2016/17."""
    start, end = edition
    return bool(years) and not any(
        first <= start <= end <= last or start <= first <= last <= end for first, last in years
    )


def _of_other_years(years: Years, edition: Years) -> Judgement:
    if years[0] > edition[0]:
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
    """Whether the brackets hold the figure alone, right behind another number, or with its date."""
    if _DATED.match(text[brackets[0] : found.start]):
        return True
    alone = _BARE.match(text[brackets[0] : found.start]) and _FILLED.match(
        text[found.end : brackets[1]]
    )
    return bool(alone) and bool(
        re.search(r"\d\s?[%‰]?(?:\s?[^\W\d]{1,7}\.?){0,2}\s?\($", text[: brackets[0]])
    )


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
    is_led_to = vocabulary.roles.comes_to(text[max(start, found.start - 2 * REACH) : found.start])
    return (found.start if is_led_to else start), end


def _years(
    text: str, place: Sentence, spans: list[Sentence], vocabulary: Vocabulary, edition: Years
) -> Iterator[Years]:
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
                (first > edition[1] or _ends_with_name(before, vocabulary))
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


def _own_years(before: str, behind: str) -> list[Years]:
    """Return the year that stands with the figure alone: "83,840 reports (2009)", "2009: 83,840"."""
    match = re.match(r"[^().;:,]{0,30}\(((?:19|20)\d{2})\)", behind) or re.search(
        r"\b((?:19|20)\d{2}): ?$", before
    )
    return [(int(match[1]), int(match[1]))] if match else []


def _inherited(
    text: str, start: int, end: int, spans: list[Sentence], vocabulary: Vocabulary, edition: Years
) -> list[Years]:
    """Return the years that stand before, of a sentence that begins with one: all of it is about them."""
    match = re.match(r"(?:[^\W\d]+ ){0,3}(?=(?:19|20)\d{2}\b)", text[start:end])
    if match is None:
        return []
    return list(_years(text, (start, end), spans, vocabulary, edition))
