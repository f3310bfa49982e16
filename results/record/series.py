"""What was published of the same figure over the years."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import F, Q
from django.utils.translation import override

from ..quantities import Change, Direction, Incomparable, Period, compare, format_change
from .comparing import measurement_of
from .models import Figure
from .queries import near, oldest_first

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from django.db.models import QuerySet

    from wagtail.models import Page

    from .indicator import Indicator


@dataclass(frozen=True, slots=True)
class Edition:
    """An edition that has figures on record."""

    translation_key: UUID
    title: str
    period: Period


@dataclass(frozen=True, slots=True)
class Point:
    """A figure in a series; `change` is that since the point before it, None for the first."""

    row: Figure
    change: Change | Incomparable | None = None

    def change_text(self, language: str) -> str:
        """Return the change in words, else why there is nothing to compare; "" for the first."""
        if isinstance(self.change, Change):
            return format_change(self.change, language)
        if self.change in (None, Incomparable.MISSING):
            return ""
        with override(language):
            return str(self.change and self.change.label)


@dataclass(slots=True)
class Series:
    """The same figure in several editions: of one indicator, else of one block that was copied.

    `indicator` is that of the oldest figure.
    """

    name: str
    indicator: Indicator | None = None
    points: dict[UUID, Point] = field(default_factory=dict)

    def add(self, edition: UUID, row: Figure) -> None:
        """Add the figure of the next edition; of several the first counts."""
        if edition in self.points:
            return
        last = next(reversed(self.points.values()), None)
        now = measurement_of(row)
        direction = Direction.of(self.indicator.direction) if self.indicator else Direction.NEITHER
        change = compare(now, measurement_of(last.row), direction) if last and now else None
        self.points[edition] = Point(row, change)

    def along(self, editions: list[Edition]) -> list[Point | None]:
        """Return a point for each edition, None where the series has a gap."""
        return [self.points.get(edition.translation_key) for edition in editions]


def series_of(
    index: Page, figures: QuerySet[Figure] | None = None
) -> tuple[list[Edition], list[Series]]:
    """Return the public editions below an index page, oldest first, and the series of their figures.

    Those among `figures`, or all. One query, whatever their number.
    """
    rows = (Figure.objects.all() if figures is None else figures).filter(
        valid_to=None, page__path__startswith=index.path, page__depth=index.depth + 1
    )
    editions, found = _collected(rows.select_related("indicator"))
    return editions, sorted(found, key=lambda each: each.name.casefold())


def series_with(
    page: Any, figure: UUID, indicator: UUID | None
) -> tuple[list[Edition], Series | None]:
    """Return the editions with a figure of this page, oldest first, and the series of that figure.

    `indicator` is the translation key of its indicator; a figure without one is the same over the
    years as the block that was copied. Readers of the page may read all of these editions. One query.
    """
    rows = near(page).filter(
        # Of several for one indicator in its own edition it is this one that the series is of.
        Q(block_id=figure) | ~Q(translation_key=page.translation_key),
        Q(indicator__translation_key=indicator)
        if indicator
        else Q(indicator=None, block_id=figure),
    )
    editions, found = _collected(rows)
    return editions, next(iter(found), None)


def series_of_indicators(editions: Collection[UUID]) -> list[tuple[Indicator, Series]]:
    """Return each indicator with its public series in these editions, given by translation key.

    One query.
    """
    rows = Figure.objects.filter(
        valid_to=None, translation_key__in=editions, indicator__isnull=False
    )
    _editions, found = _collected(rows.select_related("indicator"))
    return [(each.indicator, each) for each in found if each.indicator]


def _collected(figures: QuerySet[Figure]) -> tuple[list[Edition], list[Series]]:
    rows = oldest_first(figures.filter(edition_end__gte=F("edition_start")))
    editions: dict[UUID, Edition] = {}
    found: dict[Any, Series] = {}
    for row in rows:
        assert row.edition_start and row.edition_end  # noqa: S101
        period = Period(row.edition_start, row.edition_end)
        key = row.translation_key
        editions.setdefault(key, Edition(key, row.title, period))
        named = row.indicator.translation_key if row.indicator else row.block_id
        name = row.indicator.name if row.indicator else row.label
        found.setdefault(named, Series(name, row.indicator)).add(key, row)
    return list(editions.values()), list(found.values())
