"""A part of a whole as dots that can be counted."""

from dataclasses import dataclass
from decimal import Decimal
from math import ceil, sqrt

FEWEST_DOTS = 20
MOST_DOTS = 100
COLUMNS = 10
# Distances in units of the drawing.
PITCH = 24
RADIUS = 8


@dataclass(frozen=True, slots=True)
class Dot:
    """A dot of the field, with its centre; filled when it belongs to the part."""

    x: int
    y: int
    radius: float
    filled: bool


@dataclass(frozen=True, slots=True)
class DotField:
    """Dots of `unit` things each; the last one is smaller where the whole leaves a remainder."""

    dots: tuple[Dot, ...]
    unit: int

    @property
    def filled(self) -> int:
        """How many dots belong to the part."""
        return sum(dot.filled for dot in self.dots)

    @property
    def width(self) -> int:
        """The width of the drawing."""
        return PITCH * min(COLUMNS, len(self.dots))

    @property
    def height(self) -> int:
        """The height of the drawing."""
        return PITCH * ceil(len(self.dots) / COLUMNS)


def draw_part(part: Decimal, whole: Decimal) -> DotField | None:
    """Return the dots of a part of a whole.

    None where dots could not say it exactly: no round unit (1, 2 or 5 times a power of ten) covers
    the whole with 20 to 100 dots and the part with whole ones.
    """
    if not 0 <= part <= whole or not whole:
        return None
    for power in range(13):
        for digit in (1, 2, 5):
            unit = digit * 10**power
            count = ceil(whole / unit)
            if FEWEST_DOTS <= count <= MOST_DOTS and part % unit == 0:
                return _field(int(part / unit), whole, unit, count)
    return None


def _field(filled: int, whole: Decimal, unit: int, count: int) -> DotField:
    remainder = float(whole % unit) / unit or 1.0
    return DotField(
        tuple(
            Dot(
                x=PITCH // 2 + PITCH * (number % COLUMNS),
                y=PITCH // 2 + PITCH * (number // COLUMNS),
                # By area, since that is what a reader compares.
                radius=round(RADIUS * sqrt(remainder), 2) if number == count - 1 else RADIUS,
                filled=number < filled,
            )
            for number in range(count)
        ),
        unit,
    )
