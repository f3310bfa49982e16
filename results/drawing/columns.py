"""Columns over periods, and bars."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .axes import HEIGHT, axis, emphasis, periods, value_scale, value_text, within
from .marks import Marks
from .scale import NARROWEST, Scale, room, ticks_of, width

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .series import Series

THICKNESS = 0.64


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
