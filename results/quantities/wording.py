"""Words around a number, as patterns, since languages order them differently."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import npgettext_lazy, pgettext_lazy

from .units import Qualifier, Scale, Unit

if TYPE_CHECKING:
    from decimal import Decimal

    from babel import Locale
    from django_stubs_ext import StrPromise

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


def with_word(number: str, of: Scale | Unit, count: int) -> str:
    """Return the number with "million", "years" and the like, in the active language."""
    pattern = _COUNTED.get(of)
    return number if pattern is None else pattern % {"number": number, "count": count}


def with_qualifier(quantity: str, qualifier: Qualifier) -> str:
    """Return the quantity with "over" and the like, in the active language."""
    pattern = _QUALIFIED.get(qualifier)
    return quantity if pattern is None else pattern % {"quantity": quantity}


def plural_count(shown: Decimal, cldr: Locale) -> int:
    """Return an integer with the same plural form as the number shown.

    Catalogues choose by integers only, yet "1.5" and "1.0" are plural in Swedish and English, and
    "1,5" is singular in French.
    """
    if cldr.plural_form(shown) == "one":
        return 1
    whole = int(shown)
    return 2 if whole == 1 else whole
