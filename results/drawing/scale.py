"""From numbers to places and short labels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Context, Decimal
from math import ceil, floor

from babel.numbers import format_compact_decimal

from ..quantities import Qualifier, Unit, format_number
from ..quantities.formatting import MINUS_SIGN, format_measure
from ..quantities.locales import conventions_of

# The narrowest room for a chart, that of a screen of 320 pixels, and the width of a digit, in em.
NARROWEST = 18.5
DIGIT = 0.58
MILLION = 1_000_000
LONGEST = 7
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


def scale_of(values: Iterable[Decimal], top: float, bottom: float) -> Scale:
    """Return the scale on which the values just fit."""
    numbers = [float(value) for value in values]
    low, high = min(0.0, *numbers), max(0.0, *numbers)
    return Scale(low, high if high > low else low + 1, top, bottom)


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
            size, locale=conventions_of(language).cldr, fraction_digits=decimals
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
