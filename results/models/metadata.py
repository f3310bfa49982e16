"""Page metadata for search engines, feed readers and link previews; for the first also as JSON-LD."""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.http import HttpRequest
from django.utils.safestring import SafeString

from wagtail.models import Site

from typing_extensions import TypedDict

from ..blocks.stat_value import StatValue
from ..languages.aliases import is_alias, original_of, spoken_language
from ..publishing.people import is_public
from ..quantities import Period, Quantity, format_plain
from ..reading.figures import HEIGHT, VERSION, WIDTH, ShareCard
from ..reading.page_reading import PageReading
from ..reading.provenance import title_language
from ..reading.targets import SITE_NAME, is_reachable, site_name
from .addresses import Download, address_below
from .navigation import ShownCrumb, ShownLanguage, languages_of, live_ancestors

X_DEFAULT = "x-default"
# What search engines show of a description before they cut it themselves.
DESCRIPTION_LENGTH = 160
ELLIPSIS = "…"
_SENTENCE_END = re.compile(r"[.!?…][”’\"')]*(?=\s)")


class ShownProperty(TypedDict):
    """A property of Open Graph."""

    property: str
    content: str


class ShareImageDisplay(TypedDict):
    """The picture for link previews, and what is on it."""

    url: str
    alt: str


class PageMetadata:
    """Metadata of any Wagtail page, in a constant number of queries.

    URLs are absolute, except in breadcrumbs. `versions` are the page's languages, its own included;
    empty for a private page, a preview or an alias. `original` is the version in the site's own
    language, else the first. `canonical` is the page's own address, of an alias that of its original.
    `feed` has the title and the url of a feed that lists the page, if there is one. `downloads` are
    the files that it offers, `figures` its observations, and `corrections` its changes, as schema.org
    has them.
    """

    def __init__(
        self,
        page: Any,
        request: HttpRequest | None = None,
        *,
        reading: PageReading | None = None,
        languages: Sequence[ShownLanguage] | None = None,
        newest: PageReading | None = None,
        downloads: Sequence[Download] = (),
    ) -> None:
        """Find what there is to say of the page; what has been read or found already is passed.

        An index page has the picture of the `newest` edition.
        """
        reading = reading or PageReading.of(page, request)
        ancestors = live_ancestors(reading)
        # An earlier version has no structured data: what it says is not what the organisation says now.
        is_current = getattr(page, "version", None) is None
        known = languages_of(reading) if languages is None else languages
        is_final = is_current and not getattr(request, "is_preview", False)
        self.title: str = page.seo_title or page.title
        self.description = next(filter(None, _descriptions(page, newest)), "")
        self.language = spoken_language(page)
        source = original_of(page) or page
        shown = source if is_reachable(source) else page
        self.canonical = (shown.get_full_url(request) or "") if is_current else ""
        self.site_name, root_url = _site(page, request)
        self.site_url = f"{root_url}/" if root_url else ""
        self.is_article = hasattr(page, "get_reading_context") and is_current
        self.is_indexed = is_public(page) and is_final
        self.period: Period | None = page.period if self.is_article else None
        self.published: date | None = getattr(page, "publication_date", None)
        self.modified: datetime | None = page.last_published_at
        self.breadcrumbs = tuple(
            ShownCrumb(
                title=each.title, url=each.get_url(request) or "", language=title_language(each)
            )
            for each in (*ancestors, page)
        )
        self.versions = _versions(page, request, known) if self.is_indexed else ()
        first = next(iter(self.versions), None)
        own = (each for each in self.versions if each["language"] == settings.LANGUAGE_CODE)
        self.original = next(own, first)
        self.image = _image(newest or reading, self.site_name) if self.is_indexed else None
        above = [page, *reversed(ancestors)]
        feeds = (
            {"title": each.title, "url": address_below(each, "feed", request)} for each in above
        )
        self.feed = next((each for each in feeds if each["url"]), None)
        self.corrections = [
            {
                "@type": "CorrectionComment",
                "text": each.sentence(reading),
                "datePublished": each["date"] and each["date"].isoformat(),
            }
            for each in (reading.changes if self.is_article else ())
        ]
        self.downloads = list(downloads)
        figures = reading.figures if self.is_article else ()
        self.figures = [
            _observation(each, each.quantity, reading) for each in figures if each.quantity
        ]

    @property
    def alternates(self) -> tuple[ShownLanguage, ...]:
        """The versions plus x-default; empty when there is only one version."""
        if len(self.versions) < 2 or self.original is None:
            return ()
        return (*self.versions, {**self.original, "language": X_DEFAULT})

    @property
    def open_graph(self) -> list[ShownProperty]:
        """Open Graph properties and their values, in order."""
        said = self._open_graph()
        return [ShownProperty(property=name, content=content) for name, content in said if content]

    def _open_graph(self) -> Iterator[tuple[str, str]]:
        yield "og:type", "article" if self.is_article else "website"
        yield "og:title", self.title
        yield "og:description", self.description
        yield "og:url", self.canonical
        yield "og:site_name", self.site_name
        if self.image:
            yield "og:image", self.image["url"]
            yield "og:image:type", "image/png"
            yield "og:image:width", str(WIDTH)
            yield "og:image:height", str(HEIGHT)
            yield "og:image:alt", self.image["alt"]
        if self.is_article:
            for name, time in (("published", self.published), ("modified", self.modified)):
                yield f"article:{name}_time", time.isoformat() if time else ""


def _site(page: Any, request: HttpRequest | None) -> tuple[str, str]:
    """The name and the address of the site that is asked, else of the page's."""
    if site := Site.find_for_request(request) if request else None:
        return site_name(site), site.root_url
    parts = page.get_url_parts()
    known = Site(site_name=page.__dict__.get(SITE_NAME, ""))
    return site_name(known), parts[1] if parts else ""


def shorten(text: str, length: int = DESCRIPTION_LENGTH) -> str:
    """Return the text on one line of at most `length`, cut after a sentence, else after a word."""
    line = " ".join(text.split())
    if len(line) <= length:
        return line
    ends = [match.end() for match in _SENTENCE_END.finditer(line[: length + 1])]
    # A first sentence of two words would say less than half of the second one does.
    if ends and ends[-1] >= length // 3:
        return line[: ends[-1]]
    start = line[:length]
    words = start if " " not in start else start.rpartition(" ")[0]
    return words[: length - 1].rstrip(" ,;:–-") + ELLIPSIS


def _descriptions(page: Any, newest: PageReading | None) -> Iterator[str]:
    for each in (page, newest.page_instance) if newest else (page,):
        yield shorten(each.search_description)
        yield shorten(getattr(each, "introduction", ""))


def _versions(
    page: Any, request: HttpRequest | None, known: Sequence[ShownLanguage]
) -> tuple[ShownLanguage, ...]:
    """The languages of the page with absolute URLs, none of an alias, which is none of them."""
    if is_alias(page):
        return ()
    base = page.get_full_url(request) or ""
    return tuple(
        {**each, "url": urljoin(base, each["url"])}
        for each in known
        if each["url"] and not each["is_alias"]
    )


def _image(reading: PageReading, name: str) -> ShareImageDisplay | None:
    address = address_below(reading.page_instance, "share-image", reading.request)
    if not address:
        return None
    card = ShareCard.of(reading, name)
    # Others keep a picture by its address, and are to fetch one that has changed.
    return ShareImageDisplay(url=f"{address}?{VERSION}={card.version}", alt=card.alt_text)


# As Django's json_script does; its element has a type that search engines pass over.
_ESCAPES = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def structured_data(metadata: PageMetadata) -> dict[str, Any]:
    """Return a page's JSON-LD: organisation, breadcrumbs, the report of an edition, its data."""
    return {"@context": "https://schema.org", "@graph": list(_things(metadata))}


def as_json_ld(metadata: PageMetadata) -> SafeString:
    """Return the JSON-LD as the text of a script element, which no word in it can end."""
    text = json.dumps(structured_data(metadata), ensure_ascii=False)
    return SafeString(text.translate(_ESCAPES))


def _things(metadata: PageMetadata) -> Iterator[dict[str, Any]]:
    organization = {"@id": f"{metadata.site_url}#organization"}
    yield {
        "@type": "Organization",
        **organization,
        "name": metadata.site_name,
        "url": metadata.site_url,
    }
    if len(metadata.breadcrumbs) > 1:
        yield {
            "@type": "BreadcrumbList",
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "position": position,
                    "name": crumb["title"],
                    "item": urljoin(metadata.site_url, crumb["url"]),
                }
                for position, crumb in enumerate(metadata.breadcrumbs, 1)
            ],
        }
    if metadata.is_article:
        yield _work(
            metadata,
            "Report",
            metadata.canonical,
            headline=metadata.title,
            datePublished=metadata.published and metadata.published.isoformat(),
            dateModified=metadata.modified and metadata.modified.isoformat(),
            correction=metadata.corrections,
            publisher=organization,
            image=metadata.image and metadata.image["url"],
            **_translations(metadata),
        )
    files = [
        {
            "@type": "DataDownload",
            "encodingFormat": each.media_type.partition(";")[0],
            "contentUrl": each.url,
        }
        for each in metadata.downloads
        if each.media_type
    ]
    if files:
        yield _work(
            metadata,
            "Dataset",
            f"{metadata.canonical}#data",
            creator=organization,
            isAccessibleForFree=True,
            distribution=files,
        )
    yield from metadata.figures


def _work(metadata: PageMetadata, kind: str, identity: str, **more: Any) -> dict[str, Any]:
    """Return what is said of an edition and of its data, without what is empty."""
    said = {
        "@type": kind,
        "@id": identity,
        "url": metadata.canonical,
        "name": metadata.title,
        "description": metadata.description,
        "inLanguage": metadata.language,
        "temporalCoverage": metadata.period and f"{metadata.period.start}/{metadata.period.end}",
        **more,
    }
    return {name: value for name, value in said.items() if value}


def _translations(metadata: PageMetadata) -> dict[str, Any]:
    # Nobody records which language came first; readers of another one than the site's learn
    # that theirs is the translation.
    if metadata.original and metadata.original["language"] != metadata.language:
        return {"translationOfWork": {"@type": "Report", "@id": metadata.original["url"]}}
    others = [
        {"@type": "Report", "@id": each["url"], "inLanguage": each["language"]}
        for each in metadata.versions
        if each["language"] != metadata.language
    ]
    return {"workTranslation": others}


def _observation(figure: StatValue, quantity: Quantity, reading: PageReading) -> dict[str, Any]:
    """Return the observation of a figure, with the days that it is about, without what is empty."""
    own = figure.period and (figure.period.start, figure.period.end)
    start, end = (None, figure.as_of) if figure.as_of else own or reading.period or (None, None)
    number, named = format_plain(quantity.value), figure.indicator_name(reading)
    said = {
        "@type": "Observation",
        "name": reading.texts(figure).plain("label"),
        "value": float(number) if "." in number else int(number),
        "unitText": str(quantity.unit),
        "observationDate": end and end.isoformat(),
        "observationPeriod": start and end and f"P{(end - start).days + 1}D",
        "variableMeasured": named and {"@type": "StatisticalVariable", "name": named.name},
    }
    return {name: value for name, value in said.items() if value not in ("", None)}
