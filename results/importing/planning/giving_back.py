"""Gives the words back to the text that left it with a figure, or with a block of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import escape

from .plan import Kind, Piece, Section
from .rich import items

if TYPE_CHECKING:
    from .plan import Plan, PlannedFigure


def give_back(plan: Plan, section: Section, figure: PlannedFigure) -> None:
    """Put the figure's words into the text of its section, or of one after it."""
    target = section
    if section.kind is not Kind.CAMPAIGN:
        place = plan.sections.index(section) + 1
        following = plan.sections[place] if place < len(plan.sections) else None
        if following is not None and following.kind is Kind.TEXT and not following.heading:
            target = following
        else:
            target = Section(Kind.TEXT)
            plan.sections.insert(place, target)
    target.pieces.append(piece_of(figure))


def piece_of(figure: PlannedFigure) -> Piece:
    """The words of a figure as an item."""
    return Piece(items([str(escape(figure.taken))]), (figure.taken,))
