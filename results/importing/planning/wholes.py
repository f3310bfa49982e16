"""Figures that are a part of another figure of the page."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from ...quantities import Unit
from .piles import Pile, pile_of

if TYPE_CHECKING:
    from .plan import Plan, PlannedFigure

_WORD = re.compile(r"[^\W\d_]{4,}")


def name_wholes(plan: Plan) -> None:
    """Let wholes without a name be called what the figure is that counts them."""
    for figure in plan.figures():
        if not figure.found.whole_label and (whole := _counted(plan, figure)):
            figure.found = replace(figure.found, whole_label=whole.found.label)


def refer_to_wholes(plan: Plan) -> None:
    """Let each part of another figure refer to it."""
    for figure in plan.figures():
        whole = _counted(plan, figure)
        figure.part_of = whole.id if whole else ""


def whole_of(plan: Plan, figure: PlannedFigure) -> PlannedFigure | None:
    """Return the figure that this one refers to, None where it is none of the page, or cannot be its whole."""
    part = figure.found
    for other in plan.figures() if figure.part_of else ():
        if other.id == figure.part_of:
            is_whole = other.found.unit is part.unit and part.value < other.found.value
            return other if is_whole else None
    return None


def _counted(plan: Plan, figure: PlannedFigure) -> PlannedFigure | None:
    """The sure figure that counts the whole of this one in the same words, for the same time."""
    part, whole = figure.found, figure.found.whole
    if whole is None or part.unit is not Unit.NUMBER or part.value >= whole:
        return None
    words = _words(part.whole_label or part.label)
    return max(
        (
            other
            for other in plan.figures()
            if (other.found.value, other.found.unit, other.days) == (whole, part.unit, figure.days)
            and pile_of(other) is Pile.READY
            and words & _words(other.found.label)
        ),
        key=lambda other: len(words & _words(other.found.label)),
        default=None,
    )


def _words(label: str) -> set[str]:
    """What the longer words begin with."""
    return {word[:4] for word in _WORD.findall(label.lower())}
