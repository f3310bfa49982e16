"""Numbers in a text of a translation that its source has changed since."""

from __future__ import annotations

import re
from decimal import Decimal
from html import unescape
from typing import TYPE_CHECKING

from babel.numbers import format_decimal

from ..number_check import check
from ..quantities.locales import conventions_of

if TYPE_CHECKING:
    from ..number_check import Quantity

_TAG = re.compile(r"<[^<>]*>")


def present_numbers(
    source: str, own: str, source_language: str, language: str
) -> list[tuple[str, str]]:
    """Return each number of a text with the one that its source has in its place now.

    The former as the text has it, the latter as its language writes it; a year stays a year. Dates,
    times and what was counted in another unit are left out: there is no telling what to say in their
    place. So are words, where it is not certain which number each stands for.
    """
    source, own = (unescape(_TAG.sub(" ", text)) for text in (source, own))
    found = check(source, own, source_language, language)
    pairs = [(each.source, each.target) for each in found]
    are_paired = all(theirs and mine for theirs, mine in pairs)
    return [
        (
            mine.text,
            theirs.text if theirs.is_year and mine.is_year else _as_written(theirs, language),
        )
        for theirs, mine in pairs
        if theirs and mine and _is_plain(theirs) and _is_plain(mine) and theirs.unit == mine.unit
        if are_paired or (theirs.is_digits and mine.is_digits)
    ]


def _is_plain(quantity: Quantity) -> bool:
    return quantity.kind == "number" and len(quantity.values) == 1


def _as_written(quantity: Quantity, language: str) -> str:
    value = min(quantity.values)
    number = format_decimal(
        Decimal(value.numerator) / Decimal(value.denominator),
        locale=conventions_of(language).cldr,
        decimal_quantization=False,
    )
    return f"−{number}" if quantity.is_negative else number
