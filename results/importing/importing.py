"""From the bytes of a file to the plan of an edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .planning import Plan, plan_document
from .planning.planner import Progress, no_progress
from .reading import read_document

if TYPE_CHECKING:
    from .drafting.source import Source


def plan_of(source: Source, language: str, year: int, progress: Progress = no_progress) -> Plan:
    """Read the file and decide what becomes of it. Raises ImportRefused, and nothing else."""
    return plan_document(read_document(source.content, source.name), language, year, progress)
