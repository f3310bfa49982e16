"""Lengths of time and of ways, and other measures, each as so many of a smaller one."""

from __future__ import annotations

import re
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .words import Measure, Reading

MILE = Fraction("1609.344")
_YEAR = "year years år års åren årens åring åringar åringen åringarna åringars"
_NAMES: tuple[tuple[str, str | int | Fraction, str], ...] = (
    ("seconds sekund sekunder sekunders sek", "1/60", "minutes"),
    ("minute minutes minut minuter minuters minuterna min", 1, "minutes"),
    ("kvart kvarts", 15, "minutes"),
    ("hour hours timme timmar timmars timmes timmarna tim h", 60, "minutes"),
    ("day days dag dagar dagars dagarna dygn dygns dygnen", 60 * 24, "minutes"),
    ("week weeks vecka veckor veckors veckorna", 60 * 24 * 7, "minutes"),
    ("month months månad månader månaders månaderna mån", 1, "months"),
    ("quarter quarters kvartal kvartals kvartalen", 3, "months"),
    (_YEAR, 12, "months"),
    ("decade decades decennium decennier decenniers decennierna årtionde årtionden", 120, "months"),
    ("century centuries sekel sekler århundrade århundraden", 1200, "months"),
    ("mm millimeter millimetre millimetres millimeters", "1/1000", "metres"),
    ("cm centimeter centimetre centimetres centimeters", "1/100", "metres"),
    ("m meter metre metres meters", 1, "metres"),
    ("km kilometer kilometre kilometres kilometers", 1000, "metres"),
    ("mil mils milen", 10000, "metres"),
    ("mile miles", MILE, "metres"),
    ("g gram grams grammes", "1/1000", "kilograms"),
    ("kg kilo kilos kilogram kilograms", 1, "kilograms"),
    ("ton tons tonne tonnes", 1000, "kilograms"),
    ("ml milliliter millilitre millilitres", "1/1000", "litres"),
    ("dl deciliter decilitre decilitres", "1/10", "litres"),
    ("liter litre litres liters", 1, "litres"),
    ("kb kilobyte kilobytes", "1/1000", "megabytes"),
    ("mb megabyte megabytes", 1, "megabytes"),
    ("gb gigabyte gigabytes", 1000, "megabytes"),
    ("tb terabyte terabytes", 10**6, "megabytes"),
)
_MEASURES: dict[str, Measure] = {
    name: (Fraction(size), kind) for names, size, kind in _NAMES for name in names.split()
}
_COMPOUND = re.compile(
    r"(sekund|minut|tim(?=m|$)|dag(?=s|ar|en)|dygn|veck|månad|kvartal|år(?!tal|gång|tion|hundr|et)"
    r"|meter|kilometer|mil(?=s|$))"
)
_STEMS: dict[str, Measure] = {
    "sekund": _MEASURES["sekund"],
    "minut": _MEASURES["minut"],
    "tim": _MEASURES["timme"],
    "dag": _MEASURES["dag"],
    "dygn": _MEASURES["dygn"],
    "veck": _MEASURES["vecka"],
    "månad": _MEASURES["månad"],
    "kvartal": _MEASURES["kvartal"],
    "år": _MEASURES["år"],
    "meter": _MEASURES["meter"],
    "kilometer": _MEASURES["kilometer"],
    "mil": _MEASURES["mil"],
}


def measure_of(name: str) -> Measure | None:
    """How much a word in small letters measures: "hours", "mil"."""
    return _MEASURES.get(name)


@lru_cache(maxsize=4096)
def measure_of_part(name: str) -> Measure | None:
    """The same for what stands after a hyphen or a number in one word: "24-timmarsjour"."""
    if name == "second":
        return _MEASURES["seconds"]
    if found := _MEASURES.get(name):
        return found
    match = _COMPOUND.match(name)
    return _STEMS[match[1]] if match else None


def lengths_of(readings: frozenset[Reading], measure: Measure) -> frozenset[Reading]:
    """So much of a measure as readings, whatever unit says it: "18 months"."""
    size, kind = measure
    return frozenset(
        f"{reading * size} {kind}" for reading in readings if isinstance(reading, Fraction)
    )
