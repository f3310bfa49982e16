"""The numbers of a text: where each stands, and what it is worth."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...quantities import AmbiguousNumberError, NumberFormatError, parse_number

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

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


def is_range(text: str) -> bool:
    """Whether two numbers and a dash are the ends of a range, and no year with what follows it."""
    first, second = (digits(part) for part in re.split(r"[–-]", text, maxsplit=1))
    return abs(len(first) - len(second)) <= 1 or not _is_year(first)


def digits(text: str) -> str:
    """The digits of the text."""
    return re.sub(r"\D", "", text)


def _is_year(text: str) -> bool:
    return len(text) == 4 and text[:2] in {"19", "20"}
