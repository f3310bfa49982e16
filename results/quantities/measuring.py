"""The unit and the scale of a number, read from the text beside it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .languages.measures import CURRENCY_SIGNS

if TYPE_CHECKING:
    from .languages.measures import Measures
    from .units import Scale, Unit

# The longest qualifier with what may stand between it and the number.
REACH = 60
_SIGN_BEFORE = re.compile(
    rf"(?P<minus>(?<![\w)%])[-–])?(?<![^\W\d_])(?P<sign>{'|'.join(CURRENCY_SIGNS)}|kr\.?)\s?$",
    re.IGNORECASE,
)
_MANY = re.compile(r" (?:[a-z]+ )?(?:[a-z]{3,}s|people|children|women|men)\b")


@dataclass(frozen=True, slots=True)
class Measure:
    """What a number is measured in, None where nothing says so.

    `start` and `end` take in what says so. `has_sign` is whether a currency stands before the
    number, `is_negative` whether a minus stands before that.
    """

    start: int
    end: int
    unit: Unit | None
    scale: Scale | None
    has_sign: bool
    is_negative: bool


def measure(text: str, start: int, end: int, measures: Measures) -> Measure:
    """Return what stands around the number from `start` to `end`."""
    sign = _sign_before(text[max(0, start - REACH) : start], measures)
    unit, scale, end = _behind(text, end, measures, has_sign=sign is not None)
    if sign is None:
        return Measure(start, end, unit, scale, has_sign=False, is_negative=False)
    currency, length, is_negative = sign
    return Measure(start - length, end, currency, scale, has_sign=True, is_negative=is_negative)


def _sign_before(before: str, measures: Measures) -> tuple[Unit, int, bool] | None:
    """The currency whose sign ends the text, the length of the sign, and whether it is negative."""
    match = _SIGN_BEFORE.search(before)
    if match is None:
        return None
    text = match["sign"].rstrip(".").lower()
    if text.isalpha() and match.start() and before[match.start() - 1].isalpha():
        return None
    # "500 kr" belongs to the number before it.
    if text.isalpha() and re.search(r"\d\s*$", before[: match.start()]):
        return None
    units = {sign.replace("\\", ""): unit for sign, unit in CURRENCY_SIGNS.items()}
    return units.get(text, measures.crown), len(match[0]), match["minus"] is not None


def _behind(
    text: str, end: int, measures: Measures, *, has_sign: bool
) -> tuple[Unit | None, Scale | None, int]:
    """Unit and scale behind a number, in at most two steps: "miljoner", then "kronor"."""
    unit: Unit | None = None
    scale: Scale | None = None
    attached = measures.attached_at(text, end)
    if attached and (has_sign or _is_scale(text, end, attached[1])):
        (_none, scale), end = attached
    for _step in range(2):
        position = end
        while text[position : position + 1] == " ":
            position += 1
        found = measures.unit_at(text, position)
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
