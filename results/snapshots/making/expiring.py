"""When an answer gets old by the clock alone: at the first expiry of what it depends on."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django.utils import timezone

from wagtail.models import Page

from ..statements.needs import Need, plain
from ..statements.tables import tables

if TYPE_CHECKING:
    from datetime import datetime

    from ..watching.images import Row


def first_expiry(needs: list[Need], epoch: int) -> datetime | None:
    """The first moment at which a page expires that meets one of the needs, or None.

    Going live is a change that somebody writes; expiry is one that a page may know by itself.
    """
    name = Page._meta.db_table
    wanted = [need for need in needs if need.table == name]
    now = timezone.now()
    for moment, row in _coming(epoch):
        if moment > now and any(need.holds(row) for need in wanted):
            return moment
    return None


@lru_cache(maxsize=1)
def _coming(epoch: int) -> list[tuple[datetime, Row]]:
    """The pages that will expire, first the next one; as long as nothing has been swept."""
    columns = tables()[Page._meta.db_table].columns
    names = {field.column: field.attname for field in Page._meta.concrete_fields}
    pages = Page.objects.filter(live=True, expire_at__gt=timezone.now()).order_by("expire_at")
    return [
        (page["expire_at"], {column: plain(page[names[column]]) for column in columns})
        for page in pages.values("expire_at", *(names[column] for column in columns))
    ]
