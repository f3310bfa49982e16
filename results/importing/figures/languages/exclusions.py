"""Which numbers are no figures."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

# Numbers that a noun names go on: "sections 3, 4 and 7".
_JOINED = r"(?:(?: ?[–-] ?|, | och | and | or | eller | to | till | & )\d+(?:\.\d+)*[a-z]?\b(?! ?(?:%|\d)| at\b| i\b))*"


@dataclass(frozen=True, eq=False)
class Exclusions:
    """Regular expressions, matched without regard to case.

    `patterns` take in all that is hidden from the search. `naming` are words whose number is a name
    ("chapter 6"), `naming_small` those of which that holds up to 99. What `doubtful` finds is left
    to a person.
    """

    patterns: Sequence[str]
    naming: str
    naming_small: str
    doubtful: Sequence[str]
    months: str

    @cached_property
    def compiled(self) -> list[re.Pattern[str]]:
        """The language's own patterns, dates, and the numbers that nouns name."""
        sources = (*self.patterns, *self._dates(), *self._names())
        return [re.compile(source, re.IGNORECASE) for source in sources]

    @cached_property
    def compiled_doubtful(self) -> list[re.Pattern[str]]:
        """What a person has to decide on."""
        return [re.compile(source, re.IGNORECASE) for source in self.doubtful]

    def _dates(self) -> tuple[str, ...]:
        year = r"(?:19|20)\d{2}"
        return (
            rf"\b\d{{1,2}}(?::?[ae]|st|nd|rd|th)?(?: of)?"
            rf"(?: ?[–-] ?\d{{1,2}}| och \d{{1,2}}| and \d{{1,2}})? (?:{self.months})\b(?: {year}\b)?",
            rf"\b(?:{self.months}) \d{{1,2}}(?:st|nd|rd|th)?(?: ?[–-] ?\d{{1,2}})?\b"
            rf"(?!,? ?\d{{3}}\b)(?!%| ?%| \w+(?:s|er|ar|or)\b)(?:,? {year})?",
            rf"\b(?:{self.months})[ ,]+{year}\b",
        )

    def _names(self) -> tuple[str, ...]:
        return (
            rf"\b(?:{self.naming}) ?(?-i:[A-Z] )?\d+(?:[.,]\d+)*[a-z]?\b(?!,?\d|\.\d| ?%){_JOINED}",
            rf"\b(?:{self.naming_small}) \d{{1,2}}(?:\.\d+)*[a-z]?\b(?![.,]?\d| ?[\d%]){_JOINED}",
        )
