"""The figures of a page: those shown first, the main points, the notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any, NamedTuple

from ..blocks.sections import CampaignValue
from ..blocks.stat_value import Highlight, StatValue
from ..drawing.part_of_whole import Arc, draw_arc

if TYPE_CHECKING:
    from wagtail.blocks import StructValue

    from ..blocks.displays import StatDisplay
    from ..blocks.resolving import Texts
    from ..blocks.walking import Node


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the page, with its block's id; in a note, with the texts to lead back to it."""

    id: str
    value: StatValue
    has_content_notice: bool = False
    texts: Texts | None = None

    def display(self, resolver: Any) -> StatDisplay:
        """Return the figure as shown to a reader (see `StatBlock.get_display`)."""
        shown: StatDisplay = self.value.block.get_display(self.value, resolver)
        return shown

    def get_context(self, reading: Any, kind: str) -> dict[str, Any]:
        """Return what a template of a key figure needs; `kind` is "lead", "part" or ""."""
        return {
            "reading": reading,
            "value": self.value,
            "display": self.display(reading),
            "texts": reading.texts(self.value),
            "id": self.id,
            "kind": kind,
            "key": True,
        }


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """The lead figure, the figure that is a part of it (or None), and the others in order."""

    lead: Figure
    part: Figure | None = None
    others: tuple[Figure, ...] = ()

    @property
    def chosen(self) -> tuple[Figure, ...]:
        """All of them, in the order in which they are shown."""
        return (self.lead, *filter(None, (self.part,)), *self.others)

    @property
    def drawn(self) -> Figure:
        """The figure whose share is drawn beside the lead: the part, else the lead."""
        return self.part or self.lead

    @property
    def arc(self) -> Arc | None:
        """The arc for the lead figure, or None where it could not be exact."""
        figure, drawn = self.lead.value, self.drawn.value
        if not figure.is_counted or figure.quantity is None:
            return None
        if self._has_part and drawn.quantity and drawn.whole:
            return draw_arc(drawn.quantity.value, drawn.whole.value)
        return draw_arc(None, figure.quantity.value)

    def arc_legend(self, reading: Any) -> dict[str, Any]:
        """Return the arc as `field`, what its dots count as `whole`, and the filled ones as `part`."""
        lead, drawn = reading.texts(self.lead.value), reading.texts(self.drawn.value)
        if not self._has_part:
            return {"field": self.arc, "whole": lead["label"], "part": ""}
        return {"field": self.arc, "whole": drawn["whole_label"], "part": drawn["label"]}

    @property
    def _has_part(self) -> bool:
        return self.drawn.value.whole is not None and self.drawn.value.is_counted


def choose_key_figures(figures: list[Figure]) -> KeyFigures | None:
    """Return the highlighted figures, or None without any.

    The lead is the first one marked as lead, else the first key figure. A figure is a part of it
    when that is its whole, or when the whole that was typed is the lead's number for the same time.
    """
    chosen = [
        figure
        for figure in figures
        if figure.value.highlight is not Highlight.NONE and figure.value.quantity
    ]
    if not chosen:
        return None
    lead = next(
        (figure for figure in chosen if figure.value.highlight is Highlight.LEAD), chosen[0]
    )
    part = next((figure for figure in chosen if _is_part(figure.value, lead.value)), None)
    others = tuple(figure for figure in chosen if figure is not lead and figure is not part)
    return KeyFigures(lead, part, others)


def _is_part(part: StatValue, lead: StatValue) -> bool:
    if part.whole_figure is not None:
        return part.whole_figure is lead
    whole, number = part.whole, lead.quantity
    return (
        lead.whole is None
        and whole is not None
        and number is not None
        and (whole.value, whole.unit) == (number.value, number.unit)
        and (part.period, part.as_of) == (lead.period, lead.as_of)
    )


def figures_in(nodes: Iterable[Node]) -> Iterator[Figure]:
    """Yield the figures of a value, of which all nodes are given, in order."""
    announced = set()
    for node in nodes:
        if getattr(node.value, "has_content_notice", False):
            announced.add(node.path)
        if isinstance(node.value, StatValue):
            yield Figure(node.identity, node.value, node.is_within(announced))


@dataclass(slots=True)
class Note:
    """A numbered note of figures; `document_url` is where a source without one can be read."""

    number: int
    source: str
    source_url: str
    text: str
    figures: list[Figure] = field(default_factory=list)
    texts: Texts | None = None
    document_url: str = ""


def number_notes(figures: Iterable[Figure], texts: Callable[[Any], Texts]) -> dict[str, Note]:
    """Return the notes by key (see `StatValue.note_key`), in page order; `texts` are a figure's."""
    notes: dict[str, Note] = {}
    for figure in figures:
        found = figure.value
        if key := found.note_key:
            shown = texts(found)
            note = notes.setdefault(
                key,
                Note(
                    number=len(notes) + 1,
                    source=found.get("source") or "",
                    source_url=found.get("source_url") or "",
                    text=found.get("note") or "",
                    texts=shown,
                ),
            )
            note.figures.append(replace(figure, texts=shown))
    return notes


class MainPoint(NamedTuple):
    """A sentence of the summary, and the figure whose number it begins with, or None."""

    value: StructValue
    figure: Figure | None

    def get_context(self, reading: Any) -> dict[str, Any]:
        """Return what a template of a main point needs; `is_told` as of `PageReading.told`."""
        figure = self.figure
        return {
            "texts": reading.texts(self.value),
            "figure": figure and figure.get_context(reading, ""),
            "is_told": figure is not None and figure.id in reading.told,
        }


def main_points_in(page: Any, figures: Iterable[Figure]) -> list[MainPoint]:
    """Return the main points in order; one whose figure is gone says nothing, and is left out."""
    known = {each.id: each for each in figures if each.value.quantity}
    values = [child.value for child in getattr(page, "main_points", None) or ()]
    return [
        MainPoint(value, known.get(value["figure"]))
        for value in values
        if not value["figure"] or value["figure"] in known
    ]


def figures_told(points: list[MainPoint], nodes: Iterable[Node]) -> set[str]:
    """Return the ids of the figures that are main points, and need not be shown in their piece again."""
    pieces = (
        node.value
        for node in nodes
        if isinstance(node.value, CampaignValue) and not node.value.shows_all
    )
    return {child.id for piece in pieces for child in piece["stats"] or ()} & _ids(points)


def further(keys: KeyFigures | None, points: list[MainPoint]) -> list[Figure]:
    """Return the key figures that are no main points, in order."""
    return [each for each in (keys.chosen if keys else ()) if each.id not in _ids(points)]


def _ids(points: list[MainPoint]) -> set[str]:
    return {point.figure.id for point in points if point.figure}
