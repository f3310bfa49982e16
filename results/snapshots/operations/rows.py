"""The rows of the table of snapshots, as whoever looks after them asks for them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from django.urls import get_script_prefix
from django.utils import timezone

from ..models import Snapshot
from ..serving import table
from ..serving.addresses import Address

# What nobody needs who only lists the rows.
BODIES = ("body", "gzip", "brotli")


def good_rows() -> Any:
    """Those that a visitor may be given now."""
    _epoch, generation = table.state()
    return Snapshot.objects.filter(generation=generation, valid_until__gt=timezone.now())


def address_of_row(row: Any) -> Address | None:
    """The address that the row answers; None for one of another release, which nobody asks for.

    What stands in the row is the address as people read it; the key tells which one was meant.
    """
    parts = urlsplit(row.url)
    rest = row.url.removeprefix(f"{parts.scheme}://{parts.netloc}")
    script = get_script_prefix().rstrip("/")
    for path, query in _splits(rest):
        for form in _forms(path):
            for prefix in {script, ""}:
                if not form.startswith(prefix):
                    continue
                address = Address(
                    parts.scheme, parts.netloc, form.removeprefix(prefix), query, prefix
                )
                if address.key == row.key:
                    return address
    return None


def _splits(rest: str) -> list[tuple[str, str]]:
    """Where the parameters may begin: a path can have a question mark in it."""
    marks = [place for place, letter in enumerate(rest) if letter == "?"]
    return [(rest, ""), *((rest[:place], rest[place + 1 :]) for place in marks)]


def _forms(path: str) -> set[str]:
    """The path as WSGI has it: bytes in the clothes of Latin-1."""
    return {path.encode(errors="surrogatepass").decode("latin-1"), path}
