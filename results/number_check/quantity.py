"""What a text says in numbers, the units that it is compared in, and the words that it is read by."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from fractions import Fraction
from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .languages import Language

# (what it measures, how much): two quantities that share one are the same.
Worth = tuple[str, Fraction]
PLAIN = "number"
YEAR = re.compile(r"1[5-9]\d\d|20\d\d")


@dataclass(slots=True, eq=False)
class Quantity:
    """A number, share, date, time or the like, and where it stands.

    `worth` is all that it may be, `values` its bare numbers, `unit` what it is counted in, "" where
    the text does not say, and `scale` what was multiplied. One that `is_weak` need not be said in
    another language. `parts` are the two numbers of "one in four". `directions` are which way it is
    bounded or changed ("above", "below", "by", "to"), each with the words that say so; where its text
    speaks of a loss (`is_loss`), a minus sign may be said in words.
    """

    start: int
    end: int
    text: str
    worth: set[Worth]
    kind: str = PLAIN
    values: set[Fraction] = field(default_factory=set)
    unit: str = ""
    scale: Fraction = Fraction(1)
    is_digits: bool = False
    is_weak: bool = False
    is_negative: bool = False
    is_loss: bool = False
    parts: tuple[Quantity, ...] = ()
    directions: dict[str, Quantity] = field(default_factory=dict)

    @property
    def is_bare(self) -> bool:
        """Whether it depends on its digits alone, and on no word."""
        return self.is_digits and self.kind == PLAIN and self.scale == 1 and not self.unit

    @property
    def numbers(self) -> set[Fraction]:
        """All numbers that it may be, whatever is counted."""
        return self.values | {much for kind, much in self.worth if kind == PLAIN}

    @property
    def group(self) -> str:
        """What it can be taken for another of: a share, in per cent as well, or its kind."""
        return "share" if self.unit in {"percent", "permille"} else self.kind

    @property
    def is_year(self) -> bool:
        """Whether it is written as a year is."""
        return YEAR.fullmatch(self.text) is not None


def day_of(day: int, month: int) -> Worth:
    return "date", Fraction(month * 100 + day)


def minute_of(minutes: int) -> Worth:
    return "clock", Fraction(minutes)


def times(multiple: Fraction) -> set[Worth]:
    """So many times as much, which is so many per cent more."""
    more = multiple - 1 if multiple > 1 else multiple
    return {("times", multiple), (PLAIN, multiple), ("share", more)}


HALF = Fraction(1, 2)
_DATA: dict[str, Any] = tomllib.loads(
    files(__package__).joinpath("measures.toml").read_text("utf-8")
)
_CURRENCIES, SHARED_SCALES = _DATA.pop("currencies"), _DATA.pop("scales")
# Unit: (what it measures, so much of it).
UNITS = {
    unit: (kind, Fraction(much))
    for kind, units in _DATA.items()
    for unit, (much, _words) in units.items()
}
# A krona, where a text does not say of which country.
CROWN = "crown"
CROWNS = {"SEK", "NOK", "DKK"}
CURRENCIES = set(_CURRENCIES)
# Signs, codes and metric units that all languages share.
SHARED = [
    *((words, unit) for unit, words in _CURRENCIES.items()),
    *((words, unit) for units in _DATA.values() for unit, (_much, words) in units.items() if words),
]


def measured(unit: str, value: Fraction) -> set[tuple[str, Fraction]]:
    """Return what so much of a unit measures, and how much; a currency measures itself."""
    kind, size = UNITS.get(unit, (unit, Fraction(1)))
    amounts = {(kind, value * size)}
    return amounts | {(CROWN, value)} if unit in CROWNS else amounts


SPACE = " \u00a0\u2009\u202f"
DASHES = "-–−‑—"
_SPACES = re.compile(r"\s+")
_LETTER = r"[^\W\d_¹²³⁰⁴-⁹½⅓⅔¼¾⅕-⅞]"
_TOKEN = re.compile(
    rf"""(?P<iso>\d{{4}}-\d\d-\d\d(?!\d))
    |(?P<dotted>\d{{1,2}}\.\s?\d{{1,2}}\.\s?\d{{4}}(?!\d))
    |(?P<point>\d{{1,2}}\.\s?\d{{1,2}}\.(?![\d.]))
    |(?P<phone>(?<![\w.,])(?:\+\d{{1,3}}[\s(0)]*|0\d{{1,3}}\s?[-–/]\s?|0\d{{1,3}}\s)\d[\d\s-]{{4,14}}\d)
    |(?P<code>(?<![\w-])(?![A-Z]{{1,2}}-\d{{3}})(?!Q[1-4]\b){_LETTER}+(?:-\d{{1,3}}(?!\w)|\d+(?:{_LETTER}+\d*)?(?!\d)))
    |(?P<quarter>\bQ[1-4]\b)
    |(?P<clock>\d{{1,2}}:\d\d(?![\d:]))
    |(?P<law>(?<!\d)\d{{1,9}}(?:\(\d{{1,9}}\))+)
    |(?P<number>\d{{1,3}}(?:[{SPACE}]\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,'’٫٬]\d+)*)
    |(?P<fraction>[½⅓⅔¼¾⅕-⅞])
    |(?P<word>[kcdm]?m[²³]|US\$|{_LETTER}+(?:['’.](?={_LETTER}){_LETTER}+)*)
    |(?P<note>[¹²³⁰⁴-⁹])
    |(?P<sign>[^\w\s]|_)""",
    re.VERBOSE,
)

_NOTED = re.compile(rf"({_LETTER}{{3,}})(\d{{1,2}})")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, number or sign, and where it stands; `low` is it in small letters."""

    kind: str
    text: str
    low: str
    start: int
    end: int


_NOTHING = Token("", "", "", -2, -2)


class Cursor:
    """A text that is read from its beginning to its end."""

    def __init__(self, text: str, language: Language) -> None:
        self.text = language.without_phrases(text)
        self.language = language
        self.tokens = [
            token for match in _TOKEN.finditer(self.text) for token in self._tokens(match)
        ]
        self.at = 0
        # Where the last quantity ended.
        self.done = -1

    def _tokens(self, match: re.Match[str]) -> list[Token]:
        kind, text, (start, end) = match.lastgroup or "", match[0], match.span()
        noted = _NOTED.fullmatch(text) if kind == "code" else None
        if noted and noted[1][1:].islower():
            # "Mkr1", whose raised number is not raised any more.
            middle = start + len(noted[1])
            return [
                Token("word", noted[1], noted[1].lower(), start, middle),
                Token("note", noted[2], noted[2], middle, end),
            ]
        if kind != "point" or self._is_day(text):
            return [Token(kind, text, text.lower(), start, end)]
        # "Kl. 13.15." ends a sentence.
        number = text[:-1]
        return [
            Token("number", number, number, start, end - 1),
            Token("sign", ".", ".", end - 1, end),
        ]

    def _is_day(self, text: str) -> bool:
        """Whether "3.2." is a day, as where ordinals have a point."""
        day, month = map(int, re.findall(r"\d+", text))
        return self.language.matches("ordinal", ".") and 1 <= day <= 31 and 1 <= month <= 12

    def peek(self, ahead: int = 0) -> Token:
        """Return the token so far ahead, one without text beyond the ends of the text."""
        place = self.at + ahead
        return self.tokens[place] if 0 <= place < len(self.tokens) else _NOTHING

    def is_(self, name: str, ahead: int = 0) -> bool:
        """Return whether the word so far ahead is what the language's data calls `name`."""
        return self.language.matches(name, self.peek(ahead).low)

    def touches(self, ahead: int = 0) -> bool:
        """Return whether nothing stands between the token so far ahead and the one before."""
        return self.peek(ahead).start == self.peek(ahead - 1).end

    def said(self, tokens: int) -> str:
        """Return the next tokens as they stand in the text, in small letters."""
        last = self.peek(tokens - 1)
        said = self.text[self.peek().start : last.end].lower() if last.text else ""
        return _SPACES.sub(" ", said)

    def tokens_of(self, name: str, most: int) -> int:
        """Return how many of the next tokens are what the language's data calls `name`, 0 for none."""
        matching = (n for n in range(most, 0, -1) if self.language.matches(name, self.said(n)))
        return next(matching, 0)

    def unit(self, ahead: int = 0) -> tuple[str, int]:
        """Return the unit that stands so far ahead, "" for none, and how many tokens it is."""
        self.at += ahead
        found = ((self.language.unit(self.said(tokens)) or "", tokens) for tokens in (3, 2, 1))
        unit = next((each for each in found if each[0]), ("", 0))
        self.at -= ahead
        return unit

    def take(self, worth: set[Worth], **rest: Any) -> Quantity:
        """Go on behind the next token, and return a quantity of it."""
        self.at += 1
        return self.new(self.at - 1, worth, **rest)

    def new(self, first: int, worth: set[Worth], **rest: Any) -> Quantity:
        """Return a quantity from the token `first` up to here."""
        start, end = self.tokens[first].start, self.tokens[self.at - 1].end
        return Quantity(start, end, self.text[start:end], worth, **rest)
