"""Units, scales and qualifiers beside a number."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from ..units import Qualifier, Scale, Unit

Measure = tuple[Unit | None, Scale | None]

# Signs and codes that every language uses.
CURRENCY_SIGNS: dict[str, Unit] = {
    "us\\$": Unit.USD,
    "£": Unit.GBP,
    "€": Unit.EUR,
    "\\$": Unit.USD,
    "sek": Unit.SEK,
    "eur": Unit.EUR,
    "gbp": Unit.GBP,
    "usd": Unit.USD,
    "nok": Unit.NOK,
    "dkk": Unit.DKK,
}
_SCALED_CODES = {"k": Scale.THOUSAND, "t": Scale.THOUSAND, "m": Scale.MILLION, "b": Scale.BILLION}
SHARED_MEASURES: dict[str, Measure] = {
    **{sign: (unit, None) for sign, unit in CURRENCY_SIGNS.items()},
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


T = TypeVar("T")


@dataclass(frozen=True, eq=False)
class Measures:
    """Regular expressions with what they stand for, matched without regard to case.

    `units` follow a number, `attached` are scales written without a space ("12k"). `qualifiers`
    stand before a number with one of `fillers` in between, `qualifiers_behind` behind it. `part_of`
    is what stands between a part and its whole, `crown` what "kr" is before a number.
    """

    units: Mapping[str, Measure]
    attached: Mapping[str, Measure]
    qualifiers: Mapping[str, Qualifier]
    qualifiers_behind: Mapping[str, Qualifier]
    fillers: str
    part_of: str
    crown: Unit = Unit.SEK

    def unit_at(self, text: str, position: int) -> tuple[Measure, int] | None:
        """The unit or scale that stands there, and where it ends."""
        return _found(self._units.match(text, position), self._all_units)

    def attached_at(self, text: str, position: int) -> tuple[Measure, int] | None:
        """The scale of one or two letters that stands there, and where it ends."""
        return _found(self._attached.match(text, position), self.attached)

    def qualifier_before(self, text: str) -> tuple[Qualifier, str] | None:
        """The qualifier that ends the text, and how it is written there."""
        match = self._qualifiers.search(text)
        found = _found(match, self.qualifiers)
        return (found[0], match[0]) if match and found else None

    def qualifier_at(self, text: str, position: int) -> tuple[Qualifier, int] | None:
        """The qualifier that stands there, and where it ends."""
        return _found(self._behind.match(text, position), self.qualifiers_behind)

    @cached_property
    def part_between(self) -> re.Pattern[str]:
        """All that stands between a part and its whole."""
        return re.compile(rf"\s+({self.part_of})\s*")

    def is_whole(self, before: str) -> bool:
        """Whether a sentence begins with what stands between a part and its whole: "Of the"."""
        return self._first.fullmatch(before) is not None

    @cached_property
    def _first(self) -> re.Pattern[str]:
        return re.compile(rf"\W*(?:{self.part_of})\s+", re.IGNORECASE)

    def between_part_and_whole(self, text: str) -> int | None:
        """The length of what is counted in what stands between a part and its whole, or None."""
        match = self._between.fullmatch(text)
        return None if match is None else match.end("counted")

    @cached_property
    def _between(self) -> re.Pattern[str]:
        return re.compile(rf"(?P<counted>.*?)(?:\s+(?:{self.part_of})\s*|\s*/\s*)", re.IGNORECASE)

    @cached_property
    def _all_units(self) -> dict[str, Measure]:
        return {**self.units, **SHARED_MEASURES}

    @cached_property
    def _units(self) -> re.Pattern[str]:
        return _at_end_of_word(self._all_units)

    @cached_property
    def _attached(self) -> re.Pattern[str]:
        return _at_end_of_word(self.attached)

    @cached_property
    def _qualifiers(self) -> re.Pattern[str]:
        return re.compile(
            rf"(?:^|(?<=[\s(–—\"”“:/\x00]))(?:{_named(self.qualifiers)})\s*"
            rf"(?:(?:{self.fillers})\s+)?$",
            re.IGNORECASE,
        )

    @cached_property
    def _behind(self) -> re.Pattern[str]:
        return re.compile(rf"\s*(?:{_named(self.qualifiers_behind)})", re.IGNORECASE)


def _named(entries: Mapping[str, object]) -> str:
    """The entries as alternatives, longest first, each in a group that carries its number."""
    numbered = sorted(enumerate(entries), key=lambda pair: -len(pair[1]))
    return "|".join(f"(?P<n{number}>{pattern})" for number, pattern in numbered)


def _at_end_of_word(entries: Mapping[str, object]) -> re.Pattern[str]:
    return re.compile(rf"(?:{_named(entries)})(?:(?<=\W)|(?!\w))", re.IGNORECASE)


def _found(match: re.Match[str] | None, entries: Mapping[str, T]) -> tuple[T, int] | None:
    if match is None:
        return None
    name = next(name for name, text in match.groupdict().items() if text is not None)
    return list(entries.values())[int(name[1:])], match.end()
