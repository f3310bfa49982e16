"""Content notice, help and quick exit of an index page, shown on every page below it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from wagtail.models import Page, Site, get_page_models

from ..blocks import HelplineBlock
from ..reading import PageReading
from ..reading.publicity import without_private
from ..reading.targets import is_reachable, reachable
from .addresses import address_below

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.utils.safestring import SafeString


class Line(NamedTuple):
    """A way to help in a line; `telephone` and `url` may be ""."""

    text: SafeString
    telephone: str
    url: str


@dataclass(frozen=True, slots=True)
class Care:
    """The content notice and the ways to help of an index page, in the language of its content."""

    reading: PageReading

    @property
    def index(self) -> Any:
        """The index page."""
        return self.reading.page_instance

    @property
    def language(self) -> str:
        """The code of the language of the notice and of the ways."""
        return self.reading.language

    @property
    def ways(self) -> Any:
        """The ways to help, a stream of helplines and links."""
        return self.index.ways_to_help

    @property
    def lines(self) -> Iterator[Line]:
        """Each way in a line."""
        for way in self.ways:
            context = way.block.get_context(way.value, {"reading": self.reading})
            shown, texts = context["display"], context["texts"]
            if isinstance(way.block, HelplineBlock):
                telephone = way.value.get("telephone") or ""
                url = shown["telephone_url"] or way.value.get("url") or ""
                yield Line(texts["name"], telephone, url)
            else:
                yield Line(texts["text"], "", shown["url"])


def care_of_site(request: HttpRequest, language: str) -> Care | None:
    """Return the ways to help of the site's public index page in a language, else in another one."""
    site = Site.find_for_request(request)
    roots = [found for found in Site.get_site_root_paths() if site and found.site_id == site.pk]
    types = [model for model in get_page_models() if hasattr(model, "ways_to_help")]
    public = without_private(Page.objects.type(*types).filter(reachable()))
    pages = public.select_related("locale").order_by("path")
    below = [
        page for page in pages if any(page.url_path.startswith(root.root_path) for root in roots)
    ]
    below.sort(key=lambda page: page.locale.language_code != language)
    return Care(PageReading.of(below[0].specific, request)) if below else None


def index_context(reading: PageReading) -> dict[str, Any]:
    """Return `care`, `leave_url` and `contact_email` of an index page, and addresses if it is there."""
    index, request = reading.page_instance, reading.request
    context: dict[str, Any] = {
        "care": Care(reading) if hasattr(index, "ways_to_help") else None,
        "leave_url": getattr(index, "leave_url", ""),
        "contact_email": getattr(index, "contact_email", ""),
    }
    if is_reachable(index):
        context |= {
            "index_url": index.get_url(request) or "",
            "data_url": address_below(index, "data", request),
            "feed_url": address_below(index, "feed", request),
        }
    return context
