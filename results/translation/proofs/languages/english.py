"""The English words that say something about numbers."""

import re
from fractions import Fraction
from functools import lru_cache

from ..places import CHAPTER, EITHER, PARAGRAPH, PROVISION
from ..words import (
    SHARED,
    Group,
    Kind,
    Language,
    Word,
    each,
    number,
    ordinal,
    scale,
    unit,
    weak,
    word,
)

NUMBERS = [
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
]
TENTHS = [
    "twentieth",
    "thirtieth",
    "fortieth",
    "fiftieth",
    "sixtieth",
    "seventieth",
    "eightieth",
    "ninetieth",
]
MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
DECADES = [
    "twenties",
    "thirties",
    "forties",
    "fifties",
    "sixties",
    "seventies",
    "eighties",
    "nineties",
]

_HALF = Fraction(1, 2)


def _numbers() -> dict[str, Word]:
    found = {name: number(value) for value, name in enumerate(NUMBERS, 2)}
    found |= {name: number(value * 10) for value, name in enumerate(TENS, 2)}
    found |= {name: ordinal(value) for value, name in enumerate(ORDINALS, 1)}
    found |= {name: ordinal(value * 10) for value, name in enumerate(TENTHS, 2)}
    for value, name in enumerate(ORDINALS[2:], 3):
        found[f"{name}s"] = word(Kind.PARTS, value, is_plural=True)
    for value, name in enumerate(DECADES, 2):
        found[name] = word(Kind.NUMBER, value * 10, 1900 + value * 10)
    return found


def _days() -> dict[str, Word]:
    found: dict[str, Word] = {}
    for value, name in enumerate(MONTHS, 1):
        found[name[:3]] = word(Kind.MONTH, value)
        is_weak = name in {"march", "may"}
        found[name] = word(Kind.MONTH, value, is_weak=is_weak, group=Group.MONTH)
    found["sept"] = word(Kind.MONTH, 9)
    for value, name in enumerate(WEEKDAYS):
        meaning = word(Kind.WEEKDAY, f"weekday {value}", is_weak=True, group=Group.WEEKDAY)
        found |= each(f"{name} {name}s {name}'s {name}’s {name[:3]}", meaning)
    found |= {"tues": found["tuesday"], "thurs": found["thursday"]}
    return found


_WORDS: dict[str, Word] = {
    **SHARED,
    **_numbers(),
    **_days(),
    "zero": number(0),
    **each("a an one once single sole", weak(1)),
    **each("no none without nil not nobody", weak(0)),
    **each("both couple pair pairs", weak(2)),
    **each("firstly", weak(1, group=Group.ORDINAL)),
    **each("twice double doubled doubles doubling twofold", weak(2, group=Group.MULTIPLE)),
    **each(
        "thrice triple tripled triples tripling treble trebled trebling threefold",
        weak(3, group=Group.MULTIPLE),
    ),
    **each("quadruple quadrupled quadrupling fourfold", weak(4, group=Group.MULTIPLE)),
    **each("quintupled fivefold", weak(5, group=Group.MULTIPLE)),
    **each("sixfold", weak(6, group=Group.MULTIPLE)),
    **each("sevenfold", weak(7, group=Group.MULTIPLE)),
    **each("eightfold", weak(8, group=Group.MULTIPLE)),
    **each("ninefold", weak(9, group=Group.MULTIPLE)),
    **each("tenfold", weak(10, group=Group.MULTIPLE)),
    **each("dozen", weak(12)),
    **each("tens dozens", weak(10, 12, group=Group.SCALE)),
    "every other": weak(2, _HALF),
    **each("biweekly bimonthly biennial biennially", weak(2)),
    **each("triennial triennially", weak(3)),
    **each("biannual biannually", weak(2, "6 months")),
    **each("fortnight fortnightly", weak(14, f"{14 * 24 * 60} minutes")),
    **each("decade decades", weak(10)),
    **each("century centuries centenary", weak(100)),
    **each("quarterly", weak("3 months")),
    **each("noon midday", weak("12:00", 12)),
    **each("midnight", weak("00:00", "24:00", 0, 24)),
    **each("half halves halved halve halving", word(Kind.HALF)),
    **each("quarter", word(Kind.PARTS, 4)),
    **each("quarters", word(Kind.PARTS, 4, is_plural=True)),
    **each("hundredth", ordinal(100)),
    **each("hundredths", word(Kind.PARTS, 100, is_plural=True)),
    "hundreds": weak(100, group=Group.SCALE),
    "thousands": weak(1000, group=Group.SCALE),
    "hundred": scale(100),
    "thousand": scale(1000),
    **each("million mn mln", scale(10**6)),
    **each("millions", scale(10**6, is_plural=True)),
    **each("billion bn", scale(10**9)),
    **each("billions", scale(10**9, is_plural=True)),
    **each("trillion tn", scale(10**12)),
    **each("trillions", scale(10**12, is_plural=True)),
    **each("percent percentage pct", unit("%")),
    **each("pp ppt ppts", unit("pp")),
    **each("kr kronor krona kronas crowns", unit("SEK")),
    **each("kroner krone", unit("NOK")),
    **each("euro euros", unit("EUR")),
    **each("dollar dollars", unit("USD")),
    **each("pound pounds", unit("GBP")),
    **each("o'clock o’clock", word(Kind.CLOCK)),
    **each("am", word(Kind.DAY_HALF, 0)),
    **each("pm", word(Kind.DAY_HALF, 12)),
    **each("evening evenings afternoon afternoons", word(Kind.DAY_PART, 12)),
    **each("morning mornings", word(Kind.DAY_PART, 0)),
    **each("night nights", word(Kind.DAY_PART)),
    **each("chapter chapters", word(Kind.CHAPTER)),
    **each("several some few many couple further", word(Kind.SEVERAL)),
    "minus": word(Kind.MINUS),
    **each("part article annex title phase group appendix category level", word(Kind.NAMING)),
}
_FALLS = frozenset(
    each(
        "loss losses deficit shortfall fall fell fallen decrease decreased decline declined drop"
        " dropped down reduction reduced negative below",
        word(Kind.MINUS),
    )
)
_PLACES = {
    **dict.fromkeys(["chapter", "chapters"], CHAPTER),
    **dict.fromkeys(["section", "sections", "article", "articles", "art", "§"], PROVISION),
    **dict.fromkeys(["paragraph", "paragraphs", "para", "paras", "point"], EITHER),
    **dict.fromkeys(["subsection", "subparagraph"], PARAGRAPH),
}


@lru_cache(maxsize=4096)
def read_compound(text: str) -> Word | None:
    """What a word in small letters says that no list has."""
    if text.startswith(("bicentenn", "bicentenary")):
        return weak(200)
    return None


ENGLISH = Language(
    words=_WORDS,
    compound=read_compound,
    conventions=("en",),
    places=_PLACES,
    rates={name: name for name in ("hour", "day", "week", "month", "year", "quarter", "minute")},
    falls=_FALLS,
    connectors=frozenset(
        [
            "to",
            "and",
            "or",
            "through",
            "until",
            "up",
            "the",
            "a",
            "an",
            "between",
            "almost",
            "about",
            "respectively",
            "nearly",
        ]
    ),
    phrases=re.compile(
        r"\b(?:(?:24|twenty-four) hours a day|(?:7|seven) days a week|365 days (?:a|per) year|one or two"
        r"|thanks a million|third[- ](?:sector|part(?:y|ies)|countr(?:y|ies))|a hundred per ?cent sure)",
        re.IGNORECASE,
    ),
    doubtful={"half": re.compile(r"\b(?:majorit|flest|merpart)", re.IGNORECASE)},
    has_capitals=True,
    unit_goes_first=True,
)
