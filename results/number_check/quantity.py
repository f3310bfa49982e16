"""What a text says in numbers, and the units that it is compared in."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from fractions import Fraction

# (what it measures, how much): two quantities that share one are the same.
Worth = tuple[str, Fraction]
PLAIN = "number"


@dataclass(slots=True, eq=False)
class Quantity:
    """A number, share, date, time or the like, and where it stands.

    `worth` is all that it may be, `values` its bare numbers, `unit` what it is counted in, "" where
    the text does not say, and `scale` what was multiplied. One that `is_weak` need not be said in
    another language. `parts` are the two numbers of "one in four".
    """

    start: int
    end: int
    text: str
    worth: set[Worth]
    kind: str = PLAIN
    values: set[Fraction] = field(default_factory=set)
    unit: str = ""
    scale: int = 1
    is_digits: bool = False
    is_weak: bool = False
    is_negative: bool = False
    parts: tuple[Quantity, ...] = ()

    @property
    def is_year(self) -> bool:
        """Whether it is written as a year is."""
        return re.fullmatch(r"1[5-9]\d\d|20\d\d", self.text) is not None


def day_of(day: int, month: int) -> Worth:
    return "date", Fraction(month * 100 + day)


def minute_of(minutes: int) -> Worth:
    return "clock", Fraction(minutes)


def times(multiple: Fraction) -> set[Worth]:
    """So many times as much, which is so many per cent more."""
    more = multiple - 1 if multiple > 1 else multiple
    return {("times", multiple), (PLAIN, multiple), ("share", more)}


HALF = Fraction(1, 2)
# What is measured: {unit: so much of it}. Numbers of one kind are compared by what they measure.
_MEASURES: dict[str, dict[str, int | Fraction]] = {
    "share": {"percent": Fraction(1, 100), "permille": Fraction(1, 1000)},
    "points": {"points": 1, "basispoint": Fraction(1, 100)},
    "hours": {
        "quarterhour": Fraction(1, 4), "second": Fraction(1, 3600), "minute": Fraction(1, 60),
        "hour": 1, "day": 24, "week": 168, "fortnight": 336,
    },
    "metres": {
        "inch": Fraction(254, 10000), "foot": Fraction(3048, 10000), "yard": Fraction(9144, 10000),
        "nauticalmile": 1852, "metre": 1, "mil": 10000, "mile": Fraction(1609344, 1000),
    },
    "hectares": {"acre": Fraction(4047, 10000), "decare": Fraction(1, 10), "hectare": 1},
    "squaremetres": {"squaremile": 2589988, "squaremetre": 1, "squarekilometre": 10**6},
    "fahrenheit": {"fahrenheit": 1}, "degrees": {"degree": 1}, "times": {"times": 1},
    "crown": {"ore": Fraction(1, 100)},
    "speed": {
        "kilometreshour": 1, "mileshour": Fraction(1609344, 10**6), "knot": Fraction(1852, 1000),
    },
    "months": {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200},
    "grams": {"gram": 1, "tonne": 1000000},
    "litres": {"litre": 1, "cubicmetre": 1000},
    "watts": {"watt": 1}, "watthours": {"watthour": 1}, "bytes": {"byte": 1},
}  # fmt: skip
_PREFIXES: dict[str, int | Fraction] = {
    "milli": Fraction(1, 1000), "centi": Fraction(1, 100), "deci": Fraction(1, 10), "hecto": 100,
    "kilo": 1000, "mega": 10**6, "giga": 10**9, "tera": 10**12,
}  # fmt: skip
# Unit: (what it measures, so much of it).
UNITS = {
    unit: (kind, Fraction(much))
    for kind, units in _MEASURES.items()
    for unit, much in units.items()
} | {
    f"{prefix}{kind.removesuffix('s')}": (kind, Fraction(much))
    for kind in ("metres", "grams", "litres", "watts", "watthours", "bytes")
    for prefix, much in _PREFIXES.items()
}
# A krona, where a text does not say of which country.
CROWN = "crown"
CROWNS = {"SEK", "NOK", "DKK"}
CURRENCIES = {
    CROWN,
    "SEK", "NOK", "DKK", "EUR", "USD", "GBP", "CHF", "JPY", "ISK", "PLN", "CAD", "AUD",
}  # fmt: skip
# Signs and codes that all languages share, as regular expressions.
SHARED = {
    "%": "percent", "‰": "permille", "€|[tm]?eur": "EUR", "£|[tm]?gbp": "GBP",
    r"(?:us)?\$|[tm]?usd": "USD", "skr|(?:t|m|md|mdr)?sek": "SEK", "[:,][-–]": CROWN,
    "öre|øre": "ore", "[tm]?nok": "NOK", "[tm]?dkk": "DKK", "chf": "CHF", "mm": "millimetre",
    "cm": "centimetre", "m": "metre", "km": "kilometre", "m²": "squaremetre",
    "km²": "squarekilometre", "m³": "cubicmetre", "km/h": "kilometreshour", "mph": "mileshour",
    "°f": "fahrenheit", "kw": "kilowatt", "mw": "megawatt", "gw": "gigawatt", "mg": "milligram",
    "g": "gram", "hg": "hectogram", "kg": "kilogram", "ml": "millilitre", "cl": "centilitre",
    "dl": "decilitre", "l": "litre", "ha": "hectare", "°c?": "degree", "kb": "kilobyte",
    "mb": "megabyte", "gb": "gigabyte", "tb": "terabyte", "kwh": "kilowatthour",
    "mwh": "megawatthour", "gwh": "gigawatthour", "twh": "terawatthour", "h": "hour",
    "min": "minute", "s": "second",
}  # fmt: skip

# Thousands and millions within a code.
_CODES = "(?:sek|eur|usd|gbp|nok|dkk)"
SHARED_SCALES = {f"t{_CODES}": 1000, f"m{_CODES}": 10**6, "mdr?sek": 10**9}


def measured(unit: str, value: Fraction) -> set[tuple[str, Fraction]]:
    """Return what so much of a unit measures, and how much; a currency measures itself."""
    kind, size = UNITS.get(unit, (unit, Fraction(1)))
    amounts = {(kind, value * size)}
    return amounts | {(CROWN, value)} if unit in CROWNS else amounts
