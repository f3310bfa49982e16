"""Unit, scale and qualifier of a number, from the words right before and behind it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from ...quantities import Qualifier, Scale, Unit
from .numbers import Number
from .vocabulary import CURRENCY_SIGNS, Vocabulary, meaning_of

# The longest qualifier with what may stand between it and the number.
REACH = 60
_SIGN_BEFORE = re.compile(
    rf"(?P<minus>(?<![\w)%])[-–])?(?P<sign>{'|'.join(CURRENCY_SIGNS)}|kr\.?)\s?$", re.IGNORECASE
)
# Units of other kinds that stand right behind the digits, without a space.
_OTHER_UNIT = re.compile(r"(?:k?g|k?m|[cm]m|ha|ton|t|l|mil|[kmg]?wh|[kmg]w|[mgt]b|st|min|m²|m2|km²)\b", re.IGNORECASE)


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


def measure(text: str, number: Number, vocabulary: Vocabulary) -> Measured:
    """Read what stands around the number."""
    start, end = number.start, number.end
    unit, scale = Unit.NUMBER, Scale.NONE
    has_measure = is_negative = False
    before = text[max(0, start - REACH) : start]
    if sign := _sign_before(before):
        unit, length, is_negative = sign
        start, has_measure = start - length, True
        before = before[: len(before) - length]
    found_unit, found_scale, end = _behind(text, end, vocabulary, has_sign=has_measure)
    if found_scale is not None:
        scale, has_measure = found_scale, True
    if found_unit is not None and not unit.is_currency:
        unit, has_measure = found_unit, True
    qualifier, has_qualifier = Qualifier.EXACT, False
    match = vocabulary.qualifier_pattern.search(before)
    if match and not _means_during(match[0], text[number.end : number.end + 20], vocabulary):
        qualifier, has_qualifier = meaning_of(match, vocabulary.qualifiers), True
        start -= len(match[0])
    elif match := vocabulary.after_pattern.match(text, end):
        qualifier, has_qualifier = meaning_of(match, vocabulary.after), True
        end = match.end()
    if unit is Unit.NUMBER and end == number.end and (match := _OTHER_UNIT.match(text, end)):
        end = match.end()
    elif unit is Unit.NUMBER and not has_measure and (match := vocabulary.hours_pattern.match(text, end)):
        unit = meaning_of(match, vocabulary.compound_measures)
    return Measured(number, start, end, unit, scale, qualifier, has_qualifier, has_measure, is_negative)


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
    text: str, end: int, vocabulary: Vocabulary, *, has_sign: bool
) -> tuple[Unit | None, Scale | None, int]:
    """Unit and scale behind a number, in at most two steps: "miljoner", then "kronor"."""
    unit: Unit | None = None
    scale: Scale | None = None
    match = vocabulary.attached_pattern.match(text, end)
    if match and (has_sign or not match[0].islower() or _counts(text, match)):
        unit, scale = meaning_of(match, vocabulary.attached)
        end = match.end()
    for _step in range(2):
        position = end + len(text[end:]) - len(text[end:].lstrip(" "))
        match = vocabulary.measure_pattern.match(text, position)
        if match is None:
            break
        found_unit, found_scale = meaning_of(match, vocabulary.all_measures)
        if (found_unit and unit) or (found_scale and scale):
            break
        unit, scale = unit or found_unit, scale or found_scale
        end = match.end()
        if unit is not None:
            break
    return unit, scale, end


def _counts(text: str, match: re.Match[str]) -> bool:
    """Whether a small letter behind digits is a scale: "12k", "1.2m people", and no length "3m"."""
    return match[0].lower() == "k" or match[0].lower() in {"bn", "mn"} or bool(
        re.match(r" [a-zåäö]{3,}", text[match.end() :])
    )


def _means_during(qualifier: str, behind: str, vocabulary: Vocabulary) -> bool:
    word = qualifier.strip().lower().split(" ")[0]
    unit = vocabulary.during.get(word)
    return unit is not None and re.match(rf"\s*{unit}", behind, re.IGNORECASE) is not None
