"""Extract translatable segments from a value.

It yields the same paths as wagtail-localize's own extractor, but is safe at any depth: it reads
values through their blocks, never the raw data, which wagtail-localize loses below the second
struct, and skips what is missing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from wagtail.blocks import ChooserBlock, ListBlock, RichTextBlock, StreamBlock, StructBlock
from wagtail.images.blocks import ImageBlock
from wagtail.models import Page, TranslatableMixin
from wagtail_localize.segments import (
    OverridableSegmentValue,
    RelatedObjectSegmentValue,
    StringSegmentValue,
    TemplateSegmentValue,
)
from wagtail_localize.segments.extract import quote_path_component
from wagtail_localize.strings import StringValue, extract_strings

from bs4 import BeautifulSoup

from ...blocks.cells import Cells
from ...blocks.walking import items_of
from ...sync.treatment import (
    REPLACEABLE,
    TEXT,
    Treatment,
    answers_for_itself,
    by_type,
    is_embed,
    of_child,
)

if TYPE_CHECKING:
    from wagtail.blocks import Block

Segment = Any  # one of the four segment values of wagtail-localize
HOOK = "get_translatable_segments"


def extract(block: Block, value: Any, treatment: Treatment | None = None) -> Iterator[Segment]:
    """Yield the segments of a value, at any depth; their paths are relative to the value.

    `treatment` is what is declared about the block by the one around it.
    """
    if value is None:
        return
    if isinstance(block, ImageBlock):
        yield from _image_segments(block, value)
    elif answers_for_itself(block, HOOK):
        yield from block.get_translatable_segments(value)
    elif isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            inner = extract(child, value.get(name), of_child(block, name))
            yield from (segment.wrap(name) for segment in inner)
    elif isinstance(block, StreamBlock | ListBlock):
        below = treatment if isinstance(block, ListBlock) else None
        for item in items_of(value):
            inner = extract(item.block, item.value, below)
            yield from (segment.wrap(item.id) for segment in inner)
    else:
        yield from _leaf_segments(block, value, treatment or by_type(block))


def _image_segments(block: ImageBlock, image: Any) -> Iterator[Segment]:
    yield OverridableSegmentValue("image", image.pk)
    alt_text = getattr(image, "contextual_alt_text", None)
    if alt_text:
        yield StringSegmentValue("alt_text", str(alt_text))


def _leaf_segments(block: Block, value: Any, treatment: Treatment) -> Iterator[Segment]:
    if isinstance(value, TranslatableMixin) and not isinstance(value, Page):
        # A snippet has a translation of its own, whatever the block around it declares.
        yield RelatedObjectSegmentValue.from_instance("", value)
    elif treatment is Treatment.TRANSLATE and isinstance(block, RichTextBlock):
        yield from _rich_text_segments(str(getattr(value, "source", value) or ""))
    elif treatment is Treatment.TRANSLATE and isinstance(value, Cells):
        # One place for all, as of rich text: a translation stays with its words where rows move.
        yield from (StringSegmentValue("", text) for text in value.texts)
    elif treatment is Treatment.TRANSLATE and isinstance(block, TEXT):
        if str(value).strip():
            yield StringSegmentValue("", str(value))
    elif treatment is Treatment.REPLACE and isinstance(block, REPLACEABLE):
        yield OverridableSegmentValue("", _replaceable_data(block, value))


def _replaceable_data(block: Block, value: Any) -> Any:
    """Return what the translation editor shows: a primary key or a URL."""
    if isinstance(block, ChooserBlock):
        return value.pk
    return value.url if is_embed(block) else str(value)


def _rich_text_segments(source: str) -> Iterator[Segment]:
    template, strings = rich_text_strings(source)
    yield TemplateSegmentValue("", "html", template, len(strings))
    addresses: set[str] = set()
    for string, attributes in strings:
        yield StringSegmentValue("", string, attrs=attributes)
        addresses.update(tag["href"] for tag in attributes.values() if "href" in tag)
    for address in sorted(addresses):
        yield OverridableSegmentValue(quote_path_component(address), address)


def rich_text_strings(source: str) -> tuple[str, list[tuple[StringValue, dict[str, Any]]]]:
    """Split rich text into a template and its strings, each with its attributes."""
    try:
        template, strings = extract_strings(source)
    except (KeyError, ValueError):
        template, strings = extract_strings(_plain(source))
    return template, strings


def _plain(source: str) -> str:
    """Remove what wagtail-localize cannot read: attributes, except on links and embeds.

    Programs write them, Wagtail's editor does not. The same goes for the tag `text`, which
    wagtail-localize uses for its own placeholders.
    """
    soup = BeautifulSoup(source, "html.parser")
    for tag in soup.find_all(True):
        if tag.name == "text":
            tag.unwrap()
        elif tag.name not in {"a", "embed"}:
            tag.attrs = {}
    return str(soup)
