"""Rendering answers before somebody asks for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..rendering import render
from ..rendering.claims import claim
from ..serving import table
from ..serving.addresses import Address
from ..versions import invalidate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..models import Snapshot

MADE, KEPT, REFUSED = "made", "kept", "refused"


@dataclass(frozen=True, slots=True)
class Warmed:
    """What became of an address: "made", "kept" as it was there, or "refused" for a reason."""

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


def render_anew(row: Snapshot) -> Warmed:
    """Make every answer old, in all processes, and render that of the row again."""
    address = Address(*row.address)
    row.delete()
    invalidate()
    # Of another release: nobody asks for it by this key.
    return warm_one(address) if address.key == row.key else Warmed(row.url, REFUSED, "release")
