"""Rendering before somebody asks, and deleting what is of no more use."""

from __future__ import annotations

from datetime import timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db.models import Q, Subquery
from django.utils import timezone

from ...conf import setting
from ..change_signal import keep_folder
from ..models import CacheVersion, Snapshot
from ..rendering import PASSING, render
from ..serving import table
from ..serving.addresses import Address
from ..serving.rules import is_on
from ..versions import ONLY, current_version, invalidate, settled_version

if TYPE_CHECKING:
    from collections.abc import Iterable

MADE, KEPT = "made", "kept"


def warm(addresses: Iterable[Address]) -> dict[str, Any]:
    """Render what is missing, one after the other; return the report of the command."""
    counted = {MADE: 0, KEPT: 0}
    refused = []
    for address in addresses:
        outcome = warm_one(address)
        if outcome in counted:
            counted[outcome] += 1
        else:
            refused.append({"address": address.url, "reason": outcome})
    return {**counted, "refused": refused}


def warm_one(address: Address) -> str:
    """Render the answer of the address unless a valid one is stored.

    Return "made", "kept" where it is stored already, or the reason why it was refused. A reader who
    wants it meanwhile does not wait for that: this may be a process that gives way to all others.
    """
    if table.find(address.key) is not None:
        return KEPT
    rendered = render(address, patiently=True)
    return rendered if isinstance(rendered, str) else MADE


def refresh() -> int:
    """Render the most asked for answers that are old; return how many were stored.

    There are at most `SNAPSHOT_REFRESH` of them, those first that were asked for since the change
    before the last one. It ends at the next change, which makes old what it has rendered.
    """
    if not is_on():
        return 0
    version = settled_version()
    stored = 0
    for address in _most_asked(version):
        if current_version() != version:
            break
        outcome = warm_one(address)
        stored += outcome == MADE
        if outcome not in (MADE, KEPT, *PASSING):
            # Else it would be tried each time, before others.
            Snapshot.objects.filter(key=address.key).delete()
    return stored


def _most_asked(version: int) -> list[Address]:
    since = Subquery(CacheVersion.objects.filter(pk=ONLY).values("changed_before"))
    rows = Snapshot.objects.exclude(version=version).annotate(is_recent=Q(asked_at__gte=since))
    ordered = rows.order_by("-is_recent", "-asked", "pk")
    found = ordered.values_list("address", "key").iterator()
    addresses = ((Address(*parts), key) for parts, key in found)
    # Of another release: nobody is given it.
    own = (address for address, key in addresses if address.key == key)
    return list(islice(own, int(setting("SNAPSHOT_REFRESH"))))


def tidy() -> int:
    """Delete old answers that nobody has asked for lately, and what is beyond the budget.

    Returns how many were deleted. What is old but asked for stays to be rendered again.
    """
    keep_folder()
    version = settled_version()
    long_ago = timezone.now() - timedelta(seconds=int(setting("SNAPSHOT_MAX_AGE")))
    old = Snapshot.objects.filter(asked_at__lt=long_ago).exclude(
        version=version, valid_until__gt=timezone.now()
    )
    return int(old.only("pk").delete()[0]) + table.evict()


def clear() -> int:
    """Delete every answer, in all processes at once; return how many rows are gone."""
    invalidate()
    return int(Snapshot.objects.only("pk").delete()[0])
