"""What APIs give of a page beyond its fields, in the page's language and with whole addresses."""

from inspect import signature
from typing import Any
from urllib.parse import urljoin

from django.utils.translation import override

from wagtail.api import APIField

from rest_framework.fields import Field
from typing_extensions import TypedDict

from ..blocks.displays import LinkDisplay, ShownChange, SizedPicture, StatDisplay
from ..blocks.media import describe_file
from ..blocks.resolving import taken_from
from ..quantities import format_period
from ..reading import PageReading
from .addresses import address_in, downloads_of
from .metadata import PageMetadata, ShareImageDisplay, ShownProperty, as_json_ld
from .navigation import ShownCrumb, ShownLanguage, edition_links, languages_of, live_editions


class ShownEdition(TypedDict):
    """A public edition beside or below the page, with its period in words."""

    title: str
    url: str
    period: str
    language: str


class SEO(TypedDict):
    """What the `head` of a front end needs; `json_ld` is the text of a script element."""

    title: str
    description: str
    canonical: str
    is_indexed: bool
    feed: str
    open_graph: list[ShownProperty]
    json_ld: str


class PageDisplay(TypedDict):
    """A page of results as readers get it, beyond its fields."""

    language: str
    url: str
    breadcrumbs: list[ShownCrumb]
    languages: list[ShownLanguage]
    editions: list[ShownEdition]
    seo: SEO
    share_image: ShareImageDisplay | None


class ShownDownload(TypedDict):
    """A file of the edition; `file` is its kind and size, `media_type` that of data, else ""."""

    url: str
    label: str
    file: str
    media_type: str


class ShownFigure(TypedDict):
    """A figure of the edition; `id` is that of its block, `url` the page about it, "" without."""

    id: str
    label: str
    url: str
    display: StatDisplay


class ShownMainPoint(TypedDict):
    """A sentence; `figure` is the figure whose number it begins with."""

    text: str
    figure: ShownFigure | None


class ShownNote(TypedDict):
    """A numbered note; `figures` are the ids of their blocks."""

    number: int
    source: str
    source_url: str
    text: str
    figures: list[str]


class EditionDisplay(PageDisplay):
    """An edition as readers get it: `period` in words, key figures with the lead one first."""

    period: str
    hero: SizedPicture | None
    report: LinkDisplay | None
    key_figures: list[ShownFigure]
    main_points: list[ShownMainPoint]
    notes: list[ShownNote]
    changes: list[ShownChange]
    downloads: list[ShownDownload]


def edition_display(page: Any) -> EditionDisplay:
    """Return what there is to show of an edition."""
    reading = PageReading.in_api(page)
    reading.load()
    keys, report = reading.key_figures, reading.report
    with override(reading.language):
        downloads = downloads_of(page, None, reading.language)
        index = page.get_parent()
        others = [each for each in live_editions(index) if each.pk != page.pk]
        return EditionDisplay(
            **_page_display(reading, others, downloads=downloads),
            period=format_period(page.period, reading.language) if page.period else "",
            hero=reading.hero,
            report=taken_from(
                report,
                LinkDisplay,
                kind="document",
                language="",
                file=describe_file(report, reading.language),
            )
            if report
            else None,
            key_figures=[_figure(each, reading) for each in (keys.chosen if keys else ())],
            main_points=[
                ShownMainPoint(
                    text=reading.texts(each.value).plain("text"),
                    figure=_figure(each.figure, reading) if each.figure else None,
                )
                for each in reading.main_points
            ],
            notes=[
                taken_from(each, ShownNote, figures=list(each.figures)) for each in reading.notes
            ],
            changes=[each.display(reading) for each in reading.changes],
            downloads=[
                taken_from(each, ShownDownload, url=urljoin(reading.address, each.url))
                for each in downloads
            ],
        )


def index_display(page: Any) -> PageDisplay:
    """Return what there is to show of an index page."""
    editions = live_editions(page)
    newest = PageReading.in_api(editions[0]) if editions else None
    return _page_display(PageReading.in_api(page), editions, newest=newest)


def _page_display(reading: PageReading, editions: list[Any], **more: Any) -> PageDisplay:
    url, languages = reading.address, languages_of(reading)
    page: Any = reading.page_instance
    metadata = PageMetadata(page, reading=reading, languages=languages, **more)
    language = metadata.language
    return PageDisplay(
        language=language,
        url=url,
        breadcrumbs=[{**each, "url": urljoin(url, each["url"])} for each in metadata.breadcrumbs],
        languages=[{**each, "url": urljoin(url, each["url"])} for each in languages],
        editions=[
            taken_from(
                each, ShownEdition, url=urljoin(url, each.url), language=each.language or language
            )
            for each in edition_links(editions, language, None)
        ],
        seo=taken_from(
            metadata,
            SEO,
            feed=metadata.feed["url"] if metadata.feed else "",
            json_ld=str(as_json_ld(metadata)),
        ),
        share_image=metadata.image,
    )


def _figure(figure: Any, reading: PageReading) -> ShownFigure:
    address = address_in(reading, figure.block_id)
    return ShownFigure(
        id=figure.block_id,
        label=reading.texts(figure).plain("label"),
        url=urljoin(reading.address, address) if address else "",
        display=figure.display(reading),
    )


# Wagtail 7.4 has no API v3 and no fields to write.
_CAN_WRITE = "writable" in signature(APIField).parameters


def computed(name: str, shape: Any) -> APIField:
    """Return an API field to read as it is; API v3 knows its type by the annotation."""

    class AsItIs(Field):
        def to_representation(self, value: Any) -> shape:
            return value

    return APIField(name, serializer=AsItIs())


def fields(*names: str) -> list[APIField]:
    """Return API fields that clients can read and, where Wagtail supports it, write."""
    options = {"writable": True} if _CAN_WRITE else {}
    return [APIField(name, **options) for name in names]
