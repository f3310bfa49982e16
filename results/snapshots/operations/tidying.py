"""Deleting the rows that are of no more use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from ...conf import setting
from ..models import Snapshot
from ..serving import table
from ..serving.copies import drop_copies
from ..serving.epoch import keep_folder
from ..watching.sweeping import drop_snapshots, sweep_leftovers
from .deleting import delete_good

if TYPE_CHECKING:
    from collections.abc import Iterator

SLICE = 500


def tidy() -> int:
    """Delete what nobody is given any more, and the oldest beyond `SNAPSHOT_ROWS`.

    Gives back how many were deleted.
    """
    sweep_leftovers()
    keep_folder()
    _epoch, generation = table.state()
    useless = Q(generation__lt=generation) | Q(valid_until__lte=timezone.now())
    deleted = sum(map(_delete_useless, _slices(Snapshot.objects.filter(useless))))
    too_many = Snapshot.objects.count() - int(setting("SNAPSHOT_ROWS"))
    if too_many > 0:
        oldest = Snapshot.objects.order_by("pk").values_list("pk", flat=True)
        last = oldest[too_many - 1 : too_many].get()
        for ids in _slices(Snapshot.objects.filter(pk__lte=last)):
            deleted += len(delete_good(ids))
    return deleted


def _delete_useless(ids: list[int]) -> int:
    """Delete what is given to nobody; no process needs to know."""
    keys = list(Snapshot.objects.filter(pk__in=ids).values_list("key", flat=True))
    with transaction.atomic():
        before = Snapshot.objects.filter(pk__in=ids).count()
        drop_snapshots(ids)
        deleted = before - Snapshot.objects.filter(pk__in=ids).count()
    drop_copies(keys)
    return deleted


def _slices(rows: Any) -> Iterator[list[int]]:
    """The keys of the rows, so many at a time that nobody waits for long who stores one."""
    last = 0
    while ids := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:SLICE]):
        yield ids
        last = ids[-1]
