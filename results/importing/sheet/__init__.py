"""Filling the figures of a draft from a sheet."""

from .filling import fill
from .matching import Match, match
from .reading import Row, read_sheet

__all__ = ["Match", "Row", "fill", "match", "read_sheet"]
