"""The words of a language that say what a number is: aimed at, compared with, a change."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

_NUMBER = r"\d[\d .,]*"


@dataclass(frozen=True, eq=False)
class Roles:
    """Regular expressions, matched without regard to case.

    `aims` are nouns of what is still to come, `intends` verbs before it, `must` such behind it too, but
    for those after `that`; `outcomes` name columns of what came of it, `norms` such of what has to be, and `goal_headings` begin the
    heading of such. `compared` stands right before what something is compared with; `from_` does so
    where `to` and another number follow. `year_before` names the year before. `by` stands between a
    verb of `changing` and how much, `change_of` is a noun with what stands there. `more_than` stands
    behind what something has more or less. `joins` are words with which a clause begins. Before a year,
    `in_year` says that something was then, `not_in_year` that it began or ends then.
    `first_asked` names the column of a first of two measurements. `within` stands before a limit. `of_years` says that something is of several years. `past` and
    `present` are verbs, `ours` words for oneself.
    """

    aims: str
    intends: str
    outcomes: str
    norms: str
    must: str
    that: str
    goal_headings: str
    compared: str
    from_: str
    to: str
    year_before: str
    changing: str
    by: str
    change_of: str
    more_than: str
    joins: str
    in_year: str
    not_in_year: str
    first_asked: str
    within: str
    of_years: str
    past: str
    present: str
    ours: str

    @cached_property
    def earlier(self) -> re.Pattern[str]:
        """What names the year before."""
        return re.compile(rf"\b(?:{self.year_before})\b", re.IGNORECASE)

    @cached_property
    def leads_from(self) -> re.Pattern[str]:
        """What stands before the number that something came from."""
        return re.compile(rf"\b(?:{self.from_}) $", re.IGNORECASE)

    @cached_property
    def beside_compared(self) -> re.Pattern[str]:
        """What stands before the number that another is compared with: "against", "the year before:"."""
        words = f"{self.compared}|{self.year_before}"
        return re.compile(rf"\b(?:{words}|(?:19|20)\d{{2}}):? \(?$", re.IGNORECASE)

    @cached_property
    def passing(self) -> re.Pattern[str]:
        """What begins behind a name with what it is compared with: "reports, up from 200"."""
        words = f"{self.compared}|{self.changing}|{self.more_than}"
        return re.compile(rf",? \(?(?:{self.year_before})\b|, (?:{words})\b", re.IGNORECASE)

    @cached_property
    def joining(self) -> re.Pattern[str]:
        """What a clause begins with."""
        return re.compile(rf"\s(?=(?:{self.joins})\s)", re.IGNORECASE)

    def is_of_no_time(self, sentence: str) -> bool:
        """Whether a sentence tells what is so at all times, and not of oneself: "A course takes 40 hours."."""
        if not re.search(r"\w[.!]\W*$", sentence) or re.search(
            r"[:·•|]|\b(?:19|20)\d\d\b", sentence
        ):
            return False
        is_other = re.search(rf"\b(?:{self.past}|{self.ours})\b", sentence, re.IGNORECASE)
        return not is_other and bool(re.search(rf"\b(?:{self.present})\b", sentence, re.IGNORECASE))

    def has_verb(self, clause: str) -> bool:
        """Whether a clause has a verb of its own, and no infinitive alone."""
        told = rf"(?<!\bto )(?<!\batt )(?<!\bå )\b(?:{self.past}|{self.present})\b"
        return re.search(told, clause, re.IGNORECASE) is not None

    def comes_to(self, before: str) -> bool:
        """Whether a number is what something came to, from another: "from 4,100 in 2015 to"."""
        return (
            re.search(rf"\b(?:{self.from_}) {_NUMBER}[^.;:()]* (?:{self.to}) $", before, re.I)
            is not None
        )

    def is_limit(self, before: str) -> bool:
        """Whether a time that follows is one in which something has to be: "within"."""
        return re.search(rf"\b(?:{self.within}) $", before, re.IGNORECASE) is not None

    def is_of_years(self, clause: str) -> bool:
        """Whether a clause tells of more years than one: "since 1998", "over the last ten years"."""
        return re.search(rf"\b(?:{self.of_years})\b", clause, re.IGNORECASE) is not None

    def tells_of_earlier(self, clause: str, before: str) -> bool:
        """Whether a clause, or the beginning of its sentence, is of the year before."""
        begins = re.match(rf"\W*(?:{self.year_before})\b[^;]*$", before, re.IGNORECASE)
        return bool(begins or self.earlier.search(clause))

    def is_of_norm(self, clause: str) -> bool:
        """Whether a clause tells of what is required or usual: "Our standard is 35 days"."""
        norm = rf"(?!plan)\w*(?:{self.norms})(?:en|et|[nst])?"
        return re.match(rf"\W*(?:[^\W\d]+ ){{0,2}}{norm}\b", clause, re.IGNORECASE) is not None

    @cached_property
    def dated(self) -> re.Pattern[str]:
        """What stands before the year in which something is."""
        return re.compile(rf"(?:^|\b(?:{self.in_year}) )$", re.IGNORECASE)

    @cached_property
    def undated(self) -> re.Pattern[str]:
        """What stands before a year in which something began or ends."""
        return re.compile(rf"\b(?:{self.not_in_year}) (?:[^\W\d]+ )?$", re.IGNORECASE)

    def is_goal(self, before: str, behind: str = "") -> bool:
        """Whether what stands between these words of a clause is still to come."""
        # A noun right behind a number is what is counted: "79 goals".
        said = f"{before} | {behind.strip().partition(' ')[2]}"
        aims = re.search(rf"(?<!\d )\b(?:{self.aims})\b", said, re.IGNORECASE)
        # "At least 95 % of the children are to be offered help", but not "children who will".
        is_meant = re.match(
            rf"(?: (?!(?:{self.that})\b)[^\W\d]+){{0,5}} (?:{self.must})\b", behind, re.I
        )
        intends = re.search(rf"\b(?:{self.intends}|{self.must})\b", before, re.IGNORECASE)
        return bool(aims or is_meant or intends)

    def heads_other(self, name: str) -> bool:
        """Whether a column is about a goal, an earlier time, or a change: "2016 target", "When they joined"."""
        is_norm = re.fullmatch(rf"(?:{self.norms})\W*(?:\d{{4}})?", name, re.IGNORECASE)
        if is_norm or re.match(rf"(?:{self.first_asked})\b", name, re.IGNORECASE):
            return True
        pattern = rf"\b(?:(?:{self.aims})\b(?! \d{{1,2}}\b)|(?:{self.changing})\W*(?:%|procent|prosent|prozent|per ?cent)?\W*$)"
        return re.search(pattern, name, re.IGNORECASE) is not None

    def heads_results(self, name: str) -> bool:
        """Whether a column is about what came of something, beside what was meant to."""
        return (
            re.fullmatch(rf"(?:{self.outcomes})\W*(?:\d{{4}}\S*)?", name, re.IGNORECASE) is not None
        )

    def names_goal(self, name: str) -> bool:
        """Whether a label or a column is about what is still to come."""
        # One with a number is about what was done for it: "Goal 1: more finish their studies".
        pattern = rf"\W*(?:{self.goal_headings}|{self.aims})\b(?! \d{{1,2}}\b)"
        return re.match(pattern, name, re.IGNORECASE) is not None

    def heads_goals(self, heading: str) -> bool:
        """Whether all that stands under a heading is still to come."""
        pattern = rf"\W*(?:{self.goal_headings})\b(?! \d{{1,2}}\b)"
        return re.match(pattern, heading, re.IGNORECASE) is not None

    def leads_to_goals(self, text: str) -> bool:
        """Whether what a text leads to is still to come: "Next year we want to:"."""
        pattern = rf"\b(?:{self.intends}|{self.must})(?: [^\W\d]+)?\W*$"
        return re.search(pattern, text, re.IGNORECASE) is not None

    def is_compared(self, before: str, behind: str) -> bool:
        """Whether something is compared with the number between these words."""
        if re.search(rf"\b(?:{self.compared})\s*\(?\s*$", before, re.IGNORECASE):
            return True
        if re.search(
            rf"\b(?:{self.to}) {_NUMBER}(?:[^.,;:()\d]|(?<=[A-Z])\d){{0,20}},? (?:{self.from_}) $",
            before,
            re.I,
        ):
            return True
        is_from = self.leads_from.search(before)
        leads = re.match(rf"[^.,;:()\d]{{0,20}} (?:{self.to}) {_NUMBER}", behind, re.IGNORECASE)
        return bool(is_from and leads)

    def names_change(self, name: str) -> bool:
        """Whether a label or a column is about how much more or less there is."""
        return re.match(rf"\W*(?:{self.changing})\b", name, re.IGNORECASE) is not None

    def changed(self, before: str, behind: str, *, is_ratio: bool) -> bool:
        """Whether the number between these words says how much more or less there is."""
        verb = rf"(?:{self.changing})(?: \w+){{0,4}} (?:{self.by})(?: [^\W\d]+)?\s*[+±-]?$"
        if is_ratio and re.search(
            rf"\b(?<!made )(?<!make )(?:{self.changing}) $", before, re.IGNORECASE
        ):
            return True
        if re.search(rf"\b(?:{verb}|(?:{self.change_of})\s*$)", before, re.IGNORECASE):
            return True
        least = "" if is_ratio else r"(?: [^\W\d]+){0,3} (?:än|than|enn|end|als|kuin)\b"
        return re.match(rf"\s*(?:{self.more_than})\b{least}", behind, re.IGNORECASE) is not None
