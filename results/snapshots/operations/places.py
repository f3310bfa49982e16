"""Under which hosts the sites are asked for, and what there is to ask them for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote_to_bytes, urlsplit

from django.conf import settings
from django.contrib.sitemaps.views import sitemap as django_sitemap
from django.http.request import split_domain_port
from django.urls import get_script_prefix
from django.utils import timezone

from wagtail.contrib.sitemaps.views import sitemap as wagtail_sitemap
from wagtail.models import Page, Site
from wagtail.models.sites import get_site_for_hostname

from ...models import ResultsIndexPageMixin, ResultsPageMixin
from ...models.addresses import address_below, detail_urls, path_of
from ..serving.addresses import Address, address_of

if TYPE_CHECKING:
    from collections.abc import Iterator

# So many pages are loaded at a time.
SLICE = 200
SITEMAPS = ("sitemap", wagtail_sitemap, django_sitemap)
FEED = "feed"


@dataclass(frozen=True, slots=True)
class Place:
    """A site under a host, as visitors ask for it."""

    site_id: int
    scheme: str
    host: str

    def address(self, url: str) -> Address | None:
        """Return the address of a path or URL; None for what is private."""
        parts = urlsplit(url)
        script = get_script_prefix().rstrip("/")
        path = unquote_to_bytes(parts.path).decode("latin-1")
        return address_of(
            {
                "REQUEST_METHOD": "GET",
                "HTTP_HOST": self.host,
                "SERVER_PORT": split_domain_port(self.host)[1],
                "wsgi.url_scheme": self.scheme,
                "SCRIPT_NAME": script,
                "PATH_INFO": path.removeprefix(script) or "/",
                "QUERY_STRING": parts.query,
            }
        )

    @property
    def is_known(self) -> bool:
        """Return whether its host is written out in ALLOWED_HOSTS."""
        return self.address("/") is not None


def places(hosts: list[str] | None = None, scheme: str | None = None) -> list[Place]:
    """Every site under its own host, or the sites that answer under these hosts.

    A default site whose own host is not known answers under every host that is and that no other
    site has.
    """
    if hosts:
        return [_place(host, scheme, _site_of(host)) for host in hosts]
    found: list[Place] = []
    sites = list(Site.objects.order_by("pk"))
    for site in sites:
        candidates = [_place(urlsplit(site.root_url).netloc, scheme, site)]
        if site.is_default_site and not candidates[0].is_known:
            taken = {each.hostname for each in sites}
            names = [name for name in settings.ALLOWED_HOSTS if name.lower() not in taken]
            candidates = [_place(name, scheme, site) for name in names]
        found += [place for place in candidates if place.is_known]
    return found


def addresses_of(place: Place) -> Iterator[Address]:
    """Yield the public addresses of the site: pages, feeds, API details, the sitemap."""
    for url in _urls(place.site_id):
        address = place.address(url)
        if address is not None:
            yield address


def _place(host: str, scheme: str | None, site: Any) -> Place:
    usual = "https" if settings.SECURE_SSL_REDIRECT else urlsplit(site.root_url).scheme
    return Place(site.pk, scheme or usual, host.lower())


def _site_of(host: str) -> Any:
    name, port = split_domain_port(host)
    return get_site_for_hostname(name, port or None)


def _urls(site_id: int) -> Iterator[str]:
    public = Page.objects.live().public().exclude(expire_at__lte=timezone.now()).order_by("path")
    for page in public.specific().defer_streamfields().iterator(SLICE):
        parts = page.get_url_parts()
        if parts is None or parts[0] != site_id or not parts[2]:
            continue
        yield parts[2]
        for entry in page.get_sitemap_urls():
            yield entry["location"]
        if isinstance(page, (ResultsPageMixin, ResultsIndexPageMixin)):
            yield from filter(None, [address_below(page, FEED), *detail_urls(page.pk)])
    for name in SITEMAPS:
        if url := path_of(name):
            yield url
            return
