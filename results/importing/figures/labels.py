"""What a figure counts, in the words around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...quantities import Unit
from .around import Around, lowered, without_disguise, without_tail
from .elsewhere import RULES, noun_of
from .languages import vocabulary_of

if TYPE_CHECKING:
    from .found import FoundFigure
    from .languages import Vocabulary
    from .texts import Sentence

LONGEST = 80
MOST_WITH_A_WEAK_NOUN = 10
# As far as words reach that say whether there is more or less.
REACH = 40
# A number of another year, or what makes up the whole.
_OTHERS = re.compile(r" \([^()]*\d[^()]*(?:[:,%]|\d )[^()]*\)")
_LIST = re.compile(r"(?<=\w): ")


def label_of(around: Around) -> str:
    """The clause that the figure counts in, without what every label goes without."""
    known = around.known
    told = next(filter(None, (rule(around) for rule in RULES)), "")
    label = known.without_count(told or known.tidied(_of_clause(around)))
    if around.found.unit is Unit.NUMBER:
        is_weak = around.first in around.vocabulary.words.weak_nouns
        label = known.without_article(label if is_weak else known.with_relative(label))
    elif not around.found.unit.is_ratio:
        label = known.without_article(re.sub(rf"^(?:{known.of}) ", "", label))
    if re.fullmatch(known.passive, label, re.IGNORECASE):
        # "There were 46."
        label = ""
    label = known.without_particle(without_disguise(_cut(label, around.vocabulary)))
    is_average = label and known.is_average(around.clause)
    return f"{label} {known.average.partition('|')[0]}" if is_average else label


def _of_clause(around: Around) -> str:
    """The label by what stands in the figure's own clause."""
    known, words, unit = around.known, around.vocabulary.words, around.found.unit
    behind, clauses, first = around.behind, around.clauses, around.first
    before = around.named(clauses[0])
    of_whole = next((clause for clause in clauses[:2] if around.begins(clause, known.of)), "")
    done = known.participle(known.tidied(around.earlier))
    if first in words.weak_nouns:
        return _with_weak_noun(first, clauses[0]) or behind
    if not behind:
        # "and we spent £715k" has no other subject further on.
        own = clauses[:1] if known.first.match(f"{clauses[0]} ") else clauses
        named = next(filter(None, map(around.subject, own)), done or before)
        return known.without_link(named) if unit.is_currency and named.islower() else named
    if of_whole and clauses[0] in {"", of_whole}:
        return f"{around.named(of_whole)} {behind}"
    if re.search(rf"\b(?:{known.that})$", clauses[0], re.IGNORECASE):
        return behind
    if first in words.function_words:
        subject = around.subject(clauses[0])
        return f"{(unit.is_currency and done) or (before if subject else '')} {behind}"
    if unit.is_ratio:
        return behind
    if (name := _name_before(around)) and name.lower() not in behind.lower():
        return f"{behind}, {lowered(name)}"
    return known.with_participle(behind, done)


def _name_before(around: Around) -> str:
    """What a number behind a colon is of, no sentence: "Threats: 403 calls"."""
    name = re.fullmatch(r"\W*([^\W\d][^:.!?\d]*): ?", around.earlier)
    said = name[1].split(" ") if name else []
    is_sentence = len(said) > MOST_WITH_A_WEAK_NOUN or any(map(around.known.is_verb, said))
    return name[1] if name and not is_sentence else ""


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
    named = subject if vocabulary.words.capital_nouns else lowered(subject)
    return _cut(f"{word} {named}", vocabulary)


def counted_in(label: str, locale: str) -> str:
    """Return what a label counts, without what it says of it."""
    return noun_of(label, vocabulary_of(locale))


def label_beside(text: str, locale: str) -> str:
    """Return what the words beside a number name, without what they tell in passing."""
    vocabulary = vocabulary_of(locale)
    named = _LIST.split(_OTHERS.sub("", text))[0]
    for passing in (vocabulary.roles.passing, vocabulary.exclusions.day):
        named = passing.split(named)[0] or named
    known = vocabulary.labels
    return known.without_count(known.tidied(named))


def _with_weak_noun(noun: str, clause: str) -> str:
    """What happened so many times: "gånger filmen delades"; of a long clause its verb alone."""
    said = clause.split()
    said = said[-1:] if len(said) > MOST_WITH_A_WEAK_NOUN else said
    return f"{noun} {lowered(' '.join(said))}" if said else ""


def _cut(text: str, vocabulary: Vocabulary) -> str:
    """At most as long as a label reads well, cut before a phrase."""
    if len(text) <= LONGEST:
        return text
    said = text[: LONGEST + 1].split()[:-1]
    links = [i for i, word in enumerate(said) if i and word.lower() in vocabulary.labels.links]
    return " ".join(without_tail(said[: links[-1]] if links else said, vocabulary))
