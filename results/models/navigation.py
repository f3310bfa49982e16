"""Links of a page: editions, versions, its source, breadcrumbs, table of contents, ruler of years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from django.utils.translation import gettext

from wagtail.blocks import StructValue
from wagtail.models import Page, Site, get_page_models

from typing_extensions import TypedDict

from ..quantities import Period, format_period
from ..reading.asking import asked
from ..reading.provenance import provenance_of, title_language, with_provenance
from ..reading.publicity import ORIGINAL, PUBLIC, original_of, spoken_language, with_publicity
from ..reading.targets import is_reachable, pages_around
from ..record.versions import LanguageVersion

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wagtail.blocks import Block

    from ..reading import PageReading


class EditionLink(NamedTuple):
    """An edition in a list; its languages are given where they differ from that of the list."""

    title: str
    url: str
    period: str
    language: str = ""
    title_language: str = ""


@dataclass(frozen=True, slots=True)
class Alternate:
    """A language version of a page; `current` marks the page itself, which alone may be private.

    An alias stands in its own language for content in the original's language.
    """

    language: str
    language_name: str
    url: str
    title: str
    current: bool
    is_public: bool
    is_alias: bool = False


def live_editions(index: Page) -> list[Any]:
    """Return the public editions below the index page (see `editions_where`)."""
    return _public(
        row for model in _models() for row in asked(_below(model), *_place(index, model))
    )


def edition_at(index: Page, slug: str) -> Any:
    """Return the edition below the index page in any state, or None; a query for each page type."""
    found = (row for model in _models() for row in asked(_at(model), *_place(index, model), [slug]))
    return next(found, None)


def _place(index: Page, model: Any) -> tuple[list[str], list[int]]:
    kind = ContentType.objects.get_for_model(model)
    return [index.path], [index.depth + 1, kind.pk]


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
    return lambda paths, known: _editions(model).filter(_is_below(paths, known))


@cache
def _at(model: Any) -> Any:
    """Return what makes the query of the edition of a type that has a slug."""
    editions = model._default_manager
    return lambda paths, known, slugs: editions.filter(_is_below(paths, known), slug__in=slugs)


def _is_below(paths: Any, known: Any) -> Q:
    depth, kind = known
    return Q(path__startswith=paths[0], depth=depth, content_type=kind)


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


def alternates(
    page: Any, request: HttpRequest | None, around: list[Any] | None = None
) -> list[Alternate]:
    """Return each public language version of the page, and itself: its reader has been let in."""
    found = pages_around(page) if around is None else around
    versions = [each for each in found if each.translation_key == page.translation_key]
    versions = sorted(filter(is_reachable, versions), key=lambda each: each.locale_id)
    return [
        Alternate(
            language=version.locale.language_code,
            language_name=version.locale.language_name_local,
            url=version.get_url(request) or "",
            title=version.title,
            current=version.pk == page.pk,
            is_alias=getattr(version, ORIGINAL) is not None,
            is_public=getattr(version, PUBLIC),
        )
        for version in versions
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


def notice_of(
    page: Any, request: HttpRequest | None, around: list[Any] | None = None
) -> Notice | None:
    """Return the notice of a page, or None if it is neither an alias nor older than its source.

    `around` is what `pages_around` has found of the page, if it has been asked.
    """
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
    found = pages_around(page) if around is None else around
    sources = (
        each
        for each in found
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
        url=(source and source.get_url(request)) or "",
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


def live_ancestors(page: Any, around: list[Any]) -> list[Page]:
    """Return the ancestors that readers of the page may see, from the front page on."""
    roots = [found.root_path for found in Site.get_site_root_paths()]
    root = next((path for path in roots if page.url_path.startswith(path)), None)
    if root is None:
        return []
    return [
        each
        for each in around
        if each.path != page.path
        and page.path.startswith(each.path)
        and is_reachable(each)
        and each.url_path.startswith(root)
    ]


def breadcrumbs(
    page: Any, ancestors: list[Page], request: HttpRequest | None
) -> tuple[ShownCrumb, ...]:
    """Return the ancestors, then the page itself, with addresses within the site."""
    return tuple(
        ShownCrumb(title=each.title, url=each.get_url(request) or "", language=title_language(each))
        for each in (*ancestors, page)
    )


@dataclass(frozen=True, slots=True)
class Section:
    """An entry of the contents: its element's id, heading, and language if not the page's."""

    id: str
    heading: str
    language: str = ""


class RulerMark(NamedTuple):
    """An edition on the ruler of years."""

    label: str
    url: str
    current: bool
    newest: bool


def body_sections(body: Any) -> Iterator[Section]:
    """Yield a section for each block of a body that has a heading."""
    for child in body:
        value = child.value if isinstance(child.value, StructValue) else {}
        heading = value.get(_heading_child(child.block))
        if heading and isinstance(heading, str):
            yield Section(id=f"block-{child.id}", heading=heading)


def _heading_child(block: Block) -> str:
    return getattr(block.meta, "heading_child", "heading")


def with_languages(sections: Iterable[Section], reading: PageReading) -> Iterator[Section]:
    """Yield the sections, with the language of each heading that is not in the page's language."""
    languages = {
        f"block-{child.id}": reading.texts(child.value).languages.get(_heading_child(child.block))
        for child in reading.page_instance.body
        if isinstance(child.value, StructValue)
    }
    for section in sections:
        yield replace(section, language=languages.get(section.id) or "")


def closing_sections(reading: PageReading) -> Iterator[Section]:
    """Yield the sections below the body: the notes, the changes."""
    if reading.notes:
        yield Section("results-notes", gettext("Sources and notes"))
    if reading.changes:
        yield Section("results-changes", gettext("Changed figures"))


def ruler(
    editions: list[Any], shown: Any, language: str, request: HttpRequest | None
) -> list[RulerMark]:
    """Return the shown edition between its neighbours, oldest first; nothing for a draft."""
    places = [place for place, edition in enumerate(editions) if edition.pk == shown.pk]
    if not places:
        return []
    nearby = editions[max(places[0] - 1, 0) : places[0] + 2]
    return [
        RulerMark(
            label=format_period(Period(edition.period_start, edition.period_end), language),
            url=edition.get_url(request) or "",
            current=edition.pk == shown.pk,
            newest=edition.pk == editions[0].pk,
        )
        for edition in reversed(nearby)
    ]
