"""What a list of contents and a ruler of years say of an edition."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from wagtail.blocks import StructValue

from ..quantities import Period, format_period

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wagtail.blocks import Block

    from ..reading import PageReading


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the page as the list of contents names it; `id` is that of its element.

    `language` is the code of the heading's language where that is not the page's.
    """

    id: str
    heading: str
    language: str = ""


@dataclass(frozen=True, slots=True)
class RulerMark:
    """One edition on the ruler: its period as text, and whether it is the one that is shown."""

    label: str
    url: str
    current: bool
    newest: bool


def body_sections(body: Any) -> Iterator[Section]:
    """Yield the blocks of a body that have a heading."""
    for child in body:
        if heading := heading_of(child.block, child.value):
            yield Section(id=f"block-{child.id}", heading=heading)


def heading_of(block: Block, value: Any) -> str:
    """What a list of contents calls a block (see `ResultsStructBlock`), or ""."""
    if not isinstance(value, StructValue):
        return ""
    heading = value.get(_heading_child(block))
    return heading if isinstance(heading, str) else ""


def _heading_child(block: Block) -> str:
    return getattr(block.meta, "heading_child", "heading")


def with_languages(sections: Iterable[Section], reading: PageReading) -> Iterator[Section]:
    """Yield the sections with the languages of those headings that are in another one."""
    languages = {
        f"block-{child.id}": reading.texts(child.value).languages.get(_heading_child(child.block))
        for child in reading.page_instance.body
        if isinstance(child.value, StructValue)
    }
    for section in sections:
        yield replace(section, language=languages.get(section.id) or "")


def closing_sections(reading: PageReading, *, has_downloads: bool) -> Iterator[Section]:
    """Yield what stands below the body of every edition that has it."""
    if reading.report or has_downloads:
        heading = gettext("The whole report") if reading.report else gettext("Download")
        yield Section("results-report", heading)
    if reading.notes:
        yield Section("results-notes", gettext("Sources and notes"))


def ruler(
    editions: list[Any], shown: Any, language: str, request: HttpRequest | None
) -> list[RulerMark]:
    """The edition that is shown between its neighbours, from the earlier to the later.

    `editions` are all that a visitor may reach, newest first; without the one that is shown, as in
    the preview of a draft, the ruler is empty.
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
