"""Telling the caches in front of the site, through Wagtail's frontend_cache, what got old."""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings

from .models import Snapshot

# More addresses than these are left to the caches' own time.
MOST = 5_000
_SETTINGS = ("WAGTAILFRONTENDCACHE", "WAGTAILFRONTENDCACHE_LOCATION")


def is_wanted() -> bool:
    """Whether the site has such caches."""
    return any(getattr(settings, name, None) for name in _SETTINGS)


def all_urls() -> list[str]:
    """Every address that an answer is stored for, where it matters."""
    if not is_wanted():
        return []
    return list(Snapshot.objects.order_by("-pk").values_list("url", flat=True)[:MOST])


def purge(urls: Iterable[str]) -> None:
    """Have the addresses purged, by whatever runs tasks on this site."""
    wanted = list(dict.fromkeys(urls))
    if wanted and is_wanted():
        from wagtail.contrib.frontend_cache.utils import purge_urls_from_cache

        purge_urls_from_cache(wanted)
