"""The numbers of a text that a person has to decide on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from ...quantities import QuantityError, check_value
from ...quantities.parsing import RANGE, Number, numbers
from .around import Around
from .found import FoundFigure
from .labels import label_of, noun_of
from .masking import HOLE
from .measuring import Measured, is_range, measure
from .relating import wholes
from .texts import Sentence, sentence_at

if TYPE_CHECKING:
    from .languages import Vocabulary

UNSURE = _("A range, a time, a length or the like: is it a figure?")
IN_WORDS = _("A number in words.")
# One time in two units; the number of entries behind the name of a list.
_ANYWHERE = (
    re.compile(r"\b\d+ ?(?:min|h|tim)\.? ?\d+ ?(?:s|sek|min)\b"),
    # An age: "over 65 years".
    re.compile(
        r"(?<!\bi )\b(?:under|over|över|unter|über|yli|alle) \d{1,2} (?:år|years|jahren?|vuo\w+)\b",
        re.IGNORECASE,
    ),
    re.compile(r"(?:^|(?<=[·|•] ))[^\W\d][\w-]* \(\d+\)(?=$| [·|•])"),
)


def mask_doubtful(text: str, vocabulary: Vocabulary) -> tuple[str, list[Sentence]]:
    """The text with holes where a person has to decide, and the places of these."""
    places: list[Sentence] = []

    def hide(match: re.Match[str]) -> str:
        if match.re is RANGE and not is_range(match[0]):
            return match[0]
        places.append(match.span())
        return HOLE * len(match[0])

    for pattern in (*_ANYWHERE, vocabulary.exclusions.ends, RANGE):
        text = pattern.sub(hide, text)
    return text, places


def doubtful_figures(
    text: str,
    places: list[Sentence],
    sentences: list[Sentence],
    vocabulary: Vocabulary,
    locale: str,
) -> Iterator[FoundFigure]:
    """Yield the numbers that stand in the places."""
    for start, end in places:
        # Without its dash, each end of a range is a number by itself.
        for number in numbers(text[start:end].replace("–", " ").replace("-", " "), locale):
            placed = replace(number, start=start + number.start, end=start + number.end)
            measured = measure(text, placed, vocabulary)
            yield from _offered(text, measured, sentences, vocabulary, str(UNSURE))


def figures_in_words(
    text: str, hidden: str, sentences: list[Sentence], vocabulary: Vocabulary
) -> Iterator[FoundFigure]:
    """Yield the numbers up to twelve that are written in words."""
    found = []
    for match in vocabulary.words.number_words.finditer(hidden):
        value = Decimal(vocabulary.words.numbers[match[0].lower()])
        placed = Number(value, match.start(), match.end(), match[0])
        found.append(measure(hidden, placed, vocabulary))
    parts = wholes(hidden, found, vocabulary)
    for index, each in enumerate(found):
        if index - 1 not in parts:
            reason, whole = str(IN_WORDS), parts.get(index)
            yield from _offered(text, each, sentences, vocabulary, reason, whole)


def _offered(
    text: str,
    found: Measured,
    sentences: list[Sentence],
    vocabulary: Vocabulary,
    reason: str,
    whole: Measured | None = None,
) -> Iterator[FoundFigure]:
    try:
        check_value(found.value)
    except QuantityError:
        return
    sentence = sentence_at(sentences, found.number.start)
    label = label_of(Around.of(text, whole or found, sentence, vocabulary))
    yield FoundFigure(
        value=found.value,
        start=found.number.start,
        end=found.end,
        unit=found.unit,
        scale=found.scale,
        qualifier=found.qualifier,
        whole=whole.value if whole else None,
        whole_label=noun_of(label, vocabulary) if whole else "",
        label=label,
        context=" ".join(text[slice(*sentence)].split()),
        reason=reason,
    )
