"""Bring a page into line with its source, and leave it its words."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from itertools import chain, starmap
from typing import TYPE_CHECKING, Any, Protocol

from wagtail.blocks import ListBlock, RichTextBlock, StreamBlock, StructBlock, TextBlock
from wagtail.fields import StreamField

from ..blocks.data_table import CellsBlock
from ..blocks.walking import children_of, items_of, walk, within_item
from ..fields import json_of
from .comparing import by_item
from .content import (
    Leaf,
    Snippets,
    Treatment,
    answers_for_itself,
    by_type,
    key_of,
    leaf_of,
    leaf_of_field,
    normal,
    of_children,
    own_fields,
    snippet_model,
    struct_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from wagtail.blocks import Block

    from ..blocks.walking import Path
    from ..record.versions import LanguageVersion, Prose
    from .comparing import Agreement
    from .content import Key

    Items = list[dict[str, Any]]

# What the texts of a page's own fields are like.
_PLAIN, _RICH = TextBlock(), RichTextBlock()


class Words(Protocol):
    """The texts of one state of a page beside its source, as an app that keeps them knows them."""

    prose: Prose

    def value(self, path: str, block: Block, theirs: Any, own: Any) -> Any:
        """Return the JSON of a text, or of a block that says itself what of it is text."""

    def keep(self, path: str) -> None:
        """Note that a text stands as it did."""

    def finish(self, source: Any, page: Any) -> bool:
        """Bring what is no content into line in place; return whether it changed."""

    def left(self) -> Prose:
        """Return how the texts stand on a page that could not become what it was to."""


@dataclass(slots=True)
class Alignment:
    """What has changed in a source since the last comparison, to be changed in another language too.

    Everything that is no text follows, in the source's order, and items take their words along to
    other lists. Of `texts` that an app keeps, the page has the source's items, and the app's words. A
    page without them is written by hand: what the source has got is copied, in its language; what it
    has lost goes. What it has and the page has left out, and what only that page has, stays so, as do
    items where the language differs on purpose, and those whose new list it has left out. `copied`
    has the paths of texts that were copied, or of what is around them; `words` those of an app, of the
    public page (False) and of its draft (True).
    """

    source: Any
    version: LanguageVersion
    snippets: Snippets
    locale_id: int
    texts: Callable[[LanguageVersion, bool], Words] | None = None
    copied: set[str] = field(default_factory=set)
    words: dict[bool, Words] = field(default_factory=dict)
    _kept: Collection[str] = field(init=False)
    _agreed: dict[str, Agreement] = field(init=False)
    _untranslated: dict[str, list[str]] = field(init=False)
    _places: Places = field(init=False)
    _words: Words | None = field(init=False)
    # Whether the texts of the page were compared with those of the source, and how they stood is known.
    _stands: bool = field(init=False)

    def __post_init__(self) -> None:
        """Look up what is known by what moves with an item."""
        self._kept = () if self.texts else self.version.kept
        self._agreed = by_item(self.version.agreed)
        self._untranslated = by_item(self.version.untranslated)

    def align(self, page: Any, *, is_draft: bool = False) -> bool:
        """Bring a page of the type of the source into line in place; return whether it changed."""
        model, kept = type(self.source), self._kept
        self._words = self.texts(self.version, is_draft) if self.texts else None
        self._stands = not (is_draft or self.version.by_hand or self.version.pk is None)
        self._places = Places(self.source, page, None if self.texts else self.version)
        changed = False
        for each in own_fields(model, and_texts=bool(self.texts)):
            if each.name in kept:
                continue
            is_stream = isinstance(each, StreamField)
            theirs, own = (
                json_of(each, one) if is_stream else getattr(one, each.attname)
                for one in (self.source, page)
            )
            if is_stream:
                new = self._value(each.stream_block, theirs, own, (each.name,))
            elif (snippet := snippet_model(each)) is not None:
                new = self.snippets.translated(snippet, theirs, self.locale_id)
            else:
                leaf, mine = (leaf_of_field(model, each, value) for value in (theirs, own))
                block = _RICH if leaf.is_rich else _PLAIN
                new = self._leaf(block, leaf, mine, theirs, own, (each.name,))
            if new != own:
                setattr(page, each.attname, each.stream_block.to_python(new) if is_stream else new)
                changed = True
        if self._words:
            changed |= self._words.finish(self.source, page)
            self.words[is_draft] = self._words
        return changed

    def _value(
        self, block: Block, theirs: Any, own: Any, path: Path, treatment: Treatment | None = None
    ) -> Any:
        """Return the value for the other language, as JSON."""
        if self._words and answers_for_itself(block):
            return self._words.value(".".join(path), block, theirs, own)
        theirs, own = struct_of(block, theirs), struct_of(block, own)
        if isinstance(block, StructBlock):
            return self._struct(block, theirs, own, path)
        if isinstance(block, StreamBlock | ListBlock):
            below = treatment if isinstance(block, ListBlock) else None
            return self._items(block, list(items_of(theirs)), list(items_of(own)), path, below)
        if (model := snippet_model(block)) is not None:
            wanted = self.snippets.translated(model, normal(block, theirs), self.locale_id)
            return own if normal(block, own) == wanted else wanted
        kind = treatment or by_type(block)
        leaf, mine = (leaf_of(block, kind, raw) for raw in (theirs, own))
        return self._leaf(block, leaf, mine, theirs, own, path)

    def _leaf(self, block: Block, leaf: Leaf, mine: Leaf, theirs: Any, own: Any, path: Path) -> Any:
        name = ".".join(path)
        if self._words and leaf.treatment is Treatment.TRANSLATE:
            agreed = {"source": leaf.digest, "own": mine.digest, "since": ""}
            is_same = self._stands and self._agreed.get(within_item(name)) == agreed
            if isinstance(block, CellsBlock) or not is_same:
                return self._words.value(name, block, theirs, own)
            # Nothing has changed on either side.
            self._words.keep(name)
            return own
        if self._takes(leaf, mine, path):
            return theirs
        return self._table(block, theirs, leaf, mine, path) or own

    def _table(self, block: Block, theirs: Any, leaf: Leaf, mine: Leaf, path: Path) -> Any:
        """Return the source's table with the words of the page's, as long as the source's are the same.

        Where they have changed, nobody but a person knows which number is about which words.
        """
        before = self._agreed.get(within_item(".".join(path)))
        is_same = isinstance(block, CellsBlock) and before and before["source"] == leaf.digest
        if not is_same or len(leaf.value) != len(mine.value):
            return None
        return block.get_prep_value(block.to_python(theirs).with_texts(mine.value))

    def _struct(self, block: StructBlock, theirs: Any, own: Any, path: Path) -> Any:
        values = dict(own)
        for name, treatment in of_children(block).items():
            if name in theirs:
                both = theirs[name], own.get(name)
                value = self._value(block.child_blocks[name], *both, (*path, name), treatment)
                if name in own or value is not None:
                    values[name] = value
        return values

    def _items(
        self, block: Block, theirs: Items, own: Items, path: Path, treatment: Treatment | None
    ) -> Items:
        kept = self._kept
        mine = {item_key(block, item): item for item in own}
        items = []
        for item in theirs:
            below, key = (*path, item["id"]), item_key(block, item)
            there = self._places.own(key)
            if item["id"] in kept:
                # It stays where it is.
                items.extend([there] if there and mine.get(key) == there else [])
            elif (there := there or mine.get(key)) is not None:
                items.append(self._item(block, item, there, below, treatment))
            elif self._places.is_new(key) and _is_known(block, item):
                self.copied.add(".".join(below))
                # Beside itself it gets nothing but the translations of its snippets.
                new = {**item, "value": None} if self.texts else item
                items.append(self._item(block, item, new, below, treatment))
        done = {item_key(block, item) for item in theirs}
        for index, item in enumerate(own):
            if item_key(block, item) not in done and self._places.stays(block, item):
                before = {each["id"] for each in own[:index]}
                places = [place for place, each in enumerate(items, 1) if each["id"] in before]
                items.insert(max(places, default=0), item)
        return items

    def _item(
        self, block: Block, theirs: Any, own: Any, path: Path, treatment: Treatment | None
    ) -> Any:
        is_list = isinstance(block, ListBlock)
        child = block.child_block if is_list else block.child_blocks.get(theirs["type"])
        if child is None:
            return own
        return {**own, "value": self._value(child, theirs["value"], own["value"], path, treatment)}

    def _takes(self, leaf: Leaf, mine: Leaf, path: Path) -> bool:
        """Whether the page gets the source's value, which is noted where it is a text."""
        if leaf.treatment is Treatment.SYNC:
            return bool(leaf.value != mine.value)
        name = ".".join(path)
        before = self._agreed.get(key := within_item(name))
        if self.texts and not (leaf.digest and mine.digest):
            return leaf.digest != mine.digest
        if before is None:
            return False
        follows = before["source"] == mine.digest != leaf.digest
        if leaf.treatment is Treatment.REPLACE:
            return follows
        if before["own"] != mine.digest or before["source"] == leaf.digest:
            return False
        is_source = follows and (not mine.digest or key in self._untranslated)
        if is_source:
            self.copied.add(name)
        return is_source or not leaf.digest


def _is_known(block: Block, item: Any) -> bool:
    """Whether the type of an item is one of the block's; others are dropped when they are saved."""
    return isinstance(block, ListBlock) or item["type"] in block.child_blocks


class Places:
    """The items of a page, wherever they stand, and which of them its source has where it has a place.

    Without a `version` of its own, it has a place for each, and for no other.
    """

    def __init__(self, source: Any, page: Any, version: LanguageVersion | None) -> None:
        self._own = dict(chain.from_iterable(starmap(_items_below, _streams(page))))
        self._version = version
        if version is None:
            return
        self._ids = {id for id, _type in self._own}
        theirs = chain.from_iterable(starmap(_items_below, _streams(source)))
        reachable = partial(self._reachable, version.kept)
        self._placed = set(chain.from_iterable(starmap(reachable, _streams(source))))
        # The source has moved them to where the page has nothing.
        self._stranded = {key for key, _item in theirs} & self._own.keys() - self._placed

    def own(self, key: Key) -> Any:
        """Return the page's item, None for one that it has not."""
        return self._own.get(key)

    def is_new(self, key: Key) -> bool:
        """Whether the source has got the item, or another type of it, since the last comparison."""
        if self._version is None:
            return True
        was_compared = bool(self._version.agreed)
        return was_compared and (key[0] not in self._version.source_items or key[0] in self._ids)

    def stays(self, block: Block, item: Any) -> bool:
        """Whether an item that the source has not in its list stays there.

        That is the page's own, one that differs on purpose, and one with something in it that has
        nowhere to go.
        """
        id, version = item["id"], self._version
        if version is None:
            return False
        if id in version.kept or item_key(block, item) in self._placed:
            return id in version.kept
        inner = {key for key, _item in _items_below(block, [item])}
        return id not in version.source_items or not inner.isdisjoint(self._stranded)

    def _reachable(self, kept: Collection[str], block: Block, raw: Any) -> Iterator[Key]:
        """The items of the source that the page will have in the same place."""
        is_list = isinstance(block, StreamBlock | ListBlock)
        for step, child, value in children_of(block, raw):
            key = key_of(block, step, child)
            if is_list and (step in kept or not (key in self._own or self.is_new(key))):
                continue
            if is_list:
                yield key
            yield from self._reachable(kept, child, value)


def item_key(block: Block, item: Any) -> Key:
    """Return what the JSON of an item is."""
    return item["id"], item["type"] if isinstance(block, StreamBlock) else ""


def _streams(page: Any) -> Iterator[tuple[Block, Any]]:
    for each in own_fields(type(page)):
        if isinstance(each, StreamField):
            yield each.stream_block, json_of(each, page)


def _items_below(block: Block, raw: Any) -> Iterator[tuple[Key, Any]]:
    for node in walk(block, raw):
        if isinstance(node.block, StreamBlock | ListBlock):
            yield from ((item_key(node.block, item), item) for item in items_of(node.value))
