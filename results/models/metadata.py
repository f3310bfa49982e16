"""Page metadata for search engines, feed readers and link previews; for the first also as JSON-LD."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urljoin

from django.conf import settings
from django.utils.safestring import SafeString

from wagtail.models import Site

from babel.core import get_global
from typing_extensions import TypedDict

from ..quantities import format_plain
from ..quantities.formatting import conventions_of
from ..reading.figures import changes_in
from ..reading.page_reading import PageReading
from ..reading.publicity import is_alias, is_public, original_of, spoken_language
from ..reading.targets import SITE_NAME, is_reachable, pages_around
from .addresses import address_below
from .navigation import Alternate, ShownCrumb, breadcrumbs, live_ancestors
from .navigation import alternates as alternates_of
from .share_card import HEIGHT, VERSION, WIDTH, ShareCard

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from ..blocks.stat_value import StatValue
    from ..quantities import Period, Quantity
    from .addresses import Download

X_DEFAULT = "x-default"
# What search engines show of a description before they cut it themselves.
DESCRIPTION_LENGTH = 160
ELLIPSIS = "…"
_SENTENCE_END = re.compile(r"[.!?…][”’\"')]*(?=\s)")


def site_name(site: Site | None) -> str:
    """Return the organisation's name: that of the site, else WAGTAIL_SITE_NAME."""
    return (site.site_name if site else "") or getattr(settings, "WAGTAIL_SITE_NAME", "")


class Version(NamedTuple):
    """A language version for search engines; `url` is absolute."""

    language: str
    url: str


class FeedLink(NamedTuple):
    """A feed that lists the page."""

    title: str
    url: str


class ShareImageDisplay(TypedDict):
    """The picture for link previews, and what is on it."""

    url: str
    alt: str


@dataclass(frozen=True, slots=True)
class PageMetadata:
    """Metadata of a page; URLs are absolute, except in breadcrumbs.

    `versions` are the page's languages, its own included; empty for a private page, a preview or an
    alias. `original` is the version in the site's own language, else the first. `canonical` is the
    page's own address, of an alias that of its original. `downloads` are the files that it offers,
    `figures` its observations, and `corrections` its changes, as schema.org has them.
    """

    title: str
    description: str
    language: str
    canonical: str
    site_name: str
    site_url: str
    is_article: bool
    is_indexed: bool
    period: Period | None
    published: date | None
    modified: datetime | None
    breadcrumbs: tuple[ShownCrumb, ...]
    versions: tuple[Version, ...]
    original: Version | None
    image: ShareImageDisplay | None
    feed: FeedLink | None
    corrections: tuple[dict[str, Any], ...]
    downloads: tuple[Download, ...] = ()
    figures: tuple[dict[str, Any], ...] = ()

    @classmethod
    def of(
        cls,
        page: Any,
        request: HttpRequest | None = None,
        *,
        alternates: Sequence[Alternate] | None = None,
        edition: Any = None,
        reading: PageReading | None = None,
        downloads: Sequence[Download] = (),
        around: list[Any] | None = None,
    ) -> PageMetadata:
        """Return the metadata of any Wagtail page, in a constant number of queries.

        `edition` is the newest one of an index page, whose picture it has, with its `reading`; an
        edition passes its own reading, so that the page is not read twice, and its downloads.
        `around` is what `pages_around` has found of the page, if it has been asked.
        """
        around = pages_around(page) if around is None else around
        ancestors = live_ancestors(page, around)
        # An earlier version has no structured data: what it says is not what the organisation says now.
        is_current = getattr(page, "version", None) is None
        is_article = hasattr(page, "get_reading_context") and is_current
        known = alternates_of(page, request, around) if alternates is None else alternates
        is_final = is_current and not getattr(request, "is_preview", False)
        is_indexed = is_public(page) and is_final
        name, root_url = _site(page, request)
        versions = _versions(page, request, known) if is_indexed else ()
        return cls(
            title=page.seo_title or page.title,
            description=next(filter(None, _descriptions(page, edition)), ""),
            language=spoken_language(page),
            canonical=_canonical(page, request) if is_current else "",
            site_name=name,
            site_url=f"{root_url}/" if root_url else "",
            is_article=is_article,
            is_indexed=is_indexed,
            period=page.period if is_article else None,
            published=getattr(page, "publication_date", None),
            modified=page.last_published_at,
            breadcrumbs=breadcrumbs(page, ancestors, request),
            versions=versions,
            original=_original(versions),
            image=_image(edition or page, name, request, reading) if is_indexed else None,
            feed=_feed([page, *reversed(ancestors)], request),
            corrections=tuple(_corrections(page, request, reading)) if is_current else (),
            downloads=tuple(downloads),
            figures=tuple(observations(reading)) if is_article and reading else (),
        )

    @property
    def alternates(self) -> tuple[Version, ...]:
        """The versions plus x-default; empty when there is only one version."""
        if len(self.versions) < 2 or self.original is None:
            return ()
        return (*self.versions, Version(X_DEFAULT, self.original.url))

    @property
    def open_graph(self) -> list[tuple[str, str]]:
        """Open Graph properties and their values, in order."""
        return [(name, content) for name, content in self._open_graph() if content]

    def _open_graph(self) -> Iterator[tuple[str, str]]:
        yield "og:type", "article" if self.is_article else "website"
        yield "og:title", self.title
        yield "og:description", self.description
        yield "og:url", self.canonical
        yield "og:site_name", self.site_name
        yield "og:locale", _with_territory(self.language)
        for version in self.versions:
            if version.language != self.language:
                yield "og:locale:alternate", _with_territory(version.language)
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


def _descriptions(page: Any, edition: Any) -> Iterator[str]:
    for each in (page, edition):
        if each is not None:
            yield shorten(each.search_description)
            yield shorten(getattr(each, "introduction", ""))


def _canonical(page: Any, request: HttpRequest | None) -> str:
    source = original_of(page) or page
    shown = source if is_reachable(source) else page
    return shown.get_full_url(request) or ""


def _versions(
    page: Any, request: HttpRequest | None, known: Sequence[Alternate]
) -> tuple[Version, ...]:
    if is_alias(page):
        return ()
    base = page.get_full_url(request) or ""
    return tuple(
        Version(each.language, urljoin(base, each.url))
        for each in known
        if each.url and not each.is_alias
    )


def _original(versions: Sequence[Version]) -> Version | None:
    first = versions[0] if versions else None
    return next((each for each in versions if each.language == settings.LANGUAGE_CODE), first)


def _image(
    page: Any, name: str, request: HttpRequest | None, reading: PageReading | None
) -> ShareImageDisplay | None:
    address = address_below(page, "share-image", request)
    if not address:
        return None
    card = ShareCard.of(page, reading or PageReading.of(page, request), name)
    # Others keep a picture by its address, and are to fetch one that has changed.
    return ShareImageDisplay(url=f"{address}?{VERSION}={card.version}", alt=card.alt_text)


def _corrections(
    page: Any, request: HttpRequest | None, reading: PageReading | None
) -> Iterator[dict[str, Any]]:
    """Yield the changes of an edition, newest first; an index page has none of its own."""
    if list(changes_in(page)):
        read = reading or PageReading.of(page, request)
        for each in read.changes:
            day = each["date"] and each["date"].isoformat()
            text = each.sentence(read)
            yield {"@type": "CorrectionComment", "text": text, "datePublished": day}


def _feed(pages: list[Any], request: HttpRequest | None) -> FeedLink | None:
    for page in pages:
        if address := address_below(page, "feed", request):
            return FeedLink(page.title, address)
    return None


def _with_territory(language: str) -> str:
    """Return the language with its most likely territory, as Open Graph wants it ("sv_SE")."""
    locale = conventions_of(language)
    likely = get_global("likely_subtags").get(str(locale), "")
    territory = locale.territory or likely.rpartition("_")[2]
    return f"{locale.language}_{territory}" if territory else locale.language


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
    organization = {
        "@type": "Organization",
        "@id": f"{metadata.site_url}#organization",
        "name": metadata.site_name,
        "url": metadata.site_url,
    }
    yield organization
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
        yield {key: value for key, value in _report(metadata, organization["@id"]) if value}
    if any(download.media_type for download in metadata.downloads):
        yield {key: value for key, value in _dataset(metadata, organization["@id"]) if value}
    yield from metadata.figures


def _dataset(metadata: PageMetadata, organization: str) -> Iterator[tuple[str, Any]]:
    yield "@type", "Dataset"
    yield "@id", f"{metadata.canonical}#data"
    yield "url", metadata.canonical
    yield "name", metadata.title
    yield "description", metadata.description
    yield "inLanguage", metadata.language
    if metadata.period:
        yield "temporalCoverage", f"{metadata.period.start}/{metadata.period.end}"
    yield "creator", {"@id": organization}
    yield "isAccessibleForFree", True
    files = [each for each in metadata.downloads if each.media_type]
    yield "distribution", [_download(each) for each in files]


def _download(file: Download) -> dict[str, str]:
    kind = file.media_type.partition(";")[0]
    return {"@type": "DataDownload", "encodingFormat": kind, "contentUrl": file.url}


def observations(reading: PageReading) -> Iterator[dict[str, Any]]:
    """Yield the observation of each figure that has a number, with the days that it is about."""
    for figure in reading.figures:
        if figure.quantity:
            found = _observation(figure, figure.quantity, reading)
            yield {key: value for key, value in found if value not in ("", None)}


def _observation(
    figure: StatValue, quantity: Quantity, reading: PageReading
) -> Iterator[tuple[str, Any]]:
    own = figure.period and (figure.period.start, figure.period.end)
    start, end = (None, figure.as_of) if figure.as_of else own or reading.period or (None, None)
    number = format_plain(quantity.value)
    yield "@type", "Observation"
    yield "name", reading.texts(figure).plain("label")
    yield "value", float(number) if "." in number else int(number)
    yield "unitText", str(quantity.unit)
    yield "observationDate", end and end.isoformat()
    if start and end:
        yield "observationPeriod", f"P{(end - start).days + 1}D"
    if named := figure.indicator_name(reading):
        yield "variableMeasured", {"@type": "StatisticalVariable", "name": named.name}


def _report(metadata: PageMetadata, organization: str) -> Iterator[tuple[str, Any]]:
    yield "@type", "Report"
    yield "@id", metadata.canonical
    yield "url", metadata.canonical
    yield "name", metadata.title
    yield "headline", metadata.title
    yield "description", metadata.description
    yield "inLanguage", metadata.language
    yield "datePublished", metadata.published and metadata.published.isoformat()
    yield "dateModified", metadata.modified and metadata.modified.isoformat()
    if metadata.period:
        yield "temporalCoverage", f"{metadata.period.start}/{metadata.period.end}"
    yield "correction", list(metadata.corrections)
    yield "publisher", {"@id": organization}
    yield "image", metadata.image and metadata.image["url"]
    # Nobody records which language came first; readers of another one than the site's learn
    # that theirs is the translation.
    if metadata.original and metadata.original.language != metadata.language:
        yield "translationOfWork", {"@type": "Report", "@id": metadata.original.url}
    else:
        others = [each for each in metadata.versions if each.language != metadata.language]
        yield "workTranslation", [_translation(each) for each in others]


def _translation(version: Version) -> dict[str, str]:
    return {"@type": "Report", "@id": version.url, "inLanguage": version.language}
