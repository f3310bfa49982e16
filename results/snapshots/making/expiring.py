"""When an answer gets old by the clock alone: at the first expiry of what it depends on."""

from __future__ import annotations

from functools import lru_cache
from operator import itemgetter
from typing import TYPE_CHECKING

from django.db import connection
from django.utils import timezone

from wagtail.models import Page

from ..statements.tables import tables
from ..watching.images import MOST_ROWS, Row, by_key

if TYPE_CHECKING:
    from datetime import datetime

    from ..statements.needs import Need


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
    pages = Page.objects.filter(live=True, expire_at__gt=timezone.now())
    expiries = dict(pages.values_list("pk", "expire_at"))
    keys = list(expiries)
    root = tables()[Page._meta.db_table]
    found: list[tuple[datetime, Row]] = []
    for start in range(0, len(keys), MOST_ROWS):
        rows = by_key(connection, root, keys[start : start + MOST_ROWS]) or ()
        found += ((expiries[int(str(row[root.root_key]))], row) for row in rows)
    return sorted(found, key=itemgetter(0))
