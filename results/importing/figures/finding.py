"""Finds the figures of a text."""

from __future__ import annotations

import itertools
import re
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache

from django.utils.translation import gettext_lazy as _

from ...quantities import InvalidValueError, Scale, Unit, check_value
from .english import ENGLISH
from .found import FoundFigure
from .labels import label_of
from .masking import HOLE, mask, mask_doubtful, mask_named_series
from .measuring import Measured, measure
from .names import is_in_name, is_part_of_something, is_year
from .numbers import RANGE, Number, is_range, numbers
from .swedish import SWEDISH
from .texts import plain, sentences
from .vocabulary import Vocabulary
from .wholes import wholes

VOCABULARIES = {"sv": SWEDISH, "en": ENGLISH}
RANGE_OR_TIME = _("A range, or a length of time: is it a figure?")
IN_WORDS = _("A number in words.")
# What may have a fraction of three digits; people and the like have none.
_FRACTIONAL = re.compile(r" ?(?:k?m[²³2]?|kilomet\w+|met(?:er|re)s?|kg|kilos?|tonn?e?s?|ton|hekta?r\w*|ha|lit\w+|°c?|grader|degrees|gånger|times)\b", re.IGNORECASE)
_FROM = re.compile(r"\b(?:från|from) $", re.IGNORECASE)
_TO = re.compile(r" (?:till|to) ", re.IGNORECASE)
_ENUMERATED = re.compile(r"^\s*(?:\(?\d{1,2}[.)]\s+(?=\S)|\d{1,2}(?:\.\d{1,2})+\.?\s+(?=[A-ZÅÄÖ]))")


def vocabulary_of(locale: str) -> Vocabulary:
    """The words of the language, else of English."""
    return VOCABULARIES.get(locale.replace("_", "-").split("-")[0].lower(), ENGLISH)


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
    hidden, ranges = _mask_ranges(hidden)
    found = [
        measured
        for number in numbers(hidden, locale)
        if (measured := _measured(hidden, number, vocabulary)) is not None
    ]
    found = _sharing_measures(hidden, found)
    parts, spent = wholes(hidden, found, places, vocabulary)
    figures = []
    for index, measured in enumerate(found):
        if index in spent:
            continue
        whole = parts.get(index)
        sentence = _sentence_at(places, measured.number.start)
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
                whole_label=label_of(hidden, whole, _sentence_at(places, whole.start), vocabulary) if whole else "",
                context=" ".join(shown[slice(*sentence)].split()),
                other_reading=_other_reading(measured),
            )
        )
    figures += _doubtful(shown, [*doubtful, *ranges], places, vocabulary, locale)
    figures += _in_words(hidden, shown, places, vocabulary)
    return sorted(figures, key=lambda figure: figure.start)


def _measured(text: str, number: Number, vocabulary: Vocabulary) -> Measured | None:
    found = measure(text, number, vocabulary)
    if is_part_of_something(text, found) or is_year(text, found, vocabulary) or is_in_name(text, found, vocabulary):
        return None
    if number.other is not None and found.unit is Unit.NUMBER and found.scale is Scale.NONE:
        found = _as_count(text, found, vocabulary)
    try:
        check_value(found.value)
    except InvalidValueError:
        return None
    return found


def _sharing_measures(text: str, found: list[Measured]) -> list[Measured]:
    """Give the first of two numbers the unit of the second: "från 64 till 79 procent"."""
    shared = list(found)
    for index, (one, other) in enumerate(itertools.pairwise(found)):
        between = text[one.end : other.start]
        if not one.has_measure and other.has_measure and _TO.fullmatch(between):
            if _FROM.search(text[: one.start]) is not None:
                shared[index] = replace(one, unit=other.unit, scale=other.scale)
    return shared


def _as_count(text: str, found: Measured, vocabulary: Vocabulary) -> Measured:
    """What is counted is whole: "1,382 delningar" is no fraction even in Swedish."""
    number = found.number
    other = number.other
    if other is None or number.value == number.value.to_integral_value() or _FRACTIONAL.match(text[found.end :]):
        return found
    whole = Number(other, number.start, number.end, number.body, number.value)
    return measure(text, whole, vocabulary)


def _other_reading(found: Measured) -> Decimal | None:
    """The value by the other convention, where a fraction was read or could have been meant.

    "1,234" in English is so common that nobody has to be asked.
    """
    number = found.number
    if number.other is None or number.body.count(",") + number.body.count(".") != 1:
        return None
    is_everyday = number.value == number.value.to_integral_value() and "," in number.body
    return None if is_everyday and not found.scale.exponent else number.other.scaleb(found.scale.exponent)


def _mask_ranges(text: str) -> tuple[str, list[tuple[int, int]]]:
    places: list[tuple[int, int]] = []

    def hide(match: re.Match[str]) -> str:
        if not is_range(match[0]):
            return match[0]
        places.append(match.span())
        return HOLE * len(match[0])

    return RANGE.sub(hide, text), places


def _doubtful(
    shown: str, places: list[tuple[int, int]], lines: list[tuple[int, int]], vocabulary: Vocabulary, locale: str
) -> list[FoundFigure]:
    found = []
    for start, end in places:
        for number in numbers(shown[:end].replace("–", " ").replace("-", " "), locale):
            if number.start < start:
                continue
            measured = measure(shown, number, vocabulary)
            try:
                check_value(measured.value)
            except InvalidValueError:
                continue
            sentence = _sentence_at(lines, number.start)
            found.append(
                FoundFigure(
                    value=measured.value,
                    start=number.start,
                    end=number.end,
                    unit=measured.unit,
                    scale=measured.scale,
                    qualifier=measured.qualifier,
                    label=label_of(shown, measured, sentence, vocabulary),
                    context=" ".join(shown[slice(*sentence)].split()),
                    reason=str(RANGE_OR_TIME),
                )
            )
    return found


@lru_cache
def _words(vocabulary: Vocabulary) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(vocabulary.number_words)})\b(?= [^\W\d_])", re.IGNORECASE)


def _in_words(hidden: str, shown: str, places: list[tuple[int, int]], vocabulary: Vocabulary) -> list[FoundFigure]:
    found = []
    for match in _words(vocabulary).finditer(hidden):
        value = vocabulary.number_words[match[0].lower()]
        number = next(numbers(str(value), "en"))
        placed = Number(number.value, match.start(), match.end(), match[0])
        measured = measure(hidden, placed, vocabulary)
        sentence = _sentence_at(places, match.start())
        found.append(
            FoundFigure(
                value=measured.value,
                start=measured.start,
                end=measured.end,
                unit=measured.unit,
                scale=measured.scale,
                qualifier=measured.qualifier,
                label=label_of(hidden, measured, sentence, vocabulary),
                context=" ".join(shown[slice(*sentence)].split()),
                reason=str(IN_WORDS),
            )
        )
    return found


def _sentence_at(places: list[tuple[int, int]], position: int) -> tuple[int, int]:
    return next(((start, end) for start, end in places if start <= position < end), (position, position))
