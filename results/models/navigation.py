"""What stands around a page: other editions and languages, its source, contents, care for readers."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from functools import cache
from typing import Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.http import HttpRequest
from django.utils.safestring import SafeString
from django.utils.translation import gettext, override

from wagtail.blocks import StructValue
from wagtail.models import Page, Site, get_page_models

from typing_extensions import TypedDict

from ..asking import asked
from ..blocks import HelplineBlock
from ..languages.aliases import ORIGINAL, original_of, spoken_language
from ..publishing.people import PUBLIC, with_openness, with_publicity, without_private
from ..quantities import Period, format_period
from ..reading import PageReading
from ..reading.provenance import provenance_of, title_language, with_provenance
from ..reading.targets import is_reachable, reachable
from ..record.versions import LanguageVersion
from .addresses import address_below


class EditionLink(NamedTuple):
    """An edition in a list; its languages are given where they differ from that of the list."""

    title: str
    url: str
    period: str
    language: str = ""
    title_language: str = ""


class ShownLanguage(TypedDict):
    """A public language version; an alias shows the content of another one."""

    language: str
    name: str
    title: str
    url: str
    is_current: bool
    is_alias: bool


def live_editions(index: Page) -> list[Any]:
    """Return the public editions below the index page (see `editions_where`)."""
    return _public(row for model in _models() for row in _ask(_below(model), index, model))


def edition_at(index: Page, slug: str) -> Any:
    """Return the edition below the index page in any state, or None; a query for each page type."""
    found = (row for model in _models() for row in _ask(_at(model), index, model, [slug]))
    return next(found, None)


def _ask(build: Any, index: Page, model: Any, *values: list[str]) -> Iterator[Any]:
    kind = ContentType.objects.get_for_model(model)
    # The database is asked by the place alone: by type, SQLite would look at every edition.
    place = Page._get_children_path_interval(index.path), [index.depth + 1]
    return (row for row in asked(build, *place, *values) if row.content_type_id == kind.pk)


def editions_where(condition: Q) -> list[Any]:
    """Return the public editions that fulfil a condition on pages, newest period first.

    Streams are deferred. Any page type that has a period and a reading context counts; other
    children, such as events, do not, nor does one that a program published without a period.
    """
    return _public(
        edition
        for model in _models()
        for edition in _editions(model).exact_type(model).filter(condition)
    )


def _models() -> list[Any]:
    needed = ("period_start", "period_end", "get_reading_context")
    return [model for model in get_page_models() if all(hasattr(model, name) for name in needed)]


def _editions(model: Any) -> Any:
    pages = with_provenance(with_publicity(model._default_manager.filter(live=True)))
    return pages.select_related("locale").defer_streamfields()


@cache
def _below(model: Any) -> Any:
    """Return what makes the query of the public editions of a type."""
    return lambda paths, depths: _editions(model).filter(path__range=paths, depth=depths[0])


@cache
def _at(model: Any) -> Any:
    """Return what makes the query of the edition of a type that has a slug."""
    editions = with_openness(model._default_manager.all())
    return lambda paths, depths, slugs: editions.filter(
        path__range=paths, depth=depths[0], slug__in=slugs
    )


def _public(editions: Iterable[Any]) -> list[Any]:
    found = [
        edition
        for edition in editions
        if is_reachable(edition)
        and getattr(edition, PUBLIC)
        and isinstance(edition.period_start, date)
        and isinstance(edition.period_end, date)
        and edition.period_start <= edition.period_end
    ]
    return sorted(found, key=lambda each: (each.period_end, each.period_start), reverse=True)


def edition_links(
    editions: list[Any], language: str, request: HttpRequest | None
) -> list[EditionLink]:
    """Return the editions as links for a reader of `language`."""
    return [
        EditionLink(
            title=edition.title,
            url=edition.get_url(request) or "",
            period=format_period(Period(edition.period_start, edition.period_end), language),
            language=_other_than(language, spoken_language(edition)),
            title_language=_other_than(language, title_language(edition)),
        )
        for edition in editions
    ]


def _other_than(language: str, spoken: str) -> str:
    return "" if spoken == language else spoken


def languages_of(reading: PageReading) -> list[ShownLanguage]:
    """Return each public language version of the page, and itself: its reader has been let in."""
    page = reading.page_instance
    versions = [each for each in reading.around if each.translation_key == page.translation_key]
    return [
        ShownLanguage(
            language=version.locale.language_code,
            name=version.locale.language_name_local,
            title=version.title,
            url=version.get_url(reading.request) or "",
            is_current=version.pk == page.pk,
            is_alias=getattr(version, ORIGINAL) is not None,
        )
        for version in sorted(filter(is_reachable, versions), key=lambda each: each.locale_id)
        if getattr(version, PUBLIC) or version.pk == page.pk
    ]


Kind = LanguageVersion.Kind
# What a reader of the page would miss.
_IN_THE_CONTENT = {Kind.FIGURE, Kind.MISSING, Kind.EXTRA, Kind.ORDER}


class Notice(NamedTuple):
    """A notice that the page is an alias, or is not what its source is now.

    It is of an earlier one since `older_since`, `differs` in figures or parts, or its source
    `is_withdrawn`. `language` is the reader's, that of the address. `source_language` and `title` are those of the
    original or source, `url` its address, "" where visitors cannot reach it.
    """

    language: str
    source_language: str
    title: str
    url: str
    is_alias: bool
    older_since: datetime | None = None
    differs: bool = False
    is_withdrawn: bool = False


def notice_of(reading: PageReading) -> Notice | None:
    """Return the notice of a page, or None if it is neither an alias nor older than its source."""
    page = reading.page_instance
    if not page.pk:
        return None
    original, provenance = original_of(page), provenance_of(page)
    since = provenance.older_since if provenance else None
    kinds = {each["kind"] for each in provenance.differences} if provenance else set()
    differs, is_withdrawn = bool(kinds & _IN_THE_CONTENT), Kind.UNPUBLISHED in kinds
    if original is not None:
        language = original.locale.language_code
    elif provenance is not None and (since or differs or is_withdrawn):
        language = provenance.language
    else:
        return None
    sources = (
        each
        for each in reading.around
        if (each.pk == original.pk if original else each.translation_key == page.translation_key)
        and each.locale.language_code == language
        and getattr(each, PUBLIC)
        and is_reachable(each)
    )
    source = next(sources, None)
    return Notice(
        language=page.locale.language_code,
        source_language=language,
        title=source.title if source else "",
        url=(source and source.get_url(reading.request)) or "",
        is_alias=original is not None,
        older_since=since,
        differs=differs,
        is_withdrawn=is_withdrawn,
    )


class ShownCrumb(TypedDict):
    """A page in the breadcrumbs; `language` is that of its title."""

    title: str
    url: str
    language: str


def live_ancestors(reading: PageReading) -> list[Page]:
    """Return the ancestors that readers of the page may see, from the front page on."""
    page = reading.page_instance
    roots = [found.root_path for found in Site.get_site_root_paths()]
    root = next((path for path in roots if page.url_path.startswith(path)), None)
    if root is None:
        return []
    return [
        each
        for each in reading.around
        if each.path != page.path
        and page.path.startswith(each.path)
        and is_reachable(each)
        and each.url_path.startswith(root)
    ]


class Section(NamedTuple):
    """An entry of the contents: its element's id, heading, and language if not the page's."""

    id: str
    heading: str
    language: str = ""


def sections_of(reading: PageReading) -> Iterator[Section]:
    """Yield each block of the body that has a heading, then the notes and the changes below it."""
    for child in reading.page_instance.body:
        value = child.value if isinstance(child.value, StructValue) else {}
        name = getattr(child.block.meta, "heading_child", "heading")
        if (heading := value.get(name)) and isinstance(heading, str):
            language = reading.texts(value).languages.get(name, "")
            yield Section(f"block-{child.id}", heading, language)
    with override(reading.language):
        notes, changes = gettext("Sources and notes"), gettext("Changed figures")
    if reading.notes:
        yield Section("results-notes", notes)
    if reading.changes:
        yield Section("results-changes", changes)


class Line(NamedTuple):
    """A way to help in a line; `telephone` and `url` may be ""."""

    text: SafeString
    telephone: str
    url: str


class Care:
    """The content notice of an index page and its `ways` to help, in the language of its content."""

    def __init__(self, reading: PageReading) -> None:
        self.reading, self.index = reading, reading.page_instance
        self.language = reading.language
        self.ways = getattr(self.index, "ways_to_help", ())

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
    roots = tuple(
        found.root_path for found in Site.get_site_root_paths() if site and found.site_id == site.pk
    )
    types = [model for model in get_page_models() if hasattr(model, "ways_to_help")]
    public = without_private(Page.objects.type(*types).filter(reachable()))
    pages = public.select_related("locale").order_by("path")
    below = (page for page in pages if page.url_path.startswith(roots))
    found = min(below, key=lambda page: page.locale.language_code != language, default=None)
    return Care(PageReading.of(found.specific, request)) if found else None


def context_of_index(page: Any, request: HttpRequest | None) -> dict[str, Any]:
    """Return what `index_context` has of the page above an edition."""
    return index_context(PageReading.of(page.get_parent().specific, request))


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
