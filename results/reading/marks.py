"""Marks on the texts of a translation: untranslated, outdated, machine-translated."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from wagtail.blocks import RichTextBlock

from ..blocks.texts import Mark, Texts
from ..blocks.walking import walk
from .provenance import Provenance, strings_marked

if TYPE_CHECKING:
    from wagtail.blocks import Block


Streams = Iterable[tuple[str, "Block", Any]]


@dataclass(slots=True)
class Marks:
    """The marks of a page's streams, by the identity of each struct in memory.

    `texts` has the marks of a struct's children, `machine` the structs with machine-translated
    text.
    """

    texts: dict[int, dict[str, Mark]] = field(default_factory=dict)
    machine: set[int] = field(default_factory=set)

    def of(self, value: Any) -> Texts:
        """Return the texts of a struct with their marks."""
        key = id(value)
        return Texts(value.get, self.texts.get(key), is_machine=key in self.machine)


def find_marks(streams: Streams, provenance: Provenance) -> Marks:
    """Return the marks of streams, given with their field names.

    A text is marked only while it is unchanged since it was published.
    """
    marks = Marks()
    for name, block, value in streams:
        nodes = list(walk(block, value, (name,)))
        structs = {node.path: id(node.value) for node in nodes if node.is_struct}
        for node in nodes:
            is_rich = isinstance(node.block, RichTextBlock)
            text = _text(node.value)
            mark = _mark(provenance, ".".join(node.path), text, is_rich=is_rich)
            if mark is None:
                continue
            if node.path[:-1] in structs:
                marks.texts.setdefault(structs[node.path[:-1]], {})[node.path[-1]] = mark
            if mark.is_machine:
                ways = (node.path[:end] for end in range(len(node.path)))
                marks.machine.update(structs[way] for way in ways if way in structs)
    return marks


def _text(value: Any) -> str:
    """The text of a leaf; of rich text as it is stored, "" for what is none."""
    text = getattr(value, "source", value)
    return text if isinstance(text, str) else ""


def _mark(provenance: Provenance, path: str, text: str, *, is_rich: bool = False) -> Mark | None:
    """What a reader should know of a text, or None."""
    foreign = provenance.untranslated_at(path, text, is_rich=is_rich)
    language = provenance.language if foreign else ""
    mark = Mark(
        language,
        provenance.older_at(path),
        bool(provenance.machine_at(path, text, is_rich=is_rich)),
        strings_marked(text, foreign, language) if foreign and is_rich else "",
    )
    return None if mark == Mark() else mark


def texts_of_page(page: Any, provenance: Provenance | None) -> Texts:
    """Return the texts of the page's own fields with their marks."""
    marks: dict[str, Mark] = {}
    if provenance is not None:
        for name in {*provenance.older, *provenance.untranslated, *provenance.machine}:
            if "." not in name and (mark := _mark(provenance, name, getattr(page, name, ""))):
                marks[name] = mark
    return Texts(
        lambda name: getattr(page, name, ""),
        marks,
        is_machine=any(mark.is_machine for mark in marks.values()),
    )
