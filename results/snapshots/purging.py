"""Telling the caches in front of the site, through Wagtail's frontend_cache, what got old."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ..models.addresses import detail_urls
from .models import Snapshot
from .operations.places import places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..publishing import Publication

STEP = "caches"
# After all that changes the page, before what only its sharing needs.
ORDER = 140
_SETTINGS = ("WAGTAILFRONTENDCACHE", "WAGTAILFRONTENDCACHE_LOCATION")


def connect() -> None:
    """Register the step where there are such caches; called once, when Django is ready."""
    from ..publishing import register_step

    if any(getattr(settings, name, None) for name in _SETTINGS):
        register_step(STEP, purge, order=ORDER, label=_("Caches in front"), waits=False)


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
