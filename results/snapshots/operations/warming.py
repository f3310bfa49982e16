"""Rendering answers before somebody asks for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..rendering import render
from ..rendering.claims import claim
from ..serving import table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..serving.addresses import Address


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
