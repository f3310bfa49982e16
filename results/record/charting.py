"""What was published over the years, as series to draw."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from .. import drawing
from ..quantities import Incomparable, Period, format_period

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .series import Edition, Point, Series

NOT_COUNTED_ALIKE = {Incomparable.DEFINITION, Incomparable.PERIOD}


def series_to_draw(
    series: Series, editions: Sequence[Edition], language: str, name: str = ""
) -> drawing.Series:
    """Return the series with a point for each edition, the last of which is the newest one.

    Between editions of calendar years a year without one is a gap. `name` is that in the language,
    else the series' own. Raises ChartError where its figures have different units.
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
    return drawing.Series(name or series.name, points, units.pop())


def _with_gaps(editions: Sequence[Edition]) -> list[tuple[Period, Edition | None]]:
    years = {edition.period.start.year: edition for edition in editions if edition.period.is_year}
    if not years or len(years) < len(editions):
        return [(edition.period, edition) for edition in editions]
    return [
        (Period(date(year, 1, 1), date(year, 12, 31)), years.get(year))
        for year in range(min(years), max(years) + 1)
    ]


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
