"""Navigation of a page: breadcrumbs, table of contents, ruler of years."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.translation import gettext

from wagtail.blocks import StructValue
from wagtail.models import Page, Site

from ..quantities import Period, format_period
from ..reading.around import ancestors_among
from ..reading.provenance import title_language
from ..reading.targets import is_reachable

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wagtail.blocks import Block

    from ..reading import PageReading


class Crumb(NamedTuple):
    """A page in the breadcrumbs; `url` is relative to the site.

    `language` is the code of the language of its title.
    """

    title: str
    url: str
    language: str = ""


def live_ancestors(page: Any, around: list[Any]) -> list[Page]:
    """Return the public ancestors of a page, from the front page on, of the pages around it.

    None of them is private to a reader of the page: a restriction holds for all pages below it.
    """
    roots = [found.root_path for found in Site.get_site_root_paths()]
    root = next((path for path in roots if page.url_path.startswith(path)), None)
    if root is None:
        return []
    return [
        each
        for each in ancestors_among(around, page)
        if is_reachable(each) and each.url_path.startswith(root)
    ]


def breadcrumbs(page: Any, ancestors: list[Page], request: HttpRequest | None) -> tuple[Crumb, ...]:
    """Return the ancestors, then the page itself."""
    return tuple(
        Crumb(each.title, each.get_url(request) or "", title_language(each))
        for each in (*ancestors, page)
    )


@dataclass(frozen=True, slots=True)
class Section:
    """An entry of the table of contents; `id` is that of its element.

    `language` is the code of the heading's language where it differs from the page's.
    """

    id: str
    heading: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class RulerMark:
    """An edition on the ruler of years."""

    label: str
    url: str
    current: bool
    newest: bool


def body_sections(body: Any) -> Iterator[Section]:
    """Yield a section for each block of a body that has a heading."""
    for child in body:
        if heading := heading_of(child.block, child.value):
            yield Section(id=f"block-{child.id}", heading=heading)


def heading_of(block: Block, value: Any) -> str:
    """Return the heading of a block for the table of contents (see `ResultsStructBlock`), or ""."""
    if not isinstance(value, StructValue):
        return ""
    heading = value.get(_heading_child(block))
    return heading if isinstance(heading, str) else ""


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
    """Return the shown edition between its neighbours, oldest first.

    `editions` are all public editions, newest first. The ruler is empty when the shown one is not
    among them, as in the preview of a draft.
    """
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
        if edition.period_start <= edition.period_end
    ]
