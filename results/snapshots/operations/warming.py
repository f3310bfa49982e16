"""Making snapshots before somebody asks for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..making import make
from ..making.claims import claim
from .dropping import drop
from .rows import address_of_row, good_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..models import Snapshot
    from ..serving.addresses import Address

MADE, KEPT, REFUSED = "made", "kept", "refused"


@dataclass(frozen=True, slots=True)
class Warmed:
    """What became of an address: "made", "kept" as it was there, or "refused" for a reason."""

    url: str
    state: str
    reason: str = ""


def warm(addresses: Iterable[Address]) -> Iterator[Warmed]:
    """Make what is missing, one after the other."""
    for address in addresses:
        yield _warm(address)


def make_anew(row: Snapshot) -> Warmed:
    """Drop the snapshot in all processes, and make it again if its address still has one."""
    address = address_of_row(row)
    drop([row.pk])
    if address is None:
        return Warmed(row.url, REFUSED, "release")
    return _warm(address)


def _warm(address: Address) -> Warmed:
    with claim(address.key):
        if _is_stored(address):
            return Warmed(address.url, KEPT)
        made = make(address)
    return Warmed(address.url, REFUSED if made.reason else MADE, made.reason)


def _is_stored(address: Address) -> bool:
    return bool(good_rows().filter(key=address.key).exists())
