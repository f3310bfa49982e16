"""Finds the figures of a text, and the numbers that a person has to decide on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from ...quantities import QuantityError, Scale, Unit, check_value
from ...quantities.parsing import Number, numbers
from .around import Around, for_labels
from .doubting import doubtful_figures, figures_in_words, mask_doubtful
from .found import FoundFigure
from .labels import label_of, noun_of
from .languages import vocabulary_of
from .masking import HOLE, is_no_figure, mask
from .measuring import Measured, measure
from .relating import sharing_measures, wholes
from .texts import Sentence, plain, sentence_at, sentences, stretches

if TYPE_CHECKING:
    from .languages import Vocabulary

# What may have a fraction of three digits; people and the like have none.
_FRACTIONAL = re.compile(
    r" ?(?:k?m[²³2]?|kilomet\w+|met(?:er|re)s?|kg|kilos?|tonn?e?s?|ton|hekta?r\w*|ha|lit\w+|°c?|grader|degrees|gånger|times)\b",
    re.IGNORECASE,
)
_NOTE_MARK = re.compile(r"\[\^?\w{1,3}\]")
_ENUMERATED = re.compile(r"^\s*(?:\(?\d{1,2}[.)]\s+(?=\S)|\d{1,2}(?:\.\d{1,2})+\.?\s+(?=[A-ZÅÄÖ]))")


def find_figures(text: str, locale: str) -> list[FoundFigure]:
    """The figures of a paragraph, an item or a cell, in their order.

    Those with a `reason` are doubtful: a person decides. Never raises.
    """
    return list(figures_in(text, locale))


def figures_in(text: str, locale: str, *, with_doubtful: bool = True) -> Iterator[FoundFigure]:
    """Yield the same, searching no further than is asked for."""
    vocabulary = vocabulary_of(locale)
    # The mark of a note stands between a figure and what it counts.
    shown = plain(text)
    for pattern in (_NOTE_MARK, vocabulary.exclusions.inflected):
        shown = pattern.sub(lambda mark: " " * len(mark[0]), shown)
    # The number of a paragraph or an item is none of its own.
    enumerated = _ENUMERATED.match(shown)
    unit = enumerated and vocabulary.measures.unit_at(shown, enumerated.end())
    # "9.8 MILLION" is.
    end = enumerated.end() if enumerated and not (unit and unit[0][1]) else 0
    hidden = HOLE * end + shown[end:]
    for start, end in stretches(sentences(shown, vocabulary)):
        found, doubtful = _find(shown[start:end], hidden[start:end], vocabulary, locale)
        if with_doubtful:
            found = sorted([*found, *doubtful()], key=lambda figure: figure.start)
        for figure in found:
            yield replace(figure, start=figure.start + start, end=figure.end + start)


def _find(
    shown: str, hidden: str, vocabulary: Vocabulary, locale: str
) -> tuple[list[FoundFigure], Callable[[], Iterator[FoundFigure]]]:
    """The figures of some sentences, and what finds the doubtful ones."""
    places = sentences(shown, vocabulary)
    hidden, doubtful = mask_doubtful(mask(hidden, vocabulary), vocabulary)
    found = [
        measured
        for number in numbers(hidden, locale)
        if (measured := _measured(hidden, number, vocabulary)) is not None
    ]
    found = sharing_measures(hidden, found, places, vocabulary)
    parts = wholes(hidden, found, vocabulary)
    worded = for_labels(shown, hidden, vocabulary)
    figures: list[FoundFigure] = []
    for index, measured in enumerate(found):
        if index - 1 not in parts:
            before = next((each for each in reversed(figures) if each.unit is Unit.NUMBER), None)
            whole = parts.get(index)
            figures.append(_figure(shown, worded, measured, whole, places, vocabulary, before))

    def find_doubtful() -> Iterator[FoundFigure]:
        yield from doubtful_figures(shown, doubtful, places, vocabulary, locale)
        yield from figures_in_words(shown, hidden, places, vocabulary)

    return figures, find_doubtful


def _figure(
    shown: str,
    worded: str,
    measured: Measured,
    whole: Measured | None,
    places: list[Sentence],
    vocabulary: Vocabulary,
    before: FoundFigure | None,
) -> FoundFigure:
    sentence = sentence_at(places, measured.number.start)
    counted = noun_of(before.label, vocabulary) if before else ""
    # In "3 av 4 elever" the words that count stand behind the whole.
    around = Around.of(worded, whole or measured, sentence, vocabulary, counted)
    label = label_of(around)
    whole_value, whole_label = (whole.value, noun_of(label, vocabulary)) if whole else (None, "")
    # "6558 tips, varav 1100": the whole is the figure before.
    if before and around.whole and measured.unit is Unit.NUMBER and measured.value < before.value:
        whole_value, whole_label = before.value, around.whole
    return FoundFigure(
        value=measured.value,
        start=measured.start,
        end=measured.end,
        unit=measured.unit,
        scale=measured.scale,
        qualifier=measured.qualifier,
        whole=whole_value,
        label=label,
        whole_label=whole_label,
        context=" ".join(shown[slice(*sentence)].split()),
        other_reading=_other_reading(measured, vocabulary),
    )


def _measured(text: str, number: Number, vocabulary: Vocabulary) -> Measured | None:
    found = measure(text, number, vocabulary)
    if is_no_figure(text, found, vocabulary):
        return None
    if number.other is not None and found.unit is Unit.NUMBER and found.scale is Scale.NONE:
        found = _as_count(text, found, vocabulary)
    try:
        check_value(found.value)
    except QuantityError:
        return None
    return found


def _as_count(text: str, found: Measured, vocabulary: Vocabulary) -> Measured:
    """What is counted is whole: "1,382 delningar" is no fraction even in Swedish."""
    number = found.number
    other = number.other
    if (
        other is None
        or number.value == number.value.to_integral_value()
        or _FRACTIONAL.match(text[found.end :])
    ):
        return found
    whole = Number(other, number.start, number.end, number.body, number.value)
    return measure(text, whole, vocabulary)


def _other_reading(found: Measured, vocabulary: Vocabulary) -> Decimal | None:
    """The value by the other convention, where somebody could have meant it.

    A language's own way to group thousands ("1,234" in English) is nobody's fraction.
    """
    number = found.number
    signs = [sign for sign in number.body if sign in ",."]
    if number.other is None or len(signs) != 1:
        return None
    is_own_grouping = number.value == number.value.to_integral_value() and signs[0] != (
        vocabulary.words.decimal_sign
    )
    if is_own_grouping and found.scale is Scale.NONE:
        return None
    return number.other.scaleb(found.scale.exponent)
