"""The words of a language that tell where the name of what was counted begins and ends."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, eq=False)
class Labels:
    """Regular expressions, matched without regard to case.

    `particles` go with a verb. `passive` stands before a participle, `counting` before and `saying`
    behind what is counted, and `when` anywhere: all are left out. With `ends` another clause begins, and
    with `ands` before a verb or a subject, and after `that`; `inverted` is a verb before its subject.
    `links` are words that a phrase begins with, `articles` others that none ends with, `of` that of a
    whole, `one` the article of one. `average` says that one was so, `ages` how old somebody is.
    `amounts` stand between a noun and how much it is. In tables
    `plain_heads` head columns, `sums` rows. `definite` are nouns with their article behind them, by the
    same without it.
    """

    verbs: str
    particles: str
    counting: str
    saying: str
    when: str
    subjects: str
    determiners: str
    ends: str
    ands: str
    that: str
    inverted: str
    links: frozenset[str]
    articles: frozenset[str]
    of: str
    one: str
    average: str
    amounts: frozenset[str]
    ages: str
    plain_heads: str
    sums: str
    passive: str = r"(?!)"
    definite: Mapping[str, str] = field(default_factory=dict)

    def without_article(self, label: str) -> str:
        """The label without the article at the end of its noun: "intäkter" for "intäkterna"."""
        noun, space, rest = label.partition(" ")
        if not rest or rest.partition(" ")[0].lower() in self.links:
            for pattern, form in self.definite.items():
                if match := re.fullmatch(pattern, noun, re.IGNORECASE):
                    return f"{match.expand(form)}{space}{rest}"
        return label

    def is_plain_head(self, name: str) -> bool:
        """Whether the name of a column says no more than that something is counted."""
        return re.fullmatch(self.plain_heads, name, re.IGNORECASE) is not None

    def is_sum(self, name: str) -> bool:
        """Whether the name of a row says that it sums up the others."""
        return re.fullmatch(self.sums, name, re.IGNORECASE) is not None

    def ends_with_that(self, clause: str) -> bool:
        """Whether a clause leads to one about the number: "the children that"."""
        return re.search(rf"\b(?:{self.that})$", clause, re.IGNORECASE) is not None

    def tidied(self, text: str) -> str:
        """The text without when it was, who says so, and what a participle goes without."""
        passive = rf"\b(?<=\w )(?<!not )(?:{self.passive}) (?=\w+(?:ed|en|ing)\b)"
        when = rf"\b(?:{self.when}|{self.average})(?!\w)"
        for source in (when, rf"\b(?:{self.saying}) ", passive):
            text = " ".join(re.sub(source, "", text, flags=re.IGNORECASE).split())
        return text

    def without_link(self, text: str) -> str:
        """The text without the word that a phrase begins with."""
        first, _space, rest = text.partition(" ")
        return rest if rest and first.lower() in self.links else text

    @cached_property
    def age(self) -> re.Pattern[str]:
        """An age, or a class at school."""
        return re.compile(rf"\b(?:{self.ages})\b", re.IGNORECASE)

    def is_average(self, text: str) -> bool:
        """Whether a text says that something is so on average."""
        return re.search(rf"\b(?:{self.average})\b", text, re.IGNORECASE) is not None

    def without_count(self, text: str) -> str:
        """The text without "the number of"."""
        return re.sub(rf"^(?:{self.counting}) (?=\w)", "", text, flags=re.IGNORECASE)

    def is_verb(self, word: str) -> bool:
        """Whether a word is a verb, and no noun that looks like one: "boende"."""
        return self._verb.fullmatch(word) is not None

    @cached_property
    def _verb(self) -> re.Pattern[str]:
        return re.compile(rf"(?!\w+[ae]nde$)(?:{self.verbs})", re.IGNORECASE)

    @cached_property
    def end(self) -> re.Pattern[str]:
        """Where another clause begins."""
        joined = rf"(?:{self.ands}) (?=(?:(?:to|att|å) )?(?:{self.subjects}|{self.verbs})\b)"
        return re.compile(rf"(?<!\w)(?:(?:{self.ends})(?!\w)|{joined})", re.IGNORECASE)

    @cached_property
    def tails(self) -> frozenset[str]:
        """The words that none ends with that is whole."""
        return self.links | self.articles

    @cached_property
    def first(self) -> re.Pattern[str]:
        """The subject or the articles that a clause begins with."""
        return re.compile(rf"^(?:(?:{self.subjects}|{self.determiners}) )+", re.IGNORECASE)

    @cached_property
    def last(self) -> re.Pattern[str]:
        """The verb that a clause ends with."""
        return re.compile(
            rf"(?: (?:{self.ands}))? (?:{self.verbs})(?: (?:{self.particles}|{self.subjects}))*$",
            re.IGNORECASE,
        )

    @cached_property
    def joint(self) -> re.Pattern[str]:
        """What joins two clauses."""
        return re.compile(rf"(?:^| )(?:{self.ands}) ", re.IGNORECASE)
