"""The unit and the scale of a number, read from the text beside it."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Generic, TypeVar

from .units import Qualifier, Scale, Unit

UnitAndScale = tuple[Unit | None, Scale | None]
T = TypeVar("T")

# Signs and codes that every language uses.
CURRENCY_SIGNS: dict[str, Unit] = {
    "us$": Unit.USD,
    "£": Unit.GBP,
    "€": Unit.EUR,
    "$": Unit.USD,
    **{unit.lower(): unit for unit in Unit if unit.is_currency},
}
_SCALED_CODES = {"k": Scale.THOUSAND, "t": Scale.THOUSAND, "m": Scale.MILLION, "b": Scale.BILLION}
SHARED_MEASURES: dict[str, UnitAndScale] = {
    # Directly before digits it belongs to them: "in 2016 £5,000".
    **{f"{re.escape(sign)}(?!\\d)": (unit, None) for sign, unit in CURRENCY_SIGNS.items()},
    **{
        f"{letter}{code}": (unit, scale)
        for letter, scale in _SCALED_CODES.items()
        for code, unit in CURRENCY_SIGNS.items()
        if code.isalpha() or code == "€"
    },
    "%": (Unit.PERCENT, None),
    "‰": (Unit.PER_MILLE, None),
    "kr\\.?": (Unit.SEK, None),
    ":-": (Unit.SEK, None),
    ",-": (Unit.SEK, None),
}
# The longest qualifier with what may stand between it and the number.
REACH = 60
_SIGN_BEFORE = re.compile(
    rf"(?P<minus>(?<![\w)%])[-–])?(?<![^\W\d_])(?P<sign>{'|'.join(map(re.escape, CURRENCY_SIGNS))}|kr\.?)\s?$",
    re.IGNORECASE,
)
_MANY = re.compile(r" (?:[a-z]+ )?(?:[a-z]{3,}s|people|children|women|men)\b")


class Words(Generic[T]):
    """Regular expressions with what each stands for, matched without regard to case.

    `form` is what stands around any of them; the longest is tried first.
    """

    def __init__(self, meanings: Mapping[str, T], form: str) -> None:
        ranked = sorted(meanings.items(), key=lambda each: -len(each[0]))
        self._meanings = [meaning for _pattern, meaning in ranked]
        # The words may have groups of their own.
        named = (f"(?P<n{rank}>{pattern})" for rank, (pattern, _meaning) in enumerate(ranked))
        self._source = form % "|".join(named)

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(self._source, re.IGNORECASE)

    def at(self, text: str, position: int) -> tuple[T, int] | None:
        """What the words that stand there mean, and where they end."""
        match = self._pattern.match(text, position)
        return (self._meant(match), match.end()) if match else None

    def before(self, text: str) -> tuple[T, str] | None:
        """What the words that end the text mean, and how they are written there."""
        match = self._pattern.search(text)
        return (self._meant(match), match[0]) if match else None

    def _meant(self, match: re.Match[str]) -> T:
        return self._meanings[int(str(match.lastgroup)[1:])]


WHOLE_WORD = r"(?:%s)(?:(?<=\W)|(?!\w))"


@dataclass(frozen=True, eq=False)
class Measures:
    """The words of a language; words.toml has what each name means."""

    units: Words[UnitAndScale]
    attached: Words[UnitAndScale]
    qualifiers: Words[Qualifier]
    qualifiers_behind: Words[Qualifier]
    part_of: str
    crown: Unit

    @cached_property
    def part_between(self) -> re.Pattern[str]:
        """All that stands between a part and its whole."""
        return re.compile(rf"\s+({self.part_of})\s*")

    def between_part_and_whole(self, text: str) -> int | None:
        """The length of what is counted in what stands between a part and its whole, or None."""
        pattern = rf"(?P<counted>.*?)(?:\s+(?:{self.part_of})\s*|\s*/\s*)"
        match = re.fullmatch(pattern, text, re.IGNORECASE)
        return None if match is None else match.end("counted")


@dataclass(frozen=True, slots=True)
class Measure:
    """What a number is measured in, None where nothing says so.

    `start` and `end` take in what says so. `is_negative` is whether a minus stands before a currency
    that stands before the number.
    """

    start: int
    end: int
    unit: Unit | None
    scale: Scale | None
    is_negative: bool

    def value(self, number: Decimal) -> Decimal:
        """Return the whole value of the number: 1500000 of 1.5 where it is one of millions."""
        value = number.scaleb(self.scale.exponent if self.scale else 0)
        return -abs(value) if self.is_negative else value


def measure(text: str, start: int, end: int, measures: Measures) -> Measure:
    """Return what stands around the number from `start` to `end`."""
    sign = _sign_before(text[max(0, start - REACH) : start], measures)
    currency, length, is_negative = sign or (None, 0, False)
    unit, scale, end = _behind(text, end, measures, has_sign=sign is not None)
    return Measure(start - length, end, currency or unit, scale, is_negative)


def _sign_before(before: str, measures: Measures) -> tuple[Unit, int, bool] | None:
    """The currency whose sign ends the text, the length of the sign, and whether it is negative."""
    match = _SIGN_BEFORE.search(before)
    if match is None:
        return None
    text = match["sign"].rstrip(".").lower()
    # "500 kr" belongs to the number before it.
    if text.isalpha() and re.search(r"\d\s*$", before[: match.start()]):
        return None
    return CURRENCY_SIGNS.get(text, measures.crown), len(match[0]), match["minus"] is not None


def _behind(
    text: str, end: int, measures: Measures, *, has_sign: bool
) -> tuple[Unit | None, Scale | None, int]:
    """Unit and scale behind a number, in at most two steps: "miljoner", then "kronor"."""
    unit: Unit | None = None
    scale: Scale | None = None
    attached = measures.attached.at(text, end)
    if attached and (has_sign or _is_scale(text, end, attached[1])):
        (_none, scale), end = attached
    for _step in range(2):
        position = end
        while text[position : position + 1] == " ":
            position += 1
        found = measures.units.at(text, position)
        if found is None:
            break
        (found_unit, found_scale), found_end = found
        if found_scale and scale:
            break
        unit, scale, end = found_unit, scale or found_scale, found_end
        if unit is not None:
            break
    return unit, scale, end


def _is_scale(text: str, start: int, end: int) -> bool:
    """Whether letters behind digits are a scale: "12k", "1.2m people", and no length "3m"."""
    letters = text[start:end]
    if not letters.islower() or letters in {"k", "bn", "mn"}:
        return True
    return _MANY.match(text, end) is not None
