"""Columns and lines over periods with a scale and the periods beneath, and bars."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from django.utils.translation import gettext

from .marks import NARROWEST, Marks, Scale, apart, room, scale_of, short, ticks_of, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ..quantities import Unit
    from .chart import Point, Series

    Place = tuple[float, float]

HEIGHT = 15.0
# What stays free above and below for a line of text.
LINE = 1.6
# How much of its place a column takes.
THICKNESS = 0.64
# Between the labels of two lines, in em.
GAP = 1.25
KEYS = "ABCDE"
# From how many points on only those beside a gap are marked on their lines.
MANY = 20


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


def columns(series: Series, language: str) -> tuple[Marks, bool]:
    """Return the columns of one series, and whether each of them has its value beside it.

    Where there is no room for every value, the newest, the highest and a negative lowest have theirs,
    and there is a scale.
    """
    count = len(series.points)
    marks, scale, left = Marks(), value_scale([series], HEIGHT), 0.0
    # With more of them there is no need to write them all to see that they do not fit.
    texts = _texts(series, range(count), language) if count * width("0") <= NARROWEST else {}
    shown = room(texts, NARROWEST / count)
    is_labelled = len(shown) == count
    if not is_labelled:
        scale, ticks = ticks_of(scale)
        left = axis(marks, scale, ticks, series.unit, language)
        telling = _texts(series, _telling(series), language)
        shown = room(telling, NARROWEST * (1 - left / 100) / count)
    _draw(marks, series, scale, left, shown)
    periods(marks, series.points, left, 100)
    return marks, is_labelled


def bars(series: Series) -> list[Marks]:
    """Return a bar for each point, all on one scale; a gap has the line of zero only."""
    scale = value_scale([series], 0)
    across = Scale(scale.low, scale.high, 100, 0)
    zero, drawn = across.place(0), []
    for point in series.points:
        marks = Marks()
        if point.value is not None:
            end = across.place(point.value)
            marks.rect("on", min(zero, end), 0, abs(end - zero), 1)
        marks.line("axis", zero, 0, zero, 1)
        drawn.append(marks)
    return drawn


def _texts(series: Series, places: Iterable[int], language: str) -> dict[int, str]:
    return {place: value_text(series, series.points[place], language) for place in places}


def _telling(series: Series) -> list[int]:
    """The newest, the highest and a negative lowest value, in the order in which they matter."""
    known = {
        place: point.value for place, point in enumerate(series.points) if point.value is not None
    }
    newest = [place for place, point in enumerate(series.points) if point.is_newest]
    lowest = min(known, key=known.__getitem__)
    ends = [max(known, key=known.__getitem__), *([lowest] if known[lowest] < 0 else [])]
    return list(dict.fromkeys([*newest, *ends]))


def _draw(marks: Marks, series: Series, scale: Scale, left: float, texts: dict[int, str]) -> None:
    zero, slot = scale.place(0), (100 - left) / len(series.points)
    marks.line("axis", left, zero, 100, zero)
    for place, point in enumerate(series.points):
        start, value = left + place * slot, point.value
        if point.breaks:
            marks.line("tick", start, 0, start, scale.bottom, dashed=True)
        end = zero if value is None else scale.place(value)
        if value is not None:
            x = start + slot * (1 - THICKNESS) / 2
            group = "on" if point.is_newest else "off"
            marks.rect(group, x, min(zero, end), slot * THICKNESS, abs(end - zero))
        text = texts.get(place, "–" if value is None else "")
        if text:
            y = end + 1.2 if value is not None and value < 0 else end - 0.4
            x, anchor = within(start + slot / 2, text, left)
            marks.text(emphasis("text", point), x, y, text, anchor)


def lines(every: Sequence[Series], keys: Sequence[str], language: str) -> Marks:
    """Return the lines of several series; at its end each has its key and its last value."""
    marks = Marks()
    scale, ticks = ticks_of(value_scale(every, HEIGHT))
    texts = [
        f"{key} {value_text(series, series.points[-1], language)}".strip()
        for series, key in zip(every, keys, strict=True)
    ]
    right, points = 100 - share(texts), every[0].points
    left = axis(marks, scale, ticks, every[0].unit, language, right)
    slot, ends = (right - left) / len(points), []
    for number, series in enumerate(every):
        places = [
            None if point.value is None else (left + (place + 0.5) * slot, scale.place(point.value))
            for place, point in enumerate(series.points)
        ]
        _line(marks, series.points, places, "line" if number else "line-on")
        ends.append(next((place[1] for place in reversed(places) if place), scale.place(0)))
    broken = {at for each in every for at, point in enumerate(each.points) if point.breaks}
    for place in sorted(broken):
        x = left + place * slot
        marks.line("tick", x, 0, x, scale.bottom, dashed=True)
    # Texts that would overlap are moved, the ends never.
    moved = apart([end + 0.35 for end in ends], GAP, LINE, HEIGHT - LINE)
    for number, (text, y) in enumerate(zip(texts, moved, strict=True)):
        marks.text("text" if number else "text-on", right, y, text, "start")
    periods(marks, points, left, right)
    return marks


def _line(
    marks: Marks, points: Sequence[Point], places: Sequence[Place | None], group: str
) -> None:
    """Add a line that has a gap where a value is missing, and is dashed into another definition."""
    for index, place in enumerate(places):
        before = places[index - 1] if index else None
        after = places[index + 1] if index + 1 < len(places) else None
        if place is None:
            continue
        if before:
            marks.line(group, *before, *place, dashed=points[index].breaks)
        if len(places) < MANY or not (before and after):
            marks.dot(group, *place)
