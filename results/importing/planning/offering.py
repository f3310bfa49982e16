"""Offers the figures of a text that stays where it is."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ...quantities import Scale, Unit
from ..figures import FoundFigure, find_figures
from .plan import PlannedFigure

Said = tuple[Decimal, Unit, Scale]


def offer(
    text: str, figures: list[PlannedFigure], locale: str, home: str
) -> Iterator[PlannedFigure]:
    """Add to `figures` those of the text that are not among them; yield the doubtful ones.

    `home` is the id of the section that the text is in.
    """
    known: set[Said] | None = None
    for found in find_figures(text, locale):
        if known is None:
            known = {said(figure.found) for figure in figures}
        if found.reason:
            yield PlannedFigure(found, home=home)
        elif said(found) not in known:
            known.add(said(found))
            figures.append(PlannedFigure(found))


def said(found: FoundFigure) -> Said:
    """What two figures have in common that say the same, however exactly."""
    return found.value, found.unit, found.scale
