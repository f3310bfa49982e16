"""What a figure counts, in the words around it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .around import Around, lowered, without_disguise, without_tail

if TYPE_CHECKING:
    from .languages import Vocabulary

LONGEST = 80
MOST_WITH_A_WEAK_NOUN = 10
MOST_WORDS_OF_A_NAME = 10


def label_of(around: Around) -> str:
    """The clause that the figure counts in, without what every label goes without."""
    known, unit = around.known, around.found.unit
    label = known.without_count(known.tidied(_of_clause(around)))
    if unit.is_currency:
        label = re.sub(rf"^(?:{known.of}) ", "", label)
    if not unit.is_ratio:
        label = known.without_article(label)
    label = without_disguise(_cut(label, around.vocabulary))
    is_average = label and known.is_average(around.clause)
    return f"{label} {known.average.partition('|')[0]}" if is_average else label


def noun_of(label: str, vocabulary: Vocabulary) -> str:
    """What is counted, without what is said of it: the reports of "reports from schools"."""
    said = label.split(" ")
    for number, word in enumerate(said):
        if vocabulary.labels.is_verb(word) or word.lower() in vocabulary.inside:
            return " ".join(said[:number])
    return label


def _of_clause(around: Around) -> str:
    """The label by what stands in the figure's own clause."""
    known, words, unit = around.known, around.vocabulary.words, around.found.unit
    behind, clauses, first = around.behind, around.clauses, around.first
    if around.whole:
        return f"{around.whole} {behind or clauses[0]}".strip()
    if amount := _amount_of(around):
        return amount
    of_whole = next((clause for clause in clauses[:2] if around.begins(clause, known.of)), "")
    if first in words.weak_nouns:
        return _with_weak_noun(first, clauses[0]) or behind
    if not behind:
        # "and we spent £715k" has no other subject further on.
        own = clauses[:1] if known.first.match(f"{clauses[0]} ") else clauses
        named = next(filter(None, map(around.subject, own)), around.named(clauses[0]))
        return known.without_link(named) if unit.is_currency and named.islower() else named
    if of_whole and clauses[0] in {"", of_whole}:
        return f"{around.named(of_whole)} {behind}"
    if first in words.function_words and not known.ends_with_that(clauses[0]):
        subject = around.subject(clauses[0])
        return f"{around.named(clauses[0]) if subject else ''} {behind}"
    if not unit.is_ratio and (name := _name_before(around)) and name.lower() not in behind.lower():
        return f"{behind}, {lowered(name)}"
    return behind


def _amount_of(around: Around) -> str:
    """What an amount is of: the reserves of "Reserves of £612k equal two months of costs"."""
    *said, last = around.led_by.split(" ")
    if not around.found.unit.is_currency or last.lower() not in around.known.amounts:
        return ""
    verbs = [place for place, word in enumerate(said, 1) if around.known.is_verb(word)]
    told = " ".join(said[max(verbs, default=0) :])
    named = around.known.without_link(around.known.first.sub("", f"{told} ").strip())
    return f"{named} {around.behind}".strip() if around.first in around.known.links else named


def _name_before(around: Around) -> str:
    """What a number behind a colon is of, no sentence: "Threats: 403 calls"."""
    name = re.fullmatch(r"\W*([^\W\d][^:.!?\d]*): ?", around.earlier)
    said = name[1].split(" ") if name else []
    is_sentence = len(said) > MOST_WORDS_OF_A_NAME or any(map(around.known.is_verb, said))
    return name[1] if name and not is_sentence else ""


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
