"""Translations as visitors get them on a site that hides untranslated text.

Hidden parts are left out of a copy in memory; the stored page stays whole.
"""

from __future__ import annotations

from collections.abc import Collection
from copy import copy
from typing import TYPE_CHECKING, Any

from django.db.models import CharField, TextField

from wagtail.blocks import StreamBlock, StreamValue, StructBlock
from wagtail.blocks.list_block import ListValue
from wagtail.fields import StreamField

from ..blocks.walking import children_of, items_of, walk
from ..conf import setting
from .marks import hidden_items
from .page_reading import PageReading
from .provenance import provenance_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from wagtail.blocks import Block

    from ..blocks.walking import Path


def as_published(page: Any, request: HttpRequest | None = None) -> Any:
    """Return a copy of the page without what the site hides, or the page itself.

    Nothing of an alias or a preview is hidden. No query when the site hides nothing.
    """
    if setting("NEW_TEXT") != "hidden" or getattr(request, "is_preview", False):
        return page
    provenance = provenance_of(page)
    if provenance is None or not provenance.untranslated:
        return page
    PageReading.of(page, request).load()
    shown = copy(page)
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            stream = getattr(page, field.name)
            path = (field.name,)
            nodes = walk(field.stream_block, stream, path)
            if hidden := hidden_items(nodes, provenance):
                visible = without_items(field.stream_block, stream, path, hidden)
                setattr(shown, field.name, visible)
        elif isinstance(field, CharField | TextField) and field.blank:
            setattr(shown, field.name, visible_text(page, field.name))
    return shown


def visible_text(page: Any, name: str) -> str:
    """Return an optional text field of the page, "" where it is hidden from visitors."""
    text: str = getattr(page, name)
    if setting("NEW_TEXT") != "hidden":
        return text
    provenance = provenance_of(page)
    return "" if provenance and provenance.untranslated_at(name, text) else text


def without_items(block: Block, value: Any, path: Path, hidden: Collection[Path]) -> Any:
    """Return a copy of a value without the items at these paths; unchanged parts are shared.

    `path` is that of the value itself.
    """
    if not any(item[: len(path)] == path for item in hidden):
        return value
    if isinstance(block, StructBlock):
        children = [
            (name, without_items(child, inner, (*path, name), hidden))
            for name, child, inner in children_of(block, value)
        ]
        return type(value)(block, children)
    kept = [
        (item, without_items(item.block, item.value, (*path, item.id), hidden))
        for item in items_of(value)
        if (*path, item.id) not in hidden
    ]
    if isinstance(block, StreamBlock):
        return StreamValue(block, [(item.block_type, inner, item.id) for item, inner in kept])
    return ListValue(
        block,
        bound_blocks=[ListValue.ListChild(item.block, inner, id=item.id) for item, inner in kept],
    )
