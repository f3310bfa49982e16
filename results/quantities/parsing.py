"""Parsing numbers and figures as people type them, and finding numbers in texts.

Two conventions are known, the decimal comma and the decimal point; spaces group thousands in both.
A number is read by the convention of its language, else by the other one; what they read as
different numbers is refused."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from babel.numbers import get_decimal_symbol

from .formatting import FALLBACK, MINUS_SIGN, conventions_of, format_number, format_plain
from .languages import EVERYWHERE, LANGUAGES
from .measuring import Measures, measure
from .quantity import MAX_DECIMAL_PLACES, AmbiguousNumberError, QuantityError, check_value
from .units import Qualifier, Scale, Unit

EMPTY = _("Enter a number.")
CHARACTERS = _(
    "Write the number in digits alone, for example %(example)s. Per cent and the like are chosen as the "
    "unit, millions in “Shown in”."
)
GROUPING = _("The spaces, commas and points do not make a number. Write it like this: %(example)s.")
AMBIGUOUS = _("This number can be read in two ways. Write %(first)s or %(second)s.")
_EXAMPLE = Decimal("1234.5")
# Look-alikes by what they mean in a number.
_LOOK_ALIKES = str.maketrans(
    "\N{MINUS SIGN}\N{HYPHEN}\N{NON-BREAKING HYPHEN}–\N{FULLWIDTH HYPHEN-MINUS}"
    "\N{FULLWIDTH PLUS SIGN}\N{FULLWIDTH COMMA}\N{FULLWIDTH FULL STOP}\N{FULLWIDTH PERCENT SIGN}",
    "-----+,.%",
)
# Marks that come with pasted text; what changes the order of what is seen is left in, and so
# refused.
_INVISIBLE = str.maketrans(
    "",
    "",
    "\N{ZERO WIDTH SPACE}\N{LEFT-TO-RIGHT MARK}\N{RIGHT-TO-LEFT MARK}\N{WORD JOINER}\ufeff",
)
_TYPED_NUMBER = re.compile(r"(?P<sign>[+-]?) ?(?P<body>[0-9 .,]+)")


def _pattern(decimal_sign: str, group_sign: str) -> re.Pattern[str]:
    grouped = rf"[1-9][0-9]{{0,2}}(?P<group>[ {group_sign}])[0-9]{{3}}(?:(?P=group)[0-9]{{3}})*"
    return re.compile(
        rf"(?P<whole>[0-9]+|{grouped})(?:{re.escape(decimal_sign)}(?P<fraction>[0-9]+))?"
    )


_CONVENTIONS = {",": _pattern(",", "."), ".": _pattern(".", ",")}


def parse_number(text: str, locale: str, *, keep_zeros: bool = False) -> Decimal:
    """Return the number that a person typed on a page in `locale`.

    Zeros at the end are dropped unless `keep_zeros`; one of `format_for_input`'s always is.
    Raises AmbiguousNumberError when the conventions differ ("1,234"), QuantityError for
    everything else that is no number of at most 12 digits before and 4 after the decimal sign.
    """
    plain = normalised(text)
    typed = _TYPED_NUMBER.fullmatch(plain)
    if not plain:
        raise QuantityError(EMPTY, "empty")
    if typed is None:
        raise QuantityError(CHARACTERS, "characters", _example(locale))
    sign, readings = typed["sign"], _readings(typed["body"], locale)
    if not readings:
        raise QuantityError(GROUPING, "grouping", _example(locale))
    numbers = [_checked(Decimal(f"{sign}{whole}.{fraction}")) for whole, fraction in readings]
    first, second = numbers[0], numbers[-1]
    if first != second:
        forms = {
            "first": format_for_input(first, locale),
            "second": format_for_input(second, locale),
        }
        error = AmbiguousNumberError(AMBIGUOUS, "ambiguous", forms)
        error.readings = first, second
        raise error
    if not keep_zeros or _is_ambiguous(f"{first}".replace(".", _decimal_sign(locale)), locale):
        return first
    return first.quantize(Decimal(1).scaleb(-min(len(readings[0][1]), MAX_DECIMAL_PLACES)))


def format_for_input(value: Decimal, locale: str, *, keep_zeros: bool = False) -> str:
    """Return the value in a form that `parse_number` reads back exactly in any language.

    "1234,5" in "sv"; "1,2340" for 1.234, which is ambiguous otherwise. Zeros at the end are dropped
    unless `keep_zeros`. An invalid value is returned unchanged, so that a form can show and refuse
    it.
    """
    try:
        check_value(value)
    except QuantityError:
        return str(value)
    plain = f"{value:f}" if keep_zeros else format_plain(value)
    typed = plain.replace(".", _decimal_sign(locale))
    return f"{typed}0" if _is_ambiguous(typed, locale) else typed


def _decimal_sign(locale: str) -> str:
    return "," if get_decimal_symbol(conventions_of(locale)) == "," else "."


def visible(text: str) -> str:
    """Return the text without invisible marks and without space around it."""
    return text.translate(_INVISIBLE).strip()


def normalised(text: str) -> str:
    """Return what is visible with plain digits, spaces and signs, character for character."""
    return "".join(map(_plain_character, visible(text).translate(_LOOK_ALIKES)))


def _plain_character(character: str) -> str:
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    return " " if unicodedata.category(character) == "Zs" else character


def _readings(body: str, locale: str) -> list[tuple[str, str]]:
    """Return the digits before and after the decimal sign by each convention that applies."""
    own = _decimal_sign(locale)
    other = "." if own == "," else ","
    matches = (_CONVENTIONS[decimal_sign].fullmatch(body) for decimal_sign in (own, other))
    return [
        (re.sub("[^0-9]", "", match["whole"]), match["fraction"] or "")
        for match in matches
        if match is not None
    ]


def _is_ambiguous(number: str, locale: str) -> bool:
    return len(set(_readings(normalised(number).lstrip("-"), locale))) > 1


def _checked(value: Decimal) -> Decimal:
    check_value(value)
    # One notation for one value, however many zeros were typed.
    return Decimal(format_plain(value))


def _example(locale: str) -> dict[str, str]:
    return {"example": format_number(_EXAMPLE, locale)}


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
    """A number with its place and, found in a text, as it stands there.

    `other` is its value by the other convention, where that differs.
    """

    value: Decimal
    start: int
    end: int
    body: str = ""
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
        except QuantityError:
            continue
        if match["sign"] in {"-", "–"}:
            value, other = -value, None if other is None else -other
        yield Number(value, match.start(), match.end(), body, other)


def values_in(text: str, locale: str) -> Iterator[Number]:
    """Yield what each number of a plain text says."""
    measures = LANGUAGES.get(conventions_of(locale).language, LANGUAGES["en"])
    # Spaces that do not break a line group digits, too; a minus is as long as a hyphen.
    text = _SPACES.sub(" ", text).replace(MINUS_SIGN, "-")
    for number in numbers(text, locale):
        found = measure(text, number.start, number.end, measures)
        yield Number(found.value(number.value), found.start, found.end)


class ReadFigure(NamedTuple):
    """What a text says of a figure; None and "" stand for what it does not say.

    `value` and `whole_value` are unscaled: 2400000 for "2.4 million". Where the same words count both,
    `label` and `whole_label` are the same.
    """

    value: Decimal
    unit: Unit | None = None
    qualifier: Qualifier | None = None
    scale: Scale | None = None
    whole_value: Decimal | None = None
    label: str = ""
    whole_label: str = ""

    @property
    def fields(self) -> dict[str, Any]:
        """What it says, by the names of a figure's fields; the value always."""
        said = self._asdict().items()
        return {
            name: found if isinstance(found, Decimal) else str(found)
            for name, found in said
            if found not in (None, "")
        }


def read_figure(text: str, locale: str) -> ReadFigure:
    """Return the figure that a person typed: "over 250", "2.4 million", "1 100 of 6 558 reports".

    The number is read as `parse_number` reads it in `locale`; the words are those of any language
    known, that of `locale` first. What is left over behind them is what is counted. Raises
    QuantityError for all that is not understood to the last character.
    """
    try:
        return ReadFigure(parse_number(text, locale))
    except QuantityError as error:
        if error.code != "characters":
            raise
    shown = visible(text)
    if len(shown) > _LONGEST:
        raise _not_understood(shown)
    plain = normalised(text)
    numbers = [
        Number(parse_number(match[0], locale), match.start(), match.end())
        for match in _TYPED.finditer(plain)
    ]
    if not numbers:
        raise _not_understood(shown)
    own = conventions_of(locale).language
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
    if read.whole_value is not None and read.value > read.whole_value:
        raise QuantityError(PART_EXCEEDS_WHOLE, "part_exceeds_whole")
    return read


def _read(shown: str, plain: str, numbers: list[Number], measures: Measures) -> ReadFigure | None:
    """The figure by the words of one language, or None where it does not know them all."""
    first, last = numbers[0], numbers[-1]
    part = measure(plain, first.start, first.end, measures)
    before, end = plain[: part.start], part.end
    qualifier: Qualifier | None = None
    if said := measures.qualifiers.before(before):
        qualifier, before = said[0], before.removesuffix(said[1])
    elif behind := measures.qualifiers_behind.at(plain, end):
        qualifier, end = behind
    if before:
        return None
    if first is last:
        label = _label(shown[end:])
        if label is None:
            return None
        value = _checked(part.value(first.value))
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
        _checked(part.value(first.value)),
        whole.unit,
        qualifier,
        part.scale,
        _checked(whole.value(last.value)),
        label or whole_label,
        whole_label,
    )


def _label(rest: str) -> str | None:
    """What the rest of a text counts, "" where there is none; None for what is no such words."""
    match = _COUNTED.fullmatch(rest)
    # No digits, no fractions, nothing that is not seen or turns the order of what is.
    if match is None or any(unicodedata.category(character)[0] in "NC" for character in rest):
        return None
    return match["label"] or ""


def _not_understood(shown: str) -> QuantityError:
    text = shown if len(shown) <= _QUOTED else f"{shown[:_QUOTED]}…"
    return QuantityError(NOT_UNDERSTOOD, "not_understood", {"text": text})
