"""The words of a language that tell where the name of what was counted begins and ends."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise


@dataclass(frozen=True, eq=False)
class Labels:
    """Regular expressions, matched without regard to case.

    `deeds` are verbs of what was done, by their participle, `done` such after one of `have`; `states`
    are the beginnings of verbs that are none. `particles` go with a verb. `participle_behind` says
    that a participle stands behind its noun. `passive` stands before one and is left out, as are
    `counting` before and `saying` behind what is counted, and `when` anywhere. With `ends` another
    clause begins, and with `ands` before a verb or a subject, and after `that`; `inverted` is a verb before its subject. `links` are words that a phrase begins with, `articles` others that none ends with, `of` that of
    a whole, `one` the article of one. `more` are words for more and fewer, `rise` for a rise and a fall; `falling` says which.
    `average` says that one was so. What a subject is told of stands behind `whose`, or `who` where it is one of `people`. In tables `plain_heads` and `shares` head columns, `sums` rows; `share` is "share of", and behind `sorted_by` a caption
    says what the rows are. `verb_last` says that the verb ends a relative clause, with its particle before it. `definite` are nouns with their article behind them, by the same without it.
    """

    deeds: Mapping[str, str]
    done: Mapping[str, str]
    have: str
    states: str
    verbs: str
    particles: str
    participle_behind: bool
    passive: str
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
    falling: str
    average: str
    ages: str
    amounts: str
    whose: str
    who: str
    people: str
    more: tuple[str, str]
    rise: tuple[str, str]
    plain_heads: str
    sums: str
    shares: str
    share: str
    share_of: str
    sorted_by: str
    verb_last: bool = False
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

    def is_share(self, name: str) -> bool:
        """Whether the name of a column says that it has shares."""
        return re.fullmatch(self.shares, name, re.IGNORECASE) is not None

    def counted_by(self, caption: str) -> tuple[str, str]:
        """What a caption says is counted, and by what: "Ansökningar efter brott"."""
        pattern = rf"(.+?),? (?:{self.sorted_by}) (?:(?:the|a|an) )?(.+)"
        said = re.match(pattern, self.without_count(caption.rpartition(": ")[2]), re.IGNORECASE)
        if said is None or any(map(self.is_verb, said[1].split(" ")[1:])):
            return "", ""
        return f"{said[1][:1].lower()}{said[1][1:]}", said[2]

    def participle(self, clause: str) -> str:
        """The participle of the verb whose object follows the clause, "" where there is none for sure."""
        said = self._deed.search(clause)
        if said is None:
            return ""
        forms = [*self.deeds.items()]
        if said["have"] is not None or not clause[: said.start()].strip():
            forms += self.done.items()
        for pattern, form in forms:
            match = re.fullmatch(pattern, said["verb"], re.IGNORECASE)
            if match and not re.match(self.states, said["verb"], re.IGNORECASE):
                verb, particle = (
                    match.expand(form).lower(),
                    (said["particle"] or "").strip().lower(),
                )
                # "carried out", but "utförda"
                return f"{verb} {particle}".strip() if self.participle_behind else particle + verb
        return ""

    def with_participle(self, noun: str, participle: str) -> str:
        """Join them: "granskade tips från skolor", "reports assessed from schools"."""
        if not participle or not self.participle_behind:
            return f"{participle} {noun}".strip()
        words = noun.split(" ")
        # "aged 11 to 13" goes on.
        links = (
            i
            for i, (before, word) in enumerate(pairwise(words), 1)
            if word.lower() in self.links and not any(map(str.isnumeric, before))
        )
        end = next(links, len(words))
        return " ".join([*words[:end], participle, *words[end:]])

    def core(self, clause: str, copulas: frozenset[str]) -> str:
        """The subject of a clause: what stands before its verb, or behind "with them is"."""
        said = clause.split(" ")
        for number, word in enumerate(said):
            if not number or (not (is_that := self._is_that(word)) and not self._is_finite(word)):
                continue
            rest = said[number + 1 :]
            if is_that:
                told = self.is_verb(said[number - 1]) or self.first.match(f"{said[number - 1]} ")
                return self.core(" ".join(rest), copulas) if told and rest else clause
            if self._is_that(rest[0] if rest else "") and rest[1:]:
                return self.core(" ".join(rest[1:]), copulas)
            if said[0].lower() not in self.links:
                return " ".join(said[:number])
            if rest and word.lower() in copulas:
                # "På piano var ventetiden"
                return " ".join([*rest, said[0].lower(), *said[1:number]])
        return clause

    def _is_that(self, word: str) -> bool:
        return re.fullmatch(self.that, word, re.IGNORECASE) is not None

    def _is_finite(self, word: str) -> bool:
        """Whether a word is a verb, and no participle behind its noun."""
        return self.is_verb(word) and not (self.participle_behind and word.endswith("ed"))

    def with_relative(self, label: str) -> str:
        """The label with "that" before its verb: "firms that have joined"."""
        said = [] if self.first.match(label) else label.split(" ")
        for number, word in enumerate(said):
            if self._is_that(word) or (not number and word.lower() in self.links):
                return label
            if number and self._is_finite(word):
                return self.told_of(" ".join(said[:number]), said[number:])
        return label

    def told_of(self, noun: str, said: Sequence[str]) -> str:
        """A noun with what is said of it, which begins with its verb: "firms that have joined"."""
        if not self.verb_last:
            return " ".join([noun, self.relative(noun), *said])
        verb, *rest = said
        if rest and re.fullmatch(self.particles, rest[-1]):
            verb = rest.pop() + verb
        return " ".join([f"{noun.rstrip(',')},", self.relative(noun), *rest, verb])

    def without_particle(self, label: str) -> str:
        """The label without what belongs to a verb before it: "fanden 12 Kurse statt"."""
        if not self.verb_last or any(map(self.is_verb, label.split(" "))):
            return label
        return re.sub(rf"(?<=\w) (?:{self.particles})$", "", label)

    def relative(self, noun: str) -> str:
        """The word that leads from a noun to what is said of it."""
        is_person = re.fullmatch(self.people, noun.split(" ")[-1], re.IGNORECASE) is not None
        return self.who if is_person else self.whose

    def tidied(self, text: str) -> str:
        """The text without what a label has no use for."""
        if not self.participle_behind:
            return self.timeless(text)
        passive = rf"\b(?<=\w )(?<!not )(?:{self.passive}) (?=\w+(?:ed|en|ing)\b)"
        return re.sub(passive, "", self.timeless(text), flags=re.IGNORECASE)

    def timeless(self, text: str) -> str:
        """The text without when it was, and who says so."""
        for source in (rf"\b(?:{self.when}|{self.average})(?!\w)", rf"\b(?:{self.saying}) "):
            text = re.sub(source, "", text, flags=re.IGNORECASE)
        return " ".join(text.split())

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

    def without_passive(self, text: str) -> str:
        """The text without what stands before the participle that it begins with."""
        return re.sub(rf"^(?:{self.passive}) (?=\w)", "", text, flags=re.IGNORECASE)

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

    @cached_property
    def _deed(self) -> re.Pattern[str]:
        # Its subject may stand behind it: "Under 2016 granskade vi".
        behind = "" if self.participle_behind else rf"(?: (?:{self.subjects}|\w+(?:en|et|na)))?"
        return re.compile(
            rf"(?:\b(?P<have>{self.have})(?: [^\W\d]+)?? )?\b(?P<verb>(?!\w+[ae]nde\b)[^\W\d]+){behind}"
            rf"(?P<particle> (?:{self.particles}))?\s*$",
            re.IGNORECASE,
        )
