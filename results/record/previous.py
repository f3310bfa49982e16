"""What was published of a figure for the period before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..quantities import Period, Quantity, Unit, format_period, format_quantity
from .comparing import measurement_of
from .queries import own_and_earlier

if TYPE_CHECKING:
    from decimal import Decimal
    from uuid import UUID

TENFOLD = 10


@dataclass(frozen=True, slots=True)
class PreviousFigure:
    """A published figure of an earlier period, with its label in the language of its edition."""

    quantity: Quantity
    period: Period
    label: str

    def text(self, language: str) -> str:
        """Return it in words: “2015: 5 900 tips”."""
        period, shown = (
            format_period(self.period, language),
            format_quantity(self.quantity, language),
        )
        return f"{period}: {shown} {self.label}".strip()

    def is_far_from(self, value: Decimal, unit: Unit) -> bool:
        """Whether the value is more than ten times this one, or less than a tenth of it."""
        own, other = abs(self.quantity.value), abs(value)
        is_comparable = unit is self.quantity.unit and bool(own)
        return is_comparable and (other > own * TENFOLD or other * TENFOLD < own)


def previous_figure(page: Any, figure: UUID) -> PreviousFigure | None:
    """Return the figure in the latest public edition from before the page's period.

    It is known by the translation key of its indicator, without one by the id of its block.
    Editions are those below the same index page; None without any.
    """
    return previous_figures(page, {figure}).get(figure)


def previous_figures(page: Any, figures: set[UUID]) -> dict[UUID, PreviousFigure]:
    """Return the same of several figures."""
    if not figures or not page.period_start:
        return {}
    _own, earlier = own_and_earlier(page, figures)
    return {
        key: PreviousFigure(found.quantity, found.period, row.label)
        for key, row in earlier.items()
        if (found := measurement_of(row))
    }
