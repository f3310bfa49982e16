"""Success criteria of WCAG 2.2, levels A and AA, from the data file beside this module.

Names are in English: the authorised Swedish translation covers WCAG 2.0 only. 4.1.1 is not part of
WCAG 2.2.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Criterion:
    """A success criterion; `since` is the version of WCAG that introduced it."""

    number: str
    level: str
    since: str
    name: str

    def __str__(self) -> str:
        return f"{self.number} {self.name}"


def _read() -> dict[str, Criterion]:
    text = files(__package__).joinpath("data", "wcag22.json").read_text(encoding="utf-8")
    return {row["number"]: Criterion(**row) for row in json.loads(text)}


# By number, in the order of the guidelines.
CRITERIA = _read()
CHOICES = [(number, f"{found} ({found.level})") for number, found in CRITERIA.items()]


def criteria_of(numbers: list[str]) -> list[Criterion]:
    """Return the criteria with these numbers, each once, in the order of the guidelines.

    Unknown numbers are skipped.
    """
    wanted = set(numbers)
    return [found for number, found in CRITERIA.items() if number in wanted]
