"""Quantity: a value with its unit and format, and its validation for editors."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, ROUND_HALF_UP, Context, Decimal, InvalidOperation
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from .units import Qualifier, Scale, Unit

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

MAX_INTEGER_DIGITS = 12
MAX_DECIMAL_PLACES = 4

NOT_FINITE = _("This is not a number.")
TOO_MANY_DIGITS = _("A figure has at most %(limit)d digits before the decimal sign.")
TOO_MANY_DECIMALS = _("A figure has at most %(limit)d decimals.")
DECIMALS_SHOWN = _("Between 0 and %(limit)d decimals can be shown.")

# Rounds only where we say so, whatever the context of the calling thread.
EXACT = Context(
    prec=MAX_PREC,
    Emax=MAX_EMAX,
    Emin=MIN_EMIN,
    rounding=ROUND_HALF_UP,
    traps=[InvalidOperation],
)


class QuantityError(ValueError):
    """A figure or period that is refused.

    `code` names the rule for programs; `str()` gives the message in the active language.
    """

    def __init__(
        self, message: StrOrPromise, code: str, params: Mapping[str, object] | None = None
    ) -> None:
        super().__init__(message, code, params)
        self.message = message
        self.code = code
        self.params = params

    def __str__(self) -> str:
        return str(self.message) % self.params if self.params else str(self.message)


class InvalidValueError(QuantityError):
    """A value or format option outside the allowed range."""


class NumberFormatError(QuantityError):
    """Text that is not a number in any accepted form."""


class AmbiguousNumberError(NumberFormatError):
    """Text that the two conventions read as different numbers.

    `readings` holds both values, that of the text's own language first.
    """

    readings: tuple[Decimal, Decimal]


class PeriodError(QuantityError):
    """A period that ends before it starts, or text that is not one in any accepted form."""


def check_finite(value: Decimal) -> None:
    """Raise InvalidValueError for NaN and infinity."""
    if not value.is_finite():
        raise InvalidValueError(NOT_FINITE, "not_finite")


def check_value(value: Decimal) -> None:
    """Raise InvalidValueError unless the value is finite and within a figure's digits.

    Digits are counted on the number, not its notation: `1E+3` has four before the point, and
    trailing zeros of `1.500000` do not count.
    """
    check_finite(value)
    if value and value.adjusted() >= MAX_INTEGER_DIGITS:
        raise InvalidValueError(TOO_MANY_DIGITS, "too_many_digits", {"limit": MAX_INTEGER_DIGITS})
    smallest = Decimal((0, (1,), -MAX_DECIMAL_PLACES))
    if value.quantize(smallest, context=EXACT) != value:
        raise InvalidValueError(
            TOO_MANY_DECIMALS, "too_many_decimals", {"limit": MAX_DECIMAL_PLACES}
        )


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure that can be formatted in any language.

    `value` is unscaled: 1500000 with `scale=million` is shown as "1.5 million". `decimals` is the
    number of decimals shown (0 to 4), None for those of the value. Raises InvalidValueError for
    what `check_value` refuses and for other `decimals`.
    """

    value: Decimal
    unit: Unit = Unit.NUMBER
    qualifier: Qualifier = Qualifier.EXACT
    scale: Scale = Scale.NONE
    decimals: int | None = None

    def __post_init__(self) -> None:
        check_value(self.value)
        if self.decimals is not None and not 0 <= self.decimals <= MAX_DECIMAL_PLACES:
            raise InvalidValueError(DECIMALS_SHOWN, "decimals_shown", {"limit": MAX_DECIMAL_PLACES})
