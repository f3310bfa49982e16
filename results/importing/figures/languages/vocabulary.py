"""What a language knows of numbers: which are no figures, and what the words beside them tell."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ....quantities import Unit
    from ....quantities.measuring import Measures
    from .labels import Labels
    from .roles import Roles

# Numbers that a noun names go on: "sections 3, 4 and 7".
_JOINED = r"(?:(?: ?[–-] ?|, | och | og | and | und | ja | or | eller | oder | to | till | til | bis | & )\d+(?:\.\d+)*[a-z]?\b(?! ?(?:%|\d)| at\b| i\b))*"


@dataclass(frozen=True, eq=False)
class Exclusions:
    """Regular expressions, matched without regard to case.

    `patterns` take in all that is hidden from the search. `naming` are words whose number is a name
    ("chapter 6"), `naming_small` those of which that holds up to 99. The two ends of what is `between`
    are left to a person. `endings` inflect digits ("200:aa") and are read over.
    """

    patterns: Sequence[str]
    naming: str
    naming_small: str
    between: str
    months: str
    endings: str = r"(?!)"

    @cached_property
    def compiled(self) -> list[re.Pattern[str]]:
        """The language's own patterns, dates, and the numbers that nouns name."""
        sources = (*self.patterns, *self._dates(), *self._names())
        return [re.compile(source, re.IGNORECASE) for source in sources]

    @cached_property
    def ends(self) -> re.Pattern[str]:
        """The two ends of a range: "between 200 and 300"."""
        end = r"[£€$]?\d[\d .,]*(?: ?%| ?[^\W\d]{1,9})??"
        return re.compile(
            rf"\b(?:{self.between}) {end} (?:och|og|and|und) {end}(?!\d)", re.IGNORECASE
        )

    @cached_property
    def inflected(self) -> re.Pattern[str]:
        """What digits or a sign are inflected with."""
        return re.compile(rf"(?<=[\d%]):(?:{self.endings})\b")

    @cached_property
    def month(self) -> re.Pattern[str]:
        """The name of a month."""
        return re.compile(rf"(?:{self.months})\b", re.IGNORECASE)

    @cached_property
    def day(self) -> re.Pattern[str]:
        """The day that something is as of: "volunteers at 31 December"."""
        return re.compile(
            rf"(?:,? |(?<!\S))(?:[^\W\d]{{1,3}} ){{0,2}}(?:\d{{1,2}}\.? (?:{self.months})\b(?:,? \d{{4}})?"
            r"|\d{1,2}\.\d{1,2}\.\d{4}|\d{4}-\d\d-\d\d)",
            re.IGNORECASE,
        )

    def _dates(self) -> tuple[str, ...]:
        year = r"(?:19|20)\d{2}"
        return (
            rf"\b\d{{1,2}}(?::?[ae]|st|nd|rd|th|\.)?(?: of)?"
            rf"(?: ?[–-] ?\d{{1,2}}\.?| (?:och|og|and|und) \d{{1,2}}\.?)? (?:{self.months})\b(?: {year}\b)?",
            rf"\b(?:{self.months}) \d{{1,2}}(?:st|nd|rd|th)?(?: ?[–-] ?\d{{1,2}})?\b"
            rf"(?!,? ?\d{{3}}\b)(?!%| ?%| \w+(?:s|er|ar|or)\b)(?:,? {year})?",
            rf"\b(?:{self.months})[ ,]+{year}\b",
        )

    def _names(self) -> tuple[str, ...]:
        return (
            rf"\b(?:{self.naming}) ?(?-i:[A-Z] )?\d+(?:[.,]\d+)*[a-z]?\b(?!,?\d|\.\d| ?%){_JOINED}",
            rf"\b(?:{self.naming_small}) \d{{1,2}}(?:\.\d+)*[a-z]?\b(?![.,]?\d| ?[\d%]){_JOINED}",
        )


@dataclass(frozen=True, eq=False)
class Words:
    """The words of a language, in lower case; what is a string is a regular expression.

    `compounds` are nouns that name what is counted and its unit in one ("volunteer hours"). `during`
    are qualifiers that mean a length of time before a unit of time.
    `counted` are nouns of which there are many: four digits before them are no year. After
    `before_years` they are one. `weak_nouns` say nothing of what is counted ("times"),
    `before_figures` end a clause that does. `of_those` stands before a part of the figure before it,
    `of_those_behind` behind one. `sharing` begins a heading
    that asks to share the page. Where there are `capital_nouns`, a capital letter makes no name.
    """

    compounds: Mapping[str, Unit]
    during: Mapping[str, str]
    decimal_sign: str
    numbers: Mapping[str, int]
    before_years: frozenset[str]
    counted: str
    function_words: frozenset[str]
    weak_nouns: frozenset[str]
    before_figures: frozenset[str]
    of_those: str
    of_those_behind: str
    sharing: str
    abbreviations: frozenset[str]
    capital_nouns: bool = False

    def unit_in_word(self, text: str, position: int) -> Unit | None:
        """The unit that the next word has in it."""
        match = self._compounds.match(text, position)
        return None if match is None else list(self.compounds.values())[(match.lastindex or 1) - 1]

    def means_during(self, qualifier: str, behind: str) -> bool:
        """Whether a qualifier is none, for what follows is a unit of time: "under 3 veckor"."""
        unit = self.during.get(qualifier.strip().lower().split(" ")[0])
        return unit is not None and re.match(rf"\s*{unit}", behind, re.IGNORECASE) is not None

    @cached_property
    def counted_behind(self) -> re.Pattern[str]:
        """A noun of which there are many, right behind a number or after one more word."""
        return re.compile(rf" (?:[^\W\d]+ )?(?:{self.counted})\b")

    @cached_property
    def of_those_before(self) -> re.Pattern[str]:
        """What stands right before a part of the figure before it."""
        return re.compile(rf"(?:^|\W)(?:{self.of_those})\s*$")

    @cached_property
    def of_those_after(self) -> re.Pattern[str]:
        """What stands right behind such a part: "312 of them"."""
        return re.compile(rf" {self.of_those_behind}\b")

    def asks_to_share(self, heading: str) -> bool:
        """Whether a heading asks to share the page: "Sprid mer kunskap"."""
        return re.match(rf"\W*(?:{self.sharing})", heading, re.IGNORECASE) is not None

    @cached_property
    def of_those_named(self) -> re.Pattern[str]:
        """What the name of a row begins with that is a part of the one above: "of which women"."""
        bare = self.of_those.replace(r"(?: \w+)?", "")
        return re.compile(rf"\W*(?:{bare})\W+(?=\w)", re.IGNORECASE)

    @cached_property
    def number_words(self) -> re.Pattern[str]:
        """A number in words, before another word."""
        return re.compile(rf"\b(?:{'|'.join(self.numbers)})\b(?= [^\W\d_])", re.IGNORECASE)

    @cached_property
    def _compounds(self) -> re.Pattern[str]:
        words = "|".join(f"({word})" for word in self.compounds)
        return re.compile(rf" (?:{words})\b", re.IGNORECASE)


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """One language: what a figure is measured in, which numbers are none, and its words."""

    measures: Measures
    exclusions: Exclusions
    words: Words
    roles: Roles
    labels: Labels

    @cached_property
    def next_item(self) -> re.Pattern[str]:
        """What stands before the next one of a list of what is counted: "people and nine dogs"."""
        numbers = "|".join([*self.words.numbers, self.labels.one])
        return re.compile(rf" (?:{self.labels.ands}) (?={numbers}\b)", re.IGNORECASE)

    @cached_property
    def inside(self) -> frozenset[str]:
        """The words that end the name of what is counted: all small words but "and"."""
        small = self.words.function_words | self.labels.tails
        return small - frozenset(self.labels.ands.split("|"))
