"""The Swedish numerals, and words made of one and something else: "tjugofem", "treårig"."""

import re
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache

from ..digits import decade
from ..lengths import lengths_of, measure_of_part
from ..words import Group, Kind, Reading, Word, number, ordinal, scale, unit, weak, word

UNITS = {"två": 2, "tre": 3, "fyra": 4, "fem": 5, "sex": 6, "sju": 7, "åtta": 8, "nio": 9}
TEENS = {
    "tio": 10,
    "elva": 11,
    "tolv": 12,
    "tretton": 13,
    "fjorton": 14,
    "femton": 15,
    "sexton": 16,
    "sjutton": 17,
    "arton": 18,
    "aderton": 18,
    "nitton": 19,
}
TENS = {
    "tjugo": 20,
    "trettio": 30,
    "fyrtio": 40,
    "femtio": 50,
    "sextio": 60,
    "sjuttio": 70,
    "åttio": 80,
    "nittio": 90,
}
SMALL = {"en": 1, "ett": 1} | UNITS | TEENS | TENS
ORDINALS = {
    "första": 1,
    "förste": 1,
    "andra": 2,
    "andre": 2,
    "tredje": 3,
    "fjärde": 4,
    "femte": 5,
    "sjätte": 6,
    "sjunde": 7,
    "åttonde": 8,
    "nionde": 9,
    "tionde": 10,
    "elfte": 11,
    "tolfte": 12,
    "trettonde": 13,
    "fjortonde": 14,
    "femtonde": 15,
    "sextonde": 16,
    "sjuttonde": 17,
    "artonde": 18,
    "nittonde": 19,
    "tjugonde": 20,
    "trettionde": 30,
    "fyrtionde": 40,
    "femtionde": 50,
    "sextionde": 60,
    "sjuttionde": 70,
    "åttionde": 80,
    "nittionde": 90,
    "hundrade": 100,
    "tusende": 1000,
}
MONTHS = [
    "januari",
    "februari",
    "mars",
    "april",
    "maj",
    "juni",
    "juli",
    "augusti",
    "september",
    "oktober",
    "november",
    "december",
]

_NUMBER_PART = re.compile("|".join(sorted([*SMALL, "hundra", "tusen", "och"], key=len)[::-1]))
# "Marsch" and "majoritet" are no months.
_MONTH = re.compile("|".join(name for name in MONTHS if name not in {"mars", "maj"}))
_CROWD = re.compile(r"(?P<times>tio|hundra)?(?P<size>hundra|tusen)tals")
_CROWDS = {None: 1, "tio": 10, "hundra": 100, "tusen": 1000}
_ORDINAL = re.compile("|".join(name for name, value in ORDINALS.items() if value > 2))
_MULTIPLE = re.compile(r"(för|tre|fyr|fem|sex|sju|åtta|nio|tio|två)(?:dubb|fald|fal)")
_MULTIPLES = {"för": 2, "två": 2, "tre": 3, "fyr": 4} | {
    name: SMALL[name] for name in ("fem", "sex", "sju", "åtta", "nio", "tio")
}
_MEASURES = re.compile(r"år|dag(?:s|ar|en)|dygn|måna|veck|tim|minut|sekund|procent")
_COUNTED = re.compile(
    r"steg|del|part|faktor|sid|punkt|barn|person|siffr|vån|hjul|man|kamp|gång|stjärn|klass|led|nivå"
    r"|mil|meter|kilo|kron|grad|sits|sidig|språk|rad|kant|stav|fot|spår|vinkl|skift|poäng|fas|språk|tal|rum|plats"
)
# Beginnings of words that are no numbers: "femininum", "sjukvård", "tvåloppa", "tionde".
_OTHERS = {
    numeral: re.compile(rest)
    for numeral, rest in (
        ("två", r"n|l|a|tt"),
        ("fyra", r"n"),
        ("fem", r"ini|in|te|t|ma"),
        ("sju", r"k|n|d|tt|s"),
        ("åtta", r"n"),
        ("nio", r"n"),
        ("tio", r"n"),
        ("elva", r"n"),
        ("tolv", r"a|t"),
    )
}
_FOUR = re.compile(r"^fyr(?=sid|sif|spr|kant|ling|hjul|man|dag|bäd|fält|steg|del|tal|part)")
_UNIT_STEMS = (
    ("procentenhet", unit("pp")),
    ("procent", unit("%")),
    ("miljon", scale(10**6)),
    ("miljard", scale(10**9)),
    ("kronor", unit("SEK")),
    ("kronors", unit("SEK")),
)


@lru_cache(maxsize=4096)
def read_compound(text: str) -> Word | None:
    """What a word in small letters says that no list has: "tjugofem", "treårig", "nittiotalet"."""
    if match := _MONTH.match(text):
        # "Novembermötet"
        value = MONTHS.index(match[0]) + 1
        return word(Kind.MONTH, value, is_weak=True, group=Group.MONTH)
    if match := _MULTIPLE.match(text):
        return weak(_MULTIPLES[match[1]], group=Group.MULTIPLE)
    if text.startswith("dubb"):
        return weak(2, group=Group.MULTIPLE)
    if text.startswith("halver"):
        return word(Kind.HALF)
    if text.startswith("noll"):
        return weak(0)
    if match := _CROWD.fullmatch(text):
        return weak(_CROWDS[match["times"]] * _CROWDS[match["size"]], group=Group.SCALE)
    if match := _ORDINAL.match(text):
        # "Niondeklassare", "tredjeland"
        return weak(ORDINALS[match[0]])
    for stem, meaning in _UNIT_STEMS:
        if text.startswith(stem):
            return meaning
    return _read_number(text)


def _read_number(text: str) -> Word | None:
    text = text.replace("ettusen", "etttusen") if text.startswith("ettusen") else text
    text = _FOUR.sub("fyra", text)
    values, end = _leading_values(text)
    if not values:
        return None
    rest = text[end:]
    if rest in ORDINALS:
        return ordinal(_sum([*values, ORDINALS[rest]]))
    value = _sum(values)
    if not rest:
        return number(value)
    if re.fullmatch(r"tal(?:et|ets)", rest):
        return word(Kind.NUMBER, *decade(value))
    if rest == "tal":
        return weak(value)
    if rest.startswith("lapp"):
        return replace(number(value), unit="SEK")
    if measure := measure_of_part(rest):
        readings: frozenset[Reading] = frozenset({Fraction(value)})
        readings |= lengths_of(readings, measure)
        return Word(Kind.NUMBER, readings, is_weak=value == 1, measure=measure)
    if rest.startswith("procent"):
        return replace(number(value), unit="%")
    if _MEASURES.match(rest):
        return weak(value) if value == 1 else number(value)
    return weak(value) if value > 1 and _is_counted(text[:end], rest) else None


def _is_counted(numeral: str, rest: str) -> bool:
    """Whether a word counts something: "femgradig", but not "sexuell", "sjuk" or "tvång"."""
    others = _OTHERS.get(numeral)
    return bool(_COUNTED.match(rest)) or (others is not None and not others.match(rest))


def _leading_values(text: str) -> tuple[list[int], int]:
    """The numbers that a word begins with, longest first, and where they end."""
    values: list[int] = []
    end = 0
    while match := _NUMBER_PART.match(text, end):
        part = match[0]
        if part != "och":
            values.append({"hundra": 100, "tusen": 1000}.get(part) or SMALL[part])
        elif not values:
            break
        end = match.end()
        if len(values) == 1 and values[0] < 20 and not text.startswith(("hundra", "tusen"), end):
            break
    return values, end


def _sum(values: list[int]) -> int:
    total = current = 0
    for value in values:
        if value == 1000:
            total, current = total + (current or 1) * 1000, 0
        elif value == 100:
            current = (current or 1) * 100
        else:
            current += value
    return total + current
