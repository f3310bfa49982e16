"""What a figure counts, in the words around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...quantities import Unit
from .languages import vocabulary_of
from .masking import HOLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .finding import FoundFigure
    from .languages import Vocabulary
    from .languages.labels import Labels
    from .measuring import Measured
    from .texts import Sentence

LONGEST = 80
MOST_WITH_A_WEAK_NOUN = 6
# As far as words reach that say whether there is more or less.
REACH = 40
# What is listed goes on behind a comma: "barn, unga och vuxna".
_STOP = re.compile(
    r"[.!?;()\n\"”“•|]|:(?!\w)|\s[–—-]\s|,(?!\w)(?! [^\W\d]+(?: [^\W\d]+)?(?:, [^\W\d]+(?: [^\W\d]+)?){0,3} "
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
_WORDS = re.compile(r"[^\W\d_](?:[\w’'&/-]|:(?=\w))*(?:,(?= ))?|#\w+|&")


def label_of(text: str, found: Measured, sentence: Sentence, vocabulary: Vocabulary) -> str:
    """The clause that the figure counts in, without what every label goes without."""
    known, words = vocabulary.labels, vocabulary.words
    earlier, later = text[sentence[0] : found.start], text[found.end : sentence[1]]
    is_part = words.of_those_before.search(earlier.lower()) is not None
    if those := words.of_those_after.match(later.lower()):
        later, is_part = later[those.end() :], True
    behind = _behind(later, found, vocabulary)
    clauses = list(_clauses(earlier, known, is_amount=found.unit.is_currency))
    before = _named(clauses[0], found, vocabulary)
    of_whole = next((clause for clause in clauses[:2] if _begins(clause, known.of)), "")
    done = known.participle(known.tidied(earlier))
    first = behind.split(" ")[0].lower()
    if is_part:
        label = re.sub(rf"^(?:{known.passive}) ", "", behind, flags=re.IGNORECASE)
    elif first in words.weak_nouns:
        label = _with_weak_noun(first, clauses[0]) or behind
    elif not behind:
        # "and we spent £715k" has no other subject further on.
        own = clauses[:1] if known.first.match(f"{clauses[0]} ") else clauses
        named = (_subject(clause, found, vocabulary) for clause in own)
        label = next(filter(None, named), done or before)
    elif of_whole and (clauses[0] in {"", of_whole}):
        label = f"{_named(of_whole, found, vocabulary)} {behind}"
    elif re.search(rf"\b(?:{known.that})$", clauses[0], re.IGNORECASE):
        label = behind
    elif first in words.function_words:
        subject = _subject(clauses[0], found, vocabulary)
        label = f"{(found.unit.is_currency and done) or (before if subject else '')} {behind}"
    elif found.unit.is_ratio:
        label = behind
    elif earlier.rstrip() == f"{before}:" and " " not in before:
        label = f"{behind}, {before[:1].lower()}{before[1:]}"
    else:
        label = known.with_participle(behind, done)
    return _cut(known.without_count(known.tidied(label)), vocabulary)


def label_of_change(
    text: str,
    change: FoundFigure,
    sentence: Sentence,
    others: list[FoundFigure],
    vocabulary: Vocabulary,
) -> str:
    """Say what there is more or less of: "fler samtal", "decrease in income"."""
    known, roles = vocabulary.labels, vocabulary.roles
    subject = known.first.sub("", f"{change.label} ").strip()
    said = subject.split()
    start, end = max(sentence[0], change.start - REACH), min(sentence[1], change.end + REACH)
    around = text[start:end]
    is_count = re.search(rf"\b(?:{known.counting})\b", around, re.IGNORECASE) is not None
    empty = known.tails | vocabulary.words.function_words
    if all(roles.is_of_change(word) or word.lower() in empty for word in said):
        # "6 558 tips, en ökning med 12 %"
        earlier = [each for each in others if sentence[0] <= each.start < change.start][-1:]
        subject = earlier[0].label if earlier else ""
        is_count = any(each.unit is Unit.NUMBER for each in earlier)
    elif roles.is_of_change(said[0]):
        subject = ""
    if not subject:
        return change.label
    falls = re.search(rf"\b(?:{known.falling})", around, re.IGNORECASE) is not None
    word = (known.more if is_count else known.rise)[falls]
    return _cut(f"{word} {subject[:1].lower()}{subject[1:]}", vocabulary)


def counted(name: str, locale: str) -> str:
    """Return a name without "the number of"."""
    return vocabulary_of(locale).labels.without_count(name)


def _begins(text: str, words: str) -> bool:
    return re.match(rf"(?:{words})(?:\W|$)", text, re.IGNORECASE) is not None


def _behind(text: str, found: Measured, vocabulary: Vocabulary) -> str:
    """The words up to the end of the clause, without a tail that leads nowhere."""
    known = vocabulary.labels
    if aside := _ASIDE.match(text):
        # "147 (125) mkr": the unit stands behind both.
        unit = vocabulary.measures.unit_at(text, aside.end())
        text = text[unit[1] if unit else aside.end() :]
    said = _STOP.split(known.without_count(known.tidied(text)), maxsplit=1)[0]
    clause = known.end.split(said, maxsplit=1)[0]
    if not found.unit.is_ratio:
        clause = re.split(rf" (?:{known.inverted})\b", clause, flags=re.IGNORECASE)[0]
    cut = _NUMBER.split(clause, maxsplit=1)[0]
    if cut != clause and (qualifier := vocabulary.measures.qualifier_before(cut)):
        cut = cut.removesuffix(qualifier[1])
    kept = _WORDS.findall(cut)
    if kept and _begins(kept[0], known.ands):
        return ""
    if cut == said:
        return " ".join(kept)
    whole = " ".join(_without_tail(kept, vocabulary))
    # "312 volunteers gave 29,000 hours"
    return known.last.sub("", whole) if cut != clause and not found.unit.is_ratio else whole


def _without_tail(said: list[str], vocabulary: Vocabulary) -> list[str]:
    """The words up to the last one that needs none behind it."""
    while said and said[-1].lower().rstrip(",") in vocabulary.labels.tails:
        said = said[:-1]
    return said


def _clauses(text: str, known: Labels, *, is_amount: bool) -> Iterator[str]:
    """Yield the words of each clause before the figure, the nearest first."""
    nearest = ""
    for clause in reversed(_PAUSE.split(text.replace(HOLE, " "))):
        first, *others = [" ".join(_WORDS.findall(part)) for part in _FIGURE.split(clause)]
        for part in reversed(others):
            # What stands right behind a number is counted by that; "grants worth £2 million" by both.
            *counted, own = known.joint.split(f" {known.tidied(part)} ")
            nearest = nearest or own.strip()
            yield own.strip() if counted or is_amount else ""
        yield known.last_clause(known.tidied(first))
        yield known.tidied(first)
    yield nearest


def _named(clause: str, found: Measured, vocabulary: Vocabulary) -> str:
    """What the clause says before "was", "amounted to" and the like."""
    said = clause.split()
    tail = vocabulary.words.before_figures | vocabulary.labels.tails
    while said and said[-1].lower().rstrip(",") in tail:
        said.pop()
    named = " ".join(said)
    # “De flesta tipsen rör …” says what a share is of; “vi samlade in” needs no “vi”.
    bare = vocabulary.labels.first.sub("", f"{named} ").strip()
    return named if bare and found.unit.is_ratio else bare


def _subject(clause: str, found: Measured, vocabulary: Vocabulary) -> str:
    """The same without the verb that it ends with."""
    named = _named(clause, found, vocabulary)
    return vocabulary.labels.last.sub("", f" {named}").strip() if named else ""


def _with_weak_noun(noun: str, clause: str) -> str:
    """What happened so many times: "gånger filmen delades"; of a long clause its verb alone."""
    said = clause.split()
    said = said[-1:] if len(said) > MOST_WITH_A_WEAK_NOUN else said
    words = " ".join(said)
    return f"{noun} {words[:1].lower()}{words[1:]}" if words else ""


def _cut(text: str, vocabulary: Vocabulary) -> str:
    """At most as long as a label reads well, cut before a phrase."""
    if len(text) <= LONGEST:
        return text
    said = text[: LONGEST + 1].split()[:-1]
    links = [i for i, word in enumerate(said) if i and word.lower() in vocabulary.labels.links]
    return " ".join(_without_tail(said[: links[-1]] if links else said, vocabulary))
