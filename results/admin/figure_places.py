"""Where a published figure stands besides its own place, for whoever changes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.text import capfirst

from ..findings import anchor_at, describe_path
from ..models.changes import figure_nodes
from ..models.edition import edition_models
from ..models.plausibility import Prose, prose_of
from ..publishing.people import visible_pages
from ..quantities.numbers import values_in
from ..reading.publicity import spoken_language

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..blocks.stat_value import StatValue
    from ..models.changes import PublishedFigure


@dataclass(frozen=True, slots=True)
class Place:
    """A place that shows a figure's former value: its page, what it is in words, the text there."""

    page: Any
    name: str
    text: str
    url: str


def pages_around(page: Any, user: Any) -> list[Any]:
    """Return the edition, its other languages, and the other editions below its index page.

    Only those that the user may see.
    """
    versions = [other.specific for other in page.get_translations().select_related("locale")]
    siblings = [
        other
        for model in edition_models()
        for other in model.objects.sibling_of(page, inclusive=False).select_related("locale")
    ]
    found = {other.pk: other for other in (page, *versions, *siblings)}
    seen = set(visible_pages(user).filter(pk__in=found).values_list("pk", flat=True))
    return [other for key, other in found.items() if key in seen]


def places_of(figure: PublishedFigure, pages: list[Any]) -> Iterator[Place]:
    """Yield each other figure with the same value or whole, and each text that says the value."""
    value = figure.value.number("value")
    for page in pages:
        language = spoken_language(page)
        for prose in (Prose(("title",), page.title, is_long=False), *prose_of(page)):
            for said in values_in(prose.plain, language):
                if said.value == value:
                    yield _place(page, prose.path, prose.around(said.start, said.end))
        for node in figure_nodes(page):
            if node.identity != figure.id and _says(node.value, value):
                yield _place(page, node.path, "")


def _says(other: StatValue, value: Any) -> bool:
    # A whole that is another figure follows it.
    whole = None if other.whole_figure else other.whole
    return other.number("value") == value or (whole is not None and whole.value == value)


def _place(page: Any, path: tuple[str, ...], text: str) -> Place:
    anchor = anchor_at(page, path)
    name = describe_path(page, path) or capfirst(path[0])
    return Place(
        page,
        name,
        text,
        f"{reverse('wagtailadmin_pages:edit', args=[page.pk])}#{anchor}",
    )
