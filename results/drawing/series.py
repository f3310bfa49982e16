"""What a chart is drawn from, and why one is not drawn."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import pgettext_lazy

from ..quantities import LabelledStrEnum, Qualifier, Unit


class ChartKind(LabelledStrEnum):
    """How a chart shows its series."""

    COLUMNS = "columns", pgettext_lazy("chart", "Columns over the periods")
    LINE = "line", pgettext_lazy("chart", "Lines over the periods")
    BARS = "bars", pgettext_lazy("chart", "Bars, one for each figure")

    @property
    def most_series(self) -> int:
        """How many series it can show so that each can be told from the others."""
        return 5 if self is ChartKind.LINE else 1


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


@dataclass(frozen=True, slots=True)
class Series:
    """Points of one unit in their order; those of a chart's series are about the same periods.

    `language` is the code of that of the name, where it is not the chart's.
    """

    name: str
    points: tuple[Point, ...]
    unit: Unit = Unit.NUMBER
    language: str = ""


def example_series() -> Series:
    """Return a series that shows what a chart looks like."""
    values = {"2014": 4402, "2015": 5354, "2016": 6558}
    return Series(
        "",
        tuple(
            Point(label, Decimal(value), str(value), is_newest=label == "2016")
            for label, value in values.items()
        ),
    )


class Refusal(LabelledStrEnum):
    """Why a chart is not drawn."""

    GONE = "gone", pgettext_lazy("no chart", "A figure or an indicator of it is gone.")
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
    if len(series) > kind.most_series:
        raise ChartError(Refusal.SERIES)
    if len(labels[0]) > MOST_POINTS:
        raise ChartError(Refusal.POINTS)
    if kind is not ChartKind.BARS and max(map(len, labels[0])) > LONGEST_LABEL:
        raise ChartError(Refusal.LABELS)
    if max(map(len, known)) < 2:
        raise ChartError(Refusal.ONE)
