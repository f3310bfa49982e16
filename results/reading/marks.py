"""Marks on the texts of a translation: untranslated, outdated, machine-translated."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from wagtail.blocks import ListBlock, RichTextBlock, StreamBlock, StructBlock

from ..blocks.texts import Mark, Texts
from ..conf import setting
from .provenance import Provenance, strings_marked

if TYPE_CHECKING:
    from wagtail.blocks import Block

Streams = Iterable[tuple[str, "Block", Any]]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value without children, with its path.

    `item` is the path of the smallest stream or list item around it, `structs` are the structs
    around it with their paths, outermost first, and `name` is its name in the innermost one.
    """

    value: Any
    path: str
    item: str = ""
    structs: tuple[tuple[str, Any], ...] = ()
    name: str = ""
    is_rich: bool = False

    @property
    def text(self) -> str:
        """The text, for rich text as stored; "" for other values."""
        text = getattr(self.value, "source", self.value)
        return text if isinstance(text, str) else ""

    def untranslated(self, provenance: Provenance) -> list[str]:
        """Return its strings that are still in the source language."""
        return provenance.untranslated_at(self.path, self.text, is_rich=self.is_rich)

    def mark(self, provenance: Provenance) -> Mark | None:
        """Return its mark, or None."""
        foreign = self.untranslated(provenance)
        language = provenance.language if foreign else ""
        mark = Mark(
            language,
            provenance.older_at(self.path),
            bool(provenance.machine_at(self.path, self.text, is_rich=self.is_rich)),
            strings_marked(self.text, foreign, language) if foreign and self.is_rich else "",
        )
        return None if mark == Mark() else mark


@dataclass(slots=True)
class Marks:
    """The marks of a page's streams, by the identity of each struct in memory.

    `texts` has the marks of a struct's children, `machine` the structs with machine-translated
    text, `hidden` those that visitors do not get.
    """

    texts: dict[int, dict[str, Mark]] = field(default_factory=dict)
    machine: set[int] = field(default_factory=set)
    hidden: set[int] = field(default_factory=set)

    def of(self, value: Any) -> Texts:
        """Return the texts of a struct with their marks."""
        key = id(value)
        return Texts(
            value.get,
            self.texts.get(key),
            is_machine=key in self.machine,
            is_hidden=key in self.hidden,
        )


def find_marks(streams: Streams, provenance: Provenance) -> Marks:
    """Return the marks of streams, given with their field names.

    A text is marked only while it is unchanged since it was published.
    """
    marks = Marks()
    for name, block, value in streams:
        leaves = list(leaves_in(block, value, name))
        hidden = hidden_items(leaves, provenance)
        for leaf in leaves:
            # Those around a hidden item hold other items, and stay.
            marks.hidden.update(
                id(struct) for path, struct in leaf.structs if is_within(path, hidden)
            )
            mark = leaf.mark(provenance)
            if mark is None:
                continue
            if leaf.name:
                marks.texts.setdefault(id(leaf.structs[-1][1]), {})[leaf.name] = mark
            if mark.is_machine:
                marks.machine.update(id(struct) for _path, struct in leaf.structs)
    return marks


def hidden_items(leaves: Iterable[Leaf], provenance: Provenance) -> set[str]:
    """Return the paths of the smallest items with an untranslated text, if the site hides those."""
    if setting("NEW_TEXT") != "hidden":
        return set()
    return {leaf.item for leaf in leaves if leaf.untranslated(provenance)}


def is_within(path: str, items: Collection[str]) -> bool:
    """Whether the path is that of an item, or inside one."""
    steps = path.split(".")
    return any(".".join(steps[:end]) in items for end in range(1, len(steps) + 1))


def leaves_in(
    block: Block,
    value: Any,
    path: str,
    item: str = "",
    structs: tuple[tuple[str, Any], ...] = (),
    name: str = "",
) -> Iterator[Leaf]:
    """Yield the leaves of a value in order, skipping items without an id."""
    if isinstance(block, StreamBlock | ListBlock):
        for child, key in items_of(value):
            below = f"{path}.{key}"
            yield from leaves_in(child.block, child.value, below, below, structs)
    elif isinstance(block, StructBlock):
        if isinstance(value, dict):
            around = (*structs, (path, value))
            for child_name, child_block in block.child_blocks.items():
                yield from leaves_in(
                    child_block,
                    value.get(child_name),
                    f"{path}.{child_name}",
                    item,
                    around,
                    child_name,
                )
    else:
        yield Leaf(value, path, item, structs, name, isinstance(block, RichTextBlock))


def items_of(value: Any) -> Iterator[tuple[Any, str]]:
    """Yield (child, id) for the stream or list items that are stored with an id."""
    for child in getattr(value, "bound_blocks", value) or ():
        # A list gives items without an id a new one at each reading.
        if key := getattr(child, "original_id", child.id):
            yield child, key


def texts_of_page(page: Any, provenance: Provenance | None) -> Texts:
    """Return the texts of the page's own fields with their marks."""
    marks: dict[str, Mark] = {}
    if provenance is not None:
        for name in {*provenance.older, *provenance.untranslated, *provenance.machine}:
            if "." not in name and (mark := Leaf(getattr(page, name, ""), name).mark(provenance)):
                marks[name] = mark
    return Texts(
        lambda name: getattr(page, name, ""),
        marks,
        is_machine=any(mark.is_machine for mark in marks.values()),
    )
