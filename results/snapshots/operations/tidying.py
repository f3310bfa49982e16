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

if TYPE_CHECKING:
    from collections.abc import Iterator

SLICE = 500


def tidy() -> int:
    """Delete what nobody is given any more, and the oldest beyond `SNAPSHOT_ROWS`.

    Gives back how many were deleted. No process needs to know: what it has in memory of them is as
    good as it was, until the next change makes it look for the row.
    """
    sweep_leftovers()
    keep_folder()
    _epoch, generation = table.state()
    useless = Q(generation__lt=generation) | Q(valid_until__lte=timezone.now())
    deleted = _delete(Snapshot.objects.filter(useless))
    too_many = Snapshot.objects.count() - int(setting("SNAPSHOT_ROWS"))
    if too_many > 0:
        oldest = Snapshot.objects.order_by("pk").values_list("pk", flat=True)
        last = oldest[too_many - 1 : too_many].get()
        deleted += _delete(Snapshot.objects.filter(pk__lte=last))
    return deleted


def _delete(rows: Any) -> int:
    """Delete the rows a slice at a time, so that nobody waits for long who stores one."""
    deleted = 0
    for ids in _slices(rows):
        keys = list(Snapshot.objects.filter(pk__in=ids).values_list("key", flat=True))
        with transaction.atomic():
            before = Snapshot.objects.filter(pk__in=ids).count()
            drop_snapshots(ids)
            deleted += before - Snapshot.objects.filter(pk__in=ids).count()
        # No change would be told to them any more.
        drop_copies(keys)
    return deleted


def _slices(rows: Any) -> Iterator[list[int]]:
    last = 0
    while ids := list(rows.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:SLICE]):
        yield ids
        last = ids[-1]
