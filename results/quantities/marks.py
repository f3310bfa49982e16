"""From numbers to places, short labels and marks of a chart as SVG, which look as they should without a
style sheet, too.

Across the drawing places are per cent, down it em, so that a chart stretches with the page and grows
with the size of its reader's text; what is written in it is never distorted.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal
from html import escape
from math import ceil, floor
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe

from babel.numbers import format_compact_decimal

from . import Qualifier, Unit, format_number
from .formatting import MINUS_SIGN, conventions_of, format_measure

if TYPE_CHECKING:
    from .chart import Point, Series

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
    """The marks of a drawing by group; groups lie above each other in their order here."""

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


def table_rows(rows: Iterable[tuple[Point, ...]]) -> SafeString:
    """Return rows of a table: a heading, and a cell for each point, with its number where it has one.

    Made here, since a thousand rows are slow in a template.
    """
    return mark_safe(  # noqa: S308
        "".join(
            f'<tr><th scope="row">{escape(row[0].label)}</th>{"".join(map(_cell, row))}</tr>'
            for row in rows
        )
    )


def _cell(point: Point) -> str:
    text, data = escape(point.said), point.data
    return f'<td><data value="{data}">{text}</data></td>' if data else f"<td>{text}</td>"


# The narrowest room for a chart, that of a screen of 320 pixels, and the width of a digit, in em.
NARROWEST = 18.5
DIGIT = 0.58
MILLION = 1_000_000
LONGEST = 7
# What stays free above and below for a line of text, in em.
LINE = 1.6
STEPS = (1, 2, 2.5, 5, 10)
SIGNS = {
    Qualifier.OVER: ">",
    Qualifier.AT_LEAST: "≥",
    Qualifier.NEARLY: "≈",
    Qualifier.ABOUT: "≈",
    Qualifier.UNDER: "<",
    Qualifier.AT_MOST: "≤",
}


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


def scale_of(series: Iterable[Series], height: float) -> Scale:
    """Return the scale on which all values just fit, in a drawing of this height."""
    points = [point for each in series for point in each.points]
    values = [0.0, *(float(point.value) for point in points if point.value is not None)]
    low, high = min(values), max(values)
    below = LINE if low < 0 else 0
    return Scale(low, high if high > low else low + 1, LINE, height - LINE - below)


def ticks_of(scale: Scale) -> tuple[Scale, list[float]]:
    """Return the scale widened to round numbers, and three to six of these at even distances."""
    rough = (scale.high - scale.low) / 4
    power = 10.0 ** floor(Decimal(str(rough)).adjusted())
    step = next(each * power for each in STEPS if each * power >= rough * 0.999)
    first, last = floor(scale.low / step + 1e-9), ceil(scale.high / step - 1e-9)
    ticks = [number * step for number in range(first, last + 1)]
    return Scale(ticks[0], ticks[-1], scale.top, scale.bottom), ticks


def short(value: Decimal, unit: Unit, language: str, qualifier: Qualifier = Qualifier.EXACT) -> str:
    """Return the value for a label: exact where it is short, else rounded, "12.3M".

    A sign stands for the qualifier, and a share has its own.
    """
    size = value.copy_abs()
    if size >= MILLION:
        # Rounded before, so that 999,999,999 is 1B, not 1,000M.
        size = Context(prec=3).plus(size)
        decimals = 2 - size.adjusted() % 3
        text = format_compact_decimal(
            size, locale=conventions_of(language), fraction_digits=decimals
        )
    elif unit in {Unit.PERCENT, Unit.PER_MILLE}:
        text = format_measure(size, unit, language)
    else:
        text = format_number(size, language)
        if len(text) > LONGEST:
            text = format_number(size, language, 0)
    return SIGNS.get(qualifier, "") + (MINUS_SIGN if value < 0 else "") + text


def is_rounded(value: Decimal) -> bool:
    """Whether `short` says the value less exactly than it is."""
    size = value.copy_abs()
    if size >= MILLION:
        return Context(prec=3).plus(size) != size
    return len(f"{size:f}") >= LONGEST and size != size.to_integral_value()


def width(text: str) -> float:
    """Return about how wide a label is, in em."""
    return len(text) * DIGIT + 0.4


def room(texts: dict[int, str], step: float) -> dict[int, str]:
    """Return those of the labels, by place, that stand clear of those before them.

    `step` is the distance from one place to the next, in em.
    """
    shown: dict[int, str] = {}
    for place, text in texts.items():
        if all(
            abs(place - other) * step >= (width(text) + width(shown[other])) / 2 for other in shown
        ):
            shown[place] = text
    return shown


def apart(places: list[float], gap: float, low: float, high: float) -> list[float]:
    """Return the places moved as little as needed to be `gap` apart, in the same order."""
    order = sorted(range(len(places)), key=places.__getitem__)
    moved = list(places)
    floor_ = low
    for index in order:
        moved[index] = floor_ = max(moved[index], floor_)
        floor_ += gap
    ceiling = high
    for index in reversed(order):
        moved[index] = ceiling = min(moved[index], ceiling)
        ceiling -= gap
    return moved
