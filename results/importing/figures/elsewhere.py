"""Labels that take what they count from elsewhere: the figure before, a clause around a number."""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from ...quantities import Unit
from .around import lowered

if TYPE_CHECKING:
    from .around import Around
    from .found import FoundFigure
    from .languages import Vocabulary

MOST_WORDS = 5  # of what is counted, before something is said of it
LONGEST_CLAUSE = 70


def noun_of(label: str, vocabulary: Vocabulary) -> str:
    """What is counted, without what is said of it: the reports of "reports from schools"."""
    first, _space, rest = label.partition(" ")
    second = rest.partition(" ")[0].lower()
    if first in vocabulary.words.weak_nouns or (
        vocabulary.labels.is_verb(first) and second in vocabulary.inside
    ):
        # "gånger filmen delades", "kände sig väl bemötta"
        return ""
    # "granskade tips"
    is_deed = not vocabulary.labels.participle_behind and vocabulary.labels.is_verb(first)
    label = rest if rest and is_deed else label
    said = label.split(" ")
    for number, word in enumerate(said):
        if number and (vocabulary.labels.is_verb(word) or word.lower() in vocabulary.inside):
            return " ".join(said[:number])
    return label if len(said) <= MOST_WORDS else ""


def _said_again(around: Around) -> str:
    """The share that the number before it is: "2,745 contacts, that is 9%"."""
    known = around.known
    is_again = re.search(rf"(?:{known.again})(?: (?:{known.places}))?\s*$", around.earlier.lower())
    if not (is_again and around.figures and around.found.unit.is_ratio):
        return ""
    before = around.figures[-1]
    return f"{known.share_of} {before.label}" if before.unit is Unit.NUMBER else ""


def _next_part(around: Around) -> str:
    """What differs from the figure before: "1,209 by chat, 342 by mail"."""
    known, unit = around.known, around.found.unit
    is_next = re.search(
        rf"(?:,|\s(?:{known.ands}))(?: [^\W\d]+)?\s*$", around.earlier, re.IGNORECASE
    )
    alike = [each for each in around.figures if each.unit is unit]
    if not (is_next and alike and around.first in known.links):
        return ""
    before = f"{alike[-1].label} "
    start = before.lower().rfind(f" {around.first} ")
    named = before[:start] if start > 0 else noun_of(alike[-1].label, around.vocabulary)
    return f"{named} {around.behind}" if named and (start > 0 or unit is Unit.NUMBER) else ""


def _part(around: Around) -> str:
    """A part, with what the whole counts: "calls by chat", "children who gave evidence"."""
    known, noun, behind = around.known, around.noun, around.behind
    if not around.is_part and not (noun and known.is_verb(around.first)):
        return ""
    if not behind:
        verb = around.clauses[0].rpartition(" ")[2]
        behind = verb if known.is_verb(verb) else ""
    bare = known.without_passive(behind)
    if not noun or behind.startswith(noun):
        return bare
    if around.found.unit.is_ratio:
        return f"{known.share_of} {noun} {behind}".strip()
    if known.is_place(around.earlier) and (told := _of_places(f"{noun} {behind}", around)):
        return told
    if bare != behind and bare.isalpha() and known.participle_behind and not known.is_verb(bare):
        # "1,100 were illegal", "60 were girls"
        return bare if bare.endswith("s") else f"{bare} {noun}"
    first = behind.split(" ")[0].lower()
    if not behind or first in known.links or (bare != behind and known.participle_behind):
        return f"{noun} {bare}".strip()
    return f"{noun} {known.relative(noun)} {behind}" if known.is_verb(first) else behind


def _in_each(around: Around) -> str:
    """What was so in each of those that are counted: "countries where we work"."""
    known, said = around.known, around.led_by
    if (
        around.found.unit is not Unit.NUMBER
        or not known.is_place(around.earlier)
        or not around.behind
    ):
        return ""
    if not around.led_by.partition(" ")[2]:
        return _of_places(around.following, around)
    if not known.is_place(said) or around.begins(around.behind, known.of):
        # What its verb needs stands behind another number.
        return ""
    said = known.without_joint(said.rpartition(" ")[0])
    if swapped := re.match(rf"(\S+) ({known.subjects})\b", said, re.IGNORECASE):
        said = f"{swapped[2]} {swapped[1]}{said[swapped.end() :]}"
    acts = re.match(rf"(?:{known.subjects}) \w", said, re.IGNORECASE)
    has_verb = acts or any(map(known.is_verb, said.split(" ")[1:]))
    if not has_verb or len(said) > LONGEST_CLAUSE or around.begins(said, known.pointing):
        return ""
    return f"{around.behind} {known.where} {lowered(said)}"


def _of_places(said: str, around: Around) -> str:
    """The label of what stands behind "in" and a number: "cases where the police were called"."""
    known = around.known
    words = said.split(" ")
    for number, word in enumerate(words[1:], 1):
        noun, rest = words[:number], words[number + 1 :]
        if not known.participle_behind and known.is_verb(word):
            return " ".join([*noun, known.where, *_inverted(word, rest, around)]) if rest else ""
        is_subject = known.first.match(f"{word} ") and words[number - 1].lower() not in known.links
        if known.participle_behind and is_subject:
            return " ".join([*noun, known.where, word, *rest])
    return ""


def _inverted(verb: str, rest: list[str], around: Around) -> list[str]:
    """What Swedish puts behind its verb, before it: "där barnet berättade"."""
    known, small = around.known, around.vocabulary.inside
    own = [word for word in rest[:1] if word in {"sig", "oss", "mig"}]
    rest = rest[len(own) :]
    end = 1
    while end < len(rest) and not (known.is_verb(rest[end]) or rest[end].lower() in small):
        end += 1
    return [*rest[:end], verb, *own, *rest[end:]]


def _who_did(around: Around) -> str:
    """Those who did something: "pupils who answered the survey", by whom it was answered."""
    known, said = around.known, around.led_by
    if not around.behind or around.found.unit is not Unit.NUMBER:
        return ""
    if by := re.fullmatch(known.by_whom, said, re.IGNORECASE):
        return f"{around.behind} {known.relative(around.behind)} {by['did']} {lowered(by['what'])}"
    # In Swedish a verb stands before its subject where something else begins the clause.
    verb = said.rpartition(" ")[2]
    is_deed = known.is_verb(verb) and verb.lower() not in around.vocabulary.words.before_figures
    has_subject = re.search(rf"\b(?:{known.subjects})\b", said, re.IGNORECASE)
    if known.participle_behind or has_subject or not is_deed or verb.endswith("s"):
        return ""
    if around.opening not in known.links:
        return ""
    words = around.behind.split(" ")
    ends = (n for n, word in enumerate(words) if n and _is_object(words[n - 1], word, around))
    end = next(ends, len(words))
    return " ".join([*words[:end], known.whose, verb, *words[end:]])


def _is_object(before: str, word: str, around: Around) -> bool:
    return word.endswith(("en", "et", "na")) and before.lower() not in around.known.links


def _amount_of(around: Around) -> str:
    """What an amount is of: the reserves of "Reserves of £612k equal two months of costs"."""
    known = around.known
    np, _space, last = around.led_by.rpartition(" ")
    if not (around.found.unit.is_currency and re.fullmatch(known.amounts, last, re.IGNORECASE)):
        return ""
    said = np.split(" ")
    np = " ".join(
        said[max((n for n, word in enumerate(said, 1) if known.is_verb(word)), default=0) :]
    )
    named = known.without_link(known.first.sub("", f"{np} ").strip())
    return f"{named} {around.behind}".strip() if around.first in known.links else named


def _by_whom_a_share(around: Around) -> str:
    """A share, and whose it is: "of all pages, five domains"."""
    known = around.known
    if not around.found.unit.is_ratio or not around.begins(around.behind, known.of):
        return ""
    clause = known.without_link_at_end(around.clauses[0])
    it_does = rf"(?:{known.pointing}) \w+(?: (?:{known.particles}))?"
    if re.fullmatch(it_does, clause, re.IGNORECASE):
        return around.behind
    if we := re.fullmatch(rf"({known.subjects}) (\w+)", clause, re.IGNORECASE):
        said = we[1].lower(), we[2]
        return " ".join([around.behind, *(said if known.participle_behind else reversed(said))])
    subject = around.subject(clause)
    is_pronoun = re.fullmatch(known.subjects, subject, re.IGNORECASE)
    return (
        around.behind if is_pronoun else f"{around.behind}, {lowered(subject)}" if subject else ""
    )


def _it_was(around: Around) -> str:
    """What the figure before was: "in 2020 it was 51%"."""
    small = around.vocabulary.words.before_figures
    said = around.led_by.lower().split(" ")[-2:]
    is_it = any(re.fullmatch(around.known.pointing, word) for word in said)
    is_copula = any(word in small for word in said)
    return around.alike if is_it and is_copula and not around.behind else ""


def _without_verb(around: Around) -> str:
    """What a line without a verb is about: "participants, summer camp"."""
    known, said = around.known, around.led_by.split(" ")
    if around.found.unit is not Unit.NUMBER or not around.behind or len(said) < 2:
        return ""
    is_sentence = re.search(r"[.!?]\W*$", around.later) is not None
    if is_sentence or any(map(known.is_verb, [*said, *around.following.split(" ")])):
        return ""
    if said[-1].lower() not in known.links or said[0].lower() in known.links:
        return ""
    named = noun_of(known.first.sub("", f"{' '.join(said[:-1])} ").strip(), around.vocabulary)
    return f"{around.behind}, {lowered(named)}" if named else ""


def sharing_tails(
    text: str, figures: list[FoundFigure], vocabulary: Vocabulary
) -> list[FoundFigure]:
    """The figures; of two that are joined, the first has what is said of both behind the second."""
    known = vocabulary.labels
    shared = list(figures)
    for index, (one, other) in enumerate(pairwise(figures)):
        between = text[one.end : other.start]
        is_joined = re.fullmatch(rf" {re.escape(one.label)} (?:{known.ands}) ?", between)
        own = one.label.split(" ")
        said = other.label.split(" ")
        tail = said[len(own) :]
        same = not one.unit.is_ratio or own[0] == said[0]
        if is_joined and tail and same and (one.unit.is_ratio or known.is_verb(tail[0])):
            shared[index] = replace(one, label=" ".join([*own, *tail]))
    return shared


RULES = (
    _said_again,
    _next_part,
    _part,
    _in_each,
    _who_did,
    _amount_of,
    _it_was,
    _by_whom_a_share,
    _without_verb,
)
