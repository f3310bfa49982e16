"""A translation with the numbers of its source, where they surely are others."""

from __future__ import annotations

import re
from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

from ...number_check import check
from ...quantities import format_number

if TYPE_CHECKING:
    from ...number_check import Quantity

_NUMBER = re.compile(r"\d(?:[\d .,\u00a0\u202f]*\d)?")
# As many digits as the check reads.
LONGEST = 40
# More than digits make them.
_MADE_OF_SEVERAL = frozenset({"clock", "code", "date", "period"})


def corrected(source: str, text: str, languages: tuple[str, str]) -> str:
    """Return the translation with each certain wrong number put right, "" where there is none.

    Both are texts as a person reads them; `languages` are theirs, in this order.
    """
    right = text
    found = [each for each in check(source, text, *languages) if each.certain and each.target]
    for each in sorted(found, key=lambda one: one.target.start if one.target else 0, reverse=True):
        ours, theirs = each.source, each.target
        if ours is None or theirs is None or _number_of(theirs) is None:
            continue
        number, place = _in_language(ours, languages[1]), slice(theirs.start, theirs.end)
        if number and text[place] == theirs.text:
            said = _NUMBER.sub(number, theirs.text)
            right = f"{right[: theirs.start]}{said}{right[theirs.end :]}"
    return right if right != text else ""


def _number_of(quantity: Quantity) -> str | None:
    """Return the only number in digits that the quantity has, as it is written, else None."""
    numbers = _NUMBER.findall(quantity.text)
    is_one = len(numbers) == 1 and quantity.kind not in _MADE_OF_SEVERAL
    return numbers[0] if is_one and quantity.is_digits else None


def _in_language(quantity: Quantity, language: str) -> str:
    written = _number_of(quantity)
    if written is None or (written.isdigit() and len(written) <= 4):
        # A year has no separator, in any language.
        return written or ""
    if len(quantity.values) != 1:
        return ""
    value = next(iter(quantity.values)) / quantity.scale
    with localcontext(prec=LONGEST):
        exact = Decimal(value.numerator) / value.denominator
    return format_number(exact, language)
