"""What columns and lines have in common: a scale with its numbers, and the periods beneath."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from .scale import NARROWEST, Scale, scale_of, short, width

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..quantities import Unit
    from .marks import Marks
    from .series import Point, Series

HEIGHT = 15.0
# What stays free above and below for a line of text.
LINE = 1.6


def value_scale(series: Iterable[Series], height: float) -> Scale:
    """Return the scale of all values, with zero, in a drawing of this height."""
    values = [point.value for each in series for point in each.points if point.value is not None]
    below = LINE if min(values) < 0 else 0
    return scale_of(values, LINE, height - LINE - below)


def axis(
    marks: Marks, scale: Scale, ticks: list[float], unit: Unit, language: str, right: float = 100
) -> float:
    """Add a line to `right` for each tick with its number; return where the plot begins."""
    texts = [short(Decimal(f"{tick:.12g}"), unit, language) for tick in ticks]
    left = share(texts)
    for tick, text in zip(ticks, texts, strict=True):
        y = scale.place(tick)
        marks.line("tick" if tick else "axis", left, y, right, y)
        marks.text("text", left - 1, y + 0.35, text, "end")
    return left


def periods(marks: Marks, points: tuple[Point, ...], left: float, right: float) -> None:
    """Add as many periods as there is room for, counted back from the last one."""
    slot = (right - left) / len(points)
    widest = share(point.label for point in points)
    # The last one moves to the left where it would leave the drawing.
    every = -int(-(widest + max(0, (widest - slot) / 2)) // slot)
    for place in range(len(points) - 1, -1, -every):
        point = points[place]
        x, anchor = within(left + (place + 0.5) * slot, point.label, left)
        marks.text(emphasis("text", point), x, HEIGHT - 0.3, point.label, anchor)


def value_text(series: Series, point: Point, language: str) -> str:
    """Return the label of a point: its value, briefly."""
    if point.value is None:
        return gettext("Missing")
    return short(point.value, series.unit, language, point.qualifier)


def share(texts: Iterable[str]) -> float:
    """Return how much of the narrowest drawing the widest text takes, in per cent."""
    return 100 * max(map(width, texts)) / NARROWEST


def within(middle: float, text: str, left: float) -> tuple[float, str]:
    """Return where a text centred on `middle` begins or ends so that it stays in the drawing."""
    half = share([text]) / 2
    if middle + half > 100:
        return 100, "end"
    return (left, "start") if middle - half < left else (middle, "middle")


def emphasis(group: str, point: Point) -> str:
    """Return the group of marks for a point: the newest one stands out."""
    return f"{group}-on" if point.is_newest else group
