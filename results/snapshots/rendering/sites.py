"""Wagtail's cache of the paths of front pages, checked while an answer is rendered.

Wagtail keeps their addresses for an hour, and forgets them in the process that changes one. Where
each process has a cache of its own no other would hear of that; and whoever had asked before the
change may note it after.
"""

from typing import Any

from django.core.cache import cache

from wagtail.models import Site
from wagtail.models.sites import SITE_ROOT_PATHS_CACHE_KEY, SITE_ROOT_PATHS_CACHE_VERSION

# The version, and what was asked in it.
_known: tuple[int, list[tuple[Any, ...]]] = (-1, [])


def know_sites(version: int) -> None:
    """Have the cache say what holds in the version."""
    global _known
    if _known[0] != version or _cached() != _known[1]:
        Site.clear_site_root_paths_cache()
        _known = (version, [tuple(one) for one in Site.get_site_root_paths()])


def are_sites_known(version: int) -> bool:
    """Return whether the cache still says so, or nothing."""
    number, known = _known
    # Another thread may have made it say what held in an earlier version.
    return number == version and _cached() in (None, known)


def _cached() -> list[tuple[Any, ...]] | None:
    found = cache.get(SITE_ROOT_PATHS_CACHE_KEY, version=SITE_ROOT_PATHS_CACHE_VERSION)
    return None if found is None else [tuple(one) for one in found]
