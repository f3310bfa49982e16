"""Comparing stored answers with what the site answers now."""

from __future__ import annotations

from itertools import zip_longest
from random import SystemRandom
from typing import TYPE_CHECKING, Any
from zlib import crc32

from django.utils import timezone

from ..models import Snapshot
from ..rendering.storable import ask, kept_headers, varies_on, why_not
from ..serving.addresses import Address
from ..serving.answers import Head
from ..serving.table import COLUMNS
from ..versions import current_version

if TYPE_CHECKING:
    from collections.abc import Iterable

# It tells the time of the answer.
PASSING = frozenset({"expires"})
AROUND = 30


def valid_rows() -> Any:
    """Return the rows that a visitor may be given now."""
    return Snapshot.objects.filter(version=current_version(), valid_until__gt=timezone.now())


def sample(most: int | None) -> list[int]:
    """Return the ids of so many valid rows, by chance; of all where there is no number."""
    ids: list[int] = list(valid_rows().order_by("pk").values_list("pk", flat=True))
    return ids if most is None else sorted(SystemRandom().sample(ids, min(most, len(ids))))


def verify(ids: Iterable[int]) -> dict[str, Any]:
    """Compare these rows with what the site answers now; return the report of the command."""
    compared = changed = 0
    different = []
    for pk in ids:
        compared += 1
        row = valid_rows().filter(pk=pk).first()
        # Of another release: nobody is given it.
        if row is None or (address := Address(*row.address)).key != row.key:
            changed += 1
        elif difference := _damage(row) or _compare(row, address):
            if valid_rows().filter(pk=pk, version=row.version).exists():
                different.append({"address": row.url, **difference})
            else:
                changed += 1
    same = compared - changed - len(different)
    return {"compared": compared, "same": same, "changed": changed, "different": different}


def _difference(part: str, stored: str = "", fresh: str = "", at: int | None = None) -> Any:
    return {"part": part, "stored": stored, "fresh": fresh, "at": at}


def _damage(row: Any) -> Any:
    """Return the form of the body that is not as it was stored, or None."""
    for name, checksum in Head.of_text(row.head).checksums.items():
        if crc32(bytes(getattr(row, COLUMNS[name]))) != checksum:
            return _difference(name or "body")
    return None


def _compare(row: Any, address: Address) -> Any:
    """Return the first difference: a header, the body, or the reason against storing it; or None."""
    request, response = ask(address)
    if reason := why_not(request, response):
        return _difference("reason", fresh=reason)
    head = Head.of_text(row.head)
    headers = _headers(head.headers, head.varies_on)
    fresh = _headers(kept_headers(request, response), varies_on(request, response))
    for name in sorted({*headers, *fresh}):
        if headers.get(name) != fresh.get(name):
            return _difference(f"header {name}", headers.get(name, ""), fresh.get(name, ""))
    if head.file != request.file:
        return _difference("file", str(head.file), str(request.file))
    return _compare_bodies(bytes(row.body), bytes(getattr(response, "content", b"")))


def _headers(pairs: Iterable[tuple[str, str]], varies: Iterable[str]) -> dict[str, str]:
    found = {name.lower(): value for name, value in pairs if name.lower() not in PASSING}
    return {**found, "varies on": ", ".join(varies)}


def _compare_bodies(stored: bytes, fresh: bytes) -> Any:
    if stored == fresh:
        return None
    pairs = enumerate(zip_longest(stored, fresh))
    at = next(place for place, (first, second) in pairs if first != second)
    return _difference("body", _around(stored, at), _around(fresh, at), at)


def _around(content: bytes, at: int) -> str:
    return content[max(at - AROUND, 0) : at + AROUND].decode(errors="replace")
