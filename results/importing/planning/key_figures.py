"""Which figures are proposed for the band of key figures at the top of the edition."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...blocks.stat_value import Highlight
from .piles import Pile, pile_of

if TYPE_CHECKING:
    from decimal import Decimal

    from .plan import Plan

FEWEST = 8
MOST = 12
STANDS_OUT = 2


def propose_key_figures(plan: Plan) -> None:
    """Mark eight of what is ready as key figures, and up to twelve where more stand out.

    What stands out stands by itself in the document, or is told in several sections. What comes first in its
    section goes before what follows it there. The same number is proposed once.
    """
    ready = [
        (STANDS_OUT * (bool(figure.taken) + figure.is_repeated) + (not place), figure)
        for section in plan.sections
        for place, figure in enumerate(section.figures)
        if pile_of(figure) is Pile.READY
    ]
    ready.sort(key=lambda each: -each[0])
    told: set[tuple[Decimal, str]] = set()
    for prominence, figure in ready:
        number = (figure.found.value, figure.found.unit)
        most = MOST if prominence >= STANDS_OUT else FEWEST
        if len(told) < most and number not in told:
            figure.highlight = Highlight.KEY
            told.add(number)
