"""Telling the caches in front of the site, through Wagtail's frontend_cache, what got old."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings

from ..models.addresses import detail_urls
from .models import Snapshot
from .operations.places import places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..publishing import Publication

_SETTINGS = ("WAGTAILFRONTENDCACHE", "WAGTAILFRONTENDCACHE_LOCATION")


def has_caches_in_front() -> bool:
    """Whether the site has told Wagtail of such caches."""
    return any(getattr(settings, name, None) for name in _SETTINGS)


def purge(publication: Publication) -> None:
    """Have the addresses of the page purged, as it is now and as it was stored before."""
    from wagtail.contrib.frontend_cache.utils import purge_urls_from_cache

    stored = Snapshot.objects.filter(page_id=publication.page_id).values_list("url", flat=True)
    purge_urls_from_cache({*stored, *_urls(publication)})


def _urls(publication: Publication) -> Iterator[str]:
    """Where visitors and front ends find the page: on its site, and in the APIs there are."""
    page: Any = publication.page
    site_id, _root, path = (page and page.get_url_parts()) or (None, None, None)
    for place in places():
        own = [path] if place.site_id == site_id else []
        for found in filter(None, (*own, *detail_urls(publication.page_id))):
            if address := place.address(found):
                yield address.url
