"""Identify the items of streams and lists, including those that were stored without an id."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid5

if TYPE_CHECKING:
    from wagtail.blocks import StreamValue
    from wagtail.blocks.list_block import ListValue

_PLACES = UUID("5b0b4a0e-3f0a-4d5e-9a43-2f9a4e6c7d10")


def stream_items(value: StreamValue, path: tuple[str, ...]) -> Iterator[tuple[Any, str]]:
    """Yield (child, id) for the stream at `path`; see `list_items` for children without an id."""
    for index, child in enumerate(value):
        child.id = child.id or _id_of_place(path, index)
        yield child, child.id


def list_items(value: ListValue, path: tuple[str, ...]) -> Iterator[tuple[Any, str]]:
    """Yield (item, id) for the list at `path`.

    Items that a program wrote may have no id, and Wagtail gives them a new one at each reading,
    which no translation would find again. They get an id that is derived from their place.
    """
    for index, item in enumerate(value.bound_blocks):
        item.id = item.original_id or _id_of_place(path, index)
        yield item, item.id


def _id_of_place(path: tuple[str, ...], index: int) -> str:
    return str(uuid5(_PLACES, ".".join((*path, str(index)))))
