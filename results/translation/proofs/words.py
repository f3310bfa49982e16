"""What a word can say about the numbers of a text, whatever its language."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from fractions import Fraction

# What a number is worth; a string is a clock time, a paragraph "10a" or the like.
Reading = Fraction | str
# How many of a smaller unit one of a unit is: 60 minutes.
Measure = tuple[Fraction, str]
NO_UNIT = frozenset({""})


class Kind(Enum):
    """What a word does."""

    NUMBER = auto()
    SCALE = auto()
    UNIT = auto()
    MONTH = auto()
    WEEKDAY = auto()
    HALF = auto()
    PARTS = auto()  # the lower half of a fraction
    CLOCK = auto()  # a clock time goes with it
    DAY_HALF = auto()  # am, pm
    DAY_PART = auto()  # the evening and the like; without a value it may be before or after noon
    CHAPTER = auto()
    SEVERAL = auto()
    MINUS = auto()
    NAMING = auto()  # a number in Roman figures may follow


class Group(Enum):
    """Words that may stand alone in one language, but not against another of their group."""

    NONE = auto()
    ORDINAL = auto()
    MULTIPLE = auto()
    MONTH = auto()
    WEEKDAY = auto()
    SCALE = auto()
    LENGTH = auto()
    LETTER = auto()
    RATE = auto()  # "a month", "om året"


@dataclass(frozen=True, slots=True)
class Word:
    """A word with what it is worth.

    `is_weak`: the other language may do without it ("a", "both"). `unit` is a code such as "SEK"
    or "%", together with `values` for "MSEK". `measure` is what a word such as "treårig" counts.
    """

    kind: Kind
    values: frozenset[Reading] = frozenset()
    is_weak: bool = False
    group: Group = Group.NONE
    unit: str = ""
    is_plural: bool = False
    measure: Measure | None = None

    @property
    def value(self) -> Fraction:
        """The only value of a word that has one."""
        return next(value for value in self.values if isinstance(value, Fraction))


@dataclass(frozen=True, slots=True)
class Language:
    """How a language writes numbers.

    `conventions` are the locales by which digits are read. `compound` reads a word that is in no
    list, such as "tjugofem". `falls` are words that go with a
    number instead of a minus, `rates` the periods after "per", `places` the words by which a number is one of a chapter, an
    article and the like; in some languages they follow it. `doubtful` are numbers that are no numbers when the other text
    matches, `phrases` turns of speech whose numbers the other language may do without.
    """

    words: Mapping[str, Word]
    compound: Callable[[str], Word | None]
    conventions: tuple[str, ...]
    connectors: frozenset[str] = frozenset()
    falls: frozenset[str] = frozenset()
    rates: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, frozenset[str]] = field(default_factory=dict)
    place_follows: bool = False
    has_capitals: bool = False
    unit_goes_first: bool = False
    is_month_first: bool = False
    is_known: bool = True
    phrases: re.Pattern[str] = re.compile(r"(?!)")
    doubtful: Mapping[str, re.Pattern[str]] = field(default_factory=dict)


def word(kind: Kind, *values: int | Fraction | str, **more: object) -> Word:
    """A word with its values; whole numbers may be given as such."""
    readings = frozenset(Fraction(v) if isinstance(v, int) else v for v in values)
    return Word(kind, readings, **more)  # type: ignore[arg-type]


def number(value: int) -> Word:
    """A number that has to be in the other language too."""
    return word(Kind.NUMBER, value)


def weak(*values: int | Fraction | str, group: Group = Group.NONE) -> Word:
    """A number that the other language may say without one."""
    return word(Kind.NUMBER, *values, is_weak=True, group=group)


def ordinal(value: int) -> Word:
    """A word for a place in an order."""
    return word(Kind.NUMBER, value, is_weak=value < 3, group=Group.ORDINAL)


def scale(value: int, *, is_plural: bool = False) -> Word:
    """A word by which a number is multiplied."""
    return word(Kind.SCALE, value, is_plural=is_plural)


def unit(code: str, times: int = 1) -> Word:
    """A unit, and by what it multiplies."""
    return word(Kind.UNIT, times, unit=code)


def each(names: str, meaning: Word) -> dict[str, Word]:
    """The same meaning for several words, given with spaces between."""
    return dict.fromkeys(names.split(), meaning)


# Units that are written the same in every language.
SHARED: dict[str, Word] = {
    "%": unit("%"),
    "‰": unit("‰"),
    "€": unit("EUR"),
    "$": unit("USD"),
    "£": unit("GBP"),
    **{code.lower(): unit(code) for code in ("SEK", "EUR", "USD", "GBP", "NOK", "DKK", "CHF")},
    **{
        prefix + code.lower(): unit(code, times)
        for code in ("SEK", "EUR", "USD", "GBP", "NOK", "DKK")
        for prefix, times in (("k", 1000), ("t", 1000), ("m", 10**6))
    },
    **{
        code.lower() + suffix: unit(code, times)
        for code in ("SEK", "EUR", "USD", "GBP", "NOK", "DKK")
        for suffix, times in (("k", 1000), ("m", 10**6), ("bn", 10**9))
    },
    "meur": unit("EUR", 10**6),
}
# Those stand before their number as often as after it.
LEADING = frozenset("€$£") | {
    name for name, meaning in SHARED.items() if meaning.kind is Kind.UNIT and name.isalpha()
}
