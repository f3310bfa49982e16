"""Rendering the answer of an address, and storing it."""

from __future__ import annotations

import gzip
import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl
from zlib import crc32

from django.db import Error, connection
from django.utils import timezone

from wagtail.models import Page

from ...conf import setting
from ..counters import count
from ..serving import table
from ..serving.memory import Head, Stored
from ..serving.parameters import NAME as PARAMETERS
from ..versions import UNKNOWN, settled_state
from .requests import ask
from .sites import are_sites_known, know_sites
from .storable import kept_headers, varies_on, why_not

if TYPE_CHECKING:
    from django.http import HttpResponse

    from ..serving.addresses import Address
    from .requests import InternalRequest

try:
    import brotli
except ImportError:  # it is not needed, and not there on every machine
    brotli = None

logger = logging.getLogger(__name__)

# Smaller bodies do not get any smaller.
SMALLEST = 200


@dataclass(slots=True)
class Rendered:
    """The site's answer, and the stored one unless there is a reason against storing it.

    Reasons are those of `storable.why_not`, and "parameters" (the page does not declare them),
    "transaction" (there is one, whose changes others do not see), "changed" (something changed
    meanwhile), "database" (it failed).
    """

    response: HttpResponse
    stored: Stored | None = None
    reason: str = ""


def render(address: Address) -> Rendered:
    """Ask the site for the address, and store the answer if it is the same for everybody."""
    version = settled_state().version
    know_sites(version)
    request, response = ask(address)
    rendered = Rendered(response)  # type: ignore[arg-type]
    rendered.reason = (
        why_not(request, response)
        # What others do not see yet, or see no more, is nothing to store.
        or ("transaction" if connection.in_atomic_block else "")
        or ("" if _is_declared(address, request) else "parameters")
        or ("" if version != UNKNOWN and are_sites_known() else "changed")
    )
    if not rendered.reason:
        stored = Stored(
            _head(address, request, rendered.response, version),
            version,
            _encodings(rendered.response.content),
        )
        stored.head.checksums = {name: crc32(body) for name, body in stored.encodings.items()}
        try:
            table.store(stored, address, _page_id(request))
            rendered.stored = stored
        except Error:
            logger.exception("A snapshot could not be stored: %s", address.url)
            rendered.reason = "database"
    count("made" if rendered.stored else "refused")
    return rendered


def _is_declared(address: Address, request: InternalRequest) -> bool:
    page = getattr(request, "results_page", None)
    names = {name for name, _value in parse_qsl(address.query, keep_blank_values=True)}
    return page is None or names <= set(getattr(page, PARAMETERS, ()))


def _head(address: Address, request: InternalRequest, response: HttpResponse, version: int) -> Head:
    headers = kept_headers(response, _page_id(request))
    digest = blake2b(f"{headers}".encode(), digest_size=15)
    digest.update(response.content)
    return Head(
        url=address.url,
        headers=tuple(headers),
        varies_on=tuple(varies_on(request, response) or ()),
        etag=digest.hexdigest(),
        valid_until=_valid_until(version),
        checksums={},
    )


def _page_id(request: InternalRequest) -> int | None:
    return getattr(getattr(request, "results_page", None), "pk", None)


def _valid_until(version: int) -> datetime:
    """Return when an answer of the version gets old by the clock alone."""
    now = timezone.now()
    latest = now + timedelta(seconds=int(setting("SNAPSHOT_MAX_AGE")))
    return min([latest, *(moment for moment in _expiries(version) if moment > now)])


@lru_cache(maxsize=1)
def _expiries(version: int) -> list[datetime]:
    """Return when pages expire: going live is written, and gives another version; expiry is not."""
    return list(
        Page.objects.filter(live=True, expire_at__isnull=False).values_list("expire_at", flat=True)
    )


def _encodings(body: bytes) -> dict[str, bytes]:
    if len(body) < SMALLEST:
        return {"": body}
    # Without a time in it, the same body gives the same bytes.
    encodings = {"": body, "gzip": gzip.compress(body, 6, mtime=0)}
    if brotli is not None:
        encodings["br"] = brotli.compress(body, quality=5)
    return encodings
