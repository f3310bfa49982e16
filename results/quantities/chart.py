"""What a chart is drawn from, why one is not drawn, and a chart of series as SVG: `chart_of`.

    series = Series("Reports reviewed", (Point("2015", Decimal(5354), "5 354"), …), Unit.NUMBER)
    chart = chart_of(ChartKind.COLUMNS, [series], title="Reports reviewed", language="sv")
    {% include "results/includes/chart.html" with chart=chart %}

Points stand in their order and are about the same periods in every series; a period without a figure
has a point without a value. `results.record.over_time` makes such series of what was published.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import pairwise
from math import ceil
from operator import itemgetter

from django.utils.safestring import SafeString
from django.utils.translation import gettext, override, pgettext_lazy

from . import Choices, Qualifier, Unit, format_plain
from .plots import Marks, Scale, apart, is_rounded, share, short


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
HEIGHT = 15.0
# What stays free above and below for a line of text, in em.
LINE = 1.6
# How much of its place a column takes.
THICKNESS = 0.64
# Between the labels of two lines, in em.
GAP = 1.25
KEYS = "ABCDE"
# From how many points on only those beside a gap are marked on their lines.
MANY = 20
SIGNS = {
    Qualifier.OVER: ">",
    Qualifier.AT_LEAST: "≥",
    Qualifier.NEARLY: "≈",
    Qualifier.ABOUT: "≈",
    Qualifier.UNDER: "<",
    Qualifier.AT_MOST: "≤",
}


@dataclass(frozen=True, slots=True)
class Panel:
    """One drawing of a chart as SVG, with the name and the value that stand above it, or ""."""

    svg: SafeString
    name: str = ""
    text: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as a template shows it: drawings, what explains them, and their data.

    `unit` is "" for plain numbers. `legend` has keys with what they stand for, and their language where
    it is another one. With `is_labelled` each number is in the drawing, too.
    """

    kind: ChartKind
    title: str
    unit: str
    panels: tuple[Panel, ...]
    is_labelled: bool
    description: str
    legend: tuple[tuple[str, str, str], ...]
    notes: tuple[str, ...]
    series: tuple[Series, ...]

    @property
    def rows(self) -> list[tuple[Point, ...]]:
        """The points of each period, of every series one, as rows of a table."""
        return list(zip(*(each.points for each in self.series), strict=True))


def chart_of(kind: ChartKind, series: Iterable[Series], *, title: str, language: str) -> Chart:
    """Return the chart in a language; raise ChartError, whose `refusal` says why there is none.

    For bars there is one series, whose points are the figures. The first of several lines stands out.
    """
    every = tuple(series)
    check(kind, every)
    with override(language):
        keys = list(KEYS[: len(every)]) if len(every) > 1 else [""]
        unit, description, is_labelled = every[0].unit, _description(every), kind is ChartKind.BARS
        if kind is ChartKind.BARS:
            panels = list(_bars(every[0]))
        else:
            if kind is ChartKind.LINE:
                marks = _lines(every, keys, language)
            else:
                marks, is_labelled = _columns(every[0], language)
            panels = [Panel(marks.svg(HEIGHT, title, description))]
        return Chart(
            kind=kind,
            title=title,
            unit="" if unit is Unit.NUMBER else str(unit.label),
            panels=tuple(panels),
            is_labelled=is_labelled,
            description=description,
            legend=tuple(_legend(kind, every, keys)),
            notes=tuple(_notes(kind, every, language)),
            series=every,
        )


def _legend(
    kind: ChartKind, every: tuple[Series, ...], keys: list[str]
) -> Iterator[tuple[str, str, str]]:
    if kind is ChartKind.LINE and len(every) > 1:
        for key, each in zip(keys, every, strict=True):
            yield key, each.name, each.language
    if kind is not ChartKind.BARS:
        used = {point.qualifier for each in every for point in each.points}
        yield from ((SIGNS[each], str(each.label), "") for each in SIGNS if each in used)


def _notes(kind: ChartKind, every: tuple[Series, ...], language: str) -> Iterator[str]:
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
    unit = every[0].unit
    if any(each.value is not None and is_rounded(each.value, unit, language) for each in points):
        yield gettext("Numbers in the chart are rounded. The table has them exactly.")


def _description(every: tuple[Series, ...]) -> str:
    """Every value of short series, else the lowest, the highest and the last one of each."""
    said = []
    for series in every:
        points = list(series.points)
        if len(points) > FEW:
            known = [(point.value, point) for point in points if point.value is not None]
            ends = [min(known, key=itemgetter(0))[1], max(known, key=itemgetter(0))[1], points[-1]]
            points = [point for point in points if any(point is each for each in ends)]
        values = "; ".join(f"{point.label}: {point.said}" for point in points)
        said.append(f"{series.name}: {values}" if len(every) > 1 else values)
    return ". ".join(said)


def _scale_of(every: Sequence[Series]) -> Scale:
    """Return the scale on which all values just fit."""
    known = (point.value for each in every for point in each.points if point.value is not None)
    values = [0.0, *map(float, known)]
    low, high = min(values), max(values)
    below = LINE if low < 0 else 0
    return Scale(low, high if high > low else low + 1, LINE, HEIGHT - LINE - below)


def _clear(texts: Sequence[str], slot: float) -> range:
    """Return as many places as have room for their texts, counted back from the last one."""
    widest = share(texts)
    # The last one moves to the left where it would leave the drawing.
    every = ceil((widest + max(0, (widest - slot) / 2)) / slot)
    return range(len(texts) - 1, -1, -every)


def _label(series: Series, point: Point, language: str) -> str:
    """Return the value of a point, briefly, with a sign for its qualifier."""
    if point.value is None:
        return "–"
    return SIGNS.get(point.qualifier, "") + short(point.value, series.unit, language)


class _Plot:
    """A drawing with the periods of the series, and lines where they are counted anew.

    Each period has its `slot` from `left` to `right`.
    """

    def __init__(
        self, every: Sequence[Series], language: str, right: float, *, has_scale: bool
    ) -> None:
        self.marks, self.scale, self.left = Marks(), _scale_of(every), 0.0
        if has_scale:
            self._add_scale(every[0].unit, language, right)
        points, zero = every[0].points, self.scale.place(0)
        self.marks.line("axis", self.left, zero, right, zero)
        self.slot = (right - self.left) / len(points)
        for place in _clear([point.label for point in points], self.slot):
            self.text(place, HEIGHT - 0.3, points[place].label, points[place])
        for place in range(len(points)):
            if any(each.points[place].breaks for each in every):
                x = self.left + place * self.slot
                self.marks.line("tick", x, 0, x, self.scale.bottom, dashed=True)

    def _add_scale(self, unit: Unit, language: str, right: float) -> None:
        self.scale, ticks = self.scale.rounded()
        texts = [short(Decimal(f"{tick:.12g}"), unit, language) for tick in ticks]
        self.left = share(texts)
        for tick, text in zip(ticks, texts, strict=True):
            y = self.scale.place(tick)
            self.marks.line("tick", self.left, y, right, y)
            self.marks.text("text", self.left - 1, y + 0.35, text, "end")

    def middle(self, place: int) -> float:
        """Return where the middle of a period is."""
        return self.left + (place + 0.5) * self.slot

    def text(self, place: int, y: float, text: str, point: Point) -> None:
        """Add a text of a point, which stays in the drawing; that of the newest stands out."""
        x, anchor, half = self.middle(place), "middle", share([text]) / 2
        if x + half > 100:
            x, anchor = 100, "end"
        elif x - half < self.left:
            x, anchor = self.left, "start"
        self.marks.text("text-on" if point.is_newest else "text", x, y, text, anchor)


def _columns(series: Series, language: str) -> tuple[Marks, bool]:
    """Return the columns of one series, and whether each of them has its value beside it.

    Where there is no room for every value, the newest has its own, and there is a scale.
    """
    texts = [_label(series, point, language) for point in series.points]
    is_labelled = len(_clear(texts, 100 / len(texts))) == len(texts)
    plot = _Plot([series], language, 100, has_scale=not is_labelled)
    zero, thickness = plot.scale.place(0), plot.slot * THICKNESS
    for place, (point, text) in enumerate(zip(series.points, texts, strict=True)):
        end = zero if point.value is None else plot.scale.place(point.value)
        if point.value is not None:
            x, y = plot.middle(place) - thickness / 2, min(zero, end)
            plot.marks.rect("on" if point.is_newest else "off", x, y, thickness, abs(end - zero))
        if is_labelled or point.is_newest or point.value is None:
            plot.text(place, end + 1.2 if end > zero else end - 0.4, text, point)
    return plot.marks, is_labelled


def _bars(series: Series) -> Iterator[Panel]:
    """Yield a bar for each point, all on one scale; what it shows stands above it as text."""
    across = replace(_scale_of([series]), top=100, bottom=0)
    zero = across.place(0)
    for point in series.points:
        marks = Marks()
        if point.value is not None:
            end = across.place(point.value)
            marks.rect("on", min(zero, end), 0, abs(end - zero), 1)
        marks.line("axis", zero, 0, zero, 1)
        svg = marks.svg(BAR, point.label, point.said, is_hidden=True)
        yield Panel(svg, point.label, point.said, point.language)


def _lines(every: Sequence[Series], keys: Sequence[str], language: str) -> Marks:
    """Return the lines of several series; at its end each has its key and its last value.

    A line has a gap where a value is missing, and is dashed into another definition.
    """
    texts = [
        f"{key} {_label(series, series.points[-1], language)}".strip()
        for series, key in zip(every, keys, strict=True)
    ]
    right = 100 - share(texts)
    plot, ends = _Plot(every, language, right, has_scale=True), []
    for number, series in enumerate(every):
        group = "line" if number else "line-on"
        places = [
            None if point.value is None else (plot.middle(place), plot.scale.place(point.value))
            for place, point in enumerate(series.points)
        ]
        for point, (before, here), (_here, after) in zip(
            series.points, pairwise([None, *places]), pairwise([*places, None]), strict=True
        ):
            if here and before:
                plot.marks.line(group, *before, *here, dashed=point.breaks)
            if here and (len(places) < MANY or not (before and after)):
                plot.marks.dot(group, *here)
        ends.append(next((here[1] for here in reversed(places) if here), plot.scale.place(0)))
    # Texts that would overlap are moved, the ends never.
    moved = apart([end + 0.35 for end in ends], GAP, LINE, HEIGHT - LINE)
    for number, (text, y) in enumerate(zip(texts, moved, strict=True)):
        plot.marks.text("text" if number else "text-on", right, y, text, "start")
    return plot.marks
