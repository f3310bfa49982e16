"""What a reader should know of the texts of a translation, found by the value that holds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from wagtail.blocks import ListBlock, RichTextBlock, StreamBlock, StructBlock

from ..blocks.texts import Mark, Texts
from .provenance import Provenance, strings_marked

if TYPE_CHECKING:
    from wagtail.blocks import Block

Streams = Iterable[tuple[str, "Block", Any]]


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value that holds no other.

    `structs` are the structs around it, from the outermost, and `name` is its own in the last of
    them.
    """

    value: Any
    path: str
    structs: tuple[Any, ...] = ()
    name: str = ""
    is_rich: bool = False

    @property
    def text(self) -> str:
        """The text; of rich text as it is stored, "" for what is none."""
        text = getattr(self.value, "source", self.value)
        return text if isinstance(text, str) else ""

    def untranslated(self, provenance: Provenance) -> list[str]:
        """Its strings in the source's language."""
        return provenance.untranslated_at(self.path, self.text, is_rich=self.is_rich)

    def mark(self, provenance: Provenance) -> Mark | None:
        """What a reader should know of it, or None."""
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
    """The marks of a page's streams; a struct is known by its place in memory.

    `texts` has the marks of a struct's children, `machine` the structs around a text of a
    machine's.
    """

    texts: dict[int, dict[str, Mark]] = field(default_factory=dict)
    machine: set[int] = field(default_factory=set)

    def of(self, value: Any) -> Texts:
        """The texts of a struct."""
        key = id(value)
        return Texts(value.get, self.texts.get(key), is_machine=key in self.machine)


def find_marks(streams: Streams, provenance: Provenance) -> Marks:
    """The marks of streams, given with the names of their fields.

    A text is marked only while it reads as it did when it was published.
    """
    marks = Marks()
    for name, block, value in streams:
        for leaf in leaves_in(block, value, name):
            mark = leaf.mark(provenance)
            if mark is None:
                continue
            if leaf.name:
                marks.texts.setdefault(id(leaf.structs[-1]), {})[leaf.name] = mark
            if mark.is_machine:
                marks.machine.update(id(struct) for struct in leaf.structs)
    return marks


def leaves_in(
    block: Block,
    value: Any,
    path: str,
    structs: tuple[Any, ...] = (),
    name: str = "",
) -> Iterator[Leaf]:
    """Yield what a value holds, in its order; what has no id has no path and is passed over."""
    if isinstance(block, StreamBlock | ListBlock):
        for child, key in items_of(value):
            below = f"{path}.{key}"
            yield from leaves_in(child.block, child.value, below, structs)
    elif isinstance(block, StructBlock):
        if isinstance(value, dict):
            around = (*structs, value)
            for child_name, child_block in block.child_blocks.items():
                yield from leaves_in(
                    child_block,
                    value.get(child_name),
                    f"{path}.{child_name}",
                    around,
                    child_name,
                )
    else:
        yield Leaf(value, path, structs, name, isinstance(block, RichTextBlock))


def items_of(value: Any) -> Iterator[tuple[Any, str]]:
    """Yield (child, id) for the items of a stream or a list that are stored with an id."""
    for child in getattr(value, "bound_blocks", value) or ():
        # A list gives items without an id a new one at each reading.
        if key := getattr(child, "original_id", child.id):
            yield child, key


def texts_of_page(page: Any, provenance: Provenance | None) -> Texts:
    """The texts of the page's own fields."""
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
