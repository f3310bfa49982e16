"""What a chart is drawn from, why one is not drawn, and a chart of series as SVG: `chart_of`.

    series = Series("Reports reviewed", (Point("2015", Decimal(5354), "5 354"), …), Unit.NUMBER)
    chart = chart_of(ChartKind.COLUMNS, [series], title="Reports reviewed", language="sv")
    {% include "results/includes/chart.html" with chart=chart %}

Points stand in their order and are about the same periods in every series; a period without a figure
has a point without a value. `results.record.series` makes such series of what was published.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from operator import itemgetter
from typing import TYPE_CHECKING

from django.utils.translation import gettext, override, pgettext_lazy

from . import Choices, Qualifier, Unit, format_plain
from .marks import SIGNS, is_rounded, table_rows
from .plots import HEIGHT, KEYS, bars, columns, lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.utils.safestring import SafeString


class ChartKind(Choices):
    """How a chart shows its series."""

    COLUMNS = "columns", pgettext_lazy("chart", "Columns over the periods")
    LINE = "line", pgettext_lazy("chart", "Lines over the periods")
    BARS = "bars", pgettext_lazy("chart", "Bars, one for each figure")


@dataclass(frozen=True, slots=True)
class Point:
    """A value of a series, or a gap, whose `value` is None.

    `label` is the period, for bars the name of the figure; `text` is the figure exactly as the table
    says it. With `breaks` it is counted in another way from here on. `language` is the code of that
    of the label, where it is not the chart's.
    """

    label: str
    value: Decimal | None
    text: str
    is_newest: bool = False
    breaks: bool = False
    qualifier: Qualifier = Qualifier.EXACT
    language: str = ""

    @property
    def said(self) -> str:
        """The text, or in the active language that the figure is missing."""
        return gettext("Missing") if self.value is None else self.text

    @property
    def data(self) -> str:
        """The value in plain notation, "" for a gap."""
        return "" if self.value is None else format_plain(self.value)


@dataclass(frozen=True, slots=True)
class Series:
    """Points of one unit in their order; those of a chart's series are about the same periods.

    `language` is the code of that of the name, where it is not the chart's.
    """

    name: str
    points: tuple[Point, ...]
    unit: Unit = Unit.NUMBER
    language: str = ""


class Refusal(Choices):
    """Why a chart is not drawn."""

    GONE = "gone", pgettext_lazy("no chart", "One of its figures or indicators no longer exists.")
    MIXED = (
        "mixed",
        pgettext_lazy(
            "no chart", "Bars show figures of this page, every other chart shows indicators."
        ),
    )
    EMPTY = "empty", pgettext_lazy("no chart", "There is no figure to draw.")
    ONE = (
        "one",
        pgettext_lazy("no chart", "There is only one figure, so there is nothing to compare."),
    )
    UNITS = "units", pgettext_lazy("no chart", "The figures have different units.")
    PERIODS = "periods", pgettext_lazy("no chart", "The figures are about different periods.")
    SERIES = (
        "series",
        pgettext_lazy("no chart", "A chart of this kind cannot show so many figures."),
    )
    POINTS = "points", pgettext_lazy("no chart", "A chart has room for 60 periods at most.")
    LABELS = (
        "labels",
        pgettext_lazy("no chart", "Names this long fit beside bars only."),
    )


class ChartError(ValueError):
    """A chart that cannot be drawn exactly; `refusal` says why."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.label)
        self.refusal = refusal


MOST_POINTS = 60
# As many as can be told apart.
MOST_LINES = 5
LONGEST_LABEL = 24


def check(kind: ChartKind, series: tuple[Series, ...]) -> None:
    """Raise ChartError when a chart of this kind cannot show the series exactly."""
    known = [[point for point in each.points if point.value is not None] for each in series]
    labels = [[point.label for point in each.points] for each in series]
    if not any(known):
        raise ChartError(Refusal.EMPTY)
    if len({each.unit for each in series}) > 1:
        raise ChartError(Refusal.UNITS)
    if any(each != labels[0] for each in labels):
        raise ChartError(Refusal.PERIODS)
    if len(series) > (MOST_LINES if kind is ChartKind.LINE else 1):
        raise ChartError(Refusal.SERIES)
    if len(labels[0]) > MOST_POINTS:
        raise ChartError(Refusal.POINTS)
    if kind is not ChartKind.BARS and max(map(len, labels[0])) > LONGEST_LABEL:
        raise ChartError(Refusal.LABELS)
    if max(map(len, known)) < 2:
        raise ChartError(Refusal.ONE)


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

    `unit` is "" for plain numbers. `legend` has keys with what they stand for, and their language where
    it is another one. `table` are its rows as HTML. With `is_labelled` each number is in the drawing, too.
    """

    kind: ChartKind
    title: str
    unit: str
    panels: tuple[Panel, ...]
    is_labelled: bool
    description: str
    legend: tuple[tuple[str, str, str], ...]
    notes: tuple[str, ...]
    table: SafeString
    series: tuple[Series, ...]


def chart_of(kind: ChartKind, series: Iterable[Series], *, title: str, language: str) -> Chart:
    """Return the chart in a language; raise ChartError, whose `refusal` says why there is none.

    For bars there is one series, whose points are the figures. The first of several lines stands out.
    """
    every = tuple(series)
    check(kind, every)
    with override(language):
        keys = list(KEYS[: len(every)]) if len(every) > 1 else [""]
        panels, is_labelled = _panels(kind, every, keys, title, language)
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
            table=table_rows(zip(*(each.points for each in every), strict=True)),
            series=every,
        )


def _panels(
    kind: ChartKind, every: tuple[Series, ...], keys: list[str], title: str, language: str
) -> tuple[list[Panel], bool]:
    """The drawings, and whether each number is in them, too."""
    if kind is ChartKind.BARS:
        # What a bar shows stands above it as text.
        panels = [
            Panel(
                drawn.svg(BAR, point.label, point.said, is_hidden=True),
                point.label,
                point.said,
                point.language,
            )
            for point, drawn in zip(every[0].points, bars(every[0]), strict=True)
        ]
        return panels, True
    if kind is ChartKind.LINE:
        marks, is_labelled = lines(every, keys, language), False
    else:
        marks, is_labelled = columns(every[0], language)
    return [Panel(marks.svg(HEIGHT, title, _description(every, language)))], is_labelled


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
        yield gettext("Numbers in the chart are rounded. The table has them exactly.")


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
    return "; ".join(f"{point.label}: {point.said}" for point in points)
