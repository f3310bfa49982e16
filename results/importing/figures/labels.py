"""What a figure counts, in the words around it."""

import re
from collections.abc import Iterator
from itertools import islice

from .languages import Language
from .masking import HOLE
from .measuring import Measured
from .texts import Sentence

LONGEST = 80
REACH = 200
MOST_CLAUSES = 8
# What is listed goes on behind a comma: "barn, unga och vuxna".
_STOP = re.compile(
    r"[.!?;()\n\"”“•|]|:(?!\w)|\s[–—-]\s|,(?!\w)(?! (?:dass|että) )(?! [^\W\d]+(?: [^\W\d]+)?(?:, [^\W\d]+(?: [^\W\d]+)?){0,3} "
    r"(?:och|and|eller|or|samt|&) )"
)
_NUMBER = re.compile(rf" ?[£€$]?\d|{HOLE}")
_PAUSE = re.compile(r"[.!?;()\n\"”“•|]\s|\s[–—-]\s|,\s|:\s")
_FIGURE = re.compile(
    r"[£€$]?\d[\d.,]*\S*"
    r"(?: (?:per cent|percent|procent(?:enheter)?|percentage points|[tm]n?kr|mdr?kr|kronor|kr|"
    r"miljon(?:er)?|miljard(?:er)?|millions?|billions?)\b)*"
)
_WORDS = re.compile(r"[^\W\d_](?:[\w’'&/-]|:(?=\w))*(?:,(?= ))?|#\w+|&")


def label_of(
    text: str,
    found: Measured,
    sentence: Sentence,
    language: Language,
    counted: str = "",
) -> str:
    """The clause that the figure counts in, without what every label goes without.

    `counted` is what the number before it counts, of which it may be a part.
    """
    label = language.without("count", _told(_Around(text, found, sentence, language), counted))
    if len(label) <= LONGEST:
        return label
    # Cut before a phrase.
    said = label[: LONGEST + 1].split()[:-1]
    links = [at for at, word in enumerate(said) if at and word.lower() in language.words("links")]
    return " ".join(without_tail(said[: links[-1]] if links else said, language))


def noun_of(label: str, language: Language) -> str:
    """What is counted, without what is said of it: the reports of "reports from schools"."""
    said = label.split(" ")
    for number, word in enumerate(said):
        if language.is_verb(word) or word.lower() in language.inside:
            return " ".join(said[:number])
    return label


def without_tail(said: list[str], language: Language) -> list[str]:
    """The words up to the last one that needs none behind it."""
    while said and said[-1].lower().rstrip(",") in language.tails:
        said = said[:-1]
    return said


class _Around:
    """What stands before and behind a figure in its sentence, no further than a label reaches."""

    def __init__(self, text: str, found: Measured, sentence: Sentence, language: Language) -> None:
        self.language, self.unit = language, found.unit
        earlier = text[max(sentence[0], found.start - REACH) : found.start]
        self.earlier = language.without("day", earlier)
        self.later = text[found.end : min(sentence[1], found.end + REACH)]
        self.behind = self._behind()
        self.clauses = list(islice(self._clauses(), MOST_CLAUSES))

    def tidied(self, text: str) -> str:
        """The text without when it was, and who says so."""
        return " ".join(self.language.without("untold", self.language.without("day", text)).split())

    def _behind(self) -> str:
        """The words up to the end of the clause, without a tail that leads nowhere."""
        language = self.language
        text = language.without("count", self.tidied(self.later))
        said = _STOP.split(text, maxsplit=1)[0]
        clause = language.pattern("end").split(said, maxsplit=1)[0]
        clause = language.pattern("next_item").split(clause)[0]
        cut = _NUMBER.split(clause, maxsplit=1)[0]
        if cut != clause:
            qualifier = language.measures.qualifiers.before(cut)
            cut = cut.removesuffix(qualifier[1] if qualifier else "")
        kept = _WORDS.findall(cut)
        if kept and language.pattern("begins_with_and").match(kept[0]):
            return ""
        if cut == said:
            return " ".join(kept)
        whole = " ".join(without_tail(kept, language))
        # "312 volunteers gave 29,000 hours"
        is_next = cut != clause and not self.unit.is_ratio
        return language.without("last", whole) if is_next else whole

    def _clauses(self) -> Iterator[str]:
        """Yield the words of each clause before the figure, the nearest first."""
        nearest = ""
        for clause in reversed(_PAUSE.split(self.earlier.replace(HOLE, " "))):
            first, *others = [" ".join(_WORDS.findall(part)) for part in _FIGURE.split(clause)]
            for part in reversed(others):
                # What stands right behind a number is counted by that; "grants worth £2 million" by both.
                *other, own = self.language.pattern("joint").split(f" {self.tidied(part)} ")
                nearest = nearest or own.strip()
                yield own.strip() if other or self.unit.is_currency else ""
            yield self.tidied(first)
        yield nearest

    def amount(self) -> str:
        """What an amount is of: the reserves of "Reserves of £612k equal two months of costs"."""
        language = self.language
        clause = self.tidied(_PAUSE.split(self.earlier.replace(HOLE, " "))[-1])
        *said, last = " ".join(_WORDS.findall(_FIGURE.split(clause)[0])).split(" ")
        if not self.unit.is_currency or last.lower() not in language.words("amounts"):
            return ""
        verbs = [place for place, word in enumerate(said, 1) if language.is_verb(word)]
        told = " ".join(said[max(verbs, default=0) :])
        named = self.without_link(language.without("first", f"{told} ").strip())
        is_linked = self.behind.split(" ")[0].lower() in language.words("links")
        return f"{named} {self.behind}".strip() if is_linked else named

    def without_link(self, text: str) -> str:
        """The text without the word that a phrase begins with."""
        first, _space, rest = text.partition(" ")
        return rest if rest and first.lower() in self.language.words("links") else text

    def named(self, clause: str) -> str:
        """What the clause says before "was", "amounted to" and the like."""
        said = clause.split()
        tail = self.language.words("before_figures") | self.language.tails
        while said and said[-1].lower().rstrip(",") in tail:
            said.pop()
        named = " ".join(said)
        # “De flesta tipsen rör …” says what a share is of; “vi samlade in” needs no “vi”.
        bare = self.language.without("first", f"{named} ").strip()
        return named if bare and self.unit.is_ratio else bare

    def subject(self, clause: str) -> str:
        """The same without the verb that it ends with."""
        named = self.named(clause)
        return self.language.without("last", f" {named}").strip() if named else ""


def _told(around: _Around, counted: str) -> str:
    """The label by what stands in the figure's own clause."""
    language, unit = around.language, around.unit
    behind, clauses = around.behind, around.clauses
    if counted and not unit.is_currency and language.says("of_those", around.earlier.lower()):
        return f"{counted} {behind or clauses[0]}".strip()
    if amount := around.amount():
        return amount
    if not behind:
        # "and we spent £715k" has no other subject further on.
        own = clauses[:1] if language.pattern("first").match(f"{clauses[0]} ") else clauses
        named = next(filter(None, map(around.subject, own)), around.named(clauses[0]))
        return around.without_link(named) if unit.is_currency and named.islower() else named
    if behind.split(" ")[0].lower() in language.words("function_words"):
        subject = around.subject(clauses[0])
        return f"{around.named(clauses[0]) if subject else ''} {behind}".strip()
    return behind
