"""Comparing stored answers with what the site answers now."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from random import SystemRandom
from typing import TYPE_CHECKING, Any
from zlib import crc32

from django.utils import timezone

from ..models import Snapshot
from ..rendering.requests import ask
from ..rendering.storable import kept_headers, varies_on, why_not
from ..serving.addresses import Address
from ..serving.memory import Head
from ..serving.table import COLUMNS
from ..versions import state

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.http.response import HttpResponseBase

# It tells the time of the answer.
PASSING = frozenset({"expires"})
AROUND = 30
SAME, CHANGED, DIFFERENT = "same", "changed", "different"


@dataclass(frozen=True, slots=True)
class Difference:
    """The first difference: in a "header", the "body", or the "reason" against storing it.

    `at` is the first byte of a body that differs, else None. Of a damaged form, "body",
    "gzip" or "br", nothing else is told.
    """

    part: str
    stored: str
    fresh: str
    at: int | None = None


@dataclass(frozen=True, slots=True)
class Verified:
    """What the comparison of one snapshot says: "same", "different", or "changed" meanwhile."""

    url: str
    state: str
    difference: Difference | None = None


def valid_rows() -> Any:
    """Return the rows that a visitor may be given now."""
    now = state()
    rows = Snapshot.objects.none() if now.is_pending else Snapshot.objects.all()
    return rows.filter(version=now.version, valid_until__gt=timezone.now())


def sample(most: int | None) -> list[int]:
    """Return the ids of so many valid rows, by chance; of all where there is no number."""
    ids: list[int] = list(valid_rows().order_by("pk").values_list("pk", flat=True))
    return ids if most is None or most >= len(ids) else sorted(SystemRandom().sample(ids, most))


def verify(ids: list[int]) -> Iterator[Verified]:
    """Compare these rows with what the site answers now, one after the other."""
    for pk in ids:
        row = valid_rows().filter(pk=pk).first()
        if row is None:
            yield Verified("", CHANGED)
            continue
        address = Address(*row.address)
        # Of another release: nobody is given it.
        yield _verify(row, address) if address.key == row.key else Verified(row.url, CHANGED)


def _verify(row: Any, address: Address) -> Verified:
    difference = damage(row) or _compare(row, address)
    if difference is None:
        return Verified(row.url, SAME)
    if not valid_rows().filter(pk=row.pk, version=row.version).exists():
        return Verified(row.url, CHANGED)
    return Verified(row.url, DIFFERENT, difference)


def damage(row: Any) -> Difference | None:
    """Return the form of the body that is not as it was stored, or None."""
    checksums = Head.of_text(row.head).checksums
    for name, column in COLUMNS.items():
        content = bytes(getattr(row, column))
        if content and crc32(content) != checksums.get(name):
            return Difference(name or "body", "", "")
    return None


def _compare(row: Any, address: Address) -> Difference | None:
    request, response = ask(address)
    if reason := why_not(request, response):
        return Difference("reason", "", reason)
    head = Head.of_text(row.head)
    headers = _headers([*head.headers, *_varying(head.varies_on)])
    varying = _varying(varies_on(request, response) or ())
    fresh = _headers([*kept_headers(response, row.page_id), *varying])
    for name in sorted({*headers, *fresh}):
        if headers.get(name) != fresh.get(name):
            return Difference(f"header {name}", headers.get(name, ""), fresh.get(name, ""))
    return _of_bodies(bytes(row.body), response)


def _headers(pairs: Any) -> dict[str, str]:
    return {str(name).lower(): value for name, value in pairs if name.lower() not in PASSING}


def _varying(names: Iterable[str]) -> list[tuple[str, str]]:
    return [("varies on", ", ".join(names))]


def _of_bodies(stored: bytes, response: HttpResponseBase) -> Difference | None:
    fresh = bytes(getattr(response, "content", b""))
    if stored == fresh:
        return None
    at = _first(stored, fresh)
    return Difference("body", _around(stored, at), _around(fresh, at), at)


def _first(one: bytes, other: bytes) -> int:
    pairs = enumerate(zip_longest(one, other))
    return next(place for place, (first, second) in pairs if first != second)


def _around(content: bytes, at: int) -> str:
    return content[max(at - AROUND, 0) : at + AROUND].decode(errors="replace")
