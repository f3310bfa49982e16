"""Numbered notes of a page."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ..blocks.texts import Texts
    from .key_figures import Figure


@dataclass(frozen=True, slots=True)
class NotedFigure:
    """A figure with a note; `number` is its position on the page, `id` that of its block."""

    number: int
    id: str
    label: str = ""
    texts: Texts | None = None


@dataclass(slots=True)
class Note:
    """A numbered note: source and remark of one or more figures.

    `figures` lets the note link back to them. `texts` are those of the first one.
    """

    number: int
    source: str
    source_url: str
    text: str
    figures: list[NotedFigure] = field(default_factory=list)
    texts: Texts | None = None


def number_notes(figures: Iterable[Figure], texts: Callable[[Any], Texts]) -> dict[str, Note]:
    """Return the notes of figures by key (see `StatValue.note_key`), in page order.

    `texts` returns the texts of a figure.
    """
    notes: dict[str, Note] = {}
    for number, figure in enumerate(figures, 1):
        found = figure.value
        if key := found.note_key:
            note = notes.setdefault(
                key,
                Note(
                    number=len(notes) + 1,
                    source=found.get("source") or "",
                    source_url=found.get("source_url") or "",
                    text=found.get("note") or "",
                    texts=texts(found),
                ),
            )
            label = found.get("label") or ""
            note.figures.append(NotedFigure(number, figure.id, label, texts(found)))
    return notes
