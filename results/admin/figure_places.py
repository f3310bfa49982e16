"""Where a published figure stands besides its own place, for whoever changes it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils.html import strip_tags
from django.utils.text import capfirst

from wagtail.blocks import CharBlock, RichTextBlock, TextBlock
from wagtail.fields import StreamField

from ..blocks.stat_value import StatValue
from ..blocks.walking import Node, walk
from ..findings import anchor_at, describe_path
from ..models.changes import FIELD
from ..models.edition import edition_models
from ..quantities import format_number, format_plain
from ..reading.aliases import spoken_language

if TYPE_CHECKING:
    from ..models.changes import PublishedFigure

_TEXTS = (CharBlock, TextBlock, RichTextBlock)
# Fields of a page in which a sentence can stand.
_FIELDS = ("title", "introduction", "share_text", "search_description", "seo_title")


@dataclass(frozen=True, slots=True)
class Place:
    """A place that shows a figure's former value: its page, what it is in words, the text there."""

    page: Any
    name: str
    text: str
    url: str


def pages_around(page: Any) -> list[Any]:
    """Return the edition, its other languages, and the other editions below its index page."""
    versions = [other.specific for other in page.get_translations().select_related("locale")]
    siblings = [
        other
        for model in edition_models()
        for other in model.objects.sibling_of(page, inclusive=False).select_related("locale")
    ]
    return list({other.pk: other for other in (page, *versions, *siblings)}.values())


def places_of(figure: PublishedFigure, pages: list[Any]) -> Iterator[Place]:
    """Yield each other figure with the same value or whole, and each text that says the value."""
    value = figure.value.get("value")
    for page in pages:
        number = _pattern(value, spoken_language(page))
        for name in _FIELDS:
            if number.search(_plain(getattr(page, name))):
                yield _place(page, (name,), getattr(page, name))
        for node in _nodes(page):
            if isinstance(node.value, StatValue):
                if node.identity != figure.id and _says(node.value, value):
                    yield _place(page, node.path, node.value.own_label)
            elif isinstance(node.block, _TEXTS):
                text = _plain(strip_tags(str(node.value or "")))
                if found := number.search(text):
                    yield _place(page, node.path, _around(text, found))


def _nodes(page: Any) -> Iterator[Node]:
    for field in page._meta.get_fields():
        if isinstance(field, StreamField) and field.name != FIELD:
            yield from walk(field.stream_block, getattr(page, field.name), (field.name,))


def _says(other: StatValue, value: Any) -> bool:
    whole = other.whole
    return other.get("value") == value or (whole is not None and whole.value == value)


def _pattern(value: Any, language: str) -> re.Pattern[str]:
    written = {_plain(format_number(value, language)), format_plain(value)}
    forms = "|".join(re.escape(form) for form in sorted(written))
    return re.compile(rf"(?<![\d.,])(?:{forms})(?![\d]|[.,]\d| \d{{3}}\b)")


def _plain(text: Any) -> str:
    """The text with ordinary spaces, which may be part of a number."""
    return re.sub(r"\s", " ", str(text or ""))


def _around(text: str, found: re.Match[str]) -> str:
    start, end = max(found.start() - 60, 0), found.end() + 60
    before, after = "…" if start else "", "…" if end < len(text) else ""
    return f"{before}{text[start:end].strip()}{after}"


def _place(page: Any, path: tuple[str, ...], text: str) -> Place:
    anchor = anchor_at(page, path)
    name = describe_path(page, path) or capfirst(path[0])
    return Place(
        page,
        name,
        text,
        f"{reverse('wagtailadmin_pages:edit', args=[page.pk])}#{anchor}",
    )
