"""What was published over the years, as series to draw."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from .. import drawing
from ..quantities import Incomparable, Period, format_period
from .queries import figures_until
from .series import Edition, Series

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from uuid import UUID

    from .models import Figure
    from .series import Point

MOST_COLUMNS = 12
NOT_COUNTED_ALIKE = {Incomparable.DEFINITION, Incomparable.PERIOD}


def series_to_draw(
    series: Series, editions: Sequence[Edition], language: str, name: str = "", spoken: str = ""
) -> drawing.Series:
    """Return the series with a point for each edition, the last of which is the newest one.

    A year between years that has no edition is a gap. `name` is the one to show, else that of the
    series, and `spoken` its language where that is another one. Raises ChartError where its figures
    have different units.
    """
    units = {point.row.quantity.unit for point in series.points.values()}
    if len(units) != 1:
        raise drawing.ChartError(drawing.Refusal.UNITS if units else drawing.Refusal.EMPTY)
    places = _with_gaps(editions)
    points = tuple(
        _point(
            period,
            series.points.get(edition.translation_key) if edition else None,
            language,
            is_newest=place == len(places) - 1,
        )
        for place, (period, edition) in enumerate(places)
    )
    return drawing.Series(name or series.name, points, units.pop(), spoken)


def chart_over_time(
    series: Series, editions: Sequence[Edition], language: str, name: str, own: UUID | None = None
) -> drawing.Chart | None:
    """Return columns, of many editions a line; None where there is nothing to draw exactly.

    The newest edition stands out, or that of the translation key `own`.
    """
    is_long = len(editions) > MOST_COLUMNS
    kind = drawing.ChartKind.LINE if is_long else drawing.ChartKind.COLUMNS
    periods = {each.translation_key: format_period(each.period, language) for each in editions}
    try:
        drawn = series_to_draw(series, editions, language, name)
        if own in periods:
            points = tuple(
                replace(each, is_newest=each.label == periods[own]) for each in drawn.points
            )
            drawn = replace(drawn, points=points)
        return drawing.chart_of(kind, [drawn], title=name, language=language)
    except drawing.ChartError:
        return None


def series_until(
    page: Any, own: Iterable[Figure], indicators: set[UUID]
) -> tuple[list[Edition], dict[UUID, Series]]:
    """Return the editions up to the page's, and the series of these indicators by translation key.

    `own` are the figures that the page has now, which may be a draft; of its edition nothing else is
    shown. One query.
    """
    published: dict[UUID, Figure] = {}
    editions: dict[UUID, Edition] = {}
    series: dict[UUID, Series] = {}
    for row in figures_until(page, indicators):
        if row.translation_key == page.translation_key:
            published[row.block_id] = row
        elif row.edition_start and row.edition_end:
            key, period = row.translation_key, Period(row.edition_start, row.edition_end)
            editions.setdefault(key, Edition(key, row.title, period))
            _add(series, row)
    editions[page.translation_key] = Edition(page.translation_key, page.title, page.period)
    for row in own:
        if row.indicator and row.indicator.translation_key in indicators:
            if row.block_id in published:
                # What it was counted by when it was published holds, whatever holds since.
                row.definition_version = published[row.block_id].definition_version
            _add(series, row)
    return list(editions.values()), series


def _add(series: dict[UUID, Series], row: Figure) -> None:
    assert row.indicator  # noqa: S101
    key = row.indicator.translation_key
    series.setdefault(key, Series(row.indicator.name, row.indicator)).add(row.translation_key, row)


def _with_gaps(editions: Sequence[Edition]) -> list[tuple[Period, Edition | None]]:
    """The editions with what lies between them, where all are of as many whole months."""
    months = {edition.period.months for edition in editions}
    starts = {_month(edition.period): edition for edition in editions}
    first, last = min(starts), max(starts)
    step = months.pop()
    is_even = all(edition.period.has_whole_months for edition in editions) and not any(
        (start - first) % step for start in starts
    )
    if months or not is_even or len(starts) < len(editions):
        return [(edition.period, edition) for edition in editions]
    places = range(first, last + 1, step)
    if len(places) > drawing.MOST_POINTS:
        raise drawing.ChartError(drawing.Refusal.POINTS)
    found = [(start, starts.get(start)) for start in places]
    return [(each.period if each else _from(start, step), each) for start, each in found]


def _month(period: Period) -> int:
    return period.start.year * 12 + period.start.month - 1


def _from(month: int, months: int) -> Period:
    after = month + months
    return Period(
        date(month // 12, month % 12 + 1, 1),
        date(after // 12, after % 12 + 1, 1) - timedelta(days=1),
    )


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
