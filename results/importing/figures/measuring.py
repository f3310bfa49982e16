"""The numbers of a text, with unit, scale and qualifier from the words beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from ...quantities import (
    AmbiguousNumberError,
    NumberFormatError,
    Qualifier,
    Scale,
    Unit,
    parse_number,
)
from .languages.measures import CURRENCY_SIGNS

if TYPE_CHECKING:
    from .languages.measures import Measures

# A code of a currency may stand directly before the digits.
_BEFORE = r"(?:(?<![\w#@§/_])|(?<=SEK)|(?<=EUR)|(?<=GBP)|(?<=USD)|(?<=NOK)|(?<=DKK))(?<!\d[.,:–-])(?<![^\W\d]-)"
_BODY = (
    r"[1-9]\d{0,2}(?: \d{3})+(?:[.,]\d{1,4})?"
    r"|[1-9]\d{0,2}(?:,\d{3})+(?:\.\d{1,4})?"
    r"|[1-9]\d{0,2}(?:\.\d{3})+(?:,\d{1,4})?"
    r"|[1-9]\d{0,2}(?:['’]\d{3})+"
    r"|\d+[.,]\d{1,4}"
    r"|\d+"
)
# Neither a part of a longer number or word, nor of a compound such as "12-year" or "3-årig".
_AFTER = r"(?!\d)(?![.,:]\d)(?!-[^\W\d])(?![-–]\d)(?!/\d)"
NUMBER = re.compile(rf"{_BEFORE}(?P<sign>(?<![\w)%])[-+–](?=\d))?(?P<body>{_BODY}){_AFTER}")
RANGE = re.compile(
    rf"(?<![\w.,])(?:[£€$] ?)?(?:{_BODY}) ?(?:%|kr|procent)?(?: ?– ?|-)(?:[£€$] ?)?(?:{_BODY})(?![\w-])"
)
# The longest qualifier with what may stand between it and the number.
REACH = 60
_SIGN_BEFORE = re.compile(
    rf"(?P<minus>(?<![\w)%])[-–])?(?P<sign>{'|'.join(CURRENCY_SIGNS)}|kr\.?)\s?$", re.IGNORECASE
)
# Units of other kinds that stand right behind the digits, without a space.
_OTHER_UNIT = re.compile(
    r"(?:k?g|k?m|[cm]m|ha|ton|t|l|mil|[kmg]?wh|[kmg]w|[mgt]b|st|min|m²|m2|km²)\b", re.IGNORECASE
)
_MANY = re.compile(r" (?:[a-z]+ )?(?:[a-z]{3,}s|people|children|women|men)\b")


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its place. `other` is its value by the other convention, where that differs."""

    value: Decimal
    start: int
    end: int
    body: str
    other: Decimal | None = None


def numbers(text: str, locale: str) -> Iterator[Number]:
    """Yield the numbers of a plain text that can be the value of a figure."""
    for match in NUMBER.finditer(text):
        body = match["body"].replace("'", " ").replace("’", " ")
        other = None
        try:
            value = parse_number(body, locale)
        except AmbiguousNumberError as error:
            value, other = error.readings
        except NumberFormatError:
            continue
        if match["sign"] in {"-", "–"}:
            value, other = -value, None if other is None else -other
        yield Number(value, match.start(), match.end(), body, other)


def is_range(text: str) -> bool:
    """Whether two numbers and a dash are the ends of a range, and no year with what follows it."""
    first, second = (re.sub(r"\D", "", part) for part in re.split(r"[–-]", text, maxsplit=1))
    is_year = len(first) == 4 and first[:2] in {"19", "20"}
    return abs(len(first) - len(second)) <= 1 or not is_year


@dataclass(frozen=True, slots=True)
class Measured:
    """A number with what it is measured in. `start` and `end` take in unit and qualifier."""

    number: Number
    start: int
    end: int
    unit: Unit
    scale: Scale
    qualifier: Qualifier
    has_qualifier: bool
    has_measure: bool
    is_negative: bool = False

    @property
    def value(self) -> Decimal:
        """The whole value: 1500000 for "1,5 miljoner"."""
        value = self.number.value.scaleb(self.scale.exponent)
        return -abs(value) if self.is_negative else value


def measure(text: str, number: Number, measures: Measures) -> Measured:
    """Read what stands around the number."""
    start, end = number.start, number.end
    unit = Unit.NUMBER
    is_negative = False
    before = text[max(0, start - REACH) : start]
    sign = _sign_before(before)
    if sign:
        unit, length, is_negative = sign
        start -= length
        before = before[: len(before) - length]
    found_unit, found_scale, end = _behind(text, end, measures, has_sign=sign is not None)
    if found_unit is not None and not sign:
        unit = found_unit
    has_measure = bool(sign or found_unit or found_scale)
    found_before = measures.qualifier_before(before)
    qualifier, has_qualifier = Qualifier.EXACT, True
    if found_before and not measures.means_during(found_before[1], text[number.end :]):
        qualifier, start = found_before[0], start - len(found_before[1])
    elif behind := measures.qualifier_at(text, end):
        qualifier, end = behind
    else:
        has_qualifier = False
    if unit is Unit.NUMBER and end == number.end and (match := _OTHER_UNIT.match(text, end)):
        end = match.end()
    elif unit is Unit.NUMBER and not has_measure and (named := measures.compound_at(text, end)):
        # The word says what is counted too: it stays behind the figure.
        unit = named[0]
    return Measured(
        number,
        start,
        end,
        unit,
        found_scale or Scale.NONE,
        qualifier,
        has_qualifier,
        has_measure,
        is_negative,
    )


def _sign_before(before: str) -> tuple[Unit, int, bool] | None:
    """The currency whose sign ends the text, the length of the sign, and whether it is negative."""
    match = _SIGN_BEFORE.search(before)
    if match is None or (match.start() and before[match.start() - 1].isalpha()):
        return None
    text = match["sign"].rstrip(".").lower()
    # "500 kr" belongs to the number before it.
    if text.isalpha() and re.search(r"\d\s*$", before[: match.start()]):
        return None
    units = {sign.replace("\\", ""): unit for sign, unit in CURRENCY_SIGNS.items()}
    return units.get(text, Unit.SEK), len(match[0]), match["minus"] is not None


def _behind(
    text: str, end: int, measures: Measures, *, has_sign: bool
) -> tuple[Unit | None, Scale | None, int]:
    """Unit and scale behind a number, in at most two steps: "miljoner", then "kronor"."""
    unit: Unit | None = None
    scale: Scale | None = None
    attached = measures.attached_at(text, end)
    if attached and (has_sign or _is_scale(text, end, attached[1])):
        (unit, scale), end = attached
    for _step in range(2):
        position = end
        while text[position : position + 1] == " ":
            position += 1
        found = measures.unit_at(text, position)
        if found is None:
            break
        (found_unit, found_scale), found_end = found
        if (found_unit and unit) or (found_scale and scale):
            break
        unit, scale, end = unit or found_unit, scale or found_scale, found_end
        if unit is not None:
            break
    return unit, scale, end


def _is_scale(text: str, start: int, end: int) -> bool:
    """Whether letters behind digits are a scale: "12k", "1.2m people", and no length "3m"."""
    letters = text[start:end]
    if not letters.islower() or letters in {"k", "bn", "mn"}:
        return True
    return _MANY.match(text, end) is not None
