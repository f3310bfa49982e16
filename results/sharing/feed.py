"""The Atom feed of the editions below an index page."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING, Any
from uuid import uuid5

from django.http import HttpResponse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import linebreaks
from django.utils.timezone import make_aware, now
from django.views.decorators.http import conditional_page, require_safe

from ..characters import in_xml
from ..models.metadata import site_name
from ..models.navigation import live_editions
from ..reading import PageReading
from ..reading.publicity import is_alias, is_public
from . import cached
from .figure_rows import load_changes

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponseBase


class EditionsFeed(Atom1Feed):
    """An Atom feed, last changed when its index page or an edition was."""

    def latest_post_date(self) -> datetime:
        """Return the time of the last change."""
        changed: datetime = self.feed["changed"]
        return changed


# Known again by its content, not by time: without an edition it is another feed, and no later one.
@require_safe
@conditional_page
def feed(request: HttpRequest, index: Any) -> HttpResponseBase:
    """Return the public editions, newest period first.

    Aliases are left out: their originals are in the feed of their own language.
    """
    editions = [edition for edition in live_editions(index) if not is_alias(edition)]
    changed = max(filter(None, (_changed(page) for page in (index, *editions))), default=now())
    site, language = index.get_site(), index.locale.language_code
    atom = EditionsFeed(
        title=in_xml(index.seo_title or index.title),
        link=index.get_full_url(request),
        description="",
        subtitle=in_xml(index.introduction) or None,
        language=language,
        author_name=in_xml(site_name(site)) or None,
        author_link=f"{site.root_url}/" if site and site_name(site) else None,
        feed_url=index.address_of("feed", request),
        feed_guid=_urn(index, language),
        changed=changed,
    )
    load_changes(editions)
    for edition in editions:
        atom.add_item(
            title=in_xml(edition.title),
            link=edition.get_full_url(request),
            # None leaves the summary out.
            description=_summary(edition) or None,  # type: ignore[arg-type]
            unique_id=_urn(edition, language),
            pubdate=_published(edition),
            updateddate=_changed(edition) or changed,
        )
    response = HttpResponse(content_type=atom.content_type)
    atom.write(response, "utf-8")
    return cached(response, is_public=is_public(index))


def _summary(edition: Any) -> str:
    """The introduction and the changes of figures, as HTML, which is how the generator marks it."""
    reading = PageReading([], page=edition)
    said = [edition.introduction, *(each.sentence(reading) for each in reading.changes)]
    return "".join(linebreaks(text, autoescape=True) for text in map(in_xml, said) if text)


def _published(edition: Any) -> datetime | None:
    day = getattr(edition, "publication_date", None)
    return day and make_aware(datetime.combine(day, time.min))


def _changed(page: Any) -> datetime | None:
    changed: datetime | None = page.last_published_at or page.first_published_at
    return changed


def _urn(page: Any, language: str) -> str:
    """Return an id that stays the same when the page moves."""
    return uuid5(page.translation_key, language).urn
