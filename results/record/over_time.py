"""The figures of a page over the years: against what was before, the baseline and the target; series and charts."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from operator import attrgetter
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.timezone import localdate
from django.utils.translation import override

from ..asking import asked
from ..blocks.displays import ComparisonDisplay, ShownComparison, ShownTarget
from ..blocks.stat_value import StatValue
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
from ..quantities import chart as drawing
from ..quantities.comparison import target_status
from ..quantities.periods import next_period
from .indicator import Indicator, IndicatorTarget
from .models import NEVER, Figure, last_before, published_until


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
    known = _definitions(page.translation_key, rows)
    earlier, today = last_before(page, rows), localdate()
    found = {}
    for value, quantity in named:
        key, indicator = value.block_id, value["indicator"]
        as_published = UUID(key), indicator.translation_key
        definition = known.get(as_published, indicator.definition_version)
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


def _definitions(edition: UUID, rows: Iterable[Figure]) -> dict[tuple[UUID, UUID], int | None]:
    """The version of its definition that each figure was published with, by its block and indicator."""
    own = (row for row in rows if row.translation_key == edition)
    return {(row.block_id, row.known_by): row.definition_version for row in own}


def _period(value: StatValue, page: Any) -> Period:
    if value.as_of:
        return Period(value.as_of, value.as_of)
    return value.period or page.period


def _targets(indicators: dict[int, Indicator]) -> dict[tuple[int, Period], Measurement]:
    """The targets by indicator and period; one for a year is also that of the year's last day."""
    return {
        (target.indicator_id, reached): goal
        for target in asked(_targets_for, sorted(indicators))
        for goal in (_goal(target, indicators[target.indicator_id]),)
        for reached in (goal.period, Period(goal.period.end, goal.period.end))
    }


def _targets_for(indicators: Any) -> Any:
    return IndicatorTarget.objects.filter(indicator__in=indicators)


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


MOST_COLUMNS = 12
NOT_COUNTED_ALIKE = {Incomparable.DEFINITION, Incomparable.PERIOD}


class Edition(NamedTuple):
    """An edition that has figures on record."""

    translation_key: UUID
    title: str
    period: Period


class ShownPoint(NamedTuple):
    """A figure in words, and in plain notation; `change` is that since the one before, "" without."""

    when: str
    value: str
    text: str
    change: str


class Point(NamedTuple):
    """A figure in a series; `change` is that since the point before it, None for the first."""

    row: Figure
    change: Change | Incomparable | None = None

    def shown(self, language: str) -> ShownPoint:
        """Return the figure with its change in a language."""
        row = self.row
        value = format_plain(row.value)
        return ShownPoint(row.when(language), value, row.text(language), self._change(language))

    def _change(self, language: str) -> str:
        """The change in words, else why there is nothing to compare; "" for the first."""
        if isinstance(self.change, Change):
            return format_change(self.change, language)
        if self.change in (None, Incomparable.MISSING):
            return ""
        with override(language):
            return str(self.change and self.change.label)


@dataclass(slots=True)
class Series:
    """The same figure in several editions: of the oldest one's indicator, else of a copied block."""

    indicator: Indicator | None = None
    points: dict[UUID, Point] = field(default_factory=dict)

    def add(self, edition: UUID, row: Figure) -> None:
        """Add the figure of the next edition; of several the first counts."""
        if edition in self.points:
            return
        last = next(reversed(self.points.values()), None)
        now = row.measured
        direction = Direction.of(self.indicator.direction) if self.indicator else Direction.NEITHER
        change = compare(now, last.row.measured, direction) if last and now else None
        self.points[edition] = Point(row, change)


def series_with(
    page: Any, figure: UUID, indicator: UUID | None
) -> tuple[list[Edition], Series | None]:
    """Return the editions with a figure of this page, oldest first, and the series of that figure.

    `indicator` is the translation key of its indicator; a figure without one is the same over the
    years as the block that was copied. Readers of the page may read all of these editions. One query.
    """
    # Of several for one indicator in its own edition it is this one that the series is of.
    rows = (
        row
        for row in published_until(page, {indicator or figure}, NEVER)
        if row.block_id == figure or row.translation_key != page.translation_key
    )
    editions, found = series_of(rows)
    return editions, next(iter(found.values()), None)


def series_of(figures: Iterable[Figure]) -> tuple[list[Edition], dict[UUID, Series]]:
    """Return the editions of figures in this order, and the series of what each figure is known by."""
    editions: dict[UUID, Edition] = {}
    found: dict[UUID, Series] = {}
    for row in figures:
        if not (row.edition_start and row.edition_end and row.edition_start <= row.edition_end):
            continue
        key = row.translation_key
        period = Period(row.edition_start, row.edition_end)
        editions.setdefault(key, Edition(key, row.title, period))
        found.setdefault(row.known_by, Series(row.indicator)).add(key, row)
    return list(editions.values()), found


def series_to_draw(
    series: Series,
    editions: Sequence[Edition],
    language: str,
    name: str,
    spoken: str = "",
    own: UUID | None = None,
) -> drawing.Series:
    """Return the series with a point for each edition, the newest or `own` of which stands out.

    A year between years that has no edition is a gap. `name` is the one to show, and `spoken` its
    language where that is another one. Raises ChartError where its figures have different units.
    """
    units = {point.row.quantity.unit for point in series.points.values()}
    if len(units) != 1:
        raise drawing.ChartError(drawing.Refusal.UNITS if units else drawing.Refusal.EMPTY)
    keys = [each.translation_key for each in editions]
    newest = own if own in keys else keys[-1]
    points = tuple(
        _point(
            period,
            series.points.get(edition.translation_key) if edition else None,
            language,
            is_newest=edition is not None and edition.translation_key == newest,
        )
        for period, edition in _with_gaps(editions)
    )
    return drawing.Series(name, points, units.pop(), spoken)


def chart_over_time(
    series: Series, editions: Sequence[Edition], language: str, name: str, own: UUID | None = None
) -> drawing.Chart | None:
    """Return columns or a line, the newest edition or `own` standing out; None if not exact."""
    is_long = len(editions) > MOST_COLUMNS
    kind = drawing.ChartKind.LINE if is_long else drawing.ChartKind.COLUMNS
    try:
        drawn = series_to_draw(series, editions, language, name, own=own)
        return drawing.chart_of(kind, [drawn], title=name, language=language)
    except drawing.ChartError:
        return None


def series_until(
    page: Any, own: Iterable[Figure], indicators: set[UUID], published: Iterable[Figure]
) -> tuple[list[Edition], dict[UUID, Series]]:
    """Return the editions up to the page's, and the series of these indicators by translation key.

    `own` are the figures that the page has now, which may be a draft; of its edition nothing else is
    shown. `published` is what `published_until` has found of the indicators, and maybe of others.
    """
    key = page.translation_key
    rows, shown = (
        [row for row in found if row.indicator and row.indicator.translation_key in indicators]
        for found in (published, own)
    )
    known = _definitions(key, rows)
    for row in shown:
        # What it was counted by when it was published holds, whatever holds since.
        row.definition_version = known.get((row.block_id, row.known_by), row.definition_version)
    before = [row for row in rows if row.translation_key != key]
    editions, series = series_of([*before, *shown])
    others = [each for each in editions if each.translation_key != key]
    return [*others, Edition(key, page.title, page.period)], series


def _with_gaps(editions: Sequence[Edition]) -> list[tuple[Period, Edition | None]]:
    """The editions with what lies between them, where all are of as many whole months."""
    known = {edition.period: edition for edition in editions}
    starts = sorted(known, key=attrgetter("start"))
    is_even = starts[0].has_whole_months and len({period.months for period in known}) == 1
    places = starts[:1]
    while is_even and places[-1].end < starts[-1].start:
        places.append(next_period(places[-1]))
    if known.keys() - set(places) or len(known) < len(editions):
        return [(edition.period, edition) for edition in editions]
    if len(places) > drawing.MOST_POINTS:
        raise drawing.ChartError(drawing.Refusal.POINTS)
    return [(period, known.get(period)) for period in places]


def _point(period: Period, found: Point | None, language: str, *, is_newest: bool) -> drawing.Point:
    label = format_period(period, language)
    if found is None:
        return drawing.Point(label, None, "", is_newest)
    quantity = found.row.quantity
    return drawing.Point(
        label,
        quantity.value,
        found.row.text(language),
        is_newest,
        breaks=found.change in NOT_COUNTED_ALIKE,
        qualifier=quantity.qualifier,
    )
