"""The words, numbers and signs of a text, and a place among them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from .quantity import Quantity

if TYPE_CHECKING:
    from .languages import Language
    from .quantity import Worth

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
