"""What was published of each indicator in several editions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import F

from .models import Figure
from .queries import oldest_first
from .series import Series

if TYPE_CHECKING:
    from collections.abc import Collection
    from uuid import UUID

    from .indicator import Indicator


def series_of_indicators(editions: Collection[UUID]) -> dict[Indicator, Series]:
    """Return the public series of each indicator in these editions, by their translation keys.

    An indicator is that of the oldest figure. One query.
    """
    rows = oldest_first(
        Figure.objects.filter(
            valid_to=None,
            translation_key__in=editions,
            indicator__isnull=False,
            edition_end__gte=F("edition_start"),
        )
    ).select_related("indicator")
    found: dict[UUID, tuple[Indicator, Series]] = {}
    for row in rows:
        assert row.indicator  # noqa: S101
        own = (row.indicator, Series(row.indicator.name))
        found.setdefault(row.indicator.translation_key, own)[1].add(row.translation_key, row)
    return dict(found.values())
