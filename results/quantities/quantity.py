"""A number with its unit and its qualifier."""

from dataclasses import dataclass
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, ROUND_HALF_UP, Context, Decimal, InvalidOperation

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from .units import Qualifier, Scale, Unit

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


class QuantityError(ValidationError, ValueError):
    """A figure or period that is refused.

    `code` names the rule for programs; `str()` gives the message in the active language.
    """

    def __str__(self) -> str:
        return " ".join(self.messages)


class AmbiguousNumberError(QuantityError):
    """Text that the two conventions read as different numbers.

    `readings` holds both values, that of the text's own language first.
    """

    readings: tuple[Decimal, Decimal]


def check_finite(value: Decimal) -> None:
    """Raise QuantityError for NaN and infinity."""
    if not value.is_finite():
        raise QuantityError(NOT_FINITE, "not_finite")


def check_value(value: Decimal) -> None:
    """Raise QuantityError unless the value is finite and within a figure's digits.

    Digits are counted on the number, not its notation: `1E+3` has four before the point, and
    trailing zeros of `1.500000` do not count.
    """
    check_finite(value)
    if value and value.adjusted() >= MAX_INTEGER_DIGITS:
        raise QuantityError(TOO_MANY_DIGITS, "too_many_digits", {"limit": MAX_INTEGER_DIGITS})
    smallest = Decimal((0, (1,), -MAX_DECIMAL_PLACES))
    if value.quantize(smallest, context=EXACT) != value:
        raise QuantityError(TOO_MANY_DECIMALS, "too_many_decimals", {"limit": MAX_DECIMAL_PLACES})


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure that can be formatted in any language.

    `value` is unscaled: 1500000 with `scale=million` is shown as "1.5 million". `decimals` is the
    number of decimals shown (0 to 4), None for those of the value. Raises QuantityError for
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
            raise QuantityError(DECIMALS_SHOWN, "decimals_shown", {"limit": MAX_DECIMAL_PLACES})

    @property
    def is_counted(self) -> bool:
        """Whether it is an exact number of things, so that each can have its dot."""
        return self.unit is Unit.NUMBER and self.qualifier is Qualifier.EXACT
