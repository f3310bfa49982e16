"""Dropping what is stored because a person says so."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from django.db import transaction
from django.db.models import F

from ..models import Gate, Snapshot
from ..purging import purge
from ..serving.copies import drop_copies
from ..serving.epoch import announce
from ..watching import begin_generation
from ..watching.sweeping import drop_snapshots, hold_gate
from .tidying import tidy


def clear() -> int:
    """Drop every snapshot, in all processes at once; gives back how many rows are gone."""
    begin_generation()
    return tidy()


def drop(ids: Iterable[int]) -> None:
    """Drop these, so that nobody goes on with them: no process, and no cache in front."""
    wanted = list(ids)
    with transaction.atomic():
        hold_gate(epoch=F("epoch") + 1)
        names = list(Snapshot.objects.filter(pk__in=wanted).values_list("key", "url"))
        drop_snapshots(wanted)
        epoch = Gate.objects.values_list("epoch", flat=True).get(pk=1)
        transaction.on_commit(partial(announce, epoch))
        transaction.on_commit(partial(drop_copies, [key for key, _url in names]))
        transaction.on_commit(partial(purge, [url for _key, url in names]))
