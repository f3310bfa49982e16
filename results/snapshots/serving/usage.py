"""Usage of the stored answers, noted now and then, and the budget of bytes that they keep to."""

from __future__ import annotations

import logging
from collections.abc import Mapping

from django.db import Error, connection, transaction
from django.db.models import Sum
from django.utils import timezone

from ...conf import setting
from ..database import impatient
from ..models import Snapshot

logger = logging.getLogger(__name__)

# So many answers of one process at a time.
MOST = 200
_NOTE = f"UPDATE {Snapshot._meta.db_table} SET asked = asked + %s, asked_at = %s WHERE key = %s"  # noqa: S608


def note_usage(asked: Mapping[str, int]) -> None:
    """Add to the table how often each key was asked for; nobody waits for it, or fails with it."""
    most = sorted(dict(asked).items(), key=lambda item: -item[1])[:MOST]
    if not most:
        return
    now = timezone.now()
    try:
        with impatient(connection), transaction.atomic(), connection.cursor() as cursor:
            # In one order, so that processes do not wait for each other crosswise.
            cursor.executemany(_NOTE, [(number, now, key) for key, number in sorted(most)])
    except Error as error:
        logger.info("What was asked for is not noted: %s", error)


# So much of the budget may be stored by one process before it looks at the sum again.
SHARE = 0.05
# What is left after an eviction, so that not every storing evicts.
LEFT = 0.9
SLICE = 500

_since_looked: float = float("inf")


def keep_within_budget(more: int) -> None:
    """Note that so many bytes more are stored, and evict if it is time to look."""
    global _since_looked
    _since_looked += more
    if _since_looked > int(setting("SNAPSHOT_BYTES")) * SHARE:
        _since_looked = 0
        evict()


def evict() -> int:
    """Delete what is beyond the budget; return how many answers went."""
    budget = int(setting("SNAPSHOT_BYTES"))
    total = Snapshot.objects.aggregate(sum=Sum("weight"))["sum"] or 0
    if total <= budget:
        return 0
    deleted = 0
    ordered = Snapshot.objects.order_by("-is_variant", "asked_at", "pk")
    while total > budget * LEFT:
        with transaction.atomic():
            rows = ordered.select_for_update(skip_locked=True).values_list("pk", "weight")[:SLICE]
            ids = []
            for pk, weight in rows:
                ids.append(pk)
                total -= weight
                if total <= budget * LEFT:
                    break
            if not ids:
                break
            Snapshot.objects.filter(pk__in=ids).delete()
        deleted += len(ids)
    return deleted
