"""Numbers and quantities as a language writes them."""

from __future__ import annotations

import unicodedata
from contextlib import suppress
from decimal import Decimal, localcontext
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import (
    get_language,
    npgettext_lazy,
    override,
    pgettext,
    pgettext_lazy,
)

from babel import Locale, UnknownLocaleError
from babel.numbers import format_decimal, get_currency_symbol, get_decimal_symbol
from babel.units import format_unit

from .quantity import EXACT, check_finite
from .units import Qualifier, Scale, Unit

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

    from .quantity import Quantity


FALLBACK = "en"
# What a code of several written languages stands for.
_WRITTEN = {"no": "nb"}


def active_language() -> str:
    """Return the code of the language that is spoken right now."""
    return get_language() or FALLBACK


def words_language(code: str = "") -> str:
    """Return the language of the plugin's words in a language, or the active one: itself, or "en"."""
    return _words_language(code or active_language())


@cache
def _words_language(code: str) -> str:
    with override(code):
        # Every catalogue gives its own code.
        own = pgettext("code of the language of this catalogue", "en")
    base = code.partition("-")[0]
    return code if own in {code, base, _WRITTEN.get(base)} else own


def language_attributes(code: str) -> SafeString:
    """Return ` lang="ar" dir="rtl"` for an element with a text in a language."""
    return format_html(' lang="{}" dir="{}"', code, text_direction(code))


def text_attributes(code: str = "") -> SafeString:
    """Return the same, of the active language without a code; "" where the words around are in it."""
    active = active_language()
    code = code or active
    return SafeString() if code == _words_language(active) else language_attributes(code)


def language_name(code: str, shown: str) -> str:
    """Return the name of a language in the language `shown`: "sv" is "Swedish", or "svenska"."""
    # Django knows languages that CLDR does not, and a site may have codes of its own.
    with suppress(UnknownLocaleError, ValueError):
        return Locale.parse(code.replace("-", "_")).get_language_name(conventions_of(shown)) or code
    return code


@lru_cache
def conventions_of(locale: str) -> Locale:
    """Return CLDR's data for numbers and dates in a content locale such as "sv", "en" or "pt-br".

    Falls back to the base language, then to English, so that a page is always shown.
    """
    code = locale.replace("_", "-").lower()
    for candidate in (code, code.split("-")[0]):
        # A page in plain "en" is written for Europe: 31 December 2016, not December 31, 2016.
        name = "en_GB" if candidate == "en" else candidate.replace("-", "_")
        with suppress(UnknownLocaleError, ValueError):
            return Locale.parse(name, resolve_likely_subtags=False)
    return conventions_of(FALLBACK)


def text_direction(code: str) -> str:
    """Return "rtl" for a language that is written from the right, else "ltr"."""
    return str(conventions_of(code).text_direction)


NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
MINUS_SIGN = "\N{MINUS SIGN}"
WORD_JOINER = "\N{WORD JOINER}"

# Units whose symbol CLDR has.
_SHORT = {Unit.KILOGRAMS: "mass-kilogram", Unit.KWH: "energy-kilowatt-hour"}
# CLDR's "Nkr" and "Dkr" are rarely seen in Swedish; readers know the codes.
_SYMBOLS = {("sv", Unit.NOK): "NOK", ("sv", Unit.DKK): "DKK"}
# All take `number`, the formatted number, and `count`, which chooses the plural form.
_COUNTED: dict[Scale | Unit, StrPromise] = {
    Scale.THOUSAND: npgettext_lazy(
        "quantity", "%(number)s thousand", "%(number)s thousand", "count"
    ),
    Scale.MILLION: npgettext_lazy("quantity", "%(number)s million", "%(number)s million", "count"),
    Scale.BILLION: npgettext_lazy("quantity", "%(number)s billion", "%(number)s billion", "count"),
    Unit.PERCENTAGE_POINTS: npgettext_lazy(
        "quantity", "%(number)s percentage point", "%(number)s percentage points", "count"
    ),
    Unit.YEARS: npgettext_lazy("quantity", "%(number)s year", "%(number)s years", "count"),
    Unit.MONTHS: npgettext_lazy("quantity", "%(number)s month", "%(number)s months", "count"),
    Unit.DAYS: npgettext_lazy("quantity", "%(number)s day", "%(number)s days", "count"),
    Unit.HOURS: npgettext_lazy("quantity", "%(number)s hour", "%(number)s hours", "count"),
    Unit.MINUTES: npgettext_lazy("quantity", "%(number)s minute", "%(number)s minutes", "count"),
    Unit.TONNES: npgettext_lazy("quantity", "%(number)s tonne", "%(number)s tonnes", "count"),
    Unit.MWH: npgettext_lazy("quantity", "%(number)s MWh", "%(number)s MWh", "count"),
}

_QUALIFIED = {
    Qualifier.OVER: pgettext_lazy("quantity", "over %(quantity)s"),
    Qualifier.AT_LEAST: pgettext_lazy("quantity", "at least %(quantity)s"),
    Qualifier.NEARLY: pgettext_lazy("quantity", "nearly %(quantity)s"),
    Qualifier.ABOUT: pgettext_lazy("quantity", "about %(quantity)s"),
    Qualifier.UNDER: pgettext_lazy("quantity", "under %(quantity)s"),
    Qualifier.AT_MOST: pgettext_lazy("quantity", "at most %(quantity)s"),
}


def format_plain(value: Decimal) -> str:
    """Return the value in plain decimal notation, for `<data value>` and JSON: "6558", "98.6".

    Without exponent, grouping or zeros at the end. Raises QuantityError for NaN and infinity.
    """
    check_finite(value)
    if not value:
        return "0"
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=4096)
def format_number(value: Decimal, locale: str, decimals: int | None = None) -> str:
    """Return the number in a language: "1 234,5" in "sv", "1,234.5" in "en".

    `decimals` rounds or pads to that many decimals; None keeps those of the value. The limits of a
    figure do not apply, so that a computed share can be shown. Raises QuantityError for NaN and
    infinity.
    """
    check_finite(value)
    with localcontext(EXACT):
        shown = rounded(value, decimals)
        return _sign(shown) + _magnitude(shown, conventions_of(locale))


def format_quantity(quantity: Quantity, locale: str) -> str:
    """Return the figure with its qualifier, scale and unit: "över 1,5 miljoner kr".

    A percentage and a difference in percentage points ignore the scale. Never raises: an unknown
    locale is shown in English.
    """
    return format_measure(
        quantity.value,
        quantity.unit,
        locale,
        qualifier=quantity.qualifier,
        scale=quantity.scale,
        decimals=quantity.decimals,
    )


@lru_cache(maxsize=4096)
def format_measure(
    value: Decimal,
    unit: Unit,
    locale: str,
    *,
    qualifier: Qualifier = Qualifier.EXACT,
    scale: Scale = Scale.NONE,
    decimals: int | None = None,
) -> str:
    """Return a computed value as `format_quantity` would; the limits of a figure do not apply."""
    cldr = conventions_of(locale)
    scale = Scale.NONE if unit.is_ratio else scale
    with localcontext(EXACT), override(locale):
        shown = rounded(value.scaleb(-scale.exponent), decimals)
        size = abs(shown)
        count = _plural_count(size, conventions_of(words_language()))
        text = _with_word(_magnitude(size, cldr), scale, count)
        # What follows "1 million" is plural although the number shown is 1.
        text = _with_unit(text, unit, count if scale is Scale.NONE else 10**scale.exponent, cldr)
        sign = _sign(shown)
        if sign and unicodedata.category(text[0]) == "Sc":
            sign += WORD_JOINER
        said = _QUALIFIED.get(qualifier, "%(quantity)s")
        return _unbroken(said % {"quantity": sign + text})


def rounded(value: Decimal, decimals: int | None) -> Decimal:
    """Return the value with this many decimals, or without zeros at the end."""
    if decimals is not None:
        return value.quantize(Decimal((0, (1,), -decimals)), context=EXACT)
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
    return _with_word(number, unit, count)


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


def _with_word(number: str, of: Scale | Unit, count: int) -> str:
    """Return the number with "million", "years" and the like, in the active language."""
    return _COUNTED.get(of, "%(number)s") % {"number": number, "count": count}


def _plural_count(shown: Decimal, cldr: Locale) -> int:
    """Return an integer with the same plural form as the number shown.

    Catalogues choose by integers only, yet "1.5" and "1.0" are plural in Swedish and English, and
    "1,5" is singular in French.
    """
    if cldr.plural_form(shown) == "one":
        return 1
    whole = int(shown)
    return 2 if whole == 1 else whole
