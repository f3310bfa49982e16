"""Finds the figures of a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...quantities import InvalidValueError, Scale, Unit, check_value
from .doubtful import doubtful_figures, figures_in_words, mask_doubtful
from .found import FoundFigure
from .labels import label_of
from .languages import vocabulary_of
from .masking import HOLE, mask, mask_named_series
from .measuring import Measured, measure
from .names import is_no_figure
from .numbers import Number, numbers
from .sharing import sharing_measures
from .texts import plain, sentence_at, sentences
from .wholes import wholes

if TYPE_CHECKING:
    from decimal import Decimal

    from .languages import Vocabulary

# What may have a fraction of three digits; people and the like have none.
_FRACTIONAL = re.compile(
    r" ?(?:k?m[²³2]?|kilomet\w+|met(?:er|re)s?|kg|kilos?|tonn?e?s?|ton|hekta?r\w*|ha|lit\w+|°c?|grader|degrees|gånger|times)\b",
    re.IGNORECASE,
)
_ENUMERATED = re.compile(r"^\s*(?:\(?\d{1,2}[.)]\s+(?=\S)|\d{1,2}(?:\.\d{1,2})+\.?\s+(?=[A-ZÅÄÖ]))")


def find_figures(text: str, locale: str) -> list[FoundFigure]:
    """The figures of a paragraph, an item or a cell, in their order.

    Those with a `reason` are doubtful: a person decides. Never raises.
    """
    vocabulary = vocabulary_of(locale)
    shown = plain(text)
    places = sentences(shown, vocabulary)
    hidden = _ENUMERATED.sub(lambda match: HOLE * len(match[0]), shown)
    hidden = mask_named_series(mask(hidden, vocabulary), vocabulary)
    hidden, doubtful = mask_doubtful(hidden, vocabulary)
    found = [
        measured
        for number in numbers(hidden, locale)
        if (measured := _measured(hidden, number, vocabulary)) is not None
    ]
    found = sharing_measures(hidden, found, places)
    parts, spent = wholes(hidden, found, places, vocabulary)
    figures = []
    for index, measured in enumerate(found):
        if index in spent:
            continue
        whole = parts.get(index)
        sentence = sentence_at(places, measured.number.start)
        end = whole if whole is not None and whole.start > measured.start else measured
        figures.append(
            FoundFigure(
                value=measured.value,
                start=measured.start,
                end=measured.end,
                unit=measured.unit,
                scale=measured.scale,
                qualifier=measured.qualifier,
                whole=whole.value if whole else None,
                label=label_of(hidden, end, sentence, vocabulary),
                whole_label=label_of(hidden, whole, sentence_at(places, whole.start), vocabulary)
                if whole
                else "",
                context=" ".join(shown[slice(*sentence)].split()),
                other_reading=_other_reading(measured, vocabulary),
            )
        )
    figures += doubtful_figures(shown, doubtful, places, vocabulary, locale)
    figures += figures_in_words(shown, hidden, places, vocabulary)
    return sorted(figures, key=lambda figure: figure.start)


def _measured(text: str, number: Number, vocabulary: Vocabulary) -> Measured | None:
    found = measure(text, number, vocabulary.measures)
    if is_no_figure(text, found, vocabulary):
        return None
    if number.other is not None and found.unit is Unit.NUMBER and found.scale is Scale.NONE:
        found = _as_count(text, found, vocabulary)
    try:
        check_value(found.value)
    except InvalidValueError:
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
    return measure(text, whole, vocabulary.measures)


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
