"""What a figure is in: its unit; and how exactly and in which scale it is said, as choices of a form."""

from typing import Any, Self

from django.db.models import TextChoices
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
    def is_limit(self) -> bool:
        """Whether the figure is a lower or an upper limit."""
        return self is not Qualifier.EXACT and not self.is_approximate

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
