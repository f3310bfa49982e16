"""Numbers and figures read from texts."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from django.utils.translation import gettext_lazy as _

from .formatting import format_plain
from .languages import EVERYWHERE, LANGUAGES
from .locales import FALLBACK, conventions_of
from .measuring import Measure, measure
from .parsing import normalised, parse_number, visible
from .quantity import AmbiguousNumberError, InvalidValueError, NumberFormatError, check_value

if TYPE_CHECKING:
    from .measuring import Measures
    from .units import Qualifier, Scale, Unit

# A code of a currency may stand directly before the digits.
_BEFORE = r"(?:(?<![\w#@§/_])|(?<=SEK)|(?<=EUR)|(?<=GBP)|(?<=USD)|(?<=NOK)|(?<=DKK))(?<!\d[.,:–-])(?<![^\W\d]-)"
_BODY = (
    r"[1-9]\d{0,2}(?: \d{3})+(?:[.,]\d{1,4})?"
    r"|[1-9]\d{0,2}(?:,\d{3})+(?:\.\d{1,4})?"
    r"|[1-9]\d{0,2}(?:\.\d{3})+(?:,\d{1,4})?"
    r"|[1-9]\d{0,2}(?:['’]\d{3})+"
    r"|\d+[.,]\d{1,4}"
    r"|\d+"
)
# Neither a part of a longer number or word, nor of a compound such as "12-year" or "3-årig".
_AFTER = r"(?!\d)(?![.,:]\d)(?!-[^\W\d])(?![-–]\d)(?!/\d)"
NUMBER = re.compile(rf"{_BEFORE}(?P<sign>(?<![\w)%])[-+–](?=\d))?(?P<body>{_BODY}){_AFTER}")
_SPACES = re.compile(r"\s")
RANGE = re.compile(
    rf"(?<![\w.,])(?:[£€$] ?)?(?:{_BODY}) ?(?:%|kr|procent)?(?: ?– ?|-)(?:[£€$] ?)?(?:{_BODY})(?![\w-])"
)

_LONGEST = 160
# As much of a text as a refusal repeats.
_QUOTED = 40

NOT_UNDERSTOOD = _(
    "“%(text)s” is not understood. Write the number with what belongs to it, for example “over 250”, "
    "“98.6 %%”, “2.4 million” or “1 100 of 6 558 reports”."
)
PART_EXCEEDS_WHOLE = _("The part is larger than the whole.")

_TYPED = re.compile(r"(?:(?<![\w)%])[+-] ?)?\d(?:[\d .,]*\d)?")
_COUNTED = re.compile(r"(?:\s+(?P<label>[^\W\d_].*))?", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its place. `other` is its value by the other convention, where that differs."""

    value: Decimal
    start: int
    end: int
    body: str
    other: Decimal | None = None


def numbers(text: str, locale: str) -> Iterator[Number]:
    """Yield the numbers of a plain text that can be the value of a figure."""
    for match in NUMBER.finditer(text):
        body = match["body"].replace("'", " ").replace("’", " ")
        other = None
        try:
            value = parse_number(body, locale)
        except AmbiguousNumberError as error:
            value, other = error.readings
        except NumberFormatError:
            continue
        if match["sign"] in {"-", "–"}:
            value, other = -value, None if other is None else -other
        yield Number(value, match.start(), match.end(), body, other)


class Said(NamedTuple):
    """A value that a text says, whole whatever its scale, and where."""

    value: Decimal
    start: int
    end: int


def values_in(text: str, locale: str) -> Iterator[Said]:
    """Yield what each number of a plain text says."""
    measures = LANGUAGES.get(conventions_of(locale).language.split("-")[0], LANGUAGES["en"])
    # Spaces that do not break a line group digits, too.
    text = _SPACES.sub(" ", text)
    for number in numbers(text, locale):
        found = measure(text, number.start, number.end, measures)
        exponent = found.scale.exponent if found.scale else 0
        yield Said(number.value.scaleb(exponent), found.start, found.end)


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
class _Typed:
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
    if len(shown) > _LONGEST:
        raise _not_understood(shown)
    plain = normalised(text)
    numbers = [
        _Typed(match.start(), match.end(), parse_number(match[0], locale))
        for match in _TYPED.finditer(plain)
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


def _read(shown: str, plain: str, numbers: list[_Typed], measures: Measures) -> ReadFigure | None:
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


def _value(number: _Typed, found: Measure) -> Decimal:
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
