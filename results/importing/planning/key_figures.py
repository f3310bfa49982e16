"""Which figures are proposed for the band of key figures at the top of the edition."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from ...blocks.stat_value import Highlight
from ...quantities.numbers import values_in
from .offering import is_telling
from .piles import Pile, pile_of

if TYPE_CHECKING:
    from decimal import Decimal

    from .plan import Plan, PlannedFigure

FEWEST = 8
MOST = 12
STANDS_OUT = 2


def propose_key_figures(plan: Plan, texts: Iterable[str], locale: str) -> None:
    """Mark eight of what is ready as key figures, and up to twelve where more stand out.

    What stands out stands by itself in the document, or is said more than once. What comes first in its
    section goes before what follows it there. The same number is proposed once.
    """
    said = Counter(each.value for text in texts for each in values_in(text, locale))
    ready = [
        (_prominence(figure, said) + (not place), figure)
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


def _prominence(figure: PlannedFigure, said: Counter[Decimal]) -> int:
    is_repeated = is_telling(figure.found) and said[figure.found.value] > 1
    return STANDS_OUT * (bool(figure.taken) + is_repeated)
