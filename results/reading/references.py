"""What a value refers to, found before anything is loaded."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from wagtail.blocks import PageChooserBlock, RichTextBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from ..blocks.choosers import IndicatorChooser, as_pk
from ..blocks.rich_text import is_internal, links_in
from ..blocks.walking import Path, walk

if TYPE_CHECKING:
    from wagtail.blocks import Block


CHOOSERS = {
    "page": PageChooserBlock,
    "document": DocumentChooserBlock,
    "image": ImageChooserBlock,
    "indicator": IndicatorChooser,
}


def references_in(block: Block, raw: Any, path: Path) -> Iterator[tuple[str, int, Path]]:
    """Yield (kind, primary key, path) for each object that the JSON refers to.

    Kinds are "page", "document", "image" and "indicator"; the path is that of the referring field, where `path`
    is that of the whole.
    """
    for node in walk(block, raw, path):
        if isinstance(node.block, RichTextBlock):
            for kind, pk in rich_text_links(node.value):
                yield kind, pk, node.path
        for kind, chooser in CHOOSERS.items():
            if isinstance(node.block, chooser) and (chosen := as_pk(node.value)) is not None:
                yield kind, chosen, node.path


def rich_text_links(source: Any) -> Iterator[tuple[str, int]]:
    """Yield ("page" or "document", primary key) for each internal link in stored rich text."""
    for attributes in links_in(source if isinstance(source, str) else ""):
        pk = as_pk(attributes.get("id"))
        if is_internal(attributes) and pk is not None:
            yield attributes["linktype"], pk
