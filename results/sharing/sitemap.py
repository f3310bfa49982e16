"""The sitemap of a site in all its languages."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from django.conf import settings
from django.db.models import Q

from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Locale, Page, Site

from ..models import ResultsIndexPageMixin
from ..models.addresses import indicators_below
from ..models.metadata import X_DEFAULT
from ..models.navigation import live_editions
from ..reading.publicity import ORIGINAL, with_originals, without_private
from ..reading.targets import reachable

if TYPE_CHECKING:
    from uuid import UUID


class MultilingualSitemap(Sitemap):
    """Every public page of the site, each with its language versions.

    Aliases are left out in favour of their originals. The number of queries depends on the number
    of page types, not of pages.
    """

    def items(self) -> list[Any]:
        """Return the pages in tree order."""
        return self._pages

    @cached_property
    def _pages(self) -> list[Any]:
        try:
            root = self.get_wagtail_site().root_page
        except Site.DoesNotExist:
            return []
        below = Q()
        for path in root.get_translations(inclusive=True).values_list("path", flat=True):
            below |= Q(path__startswith=path)
        pages = with_originals(without_private(Page.objects.filter(below, reachable())))
        found = pages.filter(**{ORIGINAL: None}).order_by("path").defer_streamfields().specific()
        return [page for page in found if page.get_full_url(self.request)]

    @cached_property
    def _versions(self) -> dict[UUID, list[dict[str, str]]]:
        languages = dict(Locale.objects.values_list("pk", "language_code"))
        versions: dict[UUID, list[dict[str, str]]] = {}
        for page in sorted(self._pages, key=lambda page: page.locale_id):
            version = {"lang_code": languages[page.locale_id]}
            version["location"] = page.get_full_url(self.request)
            versions.setdefault(page.translation_key, []).append(version)
        return versions

    def _alternates(self, page: Any) -> list[dict[str, str]]:
        versions = self._versions[page.translation_key]
        if len(versions) < 2:
            return []
        original = next(
            (each for each in versions if each["lang_code"] == settings.LANGUAGE_CODE), versions[0]
        )
        return [*versions, {**original, "lang_code": X_DEFAULT}]

    def _below(self, index: Any) -> list[dict[str, Any]]:
        """The page of the data and those of indicators, changed when an edition was last."""
        if not (editions := live_editions(index)):
            return []
        named = [each.url for each in indicators_below(index, editions, None)]
        data = index.address_of("data", self.request)
        base = index.get_full_url(self.request)
        changed = [each.last_published_at for each in editions if each.last_published_at]
        entry = {"item": index, "lastmod": max(changed, default=None), "alternates": []}
        addresses = (data, *(urljoin(base, each) for each in named))
        return [{**entry, "location": address} for address in addresses]

    def _urls(self, page: int | str, protocol: str, domain: str) -> list[dict[str, Any]]:
        urls = []
        for item in self.paginator.page(page).object_list:
            own = item.get_full_url(self.request)
            # When a draft was saved is nothing to crawlers.
            item.latest_revision_created_at = None
            for entry in item.get_sitemap_urls(self.request):
                is_own = entry["location"] == own
                urls.append({**entry, "alternates": self._alternates(item) if is_own else []})
            if isinstance(item, ResultsIndexPageMixin):
                urls += self._below(item)
        changes = [entry["lastmod"] for entry in urls if entry.get("lastmod")]
        if changes and len(changes) == len(urls):
            # Django tells crawlers so in a header.
            self.latest_lastmod = max(changes)
        return urls
