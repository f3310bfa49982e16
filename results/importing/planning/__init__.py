"""Decides what becomes of a document: from its parts to the blocks of an edition."""

from .plan import Kind, Plan, PlannedFigure, PlannedLink, PlannedPicture, Point, Section
from .planner import plan_document

__all__ = [
    "Kind",
    "Plan",
    "PlannedFigure",
    "PlannedLink",
    "PlannedPicture",
    "Point",
    "Section",
    "plan_document",
]
