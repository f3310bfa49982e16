"""Formatting figures by the conventions of CLDR.

A figure never breaks across lines: all spaces are U+00A0, and a word joiner stands where a line
could break otherwise. The minus is U+2212. Halves are rounded away from zero.

Currencies stand where the language's CLDR pattern puts them: Swedish `1 234 kr`, `1 234 €`;
English `SEK 1,234`, `€1,234`, `−£5`.
"""

from __future__ import annotations

import unicodedata
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

from django.utils.translation import override

from babel.numbers import format_decimal, get_currency_symbol, get_decimal_symbol
from babel.units import format_unit

from .locales import conventions_of
from .quantity import EXACT, check_finite
from .units import Scale, Unit
from .wording import plural_count, with_qualifier, with_word

if TYPE_CHECKING:
    from babel import Locale

    from .quantity import Quantity

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
MINUS_SIGN = "\N{MINUS SIGN}"
WORD_JOINER = "\N{WORD JOINER}"

# Units whose symbol CLDR has.
_SHORT = {Unit.KILOGRAMS: "mass-kilogram", Unit.KWH: "energy-kilowatt-hour"}
# CLDR's "Nkr" and "Dkr" are rarely seen in Swedish; readers know the codes.
_SYMBOLS = {("sv", Unit.NOK): "NOK", ("sv", Unit.DKK): "DKK"}


def format_plain(value: Decimal) -> str:
    """Return the value in plain decimal notation, for `<data value>` and JSON: "6558", "98.6".

    Without exponent, grouping or zeros at the end. Raises InvalidValueError for NaN and infinity.
    """
    check_finite(value)
    if not value:
        return "0"
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def format_number(value: Decimal, locale: str, decimals: int | None = None) -> str:
    """Return the number in a language: "1 234,5" in "sv", "1,234.5" in "en".

    `decimals` rounds or pads to that many decimals; None keeps those of the value. The limits of a
    figure do not apply, so that a computed share can be shown. Raises InvalidValueError for NaN and
    infinity.
    """
    check_finite(value)
    with localcontext(EXACT):
        shown = _rounded(value, decimals)
        return _sign(shown) + _magnitude(shown, conventions_of(locale).cldr)


def format_quantity(quantity: Quantity, locale: str) -> str:
    """Return the figure with its qualifier, scale and unit: "över 1,5 miljoner kr".

    A percentage and a difference in percentage points ignore the scale. Never raises: an unknown
    locale is shown in English.
    """
    cldr, language = conventions_of(locale)
    unit = quantity.unit
    scale = Scale.NONE if unit.is_ratio else quantity.scale
    with localcontext(EXACT), override(language):
        shown = _rounded(quantity.value.scaleb(-scale.exponent), quantity.decimals)
        size = abs(shown)
        count = plural_count(size, cldr)
        text = with_word(_magnitude(size, cldr), scale, count)
        # What follows "1 million" is plural although the number shown is 1.
        text = _with_unit(text, unit, count if scale is Scale.NONE else 10**scale.exponent, cldr)
        sign = _sign(shown)
        if sign and unicodedata.category(text[0]) == "Sc":
            sign += WORD_JOINER
        return _unbroken(with_qualifier(sign + text, quantity.qualifier))


def _rounded(value: Decimal, decimals: int | None) -> Decimal:
    if decimals is not None:
        return value.quantize(Decimal((0, (1,), -decimals)))
    return Decimal(format_plain(value))


def _sign(shown: Decimal) -> str:
    return MINUS_SIGN if shown < 0 else ""


def _magnitude(shown: Decimal, cldr: Locale) -> str:
    whole, _point, fraction = f"{abs(shown):f}".partition(".")
    grouped = format_decimal(Decimal(whole), locale=cldr)
    return _unbroken(f"{grouped}{get_decimal_symbol(cldr)}{fraction}" if fraction else grouped)


def _with_unit(number: str, unit: Unit, count: int, cldr: Locale) -> str:
    if unit in {Unit.PERCENT, Unit.PER_MILLE}:
        pattern = cldr.percent_formats[None]
        text = f"{pattern.prefix[0]}{number}{pattern.suffix[0]}"
        return text if unit is Unit.PERCENT else text.replace("%", "‰")
    if unit.is_currency:
        return _with_currency(number, unit, cldr)
    if unit in _SHORT:
        return format_unit(number, _SHORT[unit], "short", locale=cldr)
    return with_word(number, unit, count)


def _with_currency(number: str, unit: Unit, cldr: Locale) -> str:
    symbol = _SYMBOLS.get((cldr.language, unit)) or get_currency_symbol(unit.value, cldr)
    pattern = cldr.currency_formats["standard"]
    before = pattern.prefix[0].replace("¤", symbol)
    after = pattern.suffix[0].replace("¤", symbol)
    # A pattern such as "¤#" leaves out the space that CLDR wants between letters and digits.
    gap_before = NO_BREAK_SPACE if before[-1:].isalpha() else ""
    gap_after = NO_BREAK_SPACE if after[:1].isalpha() else ""
    return f"{before}{gap_before}{number}{gap_after}{after}"


def _unbroken(text: str) -> str:
    return NO_BREAK_SPACE.join(text.split())
