"""What the file of a language says; all else about a language is made from CLDR and num2words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageData:
    """Words of one language, as regular expressions for a whole word in small letters.

    What maps is worth what it maps to: `scales` multiply, `units` name one of `units.UNITS`, `parts`
    are one of so many, `multiples` so many times as much, `weak` numbers that another language need
    not say. `phrases` are taken out before numbers are read. Of a language without `num2words` only
    digits, months and weekdays are known.
    """

    num2words: str = ""
    numbers: Mapping[str, int | Fraction] = field(default_factory=dict)
    ordinals: Mapping[str, int] = field(default_factory=dict)
    # A part of num2words' numbers, and how it is written as well.
    respelt: tuple[str, str] = ("", "")
    scales: Mapping[str, int] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    parts: Mapping[str, Fraction] = field(default_factory=dict)
    multiples: Mapping[str, Fraction] = field(default_factory=dict)
    weak: Mapping[str, int] = field(default_factory=dict)
    # What may follow a number within one word, as in "femgradig"; a unit may as well.
    compounds: str = ""
    # What follows the digits of an ordinal, and stands before one in "every fourth".
    ordinal: str = ""
    every: str = ""
    every_other: str = ""
    # Between a part and its whole; before a time; behind the digits of a decade; a century.
    of: str = ""
    clock: str = ""
    clock_after: str = ""
    # "6 Absatz 1"
    paragraph: str = ""
    decade: str = ""
    decades: Mapping[str, int] = field(default_factory=dict)
    century: str = ""
    half: str = ""
    # Whether "half three" is half past two.
    half_before: bool = True
    past: str = ""
    to: str = ""
    quarter: str = ""
    joined_by: str = ""
    # What an inflected ordinal in words ends with, and what it does not inflected.
    endings: str = ""
    ending: str = ""
    minus: str = "minus"
    morning: str = ""
    evening: str = ""
    times: Mapping[str, int] = field(default_factory=dict)
    # Before a month: its last day.
    last: str = ""
    phrases: tuple[str, ...] = ()
