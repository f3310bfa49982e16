"""Labels that take what they count from elsewhere: the figure before, a clause around a number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...quantities import Unit

if TYPE_CHECKING:
    from .around import Around
    from .languages import Vocabulary

MOST_WORDS = 5  # of what is counted, before something is said of it


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
    if not around.is_part and not (noun and known.is_verb(behind.partition(" ")[0])):
        return ""
    if not behind:
        verb = around.clauses[0].rpartition(" ")[2]
        behind = verb if known.is_verb(verb) else ""
    bare = known.without_passive(behind)
    if not noun or behind.startswith(noun):
        return bare
    if around.found.unit.is_ratio:
        return f"{known.share_of} {noun} {behind}".strip()
    if bare != behind and bare.isalpha() and known.participle_behind and not known.is_verb(bare):
        # "1,100 were illegal", "60 were girls"
        return bare if bare.endswith("s") else f"{bare} {noun}"
    first = behind.split(" ")[0].lower()
    if not behind or first in known.links or (bare != behind and known.participle_behind):
        return f"{noun} {bare}".strip()
    return known.told_of(noun, behind.split(" ")) if known.is_verb(first) else behind


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


RULES = (_next_part, _part, _amount_of)
