"""Keeping what is stored within a number of bytes: the least recently asked for goes first.

Answers to addresses with parameters go before those without: nobody who makes up parameters drives
a page out.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import Sum

from ...conf import setting
from ..models import Snapshot

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
