"""What a figure is to an edition: a result of its year, or a goal, a comparison, and so on."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ...quantities import Qualifier
from .found import FoundFigure, Role
from .languages import Language, vocabulary_of
from .texts import Sentence, plain, sentence_at, sentences

Years = tuple[int, int]
LONGEST = 500  # characters of a sentence
REACH = 80  # characters of words before a year
_YEAR = re.compile(r"(?<![\d.,])((?:19|20)\d{2})(?:\s?[/–-]\s?((?:19|20)?\d{2}))?(?![\d%]|[.,]\d)")
_BEGINS_WITH_YEAR = re.compile(r"(?:(?:[^\W\d]+|\d{1,2}\.?) ){0,4}(?=(?:19|20)\d{2}\b)")
_OWN_YEAR = re.compile(r"\b((?:19|20)\d{2}): ?[◇◆]|[◇◆][^().;:,]{0,30}\(((?:19|20)\d{2})\)")
_SENTENCES = re.compile(r"(?<=[.!?]) +")
_BRACKETED = re.compile(r"\([^()]*\)")


@dataclass(frozen=True, slots=True)
class Judgement:
    """The role of a figure; `years` are those that it is about, where the text names others."""

    role: Role = Role.RESULT
    reason: str | Promise = ""
    years: Years | None = None

    def applied(self, found: FoundFigure) -> FoundFigure:
        """Return the figure with this role; a reason that it has already stays."""
        return replace(
            found, role=self.role, reason=found.reason or str(self.reason), years=self.years
        )


RESULT = Judgement()
GOAL = Judgement(Role.GOAL, _("A target."))
_COMPARED = Judgement(Role.COMPARISON, _("What something is compared with."))
_BEFORE = Judgement(Role.COMPARISON, _("Of the year before."))
_CHANGE = Judgement(Role.CHANGE, _("A change."))
_BESIDE = Judgement(Role.COMPARISON, _("In a column beside that of the results."))
_LIMIT = Judgement(Role.BACKGROUND, _("A limit: is it a result?"))
_IN_BRACKETS = Judgement(
    Role.COMPARISON,
    _("In brackets after another number, as figures of another year often are."),
)
_OF_YEARS = Judgement(Role.BACKGROUND, _("Of more than one year."))
_NO_TIME = Judgement(Role.BACKGROUND, _("The sentence does not say when: is it of this year?"))
_LEFT_OUT = Judgement(
    Role.BACKGROUND, _("The sentence tells who was asked, or what is not counted.")
)
CLAUSE, SENTENCE = "clause", "sentence"
# The patterns that tell it, with where each is looked for. The first that is there is right; the years
# that a clause names come between the two.
BEFORE_YEARS = (
    ("change", SENTENCE, _CHANGE),
    ("goal", CLAUSE, GOAL),
    ("named_goal", SENTENCE, GOAL),
    ("earlier", CLAUSE, _BEFORE),
    ("begins_earlier", SENTENCE, _BEFORE),
)
BEHIND_YEARS = (
    ("aside", SENTENCE, _IN_BRACKETS),
    ("compared", SENTENCE, _COMPARED),
    ("goal_goes_on", SENTENCE, GOAL),
    ("of_years", CLAUSE, _OF_YEARS),
    ("norm", CLAUSE, _LIMIT),
    ("left_out", SENTENCE, _LEFT_OUT),
    ("no_time", SENTENCE, _NO_TIME),
)


@dataclass(frozen=True)
class _Mention:
    """A figure in its sentence, and `inside` of that in its clause, or in the brackets around it.

    `undated` is the text without its figures, in which four digits are a year; `own_year` stands
    with the figure alone: "83,840 reports (2009)", "2009: 83,840".
    """

    text: str
    undated: str
    own_year: str
    found: FoundFigure
    whole: Sentence
    inside: Sentence
    language: Language
    edition: Years

    @cached_property
    def clause(self) -> str:
        return _marked(self.text, self.found, *self.inside)

    @cached_property
    def sentence(self) -> str:
        return _marked(self.text, self.found, *self.whole)

    def judged(self) -> Judgement:
        """Return what the figure is."""
        found = self.found
        if found.unit.is_ratio and self.text[found.start] == "+":
            return _CHANGE
        if judged := self._first_of(BEFORE_YEARS):
            return judged
        years = self._years()
        if are_others(years, self.edition):
            return _of_other_years(years[-1], self.edition)
        # "At least 80 % are to be satisfied", but "at least 300 schools use it".
        is_least = found.qualifier is Qualifier.AT_LEAST and found.unit.is_ratio
        is_limit = is_least or found.qualifier is Qualifier.AT_MOST
        return self._first_of(BEHIND_YEARS) or (_LIMIT if is_limit else RESULT)

    def _first_of(self, rules: Sequence[tuple[str, str, Judgement]]) -> Judgement | None:
        told = (
            judgement
            for name, place, judgement in rules
            if self.language.says(name, self.clause if place == CLAUSE else self.sentence)
        )
        return next(told, None)

    def _years(self) -> list[Years]:
        """The years of the clause, or else those that the sentence begins with, or that it goes on from."""
        if self.own_year:
            return [(int(self.own_year), int(self.own_year))]
        if years := list(self._years_in(*self.inside)):
            return years
        before = self.undated[self.whole[0] : self.inside[0]]
        goes_on = self.language.pattern("relative").match(self.clause)
        is_dated = goes_on or _BEGINS_WITH_YEAR.match(before)
        return list(self._years_in(self.whole[0], self.inside[0])) if is_dated else []

    def _years_in(self, start: int, end: int) -> Iterator[Years]:
        return years_in(self.undated, start, end, self.language, self.edition)


def weighed(
    figures: list[FoundFigure], text: str, locale: str, edition: Years
) -> list[FoundFigure]:
    """Return the figures of a text with what each is to an edition of these years."""
    language = vocabulary_of(locale)
    shown = undated = plain(text)
    for each in figures:
        number = undated[each.start : each.end]
        quiet = "".join("·" if sign.isdecimal() else sign for sign in number)
        undated = f"{undated[: each.start]}{quiet}{undated[each.end :]}"
    places = sentences(shown, language)
    return [_weighed(each, shown, undated, places, language, edition) for each in figures]


def _weighed(
    found: FoundFigure,
    text: str,
    undated: str,
    places: list[Sentence],
    language: Language,
    edition: Years,
) -> FoundFigure:
    start, end = sentence_at(places, found.start)
    # One without an end is looked at no further than others are long.
    start, end = max(start, found.start - LONGEST), min(end, found.end + LONGEST)
    own = _OWN_YEAR.search(_marked(text, found, start, end))
    own_year = (own[1] or own[2]) if own else ""
    brackets = _brackets_around(text, found, start, end)
    if not brackets:
        text, undated = (
            f"{each[:start]}{_BRACKETED.sub(_blank, each[start:end])}{each[end:]}"
            for each in (text, undated)
        )
    inside = brackets or _clause_around(text, found, start, end, language)
    here = _Mention(text, undated, own_year, found, (start, end), inside, language, edition)
    return here.judged().applied(found)


def _marked(text: str, found: FoundFigure, start: int, end: int) -> str:
    mark = "◆" if found.unit.is_ratio else "◇"
    return f"{text[start : found.start]}{mark}{text[found.end : end]}"


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _brackets_around(text: str, found: FoundFigure, start: int, end: int) -> Sentence | None:
    """What stands within the brackets around the figure, None where there are none."""
    opened = text.rfind("(", start, found.start)
    if opened < 0 or text.find(")", opened, found.start) >= 0:
        return None
    closed = text.find(")", found.end, end)
    return (opened + 1, closed) if closed >= 0 else None


def _clause_around(
    text: str, found: FoundFigure, start: int, end: int, language: Language
) -> Sentence:
    borders = [match.span() for match in language.pattern("border").finditer(text, start, end)]
    return (
        max((last for _first, last in borders if last <= found.start), default=start),
        min((first for first, _last in borders if first >= found.end), default=end),
    )


def years_in(
    text: str, start: int, end: int, language: Language, edition: Years
) -> Iterator[Years]:
    """Yield the years that date what is said there, not those of a beginning."""
    for match in _YEAR.finditer(text, start, end):
        years = _years_of(match)
        before = text[max(0, match.start() - REACH) : match.start()]
        # "By 31 March 2027" is dated as "By 2027" is.
        before = language.without("before_year", before)
        is_name = years[0] > edition[1] and not language.says("dated", before)
        if not (is_name or language.says("undated", before)):
            yield years


def named_years(text: str) -> list[Years]:
    """Return all years and spans of years that a text names, whatever they date."""
    return [_years_of(match) for match in _YEAR.finditer(text)]


def _years_of(match: re.Match[str]) -> Years:
    first = int(match[1])
    last = int(f"{match[1][: 4 - len(match[2])]}{match[2]}") if match[2] else first
    return first, max(first, last)


def are_others(years: list[Years], edition: Years) -> bool:
    """Whether there are years, and none of them is the edition's: 2015/16 is another than 2016/17."""
    start, end = edition
    return bool(years) and not any(
        first <= start <= end <= last or start <= first <= last <= end for first, last in years
    )


def _of_years(text: str, language: Language, edition: Years) -> Judgement:
    years = list(years_in(text, 0, len(text), language, edition))
    if are_others(years, edition):
        return _of_other_years(years[-1], edition)
    # "2015/16" has the year 2016, and is a period of its own.
    is_longer = bool(years) and edition not in years and years[-1][0] < edition[0]
    return Judgement(years=years[-1]) if is_longer else RESULT


def judge_name(name: str, locale: str, edition: Years) -> Judgement:
    """Return what a figure with this label, or in a row of this name, is to an edition."""
    language = vocabulary_of(locale)
    if language.begins("names_goal", name):
        return GOAL
    if language.says("earlier", name):
        return _BEFORE
    if language.begins("names_change", name):
        return _CHANGE
    return _of_years(name, language, edition)


def judge_column(name: str, locale: str, edition: Years) -> Judgement:
    """Return what a figure in a column of this name is to an edition."""
    judged = judge_name(name, locale, edition)
    is_beside = not judged.reason and vocabulary_of(locale).says("heads_other", name)
    return _BESIDE if is_beside else judged


def judge_heading(heading: str, locale: str, edition: Years) -> Judgement:
    """Return what the figures that stand under a heading are to an edition."""
    language = vocabulary_of(locale)
    is_goal = language.begins("heads_goal", heading)
    return GOAL if is_goal else _of_years(heading, language, edition)


def judge_introduction(text: str, locale: str, edition: Years) -> Judgement:
    """Return what the figures of a list are to an edition that a text leads to: "In 2017 we want to:"."""
    if not text or text.endswith((".", "!", "?")):
        return RESULT
    said = _SENTENCES.split(text)[-1]
    is_goal = vocabulary_of(locale).says("leads_to_goals", said)
    return GOAL if is_goal else judge_heading(said, locale, edition)


def _of_other_years(years: Years, edition: Years) -> Judgement:
    if years[0] > edition[0]:
        return Judgement(
            Role.GOAL, _("Of %(year)d, which is still to come.") % {"year": years[0]}, years
        )
    said = str(years[0]) if years[0] == years[1] else f"{years[0]}–{years[1]}"
    return Judgement(Role.COMPARISON, _("Of %(year)s.") % {"year": said}, years)
