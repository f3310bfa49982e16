"""Figures that are a part of another figure of the page."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ...quantities import Unit
from .offering import LEAST_TOTAL, stems

if TYPE_CHECKING:
    from .plan import Plan, PlannedFigure


def whole_of(plan: Plan, figure: PlannedFigure) -> PlannedFigure | None:
    """Return the figure of the plan that counts the whole of this one, for the same time; else None."""
    part, whole = figure.found, figure.found.whole
    if whole is None or part.unit is not Unit.NUMBER or part.value >= whole:
        return None
    counted = stems(part.whole_label or part.label)
    for other in plan.figures():
        is_same = (other.found.value, other.found.unit, other.days) == (
            whole,
            part.unit,
            figure.days,
        )
        if is_same and (whole >= LEAST_TOTAL or counted & stems(other.found.label)):
            return other
    return None


def name_wholes(plan: Plan) -> None:
    """Let wholes without a name of their own be called what the figure that counts them is."""
    for figure in plan.figures():
        if not figure.found.whole_label and (whole := whole_of(plan, figure)):
            figure.found = replace(figure.found, whole_label=whole.found.label)
