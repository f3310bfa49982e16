"""Which figures are proposed for the band of key figures at the top of the edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...blocks.stat_value import Highlight
from .piles import Pile, pile_of

if TYPE_CHECKING:
    from .plan import Plan

MOST = 8


def propose_key_figures(plan: Plan) -> None:
    """Mark up to eight: what stands by itself in the document, then what comes first in its section."""
    ready = [
        (not figure.taken, place, figure)
        for section in plan.sections
        for place, figure in enumerate(section.figures)
        if pile_of(figure) is Pile.READY
    ]
    ready.sort(key=lambda each: each[:2])
    for _is_told, _place, figure in ready[:MOST]:
        figure.highlight = Highlight.KEY
