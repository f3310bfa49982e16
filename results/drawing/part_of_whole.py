"""A part of a whole: dots that can be counted, or a bar."""

from dataclasses import dataclass
from decimal import Decimal
from math import ceil, sqrt

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
    def filled(self) -> int:
        """How many dots belong to the part as a whole."""
        return sum(dot.is_filled for dot in self.dots)

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
