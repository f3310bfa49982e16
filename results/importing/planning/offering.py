"""Offers the figures of a text that stays where it is."""

from __future__ import annotations

from collections.abc import Iterator

from ..figures import FoundFigure, find_figures
from .plan import PlannedFigure


def offer(
    text: str, figures: list[PlannedFigure], locale: str, home: str
) -> Iterator[PlannedFigure]:
    """Add to `figures` those of the text that are not among them; yield the doubtful ones.

    `home` is the id of the section that the text is in.
    """
    for found in find_figures(text, locale):
        if found.reason:
            yield PlannedFigure(found, home=home)
        elif not any(is_same(found, other.found) for other in figures):
            figures.append(PlannedFigure(found))


def is_same(one: FoundFigure, other: FoundFigure) -> bool:
    """Whether two figures say the same, however exactly."""
    return (one.value, one.unit, one.scale) == (other.value, other.unit, other.scale)
