"""What a value refers to, gathered before anything is loaded."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from wagtail.blocks import ChooserBlock, PageChooserBlock, RichTextBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text.rewriters import FIND_A_TAG, extract_attrs

from ..blocks.walking import walk_raw

if TYPE_CHECKING:
    from wagtail.blocks import Block


@dataclass(slots=True)
class References:
    """Primary keys of pages, documents and images that something refers to."""

    pages: set[int] = field(default_factory=set)
    documents: set[int] = field(default_factory=set)
    images: set[int] = field(default_factory=set)

    def gather(self, block: Block, raw: Any) -> None:
        """Add what the JSON of a value refers to; ids that are no ids are passed over."""
        for leaf, value in walk_raw(block, raw):
            if isinstance(leaf, RichTextBlock):
                for kind, linked in rich_text_links(value):
                    (self.pages if kind == "page" else self.documents).add(linked)
            elif isinstance(leaf, ChooserBlock) and (pk := as_pk(value)) is not None:
                if isinstance(leaf, PageChooserBlock):
                    self.pages.add(pk)
                elif isinstance(leaf, DocumentChooserBlock):
                    self.documents.add(pk)
                elif isinstance(leaf, ImageChooserBlock):
                    self.images.add(pk)


def as_pk(value: Any) -> int | None:
    """The value as a primary key, or None: "abc", "-1" and "²" are none."""
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def rich_text_links(source: Any) -> Iterator[tuple[str, int]]:
    """Yield ("page" or "document", primary key) for each such link of stored rich text."""
    for match in FIND_A_TAG.finditer(source if isinstance(source, str) else ""):
        attributes = extract_attrs(match.group(1))
        pk = as_pk(attributes.get("id"))
        if attributes.get("linktype") in {"page", "document"} and pk is not None:
            yield attributes["linktype"], pk
