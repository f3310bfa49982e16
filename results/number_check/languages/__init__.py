"""The languages whose numbers are read, each made of its lexicon and CLDR.

A lexicon is the file of its language in this folder. Words are in small letters; those of `cardinals`
and `ordinals` are the words that numbers are put together of, all others regular expressions for the
whole of a word. What is left out, the language has not.

- `teen` stands behind one to nine for so many more than ten, `joined_by` between hundreds and tens.
- `endings` follow a number in one word and make something else of it, each with what the number has
  lost before it: "åttondel" is "åttonde" and "del". "nth" is the part that an ordinal alone is ("fifths"),
  "size" as in "hundratals", "decade" as in "femtiotalet", "half" as in "zweieinhalb".
- `scales` multiply, `units` are those of `quantity.UNITS`, `parts` and `multiples` are so much of one,
  `weak` numbers need not be said in another language, `times` are minutes of the day.
- `compounds` are what else than a unit may follow a number within one word: "femgradig".
- `ordinal`, `decade`, `century` and `clock_after` follow digits, `clock` stands before a time, `last` before
  a month, `every` before an ordinal ("every fourth"), `of` between a part and its whole, `of_those` behind what is counted
  ("one child in four"); `whole` is a whole in words.
- `quarter`, `past`, `to` and `half` make times: "halv tre" is half past two unless `half_is_past`.
- `above` and `below` bound what follows ("more than"), `below_amount` shares and money only
  ("under" is "during", too), `above_after` and `below_after` what stands before;
  `changed_by` and `changed_to` say how it has changed, in Finnish by its case; with a word of `loss` in its
  text, an amount may be below zero without a sign; `rise` and `fall` are how amounts and trends change.
- `phrases` are taken out before numbers are read. Danish is `like` Norwegian where it says nothing else.
"""

import re
import tomllib
from collections.abc import Mapping
from fractions import Fraction
from functools import lru_cache
from importlib.resources import files
from typing import Any, Generic, TypeVar

from babel import Locale, UnknownLocaleError

from ..quantity import HALF, SHARED, SHARED_SCALES

T = TypeVar("T")
KNOWN = ("sv", "en", "de", "fi", "nb", "da")
_ALIASES = {"no": "nb", "nn": "nb"}
_NEVER = "(?!)"
# What is said of about so many.
_SIZES = {12, *(10**zeros for zeros in range(1, 6))}
# "Fördubblat", "verdreifacht"
_MADE = re.compile("^(?:för|for|ver)")
# No word of a number has more letters.
_LONGEST = 60


@lru_cache
def lexicon_of(code: str) -> dict[str, Any]:
    """Return the words of a language, empty where it is not known."""
    if code not in KNOWN:
        return {}
    text = files(__name__).joinpath(f"{code}.toml").read_text("utf-8")
    own = tomllib.loads(text)
    own["units"] = {
        unit: words.replace("{case}", own.get("case", "")) for unit, words in own["units"].items()
    }
    base = lexicon_of(own.get("like", ""))
    return base | {
        name: {**base.get(name, {}), **each} if isinstance(each, dict) else each
        for name, each in own.items()
    }


class Table(Generic[T]):
    """What is worth something by a regular expression for the whole of a word."""

    def __init__(self, entries: list[tuple[str, T]]) -> None:
        self._values = [value for _pattern, value in entries]
        patterns = (f"({_uncounted(pattern)})" for pattern, _value in entries)
        self._pattern = re.compile("|".join(patterns) or _NEVER)

    def find(self, word: str) -> T | None:
        match = self._pattern.fullmatch(word)
        return self._values[match.lastindex - 1] if match and match.lastindex else None


class Language:
    """How a language writes numbers; one without a lexicon is known by its digits and its calendar."""

    def __init__(self, locale: Locale, words: Mapping[str, Any]) -> None:
        self.words = words
        self.decimal = str(locale.number_symbols["latn"]["decimal"])
        self._months, self._weekdays = _names(locale.months), _names(locale.days)
        # "may" is none in English.
        self.has_capital_months = bool(locale.months["format"]["wide"][5][0].isupper())
        self.parts, self.multiples, self.weak, self.times, self.scales = (
            Table([(pattern, Fraction(n)) for n, pattern in words.get(name, {}).items()] + more)
            for name, more in [
                *((name, []) for name in ("parts", "multiples", "weak", "times")),
                ("scales", [(pattern, Fraction(n)) for n, pattern in SHARED_SCALES.items()]),
            ]
        )
        units = words.get("units", {})
        self._units = Table([*((pattern, unit) for unit, pattern in units.items()), *SHARED])
        self._cardinals, self._ordinals = (
            {
                word: Fraction(n)
                for n, forms in words.get(name, {}).items()
                for word in forms.split()
            }
            for name in ("cardinals", "ordinals")
        )
        known = sorted({*self._cardinals, *self._ordinals}, key=len, reverse=True)
        one = f"(?:{self._of('joined_by')})?({'|'.join(map(re.escape, known)) or _NEVER})|({self._of('teen')})"
        self._word = re.compile(one)
        beginnings = _uncounted("|".join(units.values()) or _NEVER)
        self._compound = re.compile(
            rf"((?:{_uncounted(one)})+|{_uncounted(self._of('half'))})(?:({beginnings})\w*|(?:{self._of('compounds')}))"
        )
        self._endings = {
            kind: (re.compile(ending), lost)
            for kind, (ending, lost) in words.get("endings", {}).items()
        }
        phrases = "|".join(map(re.escape, words.get("phrases", ()))) or _NEVER
        self._phrases = re.compile(rf"\b(?:{phrases})\b", re.IGNORECASE)

    def _of(self, name: str) -> str:
        return self.words.get(name, _NEVER)

    def matches(self, name: str, word: str) -> bool:
        """Whether a word is what the lexicon calls `name`."""
        return _compiled(self._of(name)).fullmatch(word) is not None

    def cardinal(self, word: str) -> Fraction | None:
        """The value of a number in one word: "trehundrafyrtiofem", "zweieinhalb"."""
        value, is_ordinal = self._number(word)
        half = self.made("half", word, least=1) if value is None else None
        return half + HALF if half else None if is_ordinal else value

    def ordinal(self, word: str) -> Fraction | None:
        """The value of an ordinal in words, inflected or not."""
        value, is_ordinal = self._number(word)
        return value if is_ordinal else self.made("ordinal", word, least=4)

    @lru_cache(maxsize=10_000)  # noqa: B019 -- there are a few languages, and they stay
    def _number(self, word: str) -> tuple[Fraction | None, bool]:
        total, current, at, is_ordinal = Fraction(0), Fraction(0), 0, False
        while at < len(word):
            match = self._word.match(word, at) if len(word) <= _LONGEST else None
            if match is None or (not at and match.start(1) > 0):
                return None, False
            is_ordinal = match[1] in self._ordinals if match[1] else is_ordinal
            value = self._ordinals.get(match[1]) or self._cardinals.get(match[1], Fraction(10))
            ones = current % 10
            if value == 10 and match[1] and "teen" in self.words and current > 100 and ones > 1:
                # "Kaksisataaviisikymmentä"
                current += 9 * ones
            elif value > current and (
                value in {100, 1000}
                or (value == 10 and match[1] and "teen" in self.words and current > 1)
            ):
                current = value * (current or 1)
                if value == 1000:
                    total, current = total + current, Fraction(0)
            elif at and match[1] and not _fits(current or total, value):
                return None, False
            else:
                current += value
            at = match.end()
        return (total + current, is_ordinal) if word else (None, False)

    def made(self, kind: str, word: str, least: int = 2) -> Fraction | None:
        """The number of which a word is made with one of the lexicon's `endings` of this kind."""
        if kind not in self._endings or len(word) > _LONGEST:
            return None
        ending, lost = self._endings[kind]
        stems = (word[:at] for at in range(1, len(word) + 1) if ending.fullmatch(word, at))
        values = (self._stem(each, kind) for stem in stems for each in (stem, stem + lost))
        return next((value for value in values if value is not None and value >= least), None)

    def _stem(self, word: str, kind: str) -> Fraction | None:
        if kind in {"part", "nth"} and (ordinal := self.ordinal(word)):
            return ordinal
        return None if kind == "nth" else self._number(word)[0]

    def part(self, word: str) -> Fraction | None:
        """One of so many parts: "tredjedel", "half"."""
        number = self.made("part", word) or self.made("nth", word, least=3)
        return 1 / number if number else self.parts.find(word)

    def multiple(self, word: str) -> Fraction | None:
        """How many times as much: "doubled", "verdreifacht"."""
        word = _MADE.sub("", word)
        return self.multiples.find(word) or self.made("multiple", word)

    def vague(self, word: str) -> Fraction | None:
        """A number that need not be one, or is none exactly: "båda", "hundratals"."""
        found = self.weak.find(word)
        made = self.made("size", word, least=10) if found is None else found
        # "Femtiotalet" is no size.
        return made if found is not None or made in _SIZES else None

    def compound(self, word: str) -> tuple[Fraction, str] | None:
        """A number with what it counts in one word, and its unit or "": "femgradig", "treårig"."""
        match = self._compound.fullmatch(word) if len(word) <= _LONGEST else None
        if match is None or len(match[1]) < 2:
            return None
        unit = (self.unit(match[2]) or "") if match[2] else ""
        if self.matches("half", match[1]):
            return (HALF, unit) if unit else None
        value = self.cardinal(match[1])
        return (value, unit) if value is not None and value >= 2 else None

    def unit(self, word: str) -> str | None:
        return self._units.find(word)

    def without_phrases(self, text: str) -> str:
        """Return the text with spaces in place of phrases that only look like numbers."""
        return self._phrases.sub(lambda match: " " * len(match[0]), text)

    def month(self, word: str) -> int | None:
        """The number of a month as it is written, inflected or cut: "tammikuuta", "Sept"."""
        is_other_word = self.has_capital_months and word[:1].islower()
        return None if is_other_word else _named(word.lower(), self._months)

    def weekday(self, word: str) -> int | None:
        return _named(word, self._weekdays) if len(word) > 3 else None


def _fits(current: Fraction, value: Fraction) -> bool:
    """Whether a number may follow the one so far in one word: 50 after 200, 3 after 50, 50 after 3."""
    return 0 < value < 100 and (
        current >= 100
        or (current >= 20 and current % 10 == 0 and value < 10)
        or (current < 10 and value >= 20 and value % 10 == 0)
    )


def _uncounted(pattern: str) -> str:
    """The pattern with groups that are not counted."""
    return re.sub(r"(?<!\\)\((?!\?)", "(?:", pattern)


def _names(names: Mapping[str, Mapping[str, Mapping[int, str]]]) -> dict[str, int]:
    """Names of months or days and their abbreviations, in small letters and without a point."""
    return {
        name.lower().rstrip("."): number
        for form in names.values()
        for width in ("wide", "abbreviated")
        for number, name in form[width].items()
        if len(name.rstrip(".")) >= 3 and not name[0].isdigit()
    }


def _named(word: str, names: Mapping[str, int]) -> int | None:
    if word in names:
        return names[word]
    for name, number in names.items():
        if len(name) > 4 and word.startswith(name) and len(word) - len(name) <= 4:
            return number
        if len(word) > 3 and name.startswith(word):
            return number
    return None


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
    return Language(locale, lexicon_of(base))


def knows(language: str) -> bool:
    """Return whether the words of a language are known, "sv" or "en-GB", and not its digits alone."""
    return bool(language_of(language).words)
