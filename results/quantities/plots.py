"""Marks of a chart as SVG, which look as they should without a style sheet, too, and dots.

Across the drawing places are per cent, down it em, so that a chart stretches with the page and grows
with the size of its reader's text; what is written in it is never distorted.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from functools import lru_cache
from html import escape
from math import ceil, cos, floor, pi, sin

from django.utils.safestring import SafeString, mark_safe

from babel.numbers import format_compact_decimal

from . import Unit, format_number
from .formatting import MINUS_SIGN, conventions_of, format_measure

# By group, which lie above each other in this order; the group of the newest ends in "-on".
GROUPS = {
    "tick": 'stroke-opacity=".3"',
    "off": "",
    "on": 'fill="currentColor"',
    "axis": "",
    "line": "",
    "line-on": 'stroke-width="3"',
    "text": 'fill="currentColor" stroke="none"',
    "text-on": 'fill="currentColor" stroke="none" font-weight="700"',
}


class Marks:
    """The marks of a drawing by group."""

    def __init__(self) -> None:
        self._groups: dict[str, list[str]] = {name: [] for name in GROUPS}

    def rect(self, group: str, x: float, y: float, width: float, height: float) -> None:
        """Add a bar."""
        self._groups[group].append(
            f'<rect x="{x:.4g}%" y="{y:.5g}em" width="{width:.4g}%" height="{height:.5g}em"/>'
        )

    def line(
        self, group: str, x1: float, y1: float, x2: float, y2: float, *, dashed: bool = False
    ) -> None:
        """Add a straight line."""
        dash = ' stroke-dasharray="4 4"' if dashed else ""
        self._groups[group].append(
            f'<line x1="{x1:.4g}%" y1="{y1:.5g}em" x2="{x2:.4g}%" y2="{y2:.5g}em"{dash}/>'
        )

    def dot(self, group: str, x: float, y: float) -> None:
        """Add the end of a line."""
        self._groups[group].append(f'<circle cx="{x:.4g}%" cy="{y:.5g}em" r=".3em"/>')

    def text(self, group: str, x: float, y: float, text: str, anchor: str = "middle") -> None:
        """Add a short text on the line at `y`; `anchor` is "start", "middle" or "end"."""
        self._groups[group].append(
            f'<text x="{x:.4g}%" y="{y:.5g}em" text-anchor="{anchor}">{escape(text)}</text>'
        )

    def svg(
        self, height: float, title: str, description: str, *, is_hidden: bool = False
    ) -> SafeString:
        """Return the drawing with its name and what it says, `height` in em.

        One that `is_hidden` is not read aloud on screens, where words beside it say the same; in a
        PDF every picture has a name.
        """
        groups = "".join(
            f'<g class="{name}" {attributes}>{"".join(self._groups[name])}</g>'
            for name, attributes in GROUPS.items()
            if self._groups[name]
        )
        role = 'aria-hidden="true"' if is_hidden else 'role="img"'
        return mark_safe(  # noqa: S308
            f'<svg class="results-chart__plot" xmlns="http://www.w3.org/2000/svg" width="100%" '
            f'height="{height:g}em" font-size="15" fill="none" stroke="currentColor" '
            f'focusable="false" {role}><title>{escape(title)}</title>'
            f"<desc>{escape(description)}</desc>{groups}</svg>"
        )


STEPS = (1, 2, 2.5, 5, 10)


@dataclass(frozen=True, slots=True)
class Scale:
    """Values between `low` and `high`, of which zero is always one, as places from top to bottom."""

    low: float
    high: float
    top: float
    bottom: float

    def place(self, value: Decimal | float) -> float:
        """Return where the value is, in the unit of `top` and `bottom`."""
        share = (float(value) - self.low) / (self.high - self.low)
        return self.bottom + (self.top - self.bottom) * share

    def rounded(self) -> "tuple[Scale, list[float]]":
        """Return the scale widened to round numbers, and three to six of these at even distances."""
        rough = (self.high - self.low) / 4
        power = 10.0 ** floor(Decimal(str(rough)).adjusted())
        step = next(each * power for each in STEPS if each * power >= rough * 0.999)
        first, last = floor(self.low / step + 1e-9), ceil(self.high / step - 1e-9)
        ticks = [number * step for number in range(first, last + 1)]
        return replace(self, low=ticks[0], high=ticks[-1]), ticks


MILLION = 1_000_000
SHARES = (Unit.PERCENT, Unit.PER_MILLE)
LONGEST = 7


def short(value: Decimal, unit: Unit, language: str) -> str:
    """Return the value for a label: exact where it is short, else rounded, "12.3M"."""
    size = value.copy_abs()
    if size >= MILLION:
        # Rounded before, so that 999,999,999 is 1B, not 1,000M.
        size = Context(prec=3).plus(size)
        decimals = 2 - size.adjusted() % 3
        text = format_compact_decimal(
            size, locale=conventions_of(language), fraction_digits=decimals
        )
    elif unit in SHARES:
        text = format_measure(size, unit, language)
    else:
        text = format_number(size, language)
        if len(text) > LONGEST:
            text = format_number(size, language, 0)
    return (MINUS_SIGN if value < 0 else "") + text


def is_rounded(value: Decimal, unit: Unit, language: str) -> bool:
    """Whether `short` says the value less exactly than it is."""
    size = value.copy_abs()
    if size >= MILLION:
        return Context(prec=3).plus(size) != size
    if unit in SHARES or size == size.to_integral_value():
        return False
    return len(format_number(size, language)) > LONGEST


# The narrowest room for a chart, that of a screen of 320 pixels, and the width of a digit, in em.
NARROWEST = 18.5
DIGIT = 0.58


def share(texts: Sequence[str]) -> float:
    """Return about how much of the narrowest drawing the widest text takes, in per cent."""
    return 100 * (max(map(len, texts)) * DIGIT + 0.4) / NARROWEST


def apart(places: list[float], gap: float, low: float, high: float) -> list[float]:
    """Return the places moved as little as needed to be `gap` apart, in the same order."""
    order = sorted(range(len(places)), key=places.__getitem__)
    moved = list(places)
    for index in order:
        moved[index] = low = max(moved[index], low)
        low += gap
    for index in reversed(order):
        moved[index] = high = min(moved[index], high)
        high -= gap
    return moved


FEWEST_ON_RINGS = 60
MOST_ON_RINGS = 12_000
# Round numbers of things that one dot may stand for.
UNITS = tuple(10**power for power in range(7))
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
    """Half rings from the innermost outwards; each dot stands for `unit` things, together exact.

    `reach` is the radius of the largest drawing on the same scale.
    """

    rings: tuple[Ring, ...]
    unit: int
    reach: int = 0

    @property
    def radius(self) -> int:
        """The radius of the whole drawing, the outermost dots included."""
        return self.rings[-1].radius + RING_GAP // 2

    @property
    def view_box(self) -> str:
        """The drawing's extent as SVG has it; the horizon is its lower edge."""
        reach = max(self.reach, self.radius)
        return f"{-reach} {-self.radius} {2 * reach} {self.radius}"


def draw_arcs(numbers: Sequence[tuple[Decimal | None, Decimal] | None]) -> list[Arc | None]:
    """Return the picture of each part of a whole, all on one scale, with dots for as many things."""
    alone = [each and draw_arc(*each) for each in numbers]
    unit = max((arc.unit for arc in alone if arc), default=1)
    arcs = [each and draw_arc(*each, least=unit) for each in numbers]
    reach = max((arc.radius for arc in arcs if arc), default=0)
    return [arc and replace(arc, reach=reach) for arc in arcs]


@lru_cache(maxsize=4096)
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
