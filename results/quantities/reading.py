"""Figures as people type them: a number with the words that belong to it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from .errors import InvalidValueError, NumberFormatError
from .formatting import format_plain
from .languages import EVERYWHERE, LANGUAGES
from .locales import FALLBACK, conventions_of
from .measuring import Measure, measure
from .parsing import normalised, parse_number, visible
from .quantity import check_value

if TYPE_CHECKING:
    from decimal import Decimal

    from .languages import Measures
    from .units import Qualifier, Scale, Unit

LONGEST = 160
# As much of a text as a refusal repeats.
_QUOTED = 40

NOT_UNDERSTOOD = _(
    "“%(text)s” is not understood. Write the number with what belongs to it, for example “over 250”, "
    "“98.6 %%”, “2.4 million” or “1 100 of 6 558 reports”."
)
PART_EXCEEDS_WHOLE = _("The part is larger than the whole.")

_NUMBER = re.compile(r"(?:(?<![\w)%])[+-] ?)?\d(?:[\d .,]*\d)?")
_COUNTED = re.compile(r"(?:\s+(?P<label>[^\W\d_].*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class ReadFigure:
    """What a text says of a figure; None and "" stand for what it does not say.

    `value` and `whole` are unscaled: 2400000 for "2.4 million". Where the same words count both,
    `label` and `whole_label` are the same.
    """

    value: Decimal
    unit: Unit | None = None
    qualifier: Qualifier | None = None
    scale: Scale | None = None
    whole: Decimal | None = None
    label: str = ""
    whole_label: str = ""


@dataclass(frozen=True, slots=True)
class _Number:
    start: int
    end: int
    value: Decimal


def read_figure(text: str, locale: str) -> ReadFigure:
    """Return the figure that a person typed: "over 250", "2.4 million", "1 100 of 6 558 reports".

    The number is read as `parse_number` reads it in `locale`; the words are those of any language
    known, that of `locale` first. What is left over behind them is what is counted. Raises
    NumberFormatError for all that is not understood to the last character.
    """
    try:
        return ReadFigure(parse_number(text, locale))
    except NumberFormatError as error:
        if error.code != "characters":
            raise
    shown = visible(text)
    if len(shown) > LONGEST:
        raise _not_understood(shown)
    plain = normalised(text)
    numbers = [
        _Number(match.start(), match.end(), parse_number(match[0], locale))
        for match in _NUMBER.finditer(plain)
    ]
    if not numbers:
        raise _not_understood(shown)
    own = conventions_of(locale).language.split("-")[0]
    languages = dict.fromkeys((own if own in LANGUAGES else FALLBACK, *EVERYWHERE))
    readings = [
        reading
        for language in languages
        if (reading := _read(shown, plain, numbers, LANGUAGES[language])) is not None
    ]
    if not readings:
        raise _not_understood(shown)
    # "million" is a word that is counted only to who knows no English.
    read = min(readings, key=lambda reading: len(reading.label))
    if read.whole is not None and read.value > read.whole:
        raise NumberFormatError(PART_EXCEEDS_WHOLE, "part_exceeds_whole")
    return read


def _read(shown: str, plain: str, numbers: list[_Number], measures: Measures) -> ReadFigure | None:
    """The figure by the words of one language, or None where it does not know them all."""
    first, last = numbers[0], numbers[-1]
    part = measure(plain, first.start, first.end, measures)
    before, end = plain[: part.start], part.end
    qualifier: Qualifier | None = None
    if said := measures.qualifier_before(before):
        qualifier, before = said[0], before.removesuffix(said[1])
    elif behind := measures.qualifier_at(plain, end):
        qualifier, end = behind
    if before:
        return None
    if first is last:
        label = _label(shown[end:])
        if label is None:
            return None
        value = _value(first, part)
        return ReadFigure(value, part.unit, qualifier, part.scale, label=label)
    whole = measure(plain, last.start, last.end, measures)
    between = measures.between_part_and_whole(plain[end : whole.start])
    label, whole_label = (
        None if between is None else _label(shown[end : end + between]),
        _label(shown[whole.end :]),
    )
    # Both are in one unit and shown in one scale: "1.2 of 2.4 million" can be read in two ways.
    is_measured_alike = part.unit in {None, whole.unit} and whole.scale in {None, part.scale}
    if label is None or whole_label is None or not is_measured_alike:
        return None
    return ReadFigure(
        _value(first, part),
        whole.unit,
        qualifier,
        part.scale,
        _value(last, whole),
        label or whole_label,
        whole_label,
    )


def _value(number: _Number, found: Measure) -> Decimal:
    value = number.value.scaleb(found.scale.exponent if found.scale else 0)
    try:
        check_value(value)
    except InvalidValueError as error:
        raise NumberFormatError(error.message, error.code, error.params) from error
    value = -abs(value) if found.is_negative else value
    return type(value)(format_plain(value))


def _label(rest: str) -> str | None:
    """What the rest of a text counts, "" where there is none; None for what is no such words."""
    match = _COUNTED.fullmatch(rest)
    # No digits, no fractions, nothing that is not seen or turns the order of what is.
    if match is None or any(unicodedata.category(character)[0] in "NC" for character in rest):
        return None
    return match["label"] or ""


def _not_understood(shown: str) -> NumberFormatError:
    text = shown if len(shown) <= _QUOTED else f"{shown[:_QUOTED]}…"
    return NumberFormatError(NOT_UNDERSTOOD, "not_understood", {"text": text})
