"""Writes the planned edition: a draft with its pictures, in one transaction, and takes it back."""

from ..importing import Source
from .images import leave_pictures_out
from .place import Place, find_index, place_for
from .undoing import undo, why_not_undo
from .writing import Outcome, already_imported, make_draft

__all__ = [
    "Outcome",
    "Place",
    "Source",
    "already_imported",
    "find_index",
    "leave_pictures_out",
    "make_draft",
    "place_for",
    "undo",
    "why_not_undo",
]
