"""The figures of an edition as search engines get them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from ..quantities import format_plain

if TYPE_CHECKING:
    from ..reading import PageReading


class FigureFact(NamedTuple):
    """A figure for search engines: its exact value, and the days that it is about.

    `start` is None of one that holds as of its `end`; `indicator` is "" without one.
    """

    label: str
    value: str
    unit: str
    start: date | None
    end: date | None
    indicator: str


def figure_facts(reading: PageReading) -> Iterator[FigureFact]:
    """Yield the fact of each figure that has a number."""
    for figure in reading.figures:
        value, quantity = figure.value, figure.value.quantity
        if quantity:
            own = value.period and (value.period.start, value.period.end)
            start, end = (
                (None, value.as_of) if value.as_of else own or reading.period or (None, None)
            )
            named = value.indicator_name(reading)
            yield FigureFact(
                reading.texts(value).plain("label"),
                format_plain(quantity.value),
                str(quantity.unit),
                start,
                end,
                named.name if named else "",
            )
