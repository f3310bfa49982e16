"""Find out where the items of a source stand on a page that is written by hand."""

from __future__ import annotations

from itertools import chain, starmap
from typing import TYPE_CHECKING, Any

from wagtail.blocks import ListBlock, StreamBlock
from wagtail.fields import StreamField

from ..blocks.walking import children_of, items_of
from .content import json_of, key_of, own_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wagtail.blocks import Block

    from ..record.language_version import LanguageVersion
    from .content import Key


class Places:
    """The items of a page, wherever they stand, and which of them its source has where it has a place."""

    def __init__(self, source: Any, page: Any, version: LanguageVersion) -> None:
        self._version = version
        self._own = dict(chain.from_iterable(starmap(_items_below, _streams(page))))
        self._ids = {id for id, _type in self._own}
        theirs = chain.from_iterable(starmap(_items_below, _streams(source)))
        self._placed = set(chain.from_iterable(starmap(self._reachable, _streams(source))))
        # The source has moved them to where the page has nothing.
        self._stranded = {key for key, _item in theirs} & self._own.keys() - self._placed

    def own(self, key: Key) -> Any:
        """Return the page's item, None for one that it has not."""
        return self._own.get(key)

    def is_new(self, key: Key) -> bool:
        """Whether the source has got the item, or another type of it, since the last comparison."""
        had = self._version.source_items
        was_compared = bool(had or self._version.agreed)
        return was_compared and (key[0] not in had or key[0] in self._ids)

    def stays(self, block: Block, item: Any) -> bool:
        """Whether an item that the source has not in its list stays there.

        That is the page's own, one that differs on purpose, and one with something in it that has
        nowhere to go.
        """
        id, version = item["id"], self._version
        if id in version.kept or item_key(block, item) in self._placed:
            return id in version.kept
        inner = {key for key, _item in _items_below(block, [item])}
        return id not in version.source_items or not inner.isdisjoint(self._stranded)

    def _reachable(self, block: Block, raw: Any) -> Iterator[Key]:
        """The items of the source that the page will have in the same place."""
        is_list = isinstance(block, StreamBlock | ListBlock)
        for step, child, value in children_of(block, raw):
            key = key_of(block, step, child)
            if is_list and (
                step in self._version.kept or not (key in self._own or self.is_new(key))
            ):
                continue
            if is_list:
                yield key
            yield from self._reachable(child, value)


def item_key(block: Block, item: Any) -> Key:
    """Return what the JSON of an item is."""
    return item["id"], item["type"] if isinstance(block, StreamBlock) else ""


def _streams(page: Any) -> Iterator[tuple[Block, Any]]:
    for each in own_fields(type(page)):
        if isinstance(each, StreamField):
            yield each.stream_block, json_of(each, page)


def _items_below(block: Block, raw: Any) -> Iterator[tuple[Key, Any]]:
    if isinstance(block, StreamBlock | ListBlock):
        yield from ((item_key(block, item), item) for item in items_of(raw))
    for _step, child, value in children_of(block, raw):
        yield from _items_below(child, value)
