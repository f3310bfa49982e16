"""The languages whose numbers are read, each made of a data file, CLDR and num2words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property, lru_cache
from importlib import import_module
from typing import Generic, TypeVar

from babel import Locale, UnknownLocaleError
from num2words import num2words

from ..quantity import SHARED, SHARED_SCALES


@dataclass(frozen=True, slots=True, kw_only=True)
class LanguageData:
    """Words of one language, as regular expressions for a whole word in small letters.

    What maps is worth what it maps to: `scales` multiply, `units` name one of `quantity.UNITS`, `parts`
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


T = TypeVar("T")

KNOWN = ("sv", "en", "de", "fi", "nb", "da")
_ALIASES = {"no": "nb", "nn": "nb"}
# Beyond it num2words is not asked: larger numbers are put together of their words.
_MOST = 1000


@dataclass(frozen=True, eq=False)
class Language:
    """How a language writes numbers."""

    locale: Locale
    data: LanguageData

    @cached_property
    def decimal(self) -> str:
        return str(self.locale.number_symbols["latn"]["decimal"])

    @cached_property
    def months(self) -> dict[str, int]:
        """The names of months and their abbreviations, in small letters and without a point."""
        return self._names(self.locale.months, 3)

    @cached_property
    def weekdays(self) -> dict[str, int]:
        return self._names(self.locale.days, 3)

    @staticmethod
    def _names(names: Mapping[str, Mapping[str, Mapping[int, str]]], least: int) -> dict[str, int]:
        return {
            name.lower().rstrip("."): number
            for form in names.values()
            for width in ("wide", "abbreviated")
            for number, name in form[width].items()
            if len(name.rstrip(".")) >= least and not name[0].isdigit()
        }

    @cached_property
    def cardinals(self) -> dict[str, int | Fraction]:
        """Number words to their values, those of up to a thousand; num2words backwards."""
        if not self.data.num2words:
            return {}
        words: dict[str, int | Fraction] = {}
        for number in range(_MOST):
            words.setdefault(_joined(num2words(number, lang=self.data.num2words)), number)
        thousands = _joined(num2words(2000, lang=self.data.num2words))
        thousand = thousands.removeprefix(_joined(num2words(2, lang=self.data.num2words)))
        if " " not in thousands:
            # "Trehundratusen", "zweitausend"
            words |= {
                f"{word}{thousand}": number * 1000 for word, number in words.items() if number
            }
        hundreds = _joined(num2words(200, lang=self.data.num2words))
        hundred = hundreds.removeprefix(_joined(num2words(2, lang=self.data.num2words)))
        if " " not in hundreds:
            # "Tolvhundra"
            teens = {word: number for word, number in words.items() if 11 <= number <= 19}
            words |= {f"{word}{hundred}": number * 100 for word, number in teens.items()}
            # "Hundratjugo"
            one = _joined(num2words(1, lang=self.data.num2words))
            more = {word: number for word, number in words.items() if 100 < number < 200}
            words |= {word.removeprefix(one): number for word, number in more.items()}
        words |= {word.replace(*self.data.respelt): number for word, number in words.items()}
        words |= self.data.numbers
        return {word: number for word, number in words.items() if " " not in word}

    @cached_property
    def ordinals(self) -> dict[str, int]:
        if not self.data.num2words:
            return {}
        ordinals = (
            (_joined(num2words(n, lang=self.data.num2words, to="ordinal")), n)
            for n in range(1, 100)
        )
        return {**{word: n for word, n in ordinals if " " not in word}, **self.data.ordinals}

    def ordinal(self, word: str) -> int | None:
        """The value of an ordinal in words, inflected or not."""
        found = self.ordinals.get(word)
        if found is None and self.data.endings:
            stem = re.sub(rf"(?:{self.data.endings})$", self.data.ending, word)
            found = self.ordinals.get(stem)
        return found

    @cached_property
    def _units(self) -> Table[str]:
        return Table({**self.data.units, **SHARED})

    def unit(self, word: str) -> str | None:
        return self._units.find(word)

    @cached_property
    def scales(self) -> Table[int]:
        return Table({**self.data.scales, **SHARED_SCALES})

    @cached_property
    def parts(self) -> Table[Fraction]:
        return Table(self.data.parts)

    @cached_property
    def multiples(self) -> Table[Fraction]:
        return Table(self.data.multiples)

    @cached_property
    def tens(self) -> list[tuple[str, int | Fraction]]:
        """The words for ten, twenty and so on, of which decades are made."""
        return [(w, n) for w, n in self.cardinals.items() if n in range(10, 100, 10)]

    @cached_property
    def decades(self) -> Table[int]:
        return Table(self.data.decades)

    @cached_property
    def times(self) -> Table[int]:
        return Table(self.data.times)

    @cached_property
    def weak(self) -> Table[int]:
        return Table(self.data.weak)

    def matches(self, name: str, word: str) -> bool:
        """Whether a word is what the pattern `name` of the data says."""
        pattern = getattr(self.data, name)
        return bool(pattern) and _compiled(pattern).fullmatch(word) is not None

    @cached_property
    def compound(self) -> re.Pattern[str] | None:
        """A number word with what it counts in one word: "femgradig"."""
        known = sorted(
            (w for w, n in self.cardinals.items() if n >= 2 and len(w) > 1), key=len, reverse=True
        )
        words, units = "|".join(map(re.escape, known)), "|".join(self.data.units)
        compound = rf"({words})(?:({units})\w*|(?:{self.data.compounds}))"
        return re.compile(compound) if known else None

    @cached_property
    def _phrases(self) -> re.Pattern[str]:
        found = "|".join(map(re.escape, self.data.phrases)) or "(?!)"
        return re.compile(rf"\b(?:{found})\b", re.I)

    def without_phrases(self, text: str) -> str:
        """Return the text with spaces in place of phrases that only look like numbers."""
        return self._phrases.sub(lambda match: " " * len(match[0]), text)

    @cached_property
    def has_capital_months(self) -> bool:
        """Whether a month begins with a capital letter: "may" is none in English."""
        return bool(self.locale.months["format"]["wide"][5][0].isupper())

    def month(self, word: str) -> int | None:
        """The number of a month as it is written, inflected or cut: "tammikuuta", "Sept"."""
        is_other_word = self.has_capital_months and word[:1].islower()
        return None if is_other_word else _named(word.lower(), self.months)

    def weekday(self, word: str) -> int | None:
        return _named(word, self.weekdays) if len(word) > 3 else None


def _named(word: str, names: Mapping[str, int]) -> int | None:
    if word in names:
        return names[word]
    for name, number in names.items():
        if len(name) > 4 and word.startswith(name) and len(word) - len(name) <= 4:
            return number
        if len(word) > 3 and name.startswith(word):
            return number
    return None


class Table(Generic[T]):
    """What is worth something by a regular expression for the whole of a word."""

    def __init__(self, entries: Mapping[str, T]) -> None:
        self._values = list(entries.values())
        self._pattern = re.compile(
            "|".join(f"({pattern})" for pattern in map(_plain, entries)) or "(?!)"
        )

    def find(self, word: str) -> T | None:
        match = self._pattern.fullmatch(word)
        return self._values[match.lastindex - 1] if match and match.lastindex else None


def _plain(pattern: str) -> str:
    """The pattern without groups that would be counted."""
    return re.sub(r"\((?!\?)", "(?:", pattern)


def _joined(words: str) -> str:
    return words.lower().replace("\xad", "").replace("-", "")


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


@lru_cache(maxsize=64)
def language_of(code: str) -> Language:
    """Return the language with this code, "sv" or "en-GB"; English without words if there is none."""
    base = re.split(r"[-_]", code.lower(), maxsplit=1)[0]
    base = _ALIASES.get(base, base)
    try:
        locale = Locale.parse(base)
    except (UnknownLocaleError, ValueError):
        locale = Locale("en")
    data = import_module(f".{base}", __name__).DATA if base in KNOWN else LanguageData()
    return Language(locale, data)
