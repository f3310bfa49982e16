"""Wagtail's PostgreSQL search, safe for pages that several editors save at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Avg, F
from django.db.models.functions import Length

from modelsearch.backends.database.postgres.postgres import PostgresIndex, PostgresSearchBackend
from modelsearch.utils import get_content_type_pk


class OwnEntriesIndex(PostgresIndex):
    """An index in which saving a page updates the entries of that page only.

    Wagtail's own updates every entry whose title has average length, to weigh titles. Two
    transactions that save two such pages, as publishing does twice each, then deadlock until
    PostgreSQL aborts one, which is a 500 to an editor.
    """

    def add_items(self, model: type[Any], objs: Sequence[Any]) -> None:
        """Write the entries of these objects, weighing their titles against all."""
        super().add_items(model, objs)
        titles = self.entries.annotate(title_length=Length("title")).filter(title_length__gt=0)
        average = titles.aggregate(average=Avg("title_length"))["average"]
        own = titles.filter(
            content_type_id=get_content_type_pk(model),
            object_id__in=[str(item.pk) for item in objs],
        )
        own.update(title_norm=average / F("title_length"))

    def _refresh_title_norms(self, full: bool = False) -> None:
        # Asked for after each addition, which has weighed its own titles, and after a rebuild.
        if full:
            super()._refresh_title_norms(full=True)


class SearchBackend(PostgresSearchBackend):
    """Wagtail's PostgreSQL search backend with that index; Wagtail finds it by its name."""

    index_class = OwnEntriesIndex
