"""Parsing numbers as people type them.

Two conventions are known, the decimal comma and the decimal point; spaces group thousands in both.
A number is read by the convention of its language, else by the other one; what they read as
different numbers is refused.
"""

import re
import unicodedata
from decimal import Decimal
from typing import NoReturn

from django.utils.translation import gettext_lazy as _

from babel.numbers import get_decimal_symbol

from .formatting import MINUS_SIGN, format_number, format_plain
from .locales import conventions_of
from .quantity import (
    MAX_DECIMAL_PLACES,
    MAX_INTEGER_DIGITS,
    TOO_MANY_DECIMALS,
    TOO_MANY_DIGITS,
    AmbiguousNumberError,
    InvalidValueError,
    NumberFormatError,
    check_value,
)

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
    {
        "\N{MINUS SIGN}": "-",
        "\N{HYPHEN}": "-",
        "\N{NON-BREAKING HYPHEN}": "-",
        "\N{EN DASH}": "-",
        "\N{FULLWIDTH HYPHEN-MINUS}": "-",
        "\N{FULLWIDTH PLUS SIGN}": "+",
        "\N{FULLWIDTH COMMA}": ",",
        "\N{FULLWIDTH FULL STOP}": ".",
        "\N{FULLWIDTH PERCENT SIGN}": "%",
    }
)
# Marks that come with pasted text; what changes the order of what is seen is left in, and so
# refused.
_INVISIBLE = str.maketrans(
    {
        "\N{ZERO WIDTH SPACE}": None,
        "\N{LEFT-TO-RIGHT MARK}": None,
        "\N{RIGHT-TO-LEFT MARK}": None,
        "\N{WORD JOINER}": None,
        "\N{ZERO WIDTH NO-BREAK SPACE}": None,
    }
)
_TYPED = re.compile(r"(?P<sign>[+-]?) ?(?P<body>[0-9 .,]+)")


def _pattern(decimal_sign: str, group_sign: str) -> re.Pattern[str]:
    grouped = rf"[1-9][0-9]{{0,2}}(?P<group>[ {group_sign}])[0-9]{{3}}(?:(?P=group)[0-9]{{3}})*"
    return re.compile(
        rf"(?P<whole>[0-9]+|{grouped})(?:{re.escape(decimal_sign)}(?P<fraction>[0-9]+))?"
    )


_CONVENTIONS = {",": _pattern(",", "."), ".": _pattern(".", ",")}


def parse_number(text: str, locale: str, *, keep_zeros: bool = False) -> Decimal:
    """Return the number that a person typed on a page in `locale`.

    Zeros at the end are dropped unless `keep_zeros`; one of `format_for_input`'s always is.
    Raises AmbiguousNumberError when the conventions differ ("1,234"), NumberFormatError for
    everything else that is no number of at most 12 digits before and 4 after the decimal sign.
    """
    typed = _TYPED.fullmatch(normalised(text))
    if typed is None:
        _refuse(text, locale)
    sign, body = typed["sign"], typed["body"]
    readings = _readings(body, locale)
    if not readings:
        raise NumberFormatError(GROUPING, "grouping", _example(locale))
    for whole, fraction in readings:
        _check_digits(whole, fraction)
    numbers = tuple(_number(sign, *reading) for reading in readings)
    first, second = numbers[0], numbers[-1]
    if first != second:
        forms = {"first": _clear_form(first, locale), "second": _clear_form(second, locale)}
        raise AmbiguousNumberError(AMBIGUOUS, forms, (first, second))
    return _with_zeros(first, readings[0][1], locale) if keep_zeros else first


def _with_zeros(number: Decimal, fraction: str, locale: str) -> Decimal:
    if _is_ambiguous(f"{number}".replace(".", _decimal_sign(locale)), locale):
        return number
    return number.quantize(Decimal(1).scaleb(-len(fraction)))


def format_for_input(value: Decimal, locale: str, *, keep_zeros: bool = False) -> str:
    """Return the value in a form that `parse_number` reads back exactly in any language.

    "1234,5" in "sv"; "1,2340" for 1.234, which is ambiguous otherwise. Zeros at the end are dropped
    unless `keep_zeros`. An invalid value is returned unchanged, so that a form can show and refuse
    it.
    """
    try:
        check_value(value)
    except InvalidValueError:
        return str(value)
    plain = f"{value:f}" if keep_zeros else format_plain(value)
    typed = plain.replace(".", _decimal_sign(locale))
    return f"{typed}0" if _is_ambiguous(typed, locale) else typed


def _decimal_sign(locale: str) -> str:
    return "," if get_decimal_symbol(conventions_of(locale).cldr) == "," else "."


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


def _check_digits(whole: str, fraction: str) -> None:
    if len(whole) > MAX_INTEGER_DIGITS:
        raise NumberFormatError(TOO_MANY_DIGITS, "too_many_digits", {"limit": MAX_INTEGER_DIGITS})
    if len(fraction) > MAX_DECIMAL_PLACES:
        raise NumberFormatError(
            TOO_MANY_DECIMALS, "too_many_decimals", {"limit": MAX_DECIMAL_PLACES}
        )


def _number(sign: str, whole: str, fraction: str) -> Decimal:
    # One notation for one value, however many zeros were typed.
    return Decimal(format_plain(Decimal(f"{sign}{whole}.{fraction or '0'}")))


def _clear_form(value: Decimal, locale: str) -> str:
    """Return the value grouped if that is unambiguous, else as `format_for_input` gives it."""
    grouped = format_number(value, locale).replace(MINUS_SIGN, "-")
    return format_for_input(value, locale) if _is_ambiguous(grouped, locale) else grouped


def _example(locale: str) -> dict[str, str]:
    return {"example": format_number(_EXAMPLE, locale)}


def _refuse(text: str, locale: str) -> NoReturn:
    if not normalised(text):
        raise NumberFormatError(EMPTY, "empty")
    raise NumberFormatError(CHARACTERS, "characters", _example(locale))
