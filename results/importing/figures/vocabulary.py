"""What a language calls units, scales and qualifiers, and which words make a number no figure.

Every entry is a regular expression in lower case, matched without regard to case.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from ...quantities import Qualifier, Scale, Unit

Measure = tuple[Unit | None, Scale | None]

# Signs and codes that every language uses.
CURRENCY_SIGNS: dict[str, Unit] = {
    "us\\$": Unit.USD,
    "£": Unit.GBP,
    "€": Unit.EUR,
    "\\$": Unit.USD,
    "sek": Unit.SEK,
    "eur": Unit.EUR,
    "gbp": Unit.GBP,
    "usd": Unit.USD,
    "nok": Unit.NOK,
    "dkk": Unit.DKK,
}
_SCALED_CODES = {"k": Scale.THOUSAND, "t": Scale.THOUSAND, "m": Scale.MILLION, "b": Scale.BILLION}
SHARED_MEASURES: dict[str, Measure] = {
    **{sign: (unit, None) for sign, unit in CURRENCY_SIGNS.items()},
    **{
        f"{letter}{code}": (unit, scale)
        for letter, scale in _SCALED_CODES.items()
        for code, unit in CURRENCY_SIGNS.items()
        if code.isalpha() or code == "€"
    },
    "%": (Unit.PERCENT, None),
    "kr\\.?": (Unit.SEK, None),
    ":-": (Unit.SEK, None),
    ",-": (Unit.SEK, None),
}


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """One language. `measures` follow a number, `qualifiers` stand before it, `after` behind it.

    `attached` are scales written without a space ("12k"); `during` is the word that means a length
    of time before a unit of time, and a qualifier elsewhere.
    """

    measures: Mapping[str, Measure]
    attached: Mapping[str, Measure]
    compound_measures: Mapping[str, Unit]
    qualifiers: Mapping[str, Qualifier]
    after: Mapping[str, Qualifier]
    fillers: Sequence[str]
    not_figures: Sequence[str]
    named: Sequence[str]
    named_when_small: Sequence[str]
    doubtful: Sequence[str]
    number_words: Mapping[str, int]
    months: Sequence[str]
    year_words: Sequence[str]
    count_nouns: Sequence[str]
    function_words: frozenset[str]
    weak_nouns: frozenset[str]
    part_of: Sequence[str]
    of_those: Sequence[str]
    during: Mapping[str, str]
    link_verbs: frozenset[str]
    no_noun: str
    verb_ends: str
    past: str
    decimal_sign: str
    abbreviations: Sequence[str]

    def is_noun(self, word: str) -> bool:
        """Whether a word is likely to be a noun: no verb and no adverb."""
        return re.search(rf"(?:{self.verb_ends})$", word) is None

    def is_verb(self, word: str) -> bool:
        """Whether a word is likely to be a verb that tells what happened: "gavs", "opened"."""
        return re.search(rf"(?:{self.past})$", word) is not None

    def is_noun_of_one(self, word: str) -> bool:
        """Whether a word is likely to be a noun in the singular, which a number can name."""
        return (
            len(word) > 3
            and word not in self.function_words
            and re.search(rf"(?:{self.no_noun})$", word) is None
        )

    @cached_property
    def measure_pattern(self) -> re.Pattern[str]:
        """A measure directly behind a number; its group's name is the number of its entry."""
        return _alternatives(self.all_measures)

    @cached_property
    def all_measures(self) -> dict[str, Measure]:
        """The language's own measures before the shared ones."""
        return {**self.measures, **SHARED_MEASURES}

    @cached_property
    def attached_pattern(self) -> re.Pattern[str]:
        """A scale of one or two letters directly behind the digits."""
        return _alternatives(self.attached)

    @cached_property
    def hours_pattern(self) -> re.Pattern[str]:
        """A word behind a number that names what is counted and its unit in one."""
        return re.compile(rf" (?:{_named(self.compound_measures)})\b", re.IGNORECASE)

    @cached_property
    def qualifier_pattern(self) -> re.Pattern[str]:
        """A qualifier at the end of what stands before a number."""
        fillers = "|".join(self.fillers)
        return re.compile(
            rf"(?:^|(?<=[\s(–—\"”“:/\x00]))(?:{_named(self.qualifiers)})\s*(?:(?:{fillers})\s+)?$",
            re.IGNORECASE,
        )

    @cached_property
    def after_pattern(self) -> re.Pattern[str]:
        """A qualifier behind a number and its unit."""
        return re.compile(rf"\s*(?:{_named(self.after)})", re.IGNORECASE)


def _named(entries: Mapping[str, object]) -> str:
    """The entries as alternatives, longest first, each in a group that carries its number."""
    numbered = sorted(enumerate(entries), key=lambda pair: -len(pair[1]))
    return "|".join(f"(?P<n{number}>{pattern})" for number, pattern in numbered)


def _alternatives(entries: Mapping[str, object]) -> re.Pattern[str]:
    return re.compile(rf"(?:{_named(entries)})(?:(?<=\W)|(?!\w))", re.IGNORECASE)


T = TypeVar("T")


def meaning_of(match: re.Match[str], entries: Mapping[str, T]) -> T:
    """What the entry that matched stands for."""
    name = next(name for name, text in match.groupdict().items() if text is not None)
    return list(entries.values())[int(name[1:])]
