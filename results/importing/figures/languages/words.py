"""What words tell about a number beside them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ....quantities import Unit

SHORTEST_NOUN = 4


@dataclass(frozen=True, eq=False)
class Words:
    """The words of a language, in lower case; what is a string is a regular expression.

    `counted` are nouns of which there are many: four digits before them are no year. After
    `before_years` they are one. `weak_nouns` say nothing of what is counted ("times"),
    `before_figures` end a clause that does. After `money`, millions are an amount in `currency`. A word that ends like `no_singular` or `no_noun` is
    taken for something else than such a noun, one that ends like `past` for a verb.
    """

    decimal_sign: str
    numbers: Mapping[str, int]
    before_years: frozenset[str]
    counted: str
    function_words: frozenset[str]
    weak_nouns: frozenset[str]
    before_figures: frozenset[str]
    part_of: str
    of_those: str
    of_those_behind: str
    no_singular: str
    no_noun: str
    past: str
    abbreviations: frozenset[str]
    money: str
    currency: Unit | None

    def is_noun(self, word: str) -> bool:
        """Whether a word is likely to be a noun: no verb and no adverb."""
        is_other = word in self.function_words or self._no_noun.search(word) is not None
        return not is_other

    def is_noun_of_one(self, word: str) -> bool:
        """Whether a word is likely to be a noun in the singular, which a number can name."""
        is_other = word in self.function_words or self._no_singular.search(word) is not None
        return len(word) >= SHORTEST_NOUN and not is_other

    def is_verb(self, word: str) -> bool:
        """Whether a word is likely to be a verb that tells what happened: "gavs", "opened"."""
        return self._past.search(word) is not None

    @cached_property
    def counted_behind(self) -> re.Pattern[str]:
        """A noun of which there are many, right behind a number or after one more word."""
        return re.compile(rf" (?:[^\W\d]+ )?(?:{self.counted})\b")

    @cached_property
    def part_between(self) -> re.Pattern[str]:
        """All that stands between a part and its whole."""
        return re.compile(rf"\s+({self.part_of})\s*")

    @cached_property
    def of_those_before(self) -> re.Pattern[str]:
        """What stands right before a part of the figure before it."""
        return re.compile(rf"(?:^|\W)(?:{self.of_those})\s*$")

    @cached_property
    def of_those_after(self) -> re.Pattern[str]:
        """What stands right behind such a part: "312 of them"."""
        return re.compile(rf" {self.of_those_behind}\b")

    @cached_property
    def of_those_first(self) -> re.Pattern[str]:
        """What a sentence begins with that goes on about the figure before it."""
        return re.compile(rf"\W*(?:{self.of_those})\b", re.IGNORECASE)

    @cached_property
    def says_money(self) -> re.Pattern[str]:
        """Words that tell of an amount of money."""
        return re.compile(rf"\b(?:{self.money})", re.IGNORECASE)

    @cached_property
    def number_words(self) -> re.Pattern[str]:
        """A number in words, before another word."""
        return re.compile(rf"\b(?:{'|'.join(self.numbers)})\b(?= [^\W\d_])", re.IGNORECASE)

    @cached_property
    def _no_noun(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{self.no_noun})$")

    @cached_property
    def _no_singular(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{self.no_singular})$")

    @cached_property
    def _past(self) -> re.Pattern[str]:
        return re.compile(rf"(?:{self.past})$")
