"""What an index page has for readers in distress and every page below it shows: a notice, help, a way out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from wagtail.models import Page, Site, get_page_models

from ..blocks import HelplineBlock
from ..blocks.walking import walk
from ..findings import Finding, warning
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

    index: Any
    reading: PageReading

    @classmethod
    def of(cls, index: Any, request: HttpRequest | None) -> Care | None:
        """Return that of an index page; None for a page of another type."""
        if not hasattr(index, "ways_to_help"):
            return None
        reading = PageReading.of(index, request)
        reading.load()
        return cls(index, reading)

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
    return Care.of(below[0].specific, request) if below else None


def care_findings(index: Any, edition: Any = None) -> Iterator[Finding]:
    """Yield a warning for each thing that an index page lacks although its content is hard to read.

    It is when the index page has a content notice, or a part of the edition has one.
    """
    nodes = list(walk(edition.body.stream_block, edition.body)) if edition else []
    if not index.content_notice and not any(
        getattr(node.value, "has_content_notice", False) for node in nodes
    ):
        if index.leave_url:
            yield warning(
                _(
                    "Readers can leave quickly, and nothing tells them before why they might want to."
                ),
                "content_notice_missing",
                ("content_notice",),
            )
        return
    has_helpline = any(isinstance(node.block, HelplineBlock) for node in nodes)
    if not index.ways_to_help and not has_helpline:
        yield warning(
            _("The content may be distressing, and the results index page names no way to help."),
            "ways_to_help_missing",
            ("ways_to_help",),
        )
    if not index.leave_url:
        yield warning(
            _("The content may be distressing, and the results index page has no way to leave."),
            "leave_url_missing",
            ("leave_url",),
        )


def index_context(index: Any, request: HttpRequest | None) -> dict[str, Any]:
    """Return `care`, `leave_url` and `contact_email` of an index page, and addresses if it is there."""
    context: dict[str, Any] = {
        "care": Care.of(index, request),
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
