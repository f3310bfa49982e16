"""Lines over periods."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .axes import HEIGHT, LINE, axis, periods, share, value_scale, value_text
from .marks import Marks
from .scale import apart, ticks_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .series import Point, Series

    Place = tuple[float, float]

# Between the labels of two lines, in em.
GAP = 1.25
KEYS = "ABCDE"
# From how many points on only those beside a gap are marked on their lines.
MANY = 20


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
    for place in sorted(
        {at for each in every for at, point in enumerate(each.points) if point.breaks}
    ):
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
