"""Feed and sitemap."""

from datetime import datetime, time
from functools import cached_property
from typing import Any
from uuid import uuid5

from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import format_html, linebreaks
from django.utils.text import capfirst
from django.utils.timezone import make_aware, now
from django.views.decorators.http import conditional_page, require_safe

from wagtail.contrib.sitemaps import Sitemap
from wagtail.models import Page, Site

from ..characters import in_xml
from ..languages.aliases import ORIGINAL, is_alias, with_originals
from ..models import ResultsIndexPageMixin
from ..models.navigation import live_editions
from ..publishing.people import is_public, without_private
from ..quantities.formatting import language_attributes, words_language
from ..reading import PageReading
from ..reading.provenance import title_language
from ..reading.targets import reachable, site_name
from ..rules.changes import FIELD
from . import cached
from .figure_rows import indicators_of, with_streams


class EditionsFeed(Atom1Feed):
    """An Atom feed, last changed when its index page or an edition was; each entry has its language."""

    def item_attributes(self, item: dict[str, Any]) -> dict[str, str]:
        """Return the language of an entry's title."""
        return {"xml:lang": item["language"]}

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
        language=title_language(index),
        author_name=in_xml(site_name(site)) or None,
        author_link=f"{site.root_url}/" if site and site_name(site) else None,
        feed_url=index.address_of("feed", request),
        feed_guid=_urn(index, language),
        changed=changed,
    )
    stored = with_streams(editions, FIELD)
    for edition in editions:
        spoken = title_language(edition)
        edition.changes = getattr(stored[edition.pk], FIELD, ())
        atom.add_item(
            title=in_xml(edition.title),
            link=edition.get_full_url(request),
            # None leaves the summary out.
            description=_summary(edition, spoken) or None,  # type: ignore[arg-type]
            unique_id=_urn(edition, language),
            pubdate=_published(edition),
            updateddate=_changed(edition) or changed,
            language=spoken,
        )
    response = HttpResponse(content_type=atom.content_type)
    atom.write(response, "utf-8")
    return cached(response, is_public=is_public(index))


def _summary(edition: Any, language: str) -> str:
    """The introduction and the changes of figures, as HTML, which is how the generator marks it.

    A paragraph says its language where that is not the entry's; that of a change is that of our words, in
    which its own texts say theirs.
    """
    reading = PageReading([], page=edition)
    texts = reading.page_texts
    introduction = edition.introduction and texts.with_numbers(
        "introduction", linebreaks(in_xml(edition.introduction), autoescape=True)
    )
    spoken = texts.languages.get("introduction", reading.language)
    words = words_language(reading.language)
    said = [
        (introduction, spoken),
        *((in_xml(_change(each, reading)), words) for each in reading.changes),
    ]
    return "".join(
        html.replace("<p>", "<p>" if code == language else f"<p{language_attributes(code)}>")
        for html, code in said
    )


def _change(change: Any, reading: PageReading) -> str:
    texts, text = reading.texts(change), change.display(reading)["text"]
    label = capfirst(texts.plain("label")), texts.languages.get("label", "")
    own = texts.with_text("label", *label)
    return format_html("<p>{}. {}. {}</p>", own["label"], text, own["reason"])


def _published(edition: Any) -> datetime | None:
    day = getattr(edition, "publication_date", None)
    return day and make_aware(datetime.combine(day, time.min))


def _changed(page: Any) -> datetime | None:
    changed: datetime | None = page.last_published_at or page.first_published_at
    return changed


def _urn(page: Any, language: str) -> str:
    """Return an id that stays the same when the page moves."""
    return uuid5(page.translation_key, language).urn


class MultilingualSitemap(Sitemap):
    """Every public page of the site in each of its languages; the head of each names the others.

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

    def _below(self, index: Any) -> list[dict[str, Any]]:
        """The page of the data and those of indicators, changed when an edition was last."""
        if not (editions := live_editions(index)):
            return []
        data = index.address_of("data", self.request)
        url = index.get_full_url(self.request)
        changed = [each.last_published_at for each in editions if each.last_published_at]
        entry = {"item": index, "lastmod": max(changed, default=None)}
        named = [each.below(url) for each in indicators_of(editions)]
        return [{**entry, "location": address} for address in (data, *named)]

    def _urls(self, page: int | str, protocol: str, domain: str) -> list[dict[str, Any]]:
        urls = []
        for item in self.paginator.page(page).object_list:
            # When a draft was saved is nothing to crawlers.
            item.latest_revision_created_at = None
            urls += item.get_sitemap_urls(self.request)
            if isinstance(item, ResultsIndexPageMixin):
                urls += self._below(item)
        changes = [entry["lastmod"] for entry in urls if entry.get("lastmod")]
        if changes and len(changes) == len(urls):
            # Django tells crawlers so in a header.
            self.latest_lastmod = max(changes)
        return urls
