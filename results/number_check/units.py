"""The units that numbers are compared in: what each measures, and how much of it."""

from fractions import Fraction

HALF = Fraction(1, 2)
# Unit: (what it measures, so much of it). Numbers of one kind are compared by what they measure.
UNITS: dict[str, tuple[str, Fraction]] = {
    "percent": ("share", Fraction(1, 100)),
    "permille": ("share", Fraction(1, 1000)),
    "points": ("points", Fraction(1)),
    "basispoint": ("points", Fraction(1, 100)),
    "quarterhour": ("hours", Fraction(1, 4)),
    "inch": ("metres", Fraction(254, 10000)),
    "foot": ("metres", Fraction(3048, 10000)),
    "yard": ("metres", Fraction(9144, 10000)),
    "nauticalmile": ("metres", Fraction(1852)),
    "acre": ("hectares", Fraction(4047, 10000)),
    "decare": ("hectares", Fraction(1, 10)),
    "squaremile": ("squaremetres", Fraction(2589988)),
    "fahrenheit": ("fahrenheit", Fraction(1)),
    "kilowatt": ("watts", Fraction(10**3)),
    "megawatt": ("watts", Fraction(10**6)),
    "gigawatt": ("watts", Fraction(10**9)),
    "milligram": ("grams", Fraction(1, 1000)),
    "ore": ("crown", Fraction(1, 100)),
    "kilometreshour": ("speed", Fraction(1)),
    "mileshour": ("speed", Fraction(1609344, 10**6)),
    "knot": ("speed", Fraction(1852, 1000)),
    "times": ("times", Fraction(1)),
    "second": ("hours", Fraction(1, 3600)),
    "minute": ("hours", Fraction(1, 60)),
    "hour": ("hours", Fraction(1)),
    "day": ("hours", Fraction(24)),
    "week": ("hours", Fraction(168)),
    "fortnight": ("hours", Fraction(336)),
    "month": ("months", Fraction(1)),
    "quarter": ("months", Fraction(3)),
    "year": ("months", Fraction(12)),
    "decade": ("months", Fraction(120)),
    "century": ("months", Fraction(1200)),
    "millimetre": ("metres", Fraction(1, 1000)),
    "centimetre": ("metres", Fraction(1, 100)),
    "metre": ("metres", Fraction(1)),
    "kilometre": ("metres", Fraction(1000)),
    "mil": ("metres", Fraction(10000)),
    "mile": ("metres", Fraction(1609344, 1000)),
    "gram": ("grams", Fraction(1)),
    "hectogram": ("grams", Fraction(100)),
    "kilogram": ("grams", Fraction(1000)),
    "tonne": ("grams", Fraction(1000000)),
    "millilitre": ("litres", Fraction(1, 1000)),
    "centilitre": ("litres", Fraction(1, 100)),
    "decilitre": ("litres", Fraction(1, 10)),
    "litre": ("litres", Fraction(1)),
    "cubicmetre": ("litres", Fraction(1000)),
    "squaremetre": ("squaremetres", Fraction(1)),
    "squarekilometre": ("squaremetres", Fraction(10**6)),
    "hectare": ("hectares", Fraction(1)),
    "degree": ("degrees", Fraction(1)),
    "kilobyte": ("bytes", Fraction(10**3)),
    "megabyte": ("bytes", Fraction(10**6)),
    "gigabyte": ("bytes", Fraction(10**9)),
    "terabyte": ("bytes", Fraction(10**12)),
    "kilowatthour": ("watthours", Fraction(10**3)),
    "megawatthour": ("watthours", Fraction(10**6)),
    "gigawatthour": ("watthours", Fraction(10**9)),
    "terawatthour": ("watthours", Fraction(10**12)),
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
    "%": "percent",
    "‰": "permille",
    "€|[tm]?eur": "EUR",
    "£|[tm]?gbp": "GBP",
    r"(?:us)?\$|[tm]?usd": "USD",
    "skr|(?:t|m|md|mdr)?sek": "SEK",
    "[:,][-–]": CROWN,
    "öre|øre": "ore",
    "[tm]?nok": "NOK",
    "[tm]?dkk": "DKK",
    "chf": "CHF",
    "mm": "millimetre",
    "cm": "centimetre",
    "m": "metre",
    "km": "kilometre",
    "m²": "squaremetre",
    "km²": "squarekilometre",
    "m³": "cubicmetre",
    "km/h": "kilometreshour",
    "mph": "mileshour",
    "°f": "fahrenheit",
    "kw": "kilowatt",
    "mw": "megawatt",
    "gw": "gigawatt",
    "mg": "milligram",
    "g": "gram",
    "hg": "hectogram",
    "kg": "kilogram",
    "ml": "millilitre",
    "cl": "centilitre",
    "dl": "decilitre",
    "l": "litre",
    "ha": "hectare",
    "°c?": "degree",
    "kb": "kilobyte",
    "mb": "megabyte",
    "gb": "gigabyte",
    "tb": "terabyte",
    "kwh": "kilowatthour",
    "mwh": "megawatthour",
    "gwh": "gigawatthour",
    "twh": "terawatthour",
    "h": "hour",
    "min": "minute",
    "s": "second",
}

# Thousands and millions within a code.
_CODES = "(?:sek|eur|usd|gbp|nok|dkk)"
SHARED_SCALES = {f"t{_CODES}": 1000, f"m{_CODES}": 10**6, "mdr?sek": 10**9}


def measured(unit: str, value: Fraction) -> set[tuple[str, Fraction]]:
    """Return what so much of a unit measures, and how much; a currency measures itself."""
    kind, size = UNITS.get(unit, (unit, Fraction(1)))
    amounts = {(kind, value * size)}
    return amounts | {(CROWN, value)} if unit in CROWNS else amounts
