"""A part of a whole: half rings of dots over a horizon, dots in rows that can be counted, or a bar."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil, cos, pi, sin, sqrt

FEWEST_ON_RINGS = 60
MOST_ON_RINGS = 12_000
# Round numbers of things that one dot may stand for.
UNITS = (1, 10, 100, 1_000, 10_000, 100_000, 1_000_000)
# Distances in units of the drawing.
GAP = 8
INNERMOST = 2 * GAP


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
        return self.rings[-1].radius + GAP // 2

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
    for unit in UNITS[UNITS.index(least) :]:
        dots, lit_dots = whole / unit, lit / unit
        if dots != int(dots) or lit_dots != int(lit_dots):
            return None
        if dots <= MOST_ON_RINGS:
            if dots < FEWEST_ON_RINGS:
                return None
            return Arc(tuple(_rings(int(lit_dots), int(dots))), unit)
    return None


def _rings(lit: int, dots: int) -> Iterator[Ring]:
    radius = INNERMOST
    while dots:
        here = min(dots, ceil(pi * radius / GAP))
        lit_here = min(lit, here)
        border = lit_here / here
        if lit_here:
            yield Ring(radius, lit_here, lit=True, end=border)
        if lit_here < here:
            yield Ring(radius, here - lit_here, lit=False, start=border)
        dots, lit, radius = dots - here, lit - lit_here, radius + GAP


FEWEST_DOTS = 20
MOST_DOTS = 100
COLUMNS = 10
# Distances in units of the drawing.
PITCH = 24
RADIUS = 8
# The narrowest part of a bar that can be seen, in per cent.
NARROWEST = Decimal("0.4")


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
    return "2" if 0 < per_cent < NARROWEST else f"{per_cent:.2f}%"


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
