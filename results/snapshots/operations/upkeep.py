"""Rendering before somebody asks, and deleting what is of no more use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils import timezone

from ...conf import setting
from ..change_signal import keep_folder
from ..models import CacheVersion, Snapshot
from ..rendering import render
from ..rendering.claims import claim
from ..serving import table
from ..serving.addresses import Address
from ..serving.usage import evict
from ..switch import is_on
from ..versions import ONLY, invalidate, settled_state, state

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MADE, KEPT, REFUSED = "made", "kept", "refused"


@dataclass(frozen=True, slots=True)
class Warmed:
    """The outcome for an address: "made", "kept" since it was there, or "refused" with a reason."""

    url: str
    state: str
    reason: str = ""


def warm(addresses: Iterable[Address]) -> Iterator[Warmed]:
    """Render what is missing, one after the other."""
    for address in addresses:
        yield warm_one(address)


def warm_one(address: Address) -> Warmed:
    """Render the answer of the address unless a valid one is stored."""
    with claim(address.key):
        if table.find(address.key) is not None:
            return Warmed(address.url, KEPT)
        rendered = render(address)
    return Warmed(address.url, REFUSED if rendered.reason else MADE, rendered.reason)


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


def tidy() -> int:
    """Delete old answers that nobody has asked for lately, and what is beyond the budget.

    Returns how many were deleted. What is old but asked for stays to be rendered again.
    """
    keep_folder()
    version = settled_state().version
    long_ago = timezone.now() - timedelta(seconds=int(setting("SNAPSHOT_MAX_AGE")))
    old = Snapshot.objects.filter(asked_at__lt=long_ago).exclude(
        version=version, valid_until__gt=timezone.now()
    )
    return int(old.delete()[0]) + evict()


def clear() -> int:
    """Delete every answer, in all processes at once; return how many rows are gone."""
    invalidate()
    return int(Snapshot.objects.all().delete()[0])
