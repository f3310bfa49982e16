"""What a figure is to an edition: a result of its year, or a goal, a comparison, and so on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from ...quantities import Qualifier, Unit
from .clauses import (
    REACH,
    Years,
    are_others,
    brackets_around,
    clause_around,
    inherited_years,
    is_aside,
    own_years,
    years_in,
)
from .languages import vocabulary_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django_stubs_ext import StrOrPromise

    from .found import FoundFigure
    from .languages import Vocabulary
    from .languages.roles import Roles
    from .texts import Sentence

_SENTENCES = re.compile(r"(?<=[.!?]) +")
_PAUSE = re.compile(r"[,;:] ")
_BRACKETED = re.compile(r"\([^()]*\)")
LONGEST = 600  # characters of a sentence
# Columns of a table that has what was planned and what was done: these, and their labels.
PLANNED_AND_DONE = 3


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
GOAL = Judgement(Role.GOAL, _("A target."))
_COMPARED = _("What something is compared with.")
_BEFORE = _("Of the year before.")
_IN_BRACKETS = _("In brackets after another number, as figures of another year often are.")
_CHANGE = _("A change.")
_BESIDE = _("In a column beside that of the results.")
_LIMIT = _("A limit: is it a result?")
_OF_YEARS = _("Of more than one year.")
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
    brackets = brackets_around(text, found, sentence)
    before, behind = text[start : found.start], text[found.end : end]
    if not brackets:
        said = _BRACKETED.sub(lambda match: " " * len(match[0]), text[start:end])
        text = f"{text[:start]}{said}{text[end:]}"
    inside = brackets or clause_around(text, found, sentence, vocabulary)
    said = text[slice(*inside)]
    words = vocabulary.roles
    if vocabulary.measures.is_whole(before) and any(
        found.end < each.start < end for each in others
    ):
        # "Of the 684 children 402 went to school."
        return Judgement(Role.COMPARISON, _COMPARED)
    years = list(years_in(text, inside, spans, vocabulary, edition))
    is_named = before.rstrip().endswith(":") and words.names_goal(before)
    within = text[inside[0] : found.start], text[found.end : inside[1]]
    is_goal = is_named or words.is_goal(*within) or _goes_on_with_goal(text, start, inside, words)
    is_told = is_goal or are_others(years, edition)
    outside = text[start : brackets[0]] if brackets else ""
    is_beside = not is_told and is_aside(*within, outside, words.beside_compared)
    if brackets and (is_beside or words.is_first_asked(said)):
        return Judgement(Role.COMPARISON, _IN_BRACKETS)
    is_signed = found.unit.is_ratio and text[found.start : found.start + 1] == "+"
    if is_signed or words.changed(before[-REACH:], behind[:REACH], is_ratio=found.unit.is_ratio):
        return Judgement(Role.CHANGE, _CHANGE)
    if is_goal:
        return GOAL
    if words.tells_of_earlier(said, "" if years else before):
        return Judgement(Role.COMPARISON, _BEFORE)
    years = own_years(before, behind) or years
    compared = words.is_compared(before[-REACH:], behind[:REACH])
    if not years and not compared:
        years = inherited_years(text, start, inside[0], spans, vocabulary, edition)
        years += words.years_of_clause(text[start : inside[0]], said)
    if are_others(years, edition):
        return _of_other_years(years[-1], edition)
    is_whole = found.unit is Unit.NUMBER and words.is_whole(before[-REACH:])
    if compared or is_whole:
        return Judgement(Role.COMPARISON, _COMPARED)
    doubt = _doubt(
        found, before, said, "" if years else text[start : min(end, start + LONGEST)], words
    )
    return Judgement(Role.BACKGROUND, doubt) if doubt else RESULT


def _goes_on_with_goal(text: str, start: int, clause: Sentence, words: Roles) -> bool:
    """Whether a clause without a verb of its own goes on with a goal: "to reach 700 and open 55 schools"."""
    joined = words.joining.search(text, clause[0] - 1, clause[1])
    if joined is None or words.has_verb(text[slice(*clause)]):
        return False
    return words.is_goal(_PAUSE.split(text[start : clause[0]])[-1])


def _doubt(
    found: FoundFigure, before: str, clause: str, sentence: str, words: Roles
) -> StrOrPromise:
    """Why a result may be none of the year's; the sentence is given where it names no year."""
    if words.is_of_years(clause):
        return _OF_YEARS
    if words.is_of_norm(clause):
        return _LIMIT
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
    if name.lstrip().startswith("+") or words.names_change(name):
        return Judgement(Role.CHANGE, _CHANGE)
    years = list(years_in(name, (0, len(name)), [], vocabulary, edition))
    return _of_other_years(years[-1], edition) if are_others(years, edition) else RESULT


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
    years = list(years_in(heading, (0, len(heading)), [], vocabulary, edition))
    return _of_other_years(years[-1], edition) if are_others(years, edition) else RESULT


def judge_introduction(text: str, locale: str, edition: Years) -> Judgement:
    """Return what the figures of a list are to an edition that a text leads to: "In 2017 we want to:"."""
    if not text or text.endswith((".", "!", "?")):
        return RESULT
    said = _SENTENCES.split(text)[-1]
    is_goal = vocabulary_of(locale).roles.leads_to_goals(said)
    return GOAL if is_goal else judge_heading(said, locale, edition)


def _of_other_years(years: Years, edition: Years) -> Judgement:
    if years[0] > edition[0]:
        return Judgement(
            Role.GOAL, _("Of %(year)d, which is still to come.") % {"year": years[0]}, years
        )
    said = str(years[0]) if years[0] == years[1] else f"{years[0]}–{years[1]}"
    return Judgement(Role.COMPARISON, _("Of %(year)s.") % {"year": said}, years)
