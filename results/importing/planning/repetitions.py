"""What several sections of a document tell."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from .offering import LEAST_TOTAL, stems
from .piles import Pile, pile_of
from .plan import Kind

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from .plan import Plan, PlannedFigure, Section


def leave_repetitions(plan: Plan) -> None:
    """Offer once what several sections tell: as it stands by itself, else where it comes first.

    In the others its words stay in the text.
    """
    told: dict[tuple[Decimal, str], list[PlannedFigure]] = defaultdict(list)
    for section, figure in sorted(_telling(plan), key=lambda each: not each[1].taken):
        same = told[figure.found.value, figure.found.unit]
        first = next((other for other in same if _says(other, figure)), None)
        if first is None:
            same.append(figure)
            continue
        is_heading = section.kind is Kind.CAMPAIGN and not (section.pieces or figure.table)
        if not (figure.taken or is_heading):
            section.figures.remove(figure)
    plan.sections = [section for section in plan.sections if not section.is_empty]


def _telling(plan: Plan) -> Iterator[tuple[Section, PlannedFigure]]:
    """Yield what is ready and hardly the number of something else by chance."""
    for section in plan.sections:
        for figure in section.figures:
            value = figure.found.value
            is_chance = abs(value) < LEAST_TOTAL and value == value.to_integral_value()
            if pile_of(figure) is Pile.READY and not is_chance:
                yield section, figure


def _says(other: PlannedFigure, figure: PlannedFigure) -> bool:
    """Whether another figure, which is no cell of the same table, says all that this one says."""
    mine, others = stems(figure.found.label), stems(other.found.label)
    is_same = bool(mine and others) and (mine <= others or others <= mine)
    has_all = figure.found.whole in {None, other.found.whole} and figure.days == other.days
    is_beside = figure.table and (figure.table, figure.page) == (other.table, other.page)
    return is_same and has_all and not is_beside
