"""What was published of an indicator for the period before."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from wagtail.fields import StreamField
from wagtail.models import Page

from ..blocks import StatBlock
from ..blocks.leaves import as_pk, loaded
from ..blocks.walking import walk
from ..quantities import Period, Quantity, Unit, format_period, format_quantity
from .indicator import Indicator

if TYPE_CHECKING:
    from ..blocks.stat_value import StatValue

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
    versions = Indicator.objects.filter(translation_key__in=wanted).in_bulk()
    found: dict[UUID, PreviousFigure] = {}
    for edition in _editions_before(page):
        for indicator, value in _figures(edition, versions):
            if value.quantity and indicator.translation_key not in found:
                found[indicator.translation_key] = PreviousFigure(
                    value.quantity,
                    value.period or Period(edition.period_start, edition.period_end),
                    value.get("label") or indicator.name,
                )
        if found.keys() == wanted:
            break
    return found


def _editions_before(page: Any) -> list[Any]:
    """The public editions beside the page that end before it starts, the latest first."""
    index = page.get_parent() if page.path else getattr(page, "_cached_parent_obj", None)
    if index is None:
        return []
    siblings = Page.objects.child_of(index).live().exclude(pk=page.pk)
    return sorted(
        (
            each
            for each in siblings.defer_streamfields().specific()
            if isinstance(getattr(each, "period_end", None), date)
            and each.period_start <= each.period_end < page.period_start
        ),
        key=lambda each: (each.period_end, each.period_start),
        reverse=True,
    )


def _figures(
    edition: Any, indicators: dict[int, Indicator]
) -> Iterator[tuple[Indicator, StatValue]]:
    """Yield the edition's figures of these indicators, without asking for what else it has."""
    fields = (each for each in edition._meta.get_fields() if isinstance(each, StreamField))
    for field in fields:
        raw = list(getattr(edition, field.name).raw_data)
        for node in walk(field.stream_block, raw):
            if isinstance(node.block, StatBlock) and isinstance(node.value, dict):
                pk = as_pk(node.value.get("indicator"))
                if pk in indicators:
                    with loaded({Indicator: indicators}):
                        yield indicators[pk], node.block.to_python(node.value)
