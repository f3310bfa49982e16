"""Rendering the answer of an address, and storing it."""

from __future__ import annotations

import gzip
import logging
from datetime import datetime, timedelta
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl
from zlib import crc32

from django.core.cache import cache
from django.db import Error, connection
from django.utils import timezone

from wagtail.models import Page, Site
from wagtail.models.sites import SITE_ROOT_PATHS_CACHE_KEY, SITE_ROOT_PATHS_CACHE_VERSION

from ...conf import setting
from ..counters import count
from ..serving import table
from ..serving.addresses import NAME as PARAMETERS
from ..serving.answers import Head, Stored
from ..versions import UNKNOWN, settled_version
from .storable import ask, kept_headers, page_id_of, varies_on, why_not

if TYPE_CHECKING:
    from django.http import HttpResponse

    from ..serving.addresses import Address
    from .storable import InternalRequest

try:
    import brotli
except ImportError:  # it is not needed, and not there on every machine
    brotli = None

logger = logging.getLogger(__name__)

# Smaller bodies do not get any smaller.
SMALLEST = 200


# Reasons to refuse an answer that say nothing of the next time.
PASSING = ("changed", "transaction")
# The version, and what Wagtail's cache of the paths of front pages says in it. Wagtail keeps it for an
# hour, and forgets it in the process that changes one: where each process has a cache of its own no
# other would hear of that, and whoever had asked before the change may note it after.
_known_sites: tuple[int, list[tuple[Any, ...]]] = (-1, [])


def render(
    address: Address, known_version: int = UNKNOWN, *, patiently: bool = False
) -> Stored | str:
    """Ask the site for the address; store the answer, or return the reason against storing it.

    `known_version` is the site's where it has just been asked for. Unless `patiently`, a busy table
    does not get it: a reader waits.

    Reasons are those of `storable.why_not`, and "parameters" (the page does not declare them),
    "transaction" (there is one, whose changes others do not see), "changed" (something changed
    meanwhile).
    """
    version = settled_version() if known_version == UNKNOWN else known_version
    know_sites(version)
    request, response = ask(address)
    reason = (
        why_not(request, response)
        # What others do not see yet, or see no more, is nothing to store.
        or ("transaction" if connection.in_atomic_block else "")
        or ("" if _is_declared(address, request) else "parameters")
        or ("" if version != UNKNOWN and are_sites_known(version) else "changed")
    )
    count("refused" if reason else "made")
    if reason:
        return reason
    stored = _stored(address, request, response, version)  # type: ignore[arg-type]
    try:
        table.store(stored, address, page_id_of(request), patiently=patiently)
    except Error as error:
        # Such as SQLite's only writer, whom no reader waits for. It is valid all the same.
        logger.info("The table does not get %s: %s", address.url, error)
    return stored


def _is_declared(address: Address, request: InternalRequest) -> bool:
    declaring = getattr(request, "results_declaring", None)
    names = {name for name, _value in parse_qsl(address.query, keep_blank_values=True)}
    return declaring is None or names <= set(getattr(declaring, PARAMETERS, ()))


def _stored(
    address: Address, request: InternalRequest, response: HttpResponse, version: int
) -> Stored:
    headers, file = kept_headers(request, response), request.file
    digest = blake2b(f"{headers}{file}".encode(), digest_size=15)
    content = b"" if file else response.content
    digest.update(content)
    encodings = _encodings(content)
    head = Head(
        url=address.url,
        headers=tuple(headers),
        varies_on=tuple(varies_on(request, response)),
        etag=digest.hexdigest(),
        valid_until=_valid_until(version),
        checksums={name: crc32(body) for name, body in encodings.items()},
        file=file,
    )
    return Stored(head, version, encodings)


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
    # A picture is compressed already.
    return {name: made for name, made in encodings.items() if not name or len(made) < len(body)}


def know_sites(version: int) -> None:
    """Have the cache say what holds in the version."""
    global _known_sites
    if _known_sites[0] != version or _cached_sites() != _known_sites[1]:
        Site.clear_site_root_paths_cache()
        _known_sites = (version, [tuple(one) for one in Site.get_site_root_paths()])


def are_sites_known(version: int) -> bool:
    """Return whether the cache still says so, or nothing."""
    number, known = _known_sites
    # Another thread may have made it say what held in an earlier version.
    return number == version and _cached_sites() in (None, known)


def _cached_sites() -> list[tuple[Any, ...]] | None:
    found = cache.get(SITE_ROOT_PATHS_CACHE_KEY, version=SITE_ROOT_PATHS_CACHE_VERSION)
    return None if found is None else [tuple(one) for one in found]
