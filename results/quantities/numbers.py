"""The numbers that stand in a text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from .errors import AmbiguousNumberError, NumberFormatError
from .languages import LANGUAGES
from .locales import conventions_of
from .measuring import measure
from .parsing import parse_number

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
_SPACES = re.compile(r"\s")
RANGE = re.compile(
    rf"(?<![\w.,])(?:[£€$] ?)?(?:{_BODY}) ?(?:%|kr|procent)?(?: ?– ?|-)(?:[£€$] ?)?(?:{_BODY})(?![\w-])"
)


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


class Said(NamedTuple):
    """A value that a text says, whole whatever its scale, and where."""

    value: Decimal
    start: int
    end: int


def values_in(text: str, locale: str) -> Iterator[Said]:
    """Yield what each number of a plain text says."""
    measures = LANGUAGES.get(conventions_of(locale).language.split("-")[0], LANGUAGES["en"])
    # Spaces that do not break a line group digits, too.
    text = _SPACES.sub(" ", text)
    for number in numbers(text, locale):
        found = measure(text, number.start, number.end, measures)
        exponent = found.scale.exponent if found.scale else 0
        yield Said(number.value.scaleb(exponent), found.start, found.end)
