"""Looking after the stored answers: rendering before somebody asks, deleting, and purging in front."""

from collections.abc import Iterator
from datetime import timedelta
from http import HTTPStatus
from itertools import islice
from typing import Any
from urllib.parse import unquote_to_bytes, urljoin, urlsplit

from django.conf import settings
from django.db.models import Q
from django.http.request import split_domain_port
from django.urls import get_script_prefix
from django.utils import timezone

from wagtail.models import Page, Site

from ..conf import setting
from ..models.addresses import detail_urls
from ..publishing import Publication
from . import table
from .addresses import Address, address_of
from .models import Snapshot
from .rules import rules
from .storing import PASSING, render
from .versions import current_version, invalidate, settled_version

MADE, KEPT = "made", "kept"
_IN_FRONT = ("WAGTAILFRONTENDCACHE", "WAGTAILFRONTENDCACHE_LOCATION")


def address_at(url: str) -> Address | None:
    """Return the address of a URL as visitors ask for it; None for what is private or unknown."""
    parts = urlsplit(url)
    script = get_script_prefix().rstrip("/")
    path = unquote_to_bytes(parts.path).decode("latin-1")
    return address_of(
        {
            "REQUEST_METHOD": "GET",
            "HTTP_HOST": parts.netloc.lower(),
            "SERVER_PORT": split_domain_port(parts.netloc)[1],
            "wsgi.url_scheme": "https" if settings.SECURE_SSL_REDIRECT else parts.scheme,
            "SCRIPT_NAME": script,
            "PATH_INFO": path.removeprefix(script) or "/",
            "QUERY_STRING": parts.query,
        }
    )


def public_addresses() -> Iterator[Address]:
    """Yield each address that a page names for a sitemap, and each that somebody has asked for."""
    known = {}
    for page in Page.objects.live().public().order_by("path").specific().iterator():
        for entry in page.get_sitemap_urls():
            if address := address_at(entry["location"] or ""):
                known[address.key] = address
    for parts in Snapshot.objects.order_by("pk").values_list("address", flat=True):
        address = Address(*parts)
        known.setdefault(address.key, address)
    yield from known.values()


def warm(address: Address) -> str:
    """Render the answer of the address unless a valid one is stored.

    Return "made", "kept" where it is stored already, or the reason why it was refused. A reader who
    wants it meanwhile does not wait for that: this may be a process that gives way to all others.
    """
    if table.find(address.key) is not None:
        return KEPT
    rendered = render(address, is_asked_for=False)
    if isinstance(rendered, str):
        return rendered
    return MADE if rendered.head.status == HTTPStatus.OK else "nothing is there"


def refresh() -> int:
    """Render the most recently asked for answers that are old; return how many were stored.

    There are at most `SNAPSHOT_REFRESH` of them. It ends at the next change, which makes old what it
    has rendered.
    """
    if not rules().is_on:
        return 0
    version = settled_version()
    old = Snapshot.objects.filter(~Q(version=version) | Q(valid_until__lte=timezone.now()))
    rows = old.order_by("-asked_at").values_list("key", "address").iterator()
    addresses = ((key, Address(*parts)) for key, parts in rows)
    # Of another release: nobody is given it.
    own = (address for key, address in addresses if address.key == key)
    stored = 0
    for address in list(islice(own, int(setting("SNAPSHOT_REFRESH")))):
        if current_version() != version:
            break
        outcome = warm(address)
        stored += outcome == MADE
        if outcome not in (MADE, KEPT, *PASSING):
            # Else it would be tried each time, before others.
            Snapshot.objects.filter(key=address.key).delete()
    return stored


def refresh_after(publication: Publication) -> None:
    """Render what the publication has made old, as a step of it."""
    refresh()


def tidy() -> int:
    """Delete old answers that nobody has asked for lately, and what is beyond the budget.

    Returns how many were deleted. What is old but asked for stays to be rendered again.
    """
    now = timezone.now()
    valid = {"version": settled_version(), "valid_until__gt": now}
    long_ago = now - timedelta(seconds=int(setting("SNAPSHOT_MAX_AGE")))
    old = Snapshot.objects.filter(asked_at__lt=long_ago).exclude(**valid)
    return table.delete(old) + table.evict()


def clear() -> int:
    """Delete every answer, in all processes at once; return how many rows are gone."""
    invalidate()
    return table.delete(Snapshot.objects.all())


def has_caches_in_front() -> bool:
    """Whether the site has told Wagtail's frontend_cache of such caches."""
    return any(getattr(settings, name, None) for name in _IN_FRONT)


def purge(publication: Publication) -> None:
    """Have the addresses of the page purged in front: those stored, and those that it has now."""
    from wagtail.contrib.frontend_cache.utils import purge_urls_from_cache

    page: Any = publication.page
    stored = Snapshot.objects.filter(page_id=publication.page_id).values_list("url", flat=True)
    own = [page.full_url] if page and page.full_url else []
    roots = [site.root_url for site in Site.objects.all()]
    details = [urljoin(root, url) for root in roots for url in detail_urls(publication.page_id)]
    purge_urls_from_cache({*stored, *own, *details})
