"""What was published of an indicator for the period before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..quantities import Period, Quantity, Unit, format_period, format_quantity
from .comparing import measurement_of
from .queries import own_and_earlier

if TYPE_CHECKING:
    from collections.abc import Collection
    from decimal import Decimal
    from uuid import UUID

    from .indicator import Indicator

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


def previous_figure(page: Any, indicator: Indicator) -> PreviousFigure | None:
    """Return the indicator's figure in the latest public edition from before the page's period.

    Editions are those below the same index page; None without any.
    """
    return previous_figures(page, [indicator]).get(indicator.translation_key)


def previous_figures(page: Any, indicators: Collection[Indicator]) -> dict[UUID, PreviousFigure]:
    """Return the previous figures of several indicators by translation key."""
    wanted = {indicator.translation_key for indicator in indicators}
    if not wanted or not page.period_start:
        return {}
    _own, earlier = own_and_earlier(page, wanted)
    return {
        key: PreviousFigure(found.quantity, found.period, row.label)
        for key, row in earlier.items()
        if (found := measurement_of(row))
    }
