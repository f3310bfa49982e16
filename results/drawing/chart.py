"""A chart of series, drawn on the server: `chart_of`, and the template that shows what it returns.

    series = Series("Reports reviewed", (Point("2015", Decimal(5354), "5 354"), …), Unit.NUMBER)
    chart = chart_of(ChartKind.COLUMNS, [series], title="Reports reviewed", language="sv")
    {% include "results/includes/chart.html" with chart=chart %}

Points stand in their order and are about the same periods in every series; a period without a figure
has a point without a value. `results.record.series` makes such series of what was published.
"""

from __future__ import annotations

from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING

from django.utils.translation import gettext, override

from ..quantities import Unit, format_plain
from ..quantities.locales import conventions_of
from .marks import table_rows
from .plots import HEIGHT, KEYS, bars, columns, lines
from .scale import SIGNS, is_rounded
from .series import ChartKind, Point, Series, check

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from django.utils.safestring import SafeString

# Of how many points a description says every value.
FEW = 12
BAR = 1.25


@dataclass(frozen=True, slots=True)
class Panel:
    """One drawing of a chart as SVG, with the name and the value that stand above it, or ""."""

    svg: SafeString
    name: str = ""
    text: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as a template shows it: drawings, what explains them, and their data as a table.

    `unit` is "" for plain numbers. `legend` has keys with what they stand for, `heads` the names of the
    series, both with their language where it is another one. `rows` have of each period the text and
    the number, or "", of each series. With `is_labelled` each number is in the drawing, too.
    """

    kind: ChartKind
    title: str
    unit: str
    panels: tuple[Panel, ...]
    is_labelled: bool
    description: str
    legend: tuple[tuple[str, str, str], ...]
    notes: tuple[str, ...]
    heads: tuple[tuple[str, str], ...]
    rows: tuple[tuple[str, list[tuple[str, str]]], ...]
    series: tuple[Series, ...]

    @property
    def table(self) -> SafeString:
        """The rows of the table as HTML."""
        return table_rows(self.rows)


def chart_of(kind: ChartKind, series: Iterable[Series], *, title: str, language: str) -> Chart:
    """Return the chart in a language; raise ChartError, whose `refusal` says why there is none.

    For bars there is one series, whose points are the figures. The first of several lines stands out.
    """
    every = tuple(series)
    check(kind, every)
    with override(conventions_of(language).language):
        keys = list(KEYS[: len(every)]) if len(every) > 1 else [""]
        panels, is_labelled = _PAINTERS[kind](every, keys, title, language)
        unit = every[0].unit
        return Chart(
            kind=kind,
            title=title,
            unit="" if unit is Unit.NUMBER else str(unit.label),
            panels=tuple(panels),
            is_labelled=is_labelled,
            description=_description(every, language),
            legend=tuple(_legend(kind, every, keys)),
            notes=tuple(_notes(kind, every)),
            heads=tuple((each.name, each.language) for each in every),
            series=every,
            rows=tuple(
                (points[0].label, [_cell(point) for point in points])
                for points in zip(*(each.points for each in every), strict=True)
            ),
        )


_Painted = tuple[list[Panel], bool]


def _columns(every: tuple[Series, ...], _keys: list[str], title: str, language: str) -> _Painted:
    marks, is_labelled = columns(every[0], language)
    return [Panel(marks.svg(HEIGHT, title, _description(every, language)))], is_labelled


def _line(every: tuple[Series, ...], keys: list[str], title: str, language: str) -> _Painted:
    marks = lines(every, keys, language)
    return [Panel(marks.svg(HEIGHT, title, _description(every, language)))], False


def _bars(every: tuple[Series, ...], _keys: list[str], _title: str, _language: str) -> _Painted:
    # What a bar shows stands above it as text.
    panels = [
        Panel(
            marks.svg(BAR, point.label, _cell(point)[0], is_hidden=True),
            point.label,
            _cell(point)[0],
            point.language,
        )
        for point, marks in zip(every[0].points, bars(every[0]), strict=True)
    ]
    return panels, True


_PAINTERS: dict[ChartKind, Callable[..., _Painted]] = {
    ChartKind.COLUMNS: _columns,
    ChartKind.LINE: _line,
    ChartKind.BARS: _bars,
}


def _cell(point: Point) -> tuple[str, str]:
    if point.value is None:
        return gettext("Missing"), ""
    return point.text, format_plain(point.value)


def _legend(
    kind: ChartKind, every: tuple[Series, ...], keys: list[str]
) -> Iterator[tuple[str, str, str]]:
    if kind is ChartKind.LINE and len(every) > 1:
        for key, each in zip(keys, every, strict=True):
            yield key, each.name, each.language
    if kind is not ChartKind.BARS:
        used = {point.qualifier for each in every for point in each.points}
        yield from ((SIGNS[each], str(each.label), "") for each in SIGNS if each in used)


def _notes(kind: ChartKind, every: tuple[Series, ...]) -> Iterator[str]:
    points = [point for each in every for point in each.points]
    if broken := dict.fromkeys(point.label for point in points if point.breaks):
        yield gettext(
            "Dashed line: from %(periods)s on it is counted in another way, so the figures on either "
            "side cannot be compared."
        ) % {"periods": ", ".join(broken)}
    if kind is ChartKind.BARS:
        return
    if any(point.value is None for point in points):
        yield gettext("Where there is a dash or a gap, the figure is missing.")
    if any(point.value is not None and is_rounded(point.value) for point in points):
        yield gettext("Numbers in the drawing are rounded. The table has them exactly.")


def _description(every: tuple[Series, ...], language: str) -> str:
    said = (
        f"{each.name}: {_said(each, language)}" if len(every) > 1 else _said(each, language)
        for each in every
    )
    return ". ".join(said)


def _said(series: Series, language: str) -> str:
    """Every value of a short series, else the lowest, the highest and the last one."""
    points = list(series.points)
    if len(points) > FEW:
        known = [(point.value, point) for point in points if point.value is not None]
        ends = [min(known, key=itemgetter(0))[1], max(known, key=itemgetter(0))[1], points[-1]]
        points = [point for point in points if any(point is each for each in ends)]
    return "; ".join(f"{point.label}: {_cell(point)[0]}" for point in points)
