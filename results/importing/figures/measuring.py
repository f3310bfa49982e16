"""The numbers of a text, with unit, scale and qualifier from the words beside them."""

import re
from dataclasses import dataclass
from decimal import Decimal

from ...quantities import Qualifier, Scale, Unit
from ...quantities.measuring import REACH
from ...quantities.measuring import measure as measure_beside
from ...quantities.parsing import Number
from .languages import Language

REACH_OF_ONE = 80


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


def measure(text: str, number: Number, language: Language) -> Measured:
    """Read what stands around the number."""
    measures = language.measures
    found = measure_beside(text, number.start, number.end, measures)
    start, end, unit = found.start, found.end, found.unit
    qualifier, has_qualifier = Qualifier.EXACT, True
    if before := measures.qualifiers.before(text[max(0, start - REACH) : start]):
        qualifier, start = before[0], start - len(before[1])
    elif behind := measures.qualifiers_behind.at(text, end):
        qualifier, end = behind
    else:
        has_qualifier = False
    if unit is None and (coin := language.pattern("coin").match(text, number.end)):
        # "86p of every pound", "92 öre av varje krona": hundredths.
        around = text[max(0, number.start - REACH_OF_ONE) : coin.end() + REACH_OF_ONE]
        if language.says("of_one", around):
            unit, end = Unit.PERCENT, coin.end()
    elif unit is None and end == number.end:
        # Of another kind, right behind the digits.
        other = language.pattern("other_unit").match(text, end)
        end = other.end() if other else end
    if unit is None and found.scale is None:
        # The word says what is counted too: it stays behind the figure.
        unit = language.unit_in_word(text, end)
    return Measured(
        number,
        start,
        end,
        unit or Unit.NUMBER,
        found.scale or Scale.NONE,
        qualifier,
        has_qualifier,
        bool(found.unit or found.scale),
        found.is_negative,
    )
