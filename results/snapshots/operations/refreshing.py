"""Rendering again, after a change, what visitors ask for most: they seldom meet a miss."""

from __future__ import annotations

from django.db.models import Q

from ...conf import setting
from ..models import CacheVersion, Snapshot
from ..serving.addresses import Address
from ..switch import is_on
from ..versions import ONLY, settled_state, state
from .warming import MADE, warm_one


def refresh() -> int:
    """Render the most asked for answers that are old; return how many were stored.

    There are at most `SNAPSHOT_REFRESH` of them, those first that were asked for since the change
    before the last one. It ends at the next change, which makes old what it has rendered.
    """
    if not is_on():
        return 0
    version = settled_state().version
    stored = 0
    for address in _most_asked(version):
        if state().version != version:
            break
        stored += warm_one(address).state == MADE
    return stored


def _most_asked(version: int) -> list[Address]:
    row = CacheVersion.objects.filter(pk=ONLY).first()
    since = Q(asked_at__gte=row.changed_before) if row else Q(pk__isnull=True)
    rows = Snapshot.objects.exclude(version=version).annotate(is_recent=since)
    ordered = rows.order_by("-is_recent", "-asked", "pk")
    found = ordered.values_list("address", "key")[: int(setting("SNAPSHOT_REFRESH"))]
    addresses = [(Address(*parts), key) for parts, key in found]
    # Of another release: nobody is given it.
    return [address for address, key in addresses if address.key == key]
