"""Deleting rows that are still good, so that nobody goes on with what they say."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import F

from ..models import Gate, Snapshot
from ..serving.copies import tell
from ..watching.sweeping import drop_snapshots, hold_gate

if TYPE_CHECKING:
    from collections.abc import Collection


def delete_good(ids: Collection[int]) -> list[str]:
    """Delete these rows, in all processes at once, copies included; gives back their addresses.

    Where another transaction holds one of them, all snapshots are made old instead.
    """
    with transaction.atomic():
        hold_gate(epoch=F("epoch") + 1)
        names = list(Snapshot.objects.filter(pk__in=ids).values_list("key", "url"))
        if not drop_snapshots(ids):
            hold_gate(generation=F("generation") + 1)
        epoch = Gate.objects.values_list("epoch", flat=True).get(pk=1)
        transaction.on_commit(partial(tell, epoch, [key for key, _url in names]))
    return [url for _key, url in names]
