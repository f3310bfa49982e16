"""Charts as plain geometry: bars, columns, lines, and parts of a whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, cos, pi, sin, sqrt
from typing import TYPE_CHECKING

from .marks import LINE, NARROWEST, Marks, Scale, apart, room, scale_of, short, ticks_of, width

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from . import Unit
    from .chart import Point, Series

    Place = tuple[float, float]

HEIGHT = 15.0
# How much of its place a column takes.
THICKNESS = 0.64
# Between the labels of two lines, in em.
GAP = 1.25
KEYS = "ABCDE"
# From how many points on only those beside a gap are marked on their lines.
MANY = 20


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
        return point.said
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
    marks, scale, left = Marks(), scale_of([series], HEIGHT), 0.0
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
    scale = scale_of([series], 0)
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
    scale, ticks = ticks_of(scale_of(every, HEIGHT))
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


FEWEST_ON_RINGS = 60
MOST_ON_RINGS = 12_000
# Round numbers of things that one dot may stand for.
UNITS = (1, 10, 100, 1_000, 10_000, 100_000, 1_000_000)
# Distances in units of the drawing.
RING_GAP = 8
INNERMOST = 2 * RING_GAP


@dataclass(frozen=True, slots=True)
class Ring:
    """Dots at even distances on a half circle around the origin.

    The circle begins at the left end of the horizon; `start` and `end`, from 0 to 1, say which part
    of it the dots lie on, half a distance away from either end of that part.
    """

    radius: int
    dots: int
    lit: bool
    start: float = 0
    end: float = 1

    @property
    def path(self) -> str:
        """The part of the circle that the dots lie on, as an SVG path."""
        begin, finish = (
            f"{-self.radius * cos(pi * place):.1f} {-self.radius * sin(pi * place):.1f}"
            for place in (self.start, self.end)
        )
        return f"M{begin}A{self.radius} {self.radius} 0 0 1 {finish}"

    @property
    def step(self) -> float:
        """The distance between two dots along the path."""
        return round(pi * self.radius * (self.end - self.start) / self.dots, 4)

    @property
    def first(self) -> float:
        """The distance of the first dot from the beginning of the path."""
        return self.step / 2


@dataclass(frozen=True, slots=True)
class Arc:
    """Half rings from the innermost outwards; each dot stands for `unit` things, together exact."""

    rings: tuple[Ring, ...]
    unit: int

    @property
    def radius(self) -> int:
        """The radius of the whole drawing, the outermost dots included."""
        return self.rings[-1].radius + RING_GAP // 2

    @property
    def view_box(self) -> str:
        """The drawing's extent as SVG has it; the horizon is its lower edge."""
        return self.view_box_of(self.radius)

    def view_box_of(self, radius: int) -> str:
        """Return the extent that the drawing has beside one of that radius, on the same scale."""
        return f"{-radius} {-self.radius} {2 * radius} {self.radius}"


def draw_arcs(numbers: Sequence[tuple[Decimal | None, Decimal]]) -> list[Arc | None]:
    """Return the picture of each part of a whole; a dot stands for the same in all of them."""
    alone = [draw_arc(part, whole) for part, whole in numbers]
    unit = max((arc.unit for arc in alone if arc), default=1)
    return [draw_arc(part, whole, least=unit) for part, whole in numbers]


def draw_arc(part: Decimal | None, whole: Decimal, *, least: int = 1) -> Arc | None:
    """Return the picture of a part of a whole, or of a whole alone; a dot is `least` things or more.

    None where dots could not say it exactly: the numbers are no whole numbers, too few or too many,
    or are no multiples of a unit that brings them within bounds.
    """
    lit = part if part is not None else Decimal(0)
    if not 0 <= lit <= whole:
        return None
    unit = next((each for each in UNITS if each >= least and whole / each <= MOST_ON_RINGS), 0)
    if not unit or whole % unit or lit % unit or whole / unit < FEWEST_ON_RINGS:
        return None
    return Arc(tuple(_rings(int(lit / unit), int(whole / unit))), unit)


def _rings(lit: int, dots: int) -> Iterator[Ring]:
    radius = INNERMOST
    while dots:
        here = min(dots, ceil(pi * radius / RING_GAP))
        lit_here = min(lit, here)
        border = lit_here / here
        if lit_here:
            yield Ring(radius, lit_here, lit=True, end=border)
        if lit_here < here:
            yield Ring(radius, here - lit_here, lit=False, start=border)
        dots, lit, radius = dots - here, lit - lit_here, radius + RING_GAP


FEWEST_DOTS = 20
MOST_DOTS = 100
COLUMNS = 10
# Distances in units of the drawing.
PITCH = 24
RADIUS = 8
# The narrowest part of a bar that can be seen, in per cent.
NARROWEST_PART = Decimal("0.4")


@dataclass(frozen=True, slots=True)
class Dot:
    """A dot of the field, with its centre.

    `inner` is the radius up to which it is filled: 0, its own when it `is_filled`, or between them
    where the part ends in it. Areas are what a reader compares, so it is these that are exact.
    """

    x: int
    y: int
    radius: float
    inner: float
    is_filled: bool


@dataclass(frozen=True, slots=True)
class DotField:
    """Dots of `unit` things each; the last one is smaller where the whole leaves a `rest`.

    `part_rest` is what the last filled dot holds where that is less than all of it, else 0.
    """

    dots: tuple[Dot, ...]
    unit: int
    rest: Decimal
    part_rest: Decimal

    @property
    def width(self) -> int:
        """The width of the drawing."""
        return PITCH * min(COLUMNS, len(self.dots))

    @property
    def height(self) -> int:
        """The height of the drawing."""
        return PITCH * ceil(len(self.dots) / COLUMNS)


def draw_part(part: Decimal, whole: Decimal) -> DotField | None:
    """Return the dots of a part of a whole, 20 to 100 of 1, 2 or 5 times a power of ten each.

    A unit of which the part has a whole number goes before a smaller one. None where the numbers are
    no counts, or no part and whole, or the whole is below 20.
    """
    if not 0 <= part <= whole or any(each != each.to_integral_value() for each in (part, whole)):
        return None
    fitting = [
        unit
        for unit in (digit * 10**power for power in range(13) for digit in (1, 2, 5))
        if FEWEST_DOTS <= ceil(whole / unit) <= MOST_DOTS
    ]
    if not fitting:
        return None
    return _field(part, whole, next((unit for unit in fitting if not part % unit), fitting[0]))


def bar_width(part: Decimal, whole: Decimal) -> str:
    """Return how wide the part of a bar is: in per cent, or 2 where that could not be seen."""
    per_cent = part / whole * 100
    return "2" if 0 < per_cent < NARROWEST_PART else f"{per_cent:.2f}%"


def _field(part: Decimal, whole: Decimal, unit: int) -> DotField:
    dots = []
    for number in range(ceil(whole / unit)):
        held, filled = (
            min(max(each - number * unit, Decimal(0)), Decimal(unit)) for each in (whole, part)
        )
        radius, inner = (round(RADIUS * sqrt(each / unit), 2) for each in (held, filled))
        x, y = (PITCH // 2 + PITCH * step for step in (number % COLUMNS, number // COLUMNS))
        dots.append(Dot(x, y, radius, inner, is_filled=held == filled))
    is_even = part == whole
    return DotField(tuple(dots), unit, whole % unit, Decimal(0) if is_even else part % unit)
