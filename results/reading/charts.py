"""The charts of a page: from what an editor has chosen to what is drawn."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any
from uuid import UUID

from ..blocks.chart import ChartValue
from ..blocks.walking import is_block_id
from ..drawing.chart import Chart, ChartError, ChartKind, Point, Refusal, Series, chart_of
from ..quantities import Unit, format_quantity
from ..record.models import figure_of
from ..record.series import series_to_draw, series_until

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..blocks.walking import Node
    from .figures import Figure
    from .page_reading import PageReading


class Charts:
    """The charts of one reading, whose series are asked for together: one query for all."""

    def __init__(self, reading: PageReading, nodes: Iterable[Node], figures: list[Figure]) -> None:
        self._reading = reading
        self._figures = figures
        charts = [node.value for node in nodes if isinstance(node.value, ChartValue)]
        keys = {
            each.translation_key
            for chart in charts
            for each in chart.indicators
            if each is not None
        }
        page = reading.page_instance
        self._editions, self._series = (
            series_until(page, self._own(), keys)
            if keys and reading.period and page.path
            else ([], {})
        )

    def chart(self, value: ChartValue) -> Chart | Refusal:
        """Return the chart, or why it cannot be drawn."""
        indicators, figures = value.indicators, value.figures
        is_of_figures = value.kind is ChartKind.BARS
        try:
            if indicators if is_of_figures else figures:
                raise ChartError(Refusal.MIXED)
            series = [self._bars(figures)] if is_of_figures else self._over_time(indicators)
            if newest := value.get("periods"):
                series = [replace(each, points=each.points[-newest:]) for each in series]
            title = self._reading.texts(value).plain("title")
            return chart_of(value.kind, series, title=title, language=self._reading.language)
        except ChartError as error:
            return error.refusal

    def _own(self) -> list[Any]:
        page = self._reading.page_instance
        return [
            figure_of(page, UUID(figure.id), figure.value, quantity)
            for figure in self._figures
            if is_block_id(figure.id) and (quantity := figure.value.quantity)
        ]

    def _over_time(self, indicators: list[Any]) -> list[Series]:
        drawn = []
        for indicator in indicators:
            name = self._reading.indicator(indicator.pk) if indicator else None
            if name is None:
                raise ChartError(Refusal.GONE)
            found = self._series.get(indicator.translation_key)
            if found is None:
                raise ChartError(Refusal.EMPTY)
            language = self._reading.language
            drawn.append(series_to_draw(found, self._editions, language, name.name, name.language))
        return drawn

    def _bars(self, ids: list[str]) -> Series:
        known = {figure.id: figure for figure in self._figures}
        if any(each not in known for each in ids):
            raise ChartError(Refusal.GONE)
        figures = [known[each].value for each in ids]
        quantities = [value.quantity for value in figures]
        units = {quantity.unit for quantity in quantities if quantity}
        if len(units) > 1:
            raise ChartError(Refusal.UNITS)
        points = []
        for value, quantity in zip(figures, quantities, strict=True):
            texts = self._reading.texts(value)
            label, language = texts.plain("label"), texts.languages.get("label", "")
            text = format_quantity(quantity, self._reading.language) if quantity else ""
            if value.period or value.as_of:
                text = f"{text} ({value.when(self._reading)})"
            number = quantity.value if quantity else None
            points.append(Point(label, number, text, language=language))
        return Series("", tuple(points), units.pop() if units else Unit.NUMBER)
