"""The figures of a page against what was published before, the baseline and the target."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import chain
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.timezone import localdate

from ..blocks.displays import ComparisonDisplay, ShownComparison, ShownTarget
from ..quantities import (
    Change,
    Direction,
    Incomparable,
    Measurement,
    Period,
    Quantity,
    TargetStatus,
    Unit,
    compare,
    format_change,
    format_period,
    format_plain,
    format_target,
)
from ..quantities.comparison import target_status
from .indicator import Indicator, IndicatorTarget
from .models import last_before, published_until

if TYPE_CHECKING:
    from ..blocks.stat_value import StatValue
    from .models import Figure


class Comparison(NamedTuple):
    """What there is to say of a figure over the years; `target` is that of its own period."""

    previous: Change | Incomparable
    baseline: Change | Incomparable | None = None
    target: Measurement | None = None
    status: TargetStatus | Incomparable | None = None

    def display(self, language: str) -> ComparisonDisplay:
        """Return it as it is shown, each part None without any."""
        return ComparisonDisplay(
            previous=shown_change(self.previous, language),
            baseline=None if self.baseline is None else shown_change(self.baseline, language),
            target=self._target(language),
        )

    def _target(self, language: str) -> ShownTarget | None:
        if self.target is None or not isinstance(self.status, TargetStatus):
            return None
        return ShownTarget(
            text=format_target(self.status, self.target, language),
            status=str(self.status),
            value=format_plain(self.target.quantity.value),
        )


def shown_change(change: Change | Incomparable, language: str) -> ShownComparison | None:
    """Return the change as it is shown, or why there is none; None where there was nothing before."""
    if change is Incomparable.MISSING:
        return None
    if isinstance(change, Incomparable):
        return ShownComparison(text="", reason=str(change))
    relative = change.relative
    return ShownComparison(
        text=format_change(change, language),
        period=format_period(change.earlier.period, language),
        absolute=format_plain(change.absolute),
        better=change.is_better,
        relative="" if isinstance(relative, Incomparable) else f"{relative:.1f}",
    )


def comparisons(
    page: Any,
    figures: Iterable[StatValue],
    published: Sequence[Figure] | None = None,
) -> dict[str, Comparison]:
    """Return the comparison of each figure with an indicator, by the id of its block.

    `published` is what `published_until` has found of their indicators, if it has been asked; two
    queries else one.
    """
    named = [
        (value, quantity)
        for value in figures
        if value.get("indicator") and (quantity := value.quantity)
    ]
    if not named or getattr(page, "period", None) is None or not page.path:
        return {}
    indicators = {value["indicator"].pk: value["indicator"] for value, _quantity in named}
    targets = _targets(indicators)
    keys = {each.translation_key for each in indicators.values()}
    rows = published_until(page, keys) if published is None else published
    known = {
        str(row.block_id): row.definition_version
        for row in rows
        if row.translation_key == page.translation_key
        and row.indicator
        and row.indicator.translation_key in keys
    }
    earlier, today = last_before(page, rows), localdate()
    found = {}
    for value, quantity in named:
        key = value.block_id
        indicator = value["indicator"]
        definition = known.get(key, indicator.definition_version)
        now = Measurement(quantity, _period(value, page), definition)
        before, base = earlier.get(indicator.translation_key), baseline_of(indicator)
        target = targets.get((indicator.pk, now.period))
        direction = Direction.of(indicator.direction)
        found[key] = Comparison(
            compare(now, before.measured if before else None, direction),
            compare(now, base, direction) if base and base.period.end < now.period.end else None,
            target,
            target_status(now, replace(target, period=now.period), direction, today, base)
            if target
            else None,
        )
    return found


def _period(value: StatValue, page: Any) -> Period:
    if value.as_of:
        return Period(value.as_of, value.as_of)
    return value.period or page.period


def _targets(indicators: dict[int, Indicator]) -> dict[tuple[int, Period], Measurement]:
    """The targets by indicator and period; one for a year is also that of the year's last day."""
    asked = [pk for pk, each in indicators.items() if each.known_targets is None]
    targets = list(IndicatorTarget.objects.filter(indicator__in=asked)) if asked else []
    targets += chain.from_iterable(each.known_targets or () for each in indicators.values())
    return {
        (target.indicator_id, reached): goal
        for target in targets
        for goal in (_goal(target, indicators[target.indicator_id]),)
        for reached in (goal.period, Period(goal.period.end, goal.period.end))
    }


def _goal(target: IndicatorTarget, indicator: Indicator) -> Measurement:
    period = Period(target.period_start, target.period_end)
    return Measurement(_quantity(target.value, indicator), period, indicator.definition_version)


def targets_of(
    indicator: Indicator, series: Iterable[Measurement]
) -> Iterator[tuple[Measurement, TargetStatus | Incomparable]]:
    """Yield each target of an indicator, and how far the figure of its period has come towards it."""
    by_period = {figure.period: figure for figure in series}
    base, direction = baseline_of(indicator), Direction.of(indicator.direction)
    for target in indicator.targets.all():
        goal = _goal(target, indicator)
        end = goal.period.end
        now = by_period.get(goal.period) or by_period.get(Period(end, end))
        aim = replace(goal, period=now.period) if now else goal
        yield goal, target_status(now, aim, direction, localdate(), base)


def baseline_of(indicator: Indicator) -> Measurement | None:
    """Return the figure that later ones of the indicator are compared with, or None."""
    start, end = indicator.baseline_period_start, indicator.baseline_period_end
    if indicator.baseline_value is None or start is None or end is None:
        return None
    quantity = _quantity(indicator.baseline_value, indicator)
    return Measurement(quantity, Period(start, end), indicator.definition_version)


def _quantity(value: Decimal, indicator: Indicator) -> Quantity:
    return Quantity(value, Unit.of(indicator.unit))
