"""The numbers of a text, with unit, scale and qualifier from the words beside them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from ...quantities import Qualifier, Scale, Unit
from ...quantities.measuring import REACH
from ...quantities.measuring import measure as measure_beside

if TYPE_CHECKING:
    from ...quantities.parsing import Number
    from .languages import Vocabulary

# Units of other kinds that stand right behind the digits, without a space.
_OTHER_UNIT = re.compile(
    r"(?:k?g|k?m|[cm]m|ha|ton|t|l|mil|[kmg]?wh|[kmg]w|[mgt]b|st|min|m²|m2|km²)\b", re.IGNORECASE
)
# "86p of every pound", "92 öre av varje krona": hundredths.
_COIN = re.compile(r" ?(?:p|pence|öre|øre|cents?|senttiä)\b", re.IGNORECASE)
_OF_ONE = re.compile(
    r"\b(?:every|each|varje|hver|jedem?|joka\w+) (?:\x00|[£€$]?1|pound|krona|krone|euro)",
    re.IGNORECASE,
)
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


def _is_of_one(text: str, coin: re.Match[str]) -> bool:
    around = text[max(0, coin.start() - REACH_OF_ONE) : coin.end() + REACH_OF_ONE]
    return _OF_ONE.search(around) is not None


def measure(text: str, number: Number, vocabulary: Vocabulary) -> Measured:
    """Read what stands around the number."""
    measures, words = vocabulary.measures, vocabulary.words
    found = measure_beside(text, number.start, number.end, measures)
    start, end, unit = found.start, found.end, found.unit
    before = text[max(0, start - REACH) : start]
    found_before = measures.qualifier_before(before)
    qualifier, has_qualifier = Qualifier.EXACT, True
    if found_before and not words.means_during(found_before[1], text[number.end :]):
        qualifier, start = found_before[0], start - len(found_before[1])
    elif behind := measures.qualifier_at(text, end):
        qualifier, end = behind
    else:
        has_qualifier = False
    if unit is None and (coin := _COIN.match(text, number.end)) and _is_of_one(text, coin):
        unit, end = Unit.PERCENT, coin.end()
    elif unit is None and end == number.end and (match := _OTHER_UNIT.match(text, end)):
        end = match.end()
    elif unit is None and found.scale is None:
        # The word says what is counted too: it stays behind the figure.
        unit = words.unit_in_word(text, end)
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
