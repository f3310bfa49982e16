"""The words around a figure, cut into what stands before it and what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from .masking import HOLE

if TYPE_CHECKING:
    from .languages import Vocabulary
    from .languages.labels import Labels
    from .measuring import Measured
    from .texts import Sentence

REACH = 200
MOST_CLAUSES = 8
# What is listed goes on behind a comma: "barn, unga och vuxna".
_STOP = re.compile(
    r"[.!?;()\n\"”“•|]|:(?!\w)|\s[–—-]\s|,(?!\w)(?! (?:dass|että) )(?! [^\W\d]+(?: [^\W\d]+)?(?:, [^\W\d]+(?: [^\W\d]+)?){0,3} "
    r"(?:och|and|eller|or|samt|&) )"
)
_NUMBER = re.compile(rf" ?[£€$]?\d|{HOLE}")
_ASIDE = re.compile(r"(?: ?\([^()]*\d[^()]*)?\) ?")
_PAUSE = re.compile(r"[.!?;()\n\"”“•|]\s|\s[–—-]\s|,\s|:\s")
_FIGURE = re.compile(
    r"[£€$]?\d[\d.,]*\S*"
    r"(?: (?:per cent|percent|procent(?:enheter)?|percentage points|[tm]n?kr|mdr?kr|kronor|kr|"
    r"miljon(?:er)?|miljard(?:er)?|millions?|billions?)\b)*"
)
# Digits of an age belong to the words: they stand as others meanwhile.
_AGE = str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")
_NO_AGE = {other: digit for digit, other in _AGE.items()}
_WORDS = re.compile(
    r"[⓪①-⑨]+[–-][⓪①-⑨]+|[^\W\d_](?:[\w’'&/-]|:(?=\w))*(?:,(?= ))?|#\w+|&|[⓪-⓿①-⑨]+(?:[–-][①-⑨⓪]+)?"
)


def for_labels(text: str, hidden: str, vocabulary: Vocabulary) -> str:
    """The text that labels are made of: days are gone, and ages are words, where the search does not see them."""

    def is_hidden(match: re.Match[str]) -> bool:
        return HOLE in hidden[match.start() : match.end()]

    def as_words(match: re.Match[str]) -> str:
        return match[0].translate(_AGE) if is_hidden(match) else match[0]

    def as_nothing(match: re.Match[str]) -> str:
        return " " * len(match[0]) if is_hidden(match) else match[0]

    text = vocabulary.exclusions.day.sub(as_nothing, text)
    return vocabulary.labels.age.sub(as_words, text)


def without_disguise(label: str) -> str:
    """The label, the numbers of ages in it as numbers."""
    return label.translate(_NO_AGE)


@dataclass(frozen=True)
class Around:
    """What stands before and behind a figure in its sentence; `whole` is what that counts of which it is a part."""

    found: Measured
    vocabulary: Vocabulary
    earlier: str
    later: str
    whole: str

    @classmethod
    def of(
        cls,
        text: str,
        found: Measured,
        sentence: Sentence,
        vocabulary: Vocabulary,
        counted: str = "",
    ) -> Around:
        """Cut the sentence at the figure; `counted` is what the number before it counts."""
        # A sentence without an end is read no further than a label reaches.
        earlier = text[max(sentence[0], found.start - REACH) : found.start]
        later = text[found.end : min(sentence[1], found.end + REACH)]
        is_part = vocabulary.words.of_those_before.search(earlier.lower()) is not None
        if those := vocabulary.words.of_those_after.match(later.lower()):
            later, is_part = later[those.end() :], True
        whole = counted if is_part and not found.unit.is_currency else ""
        return cls(found, vocabulary, earlier, later, whole)

    @property
    def known(self) -> Labels:
        return self.vocabulary.labels

    @cached_property
    def behind(self) -> str:
        """The words up to the end of the clause, without a tail that leads nowhere."""
        known, text, measures = self.known, self.later, self.vocabulary.measures
        is_ratio = self.found.unit.is_ratio
        if aside := _ASIDE.match(text):
            # "147 (125) mkr": the unit stands behind both.
            unit = measures.unit_at(text, aside.end())
            text = text[unit[1] if unit else aside.end() :]
        said = _STOP.split(known.without_count(known.tidied(text)), maxsplit=1)[0]
        clause = self.vocabulary.next_item.split(known.end.split(said, maxsplit=1)[0])[0]
        if not is_ratio:
            clause = re.split(rf" (?:{known.inverted})\b", clause, flags=re.IGNORECASE)[0]
        cut = _NUMBER.split(clause, maxsplit=1)[0]
        if cut != clause:
            qualifier = measures.qualifier_before(cut)
            cut = self._without_next(cut.removesuffix(qualifier[1] if qualifier else ""))
        kept = _WORDS.findall(cut)
        if kept and self.begins(kept[0], known.ands):
            return ""
        if cut == said:
            return " ".join(kept)
        whole = " ".join(without_tail(kept, self.vocabulary))
        # "312 volunteers gave 29,000 hours"
        return known.last.sub("", whole) if cut != clause and not is_ratio else whole

    def _without_next(self, words: str) -> str:
        """The words without those of the next number: "18,206 new donors and lost 21,094"."""
        *own, behind_and = self.known.joint.split(f"{words.strip()} ")
        said = behind_and.split()
        # "2,700 advisers and helpers at 76 places" goes on to it.
        is_next = own and said and said[-1].lower() not in self.known.tails
        return words[: words.rindex(behind_and.strip())] if is_next else words

    @cached_property
    def first(self) -> str:
        """The first word behind the figure."""
        return self.behind.split(" ")[0].lower()

    @cached_property
    def clauses(self) -> list[str]:
        """The words of each clause before the figure, the nearest first."""
        return list(islice(self._clauses(), MOST_CLAUSES))

    @cached_property
    def led_by(self) -> str:
        """The words of the clause before the figure, as far as the figure before that."""
        clause = _PAUSE.split(self.earlier.replace(HOLE, " "))[-1]
        return " ".join(_WORDS.findall(_FIGURE.split(self.known.tidied(clause))[0]))

    @cached_property
    def clause(self) -> str:
        """The text of the clause, the figure and all."""
        return f"{_PAUSE.split(self.earlier)[-1]} {_PAUSE.split(self.later)[0]}"

    def _clauses(self) -> Iterator[str]:
        known = self.known
        nearest = ""
        for clause in reversed(_PAUSE.split(self.earlier.replace(HOLE, " "))):
            first, *others = [" ".join(_WORDS.findall(part)) for part in _FIGURE.split(clause)]
            for part in reversed(others):
                # What stands right behind a number is counted by that; "grants worth £2 million" by both.
                *counted, own = known.joint.split(f" {known.tidied(part)} ")
                nearest = nearest or own.strip()
                yield own.strip() if counted or self.found.unit.is_currency else ""
            yield known.tidied(first)
        yield nearest

    def named(self, clause: str) -> str:
        """What the clause says before "was", "amounted to" and the like."""
        said = clause.split()
        tail = self.vocabulary.words.before_figures | self.known.tails
        while said and said[-1].lower().rstrip(",") in tail:
            said.pop()
        named = " ".join(said)
        # “De flesta tipsen rör …” says what a share is of; “vi samlade in” needs no “vi”.
        bare = self.known.first.sub("", f"{named} ").strip()
        return named if bare and self.found.unit.is_ratio else bare

    def subject(self, clause: str) -> str:
        """The same without the verb that it ends with."""
        named = self.named(clause)
        return self.known.last.sub("", f" {named}").strip() if named else ""

    def begins(self, text: str, words: str) -> bool:
        """Whether a text begins with one of the words."""
        return re.match(rf"(?:{words})(?:\W|$)", text, re.IGNORECASE) is not None


def without_tail(said: list[str], vocabulary: Vocabulary) -> list[str]:
    """The words up to the last one that needs none behind it."""
    while said and said[-1].lower().rstrip(",") in vocabulary.labels.tails:
        said = said[:-1]
    return said


def lowered(text: str) -> str:
    """A text that began a sentence, within one."""
    return f"{text[:1].lower()}{text[1:]}"
