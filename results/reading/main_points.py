"""The main points of a page, and which figures need not be shown again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..blocks.campaign import CampaignValue

if TYPE_CHECKING:
    from wagtail.blocks import StructValue

    from ..blocks.walking import Node
    from .figures import Figure, KeyFigures


@dataclass(frozen=True, slots=True)
class MainPoint:
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
    chosen = (keys.lead, *filter(None, (keys.part,)), *keys.others) if keys else ()
    return [figure for figure in chosen if figure.id not in _ids(points)]


def _ids(points: list[MainPoint]) -> set[str]:
    return {point.figure.id for point in points if point.figure}
