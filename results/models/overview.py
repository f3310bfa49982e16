"""The editions of an index page over the years: their arcs on one scale, and a table of indicators."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.functional import cached_property

from ..drawing import draw_arcs
from ..quantities import Qualifier, Unit, format_period, format_plain
from ..reading.targets import load_indicators
from ..record.series import series_of_indicators
from .addresses import indicator_address

if TYPE_CHECKING:
    from decimal import Decimal
    from uuid import UUID

    from django.http import HttpRequest

    from ..blocks.resolving import IndicatorName
    from ..drawing import Arc
    from ..reading import PageReading
    from ..record.models import Figure
    from ..record.series import Point, Series


@dataclass(frozen=True, slots=True)
class Cell:
    """A published figure in words, its value in plain notation, and its change ("" without any)."""

    text: str
    data: str
    change: str


@dataclass(frozen=True, slots=True)
class Row:
    """An indicator in the table: its name, its address, and a cell for each edition or None."""

    name: IndicatorName
    url: str
    cells: list[Cell | None]


@dataclass(frozen=True, slots=True)
class Year:
    """An edition beside the others; `view_box` gives its arc the scale of theirs."""

    url: str
    period: str
    figures: list[tuple[IndicatorName, Cell]]
    arc: Arc | None
    view_box: str


class Overview:
    """What the editions tell together, in the language of the index page.

    `editions` are all public ones, newest first, and `reading` is that of the newest. Two queries.
    """

    def __init__(
        self, index: Any, editions: list[Any], reading: PageReading, request: HttpRequest | None
    ) -> None:
        self.language: str = reading.language
        self._editions = [each for each in editions if each.period]
        self._request = request
        self._has_picture = reading.hero is not None
        self._url = index.get_url(request) or ""
        self._word_language = index.locale.language_code
        found = series_of_indicators({each.translation_key for each in editions})
        names = load_indicators({each.pk for each, _series in found}, self.language)[1]
        self._series = {each.translation_key: series for each, series in found}
        self._names = {each.translation_key: names[each.pk] for each, _series in found}
        keys = reading.key_figures
        self._lead = _indicator(keys and keys.lead)
        self._part = _indicator(keys and keys.part)

    @property
    def columns(self) -> list[str]:
        """The periods of the editions in words, newest first: a narrow screen shows these."""
        return [format_period(each.period, self.language) for each in self._editions]

    @property
    def rows(self) -> list[Row]:
        """A row for each indicator, by name."""
        rows = [
            Row(
                self._names[key],
                indicator_address(self._url, self._word_language, self._names[key].slug),
                [self._cell(series.points.get(each.translation_key)) for each in self._editions],
            )
            for key, series in self._series.items()
        ]
        return sorted(rows, key=lambda row: row.name.name.casefold())

    @cached_property
    def years(self) -> list[Year]:
        """The editions that have the newest one's lead figure, newest first."""
        leads = self._points(self._lead)
        parts = self._points(self._part)
        shown = [each for each in self._editions if each.translation_key in leads]
        numbers = [
            _numbers(leads[each.translation_key].row, parts.get(each.translation_key))
            for each in shown
        ]
        drawn = iter(draw_arcs([each for each in numbers if each]))
        arcs = [next(drawn) if each else None for each in numbers]
        radius = max((arc.radius for arc in arcs if arc), default=0)
        return [
            Year(
                edition.get_url(self._request) or "",
                format_period(edition.period, self.language),
                [
                    (self._names[key], cell)
                    for key in (self._lead, self._part)
                    if key in self._series
                    and (cell := self._cell(self._points(key).get(edition.translation_key)))
                ],
                arc,
                arc.view_box_of(radius) if arc else "",
            )
            for edition, arc in zip(shown, arcs, strict=True)
        ]

    @property
    def newest(self) -> Year | None:
        """The newest edition, when it is one of the years."""
        is_shown = self._editions[:1] and self._editions[0].translation_key in self._points(
            self._lead
        )
        return self.years[0] if is_shown else None

    @property
    def earlier(self) -> list[Year]:
        """The years whose arcs do not stand at the top: all where that has a picture instead."""
        return self.years[1:] if self.newest and not self._has_picture else self.years

    @property
    def legend(self) -> dict[str, Any] | None:
        """What a dot of the arcs stands for: `unit`, `lead` and `part`; None without any arc."""
        unit = next((year.arc.unit for year in self.years if year.arc), 0)
        names = (self._names.get(key) if key else None for key in (self._lead, self._part))
        return {"unit": unit, **dict(zip(("lead", "part"), names, strict=True))} if unit else None

    def _points(self, key: UUID | None) -> dict[UUID, Point]:
        series: Series | None = self._series.get(key) if key else None
        return series.points if series else {}

    def _cell(self, point: Point | None) -> Cell | None:
        if point is None:
            return None
        text, data = point.row.text(self.language), format_plain(point.row.value)
        return Cell(text, data, point.change_text(self.language))


def _indicator(figure: Any) -> UUID | None:
    indicator = figure and figure.value.get("indicator")
    return indicator.translation_key if indicator else None


def _numbers(lead: Figure, part: Point | None) -> tuple[Decimal | None, Decimal] | None:
    """The numbers that an arc draws; None where they do not count things one by one."""
    if not _is_counted(lead):
        return None
    if part and part.row.whole_value == lead.value and _is_counted(part.row):
        return part.row.value, lead.value
    return None, lead.value


def _is_counted(row: Figure) -> bool:
    quantity = row.quantity
    return quantity.unit is Unit.NUMBER and quantity.qualifier is Qualifier.EXACT
