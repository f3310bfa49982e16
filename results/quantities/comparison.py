"""A figure against an earlier one, a baseline or a target.

What is said is no more exact than the figures are. A limit ("over 250") leaves open by how much, so
there is no change. Approximate figures ("about 250", "nearly 250") give an approximate change, "about
20", to two significant digits; one of less than a twentieth of the figures is "almost unchanged".
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING

from django.utils.translation import override, pgettext_lazy

from .formatting import format_measure, format_quantity, rounded
from .periods import format_period
from .quantity import EXACT
from .units import Choices, Direction, Qualifier, Scale, TargetStatus, Unit

if TYPE_CHECKING:
    from datetime import date

    from django_stubs_ext import StrPromise

    from .periods import Period
    from .quantity import Quantity

# Of a quotient of figures no digit that is shown depends on what is cut off here.
_QUOTIENT = Context(prec=40, rounding=ROUND_HALF_UP)
_WHOLE = Decimal(100)
# By the direction of an indicator, the limits that are certain to be passed.
_BEYOND = {
    Direction.INCREASE: {Qualifier.OVER, Qualifier.AT_LEAST},
    Direction.DECREASE: {Qualifier.UNDER, Qualifier.AT_MOST},
}
# An approximate figure is taken to be that close to the truth.
_CLOSE = Decimal("0.05")

_UP = pgettext_lazy("change", "up %(amount)s since %(period)s")
_DOWN = pgettext_lazy("change", "down %(amount)s since %(period)s")
# Some languages say "3 years ago" as "3 years since".
_LONGER = pgettext_lazy("change of a time", "up %(amount)s since %(period)s")
_SHORTER = pgettext_lazy("change of a time", "down %(amount)s since %(period)s")
_UNCHANGED = pgettext_lazy("change", "unchanged since %(period)s")
_ALMOST_UNCHANGED = pgettext_lazy("change", "almost unchanged since %(period)s")
_BETTER = pgettext_lazy("change", "%(change)s, for the better")
_WORSE = pgettext_lazy("change", "%(change)s, for the worse")

_TARGETS = {
    TargetStatus.MET: pgettext_lazy("target", "the target of %(target)s for %(period)s was met"),
    TargetStatus.PARTLY_MET: pgettext_lazy(
        "target", "the target of %(target)s for %(period)s was partly met"
    ),
    TargetStatus.MISSED: pgettext_lazy(
        "target", "the target of %(target)s for %(period)s was missed"
    ),
    TargetStatus.NOT_YET: pgettext_lazy(
        "target", "the target of %(target)s is for %(period)s, which is not over yet"
    ),
}


class Incomparable(Choices):
    """Why there is nothing to say of two figures."""

    MISSING = "missing", pgettext_lazy("no comparison", "No figure")
    UNIT = "unit", pgettext_lazy("no comparison", "Another unit")
    DEFINITION = "definition", pgettext_lazy("no comparison", "Another definition")
    PERIOD = "period", pgettext_lazy("no comparison", "A period of another length")
    LIMIT = "limit", pgettext_lazy("no comparison", "Known as a limit only")
    BASE = "base", pgettext_lazy("no comparison", "Nothing to start from")
    SHARE = "share", pgettext_lazy("no comparison", "Said in percentage points")


@dataclass(frozen=True, slots=True)
class Measurement:
    """A figure, what it is about and by which version of its indicator's definition."""

    quantity: Quantity
    period: Period
    definition: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What has changed from an earlier figure to a later one, by their exact values.

    `absolute` is in `unit`, percentage points for shares; `relative` in per cent, or says why there
    is none.
    """

    now: Measurement
    earlier: Measurement
    direction: Direction = Direction.NEITHER

    @property
    def is_better(self) -> bool | None:
        """Whether it is a change for the better; None where there is none, or neither way is."""
        if self.direction is Direction.NEITHER or self.is_slight or not self.absolute:
            return None
        return self.absolute.is_signed() is (self.direction is Direction.DECREASE)

    @property
    def absolute(self) -> Decimal:
        """How much there is more, negative for less."""
        return EXACT.subtract(self.now.quantity.value, self.earlier.quantity.value)

    @property
    def unit(self) -> Unit:
        """The unit of `absolute`."""
        unit = self.now.quantity.unit
        return Unit.PERCENTAGE_POINTS if unit is Unit.PERCENT else unit

    @property
    def relative(self) -> Decimal | Incomparable:
        """How many per cent of the earlier figure there are more, negative for less."""
        if self.unit.is_ratio:
            return Incomparable.SHARE
        base = self.earlier.quantity.value
        if base <= 0:
            return Incomparable.BASE
        return _QUOTIENT.divide(EXACT.multiply(self.absolute, _WHOLE), base)

    @property
    def is_approximate(self) -> bool:
        """Whether one of the figures is."""
        return any(each.qualifier.is_approximate for each in self._quantities)

    @property
    def is_slight(self) -> bool:
        """Whether the change may be due to approximate figures alone."""
        largest = max(each.value.copy_abs() for each in self._quantities)
        return self.is_approximate and self.absolute.copy_abs() < EXACT.multiply(largest, _CLOSE)

    @property
    def decimals(self) -> int | None:
        """How many decimals of `absolute` are shown: those of the finer figure, None for all."""
        shown = [each.decimals for each in self._quantities if each.decimals is not None]
        return max(shown) if len(shown) == len(self._quantities) else None

    @property
    def _quantities(self) -> tuple[Quantity, Quantity]:
        return self.now.quantity, self.earlier.quantity


def compare(
    now: Measurement, earlier: Measurement | None, direction: Direction = Direction.NEITHER
) -> Change | Incomparable:
    """Return the change, or why there is none; a baseline is an earlier figure like others."""
    if earlier is None:
        return Incomparable.MISSING
    if reason := _mismatch(now, earlier):
        return reason
    if now.quantity.qualifier.is_limit or earlier.quantity.qualifier.is_limit:
        return Incomparable.LIMIT
    return Change(now, earlier, direction)


def target_status(
    actual: Measurement | None,
    target: Measurement,
    direction: Direction,
    today: date,
    baseline: Measurement | None = None,
) -> TargetStatus | Incomparable:
    """Return how far the figure has come towards its target, or why that cannot be said.

    Partly met is what has come at least half the way from a comparable baseline; without one, a
    target is met or missed. Where neither way is better, it is met by its very number.
    """
    if today <= target.period.end:
        return TargetStatus.NOT_YET
    if actual is None:
        return Incomparable.MISSING
    if reason := _mismatch(actual, target):
        return reason
    goal, qualifier = target.quantity.value, actual.quantity.qualifier
    short = _shortfall(actual.quantity.value, goal, direction)
    if qualifier.is_limit:
        # The truth lies further in the indicator's direction than the limit.
        is_certain = not short and qualifier in _BEYOND.get(direction, ())
        return TargetStatus.MET if is_certain else Incomparable.LIMIT
    is_nearly = qualifier is Qualifier.NEARLY and actual.quantity.value == goal
    if not short and not (is_nearly and direction is not Direction.DECREASE):
        return TargetStatus.MET
    progress = compare(actual, baseline)
    if not isinstance(progress, Change):
        return TargetStatus.MISSED
    way = _shortfall(progress.earlier.quantity.value, goal, direction)
    return TargetStatus.PARTLY_MET if EXACT.add(short, short) <= way else TargetStatus.MISSED


def format_change(change: Change, locale: str) -> str:
    """Return the change in words: "down 12 percentage points since 2015, for the worse".

    A change that rounding would hide is "almost unchanged".
    """
    value, unit, decimals = change.absolute, change.unit, change.decimals
    scale = Scale.NONE if unit.is_ratio else change.now.quantity.scale
    shown = rounded(value, None if decimals is None else decimals - scale.exponent)
    qualifier = Qualifier.EXACT
    if change.is_approximate:
        shown, decimals = rounded(value, 1 - value.adjusted()), None
        qualifier = Qualifier.ABOUT
    with override(locale):
        text = _pattern(change, shown) % {
            "amount": format_measure(
                shown.copy_abs(), unit, locale, qualifier=qualifier, scale=scale, decimals=decimals
            ),
            "period": format_period(change.earlier.period, locale),
        }
        if change.is_better is None or not shown:
            return text
        return (_BETTER if change.is_better else _WORSE) % {"change": text}


def format_target(status: TargetStatus, target: Measurement, locale: str) -> str:
    """Return the status in words: "the target of 90% for 2016 was missed"."""
    with override(locale):
        return _TARGETS[status] % {
            "target": format_quantity(target.quantity, locale),
            "period": format_period(target.period, locale),
        }


def _mismatch(one: Measurement, other: Measurement) -> Incomparable | None:
    if one.quantity.unit is not other.quantity.unit:
        return Incomparable.UNIT
    if one.definition != other.definition:
        return Incomparable.DEFINITION
    return None if one.period.is_as_long_as(other.period) else Incomparable.PERIOD


def _shortfall(value: Decimal, goal: Decimal, direction: Direction) -> Decimal:
    missing = EXACT.subtract(goal, value)
    if direction is Direction.NEITHER:
        return missing.copy_abs()
    return max(missing if direction is Direction.INCREASE else missing.copy_negate(), Decimal(0))


def _pattern(change: Change, shown: Decimal) -> StrPromise:
    if change.is_slight:
        return _ALMOST_UNCHANGED
    if not shown:
        return _ALMOST_UNCHANGED if change.absolute else _UNCHANGED
    up, down = (_LONGER, _SHORTER) if change.unit.is_duration else (_UP, _DOWN)
    return down if shown.is_signed() else up
