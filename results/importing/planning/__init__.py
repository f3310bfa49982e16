"""Decides what becomes of a document: from its parts to the blocks of an edition."""

from .piles import Pile, doubts_of, pile_of
from .plan import Kind, Plan, PlannedFigure, PlannedLink, PlannedPicture, Point, Section
from .planner import plan_document

__all__ = [
    "Kind",
    "Pile",
    "Plan",
    "PlannedFigure",
    "PlannedLink",
    "PlannedPicture",
    "Point",
    "Section",
    "doubts_of",
    "pile_of",
    "plan_document",
]
