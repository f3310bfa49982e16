"""What a figure is to an edition: a result of its year, or a goal, a comparison, and so on."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from ...quantities import Qualifier
from .clauses import (
    REACH,
    Years,
    are_others,
    begins_with_year,
    brackets_around,
    clause_around,
    is_aside,
    own_years,
    years_in,
)
from .languages import vocabulary_of
from .texts import plain, sentence_at, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from django_stubs_ext import StrOrPromise

    from .found import FoundFigure
    from .languages import Vocabulary
    from .languages.roles import Roles
    from .texts import Sentence

_SENTENCES = re.compile(r"(?<=[.!?]) +")
_PAUSE = re.compile(r"[,;:] ")
_BRACKETED = re.compile(r"\([^()]*\)")
LONGEST = 500  # characters of a sentence
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


@dataclass(frozen=True)
class Mention:
    """A figure in its sentence, with what stands `before` and `behind` it there.

    `inside` is its clause, or what stands in the brackets around it; in `text` there are no other brackets.
    """

    text: str
    found: FoundFigure
    sentence: Sentence
    before: str
    behind: str
    brackets: Sentence | None
    inside: Sentence
    others: Sequence[FoundFigure]
    vocabulary: Vocabulary
    edition: Years

    @property
    def words(self) -> Roles:
        return self.vocabulary.roles

    @property
    def within(self) -> tuple[str, str]:
        """What stands before and behind the figure in its clause."""
        return self.text[self.inside[0] : self.found.start], self.text[
            self.found.end : self.inside[1]
        ]

    @property
    def clause(self) -> str:
        return self.text[slice(*self.inside)]

    @cached_property
    def years(self) -> list[Years]:
        """The years that the clause names."""
        return list(self._years_in(self.inside))

    @cached_property
    def is_goal(self) -> bool:
        is_named = self.before.rstrip().endswith(":") and self.words.names_goal(self.before)
        return is_named or self.words.is_goal(*self.within) or self._goes_on_with_goal

    @property
    def is_compared(self) -> bool:
        return self.words.is_compared(self.before[-REACH:], self.behind[:REACH])

    @cached_property
    def all_years(self) -> list[Years]:
        """The years of the clause, or else those that the sentence begins with."""
        if years := own_years(self.before, self.behind) or self.years:
            return years
        if self.is_compared:
            return []
        start, end = self.sentence[0], self.inside[0]
        return list(self._years_in((start, end))) if begins_with_year(self.text[start:end]) else []

    @property
    def _goes_on_with_goal(self) -> bool:
        """Whether a clause without a verb goes on with a goal: "to reach 700 and open 55 schools"."""
        joined = self.words.joining.search(self.text, self.inside[0] - 1, self.inside[1])
        if joined is None or self.words.has_verb(self.clause):
            return False
        return self.words.is_goal(_PAUSE.split(self.text[self.sentence[0] : self.inside[0]])[-1])

    def _years_in(self, place: Sentence) -> Iterator[Years]:
        spans = [(each.start, each.end) for each in self.others]
        return years_in(self.text, place, spans, self.vocabulary, self.edition)


def _of_whole(here: Mention) -> Judgement | None:
    """ "Of the 684 children 402 went to school." """
    follows = any(here.found.end < each.start < here.sentence[1] for each in here.others)
    is_whole = follows and here.vocabulary.measures.is_whole(here.before)
    return Judgement(Role.COMPARISON, _COMPARED) if is_whole else None


def _in_brackets(here: Mention) -> Judgement | None:
    """ "147 (125) mkr" """
    if not here.brackets or here.is_goal or are_others(here.years, here.edition):
        return None
    outside = here.text[here.sentence[0] : here.brackets[0]]
    is_beside = is_aside(*here.within, outside, here.words.beside_compared)
    return Judgement(Role.COMPARISON, _IN_BRACKETS) if is_beside else None


def _of_change(here: Mention) -> Judgement | None:
    """ "rose by 12 per cent", "+14 %" """
    is_ratio = here.found.unit.is_ratio
    is_signed = is_ratio and here.text[here.found.start : here.found.start + 1] == "+"
    changed = here.words.changed(here.before[-REACH:], here.behind[:REACH], is_ratio=is_ratio)
    return Judgement(Role.CHANGE, _CHANGE) if is_signed or changed else None


def _of_goal(here: Mention) -> Judgement | None:
    """ "We want to reach 250 schools." """
    return GOAL if here.is_goal else None


def _of_year_before(here: Mention) -> Judgement | None:
    """ "5 100 året innan" """
    is_earlier = here.words.tells_of_earlier(here.clause, "" if here.years else here.before)
    return Judgement(Role.COMPARISON, _BEFORE) if is_earlier else None


def _of_named_year(here: Mention) -> Judgement | None:
    """ "År 2015 nådde vi 180 skolor." """
    years = here.all_years
    return _of_other_years(years[-1], here.edition) if are_others(years, here.edition) else None


def _of_comparison(here: Mention) -> Judgement | None:
    """ "compared with 180" """
    return Judgement(Role.COMPARISON, _COMPARED) if here.is_compared else None


def _of_doubt(here: Mention) -> Judgement | None:
    """ "Since 1998", "at most 400", "A course takes 40 hours." """
    start, end = here.sentence
    found, sentence = here.found, here.text[start : min(end, start + LONGEST)]
    # "At least 80 % are to be satisfied", but "at least 300 schools use it".
    is_least = found.qualifier is Qualifier.AT_LEAST and found.unit.is_ratio
    if here.words.is_of_years(here.clause):
        return Judgement(Role.BACKGROUND, _OF_YEARS)
    is_limit = is_least or found.qualifier is Qualifier.AT_MOST or here.words.is_limit(here.before)
    if is_limit or here.words.is_of_norm(here.clause):
        return Judgement(Role.BACKGROUND, _LIMIT)
    is_of_no_time = not here.all_years and here.words.is_of_no_time(sentence)
    return Judgement(Role.BACKGROUND, _NO_TIME) if is_of_no_time else None


# The first that says something is right.
RULES = (
    _of_whole,
    _in_brackets,
    _of_change,
    _of_goal,
    _of_year_before,
    _of_named_year,
    _of_comparison,
    _of_doubt,
)


def weighed(
    figures: list[FoundFigure], text: str, locale: str, edition: Years
) -> list[FoundFigure]:
    """Return the figures of a text with what each is to an edition of these years."""
    vocabulary = vocabulary_of(locale)
    shown = plain(text)
    places = sentences(shown, vocabulary)
    return [_weighed(each, shown, figures, places, vocabulary, edition) for each in figures]


def _weighed(
    found: FoundFigure,
    text: str,
    figures: list[FoundFigure],
    places: list[Sentence],
    vocabulary: Vocabulary,
    edition: Years,
) -> FoundFigure:
    start, end = sentence_at(places, found.start)
    # One without an end is looked at no further than others are long.
    start, end = max(start, found.start - LONGEST), min(end, found.end + LONGEST)
    others = [each for each in figures if start <= each.start < end]
    brackets = brackets_around(text, found, (start, end))
    before, behind = text[start : found.start], text[found.end : end]
    if not brackets:
        bare = _BRACKETED.sub(lambda match: " " * len(match[0]), text[start:end])
        text = f"{text[:start]}{bare}{text[end:]}"
    inside = brackets or clause_around(text, found, (start, end), vocabulary)
    sentence = start, end
    here = Mention(
        text, found, sentence, before, behind, brackets, inside, others, vocabulary, edition
    )
    return next(filter(None, (rule(here) for rule in RULES)), RESULT).applied(found)


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
