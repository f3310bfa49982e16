"""What others ask the record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .models import Figure

if TYPE_CHECKING:
    from uuid import UUID

    from django.db.models import QuerySet


def record_of(page: Any) -> QuerySet[Figure]:
    """Return what is recorded as public now of an edition, the same for each language version."""
    return Figure.objects.filter(translation_key=page.translation_key, valid_to=None)


def history_of(translation_key: UUID, block_id: UUID) -> QuerySet[Figure]:
    """Return everything that was published of a figure, oldest first."""
    figures = Figure.objects.filter(translation_key=translation_key, block_id=block_id)
    return figures.order_by("valid_from", "pk")
