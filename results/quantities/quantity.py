"""A number with its unit and its qualifier."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, ROUND_HALF_UP, Context, Decimal, InvalidOperation
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Choices(TextChoices):
    """A string enum with translated labels."""

    @classmethod
    def of(cls, stored: Any) -> Self:
        """Return the member with this value, or the first one where there is none."""
        found: Any = cls._value2member_map_.get(stored) if isinstance(stored, str) else None
        return found or next(iter(cls))


class Qualifier(Choices):
    """How exactly the figure is known."""

    EXACT = "exact", pgettext_lazy("qualifier", "Exactly")
    OVER = "over", pgettext_lazy("qualifier", "Over")
    AT_LEAST = "at_least", pgettext_lazy("qualifier", "At least")
    NEARLY = "nearly", pgettext_lazy("qualifier", "Nearly")
    ABOUT = "about", pgettext_lazy("qualifier", "About")
    UNDER = "under", pgettext_lazy("qualifier", "Under")
    AT_MOST = "at_most", pgettext_lazy("qualifier", "At most")

    @property
    def is_lower_limit(self) -> bool:
        """Whether the figure is a lower limit."""
        return self in {Qualifier.OVER, Qualifier.AT_LEAST}

    @property
    def is_upper_limit(self) -> bool:
        """Whether the figure is an upper limit."""
        return self in {Qualifier.UNDER, Qualifier.AT_MOST}

    @property
    def is_limit(self) -> bool:
        """Whether the figure is a lower or an upper limit."""
        return self.is_lower_limit or self.is_upper_limit

    @property
    def is_approximate(self) -> bool:
        """Whether the truth is close to the figure."""
        return self in {Qualifier.NEARLY, Qualifier.ABOUT}


class Unit(Choices):
    """The unit of a figure; what a plain number counts is its label."""

    NUMBER = "number", pgettext_lazy("unit", "Number")
    PERCENT = "percent", pgettext_lazy("unit", "Per cent")
    PER_MILLE = "per_mille", pgettext_lazy("unit", "Per mille")
    PERCENTAGE_POINTS = "percentage_points", pgettext_lazy("unit", "Percentage points")
    SEK = "SEK", pgettext_lazy("unit", "Swedish kronor (SEK)")
    EUR = "EUR", pgettext_lazy("unit", "Euros (EUR)")
    GBP = "GBP", pgettext_lazy("unit", "Pounds sterling (GBP)")
    USD = "USD", pgettext_lazy("unit", "US dollars (USD)")
    NOK = "NOK", pgettext_lazy("unit", "Norwegian kroner (NOK)")
    DKK = "DKK", pgettext_lazy("unit", "Danish kroner (DKK)")
    YEARS = "years", pgettext_lazy("unit", "Years")
    MONTHS = "months", pgettext_lazy("unit", "Months")
    DAYS = "days", pgettext_lazy("unit", "Days")
    HOURS = "hours", pgettext_lazy("unit", "Hours")
    MINUTES = "minutes", pgettext_lazy("unit", "Minutes")
    KILOGRAMS = "kilograms", pgettext_lazy("unit", "Kilograms (kg)")
    TONNES = "tonnes", pgettext_lazy("unit", "Tonnes")
    KWH = "kWh", pgettext_lazy("unit", "Kilowatt-hours (kWh)")
    MWH = "MWh", pgettext_lazy("unit", "Megawatt-hours (MWh)")

    @property
    def is_currency(self) -> bool:
        """Whether the unit is an ISO 4217 currency code."""
        return self in {Unit.SEK, Unit.EUR, Unit.GBP, Unit.USD, Unit.NOK, Unit.DKK}

    @property
    def is_ratio(self) -> bool:
        """Whether the figure is a share or a difference of shares."""
        return self in {Unit.PERCENT, Unit.PER_MILLE, Unit.PERCENTAGE_POINTS}

    @property
    def is_duration(self) -> bool:
        """Whether the unit is one of time."""
        return self in {Unit.YEARS, Unit.MONTHS, Unit.DAYS, Unit.HOURS, Unit.MINUTES}


class Scale(Choices):
    """The scale in which a large figure is shown; its value is unscaled."""

    NONE = "none", pgettext_lazy("scale", "In full")
    THOUSAND = "thousand", pgettext_lazy("scale", "Thousands")
    MILLION = "million", pgettext_lazy("scale", "Millions")
    BILLION = "billion", pgettext_lazy("scale", "Billions")

    @property
    def exponent(self) -> int:
        """The power of ten of the scale; a billion is 10⁹."""
        return {"none": 0, "thousand": 3, "million": 6, "billion": 9}[self.value]


class Direction(Choices):
    """Which way an indicator is to go."""

    INCREASE = "increase", pgettext_lazy("direction", "More is better")
    DECREASE = "decrease", pgettext_lazy("direction", "Less is better")
    NEITHER = "neither", pgettext_lazy("direction", "Neither is better")


class TargetStatus(Choices):
    """How far a figure has come towards its target."""

    MET = "met", pgettext_lazy("target", "Target met")
    PARTLY_MET = "partly_met", pgettext_lazy("target", "Target partly met")
    MISSED = "missed", pgettext_lazy("target", "Target missed")
    NOT_YET = "not_yet", pgettext_lazy("target", "Target not yet due")


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
