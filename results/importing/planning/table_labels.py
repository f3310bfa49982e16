"""What the figures of a table count: the row, and the heading of the column or the caption."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..figures.languages import vocabulary_of
from .plan import MAX_LABEL
from .table_columns import without_period
from .table_units import is_unit

_ASIDE = re.compile(r"\(([^()]*)\)")
_PART = re.compile(r"(?=[,;:] )")
_NUMBERED = re.compile(r"^[^\W\d]+ \d{1,2}(?:\.\d{1,2})?[.:]\s+")
_LONG_WORD = re.compile(r"\w{4,}|\d+")
# As much of a word as its forms have in common: "beviljade", "beviljat".
_STEM = 6
LONGEST_HEADING = 40


@dataclass(frozen=True, slots=True)
class Caption:
    """The `text` that stands above a table, what it says is `counted`, and its `heading`.

    Both are empty where it says none.
    """

    text: str
    counted: str
    heading: str

    @classmethod
    def of(cls, caption: str, above: str, rows: list[str], locale: str) -> "Caption":
        """Read it: the calls of "Table 1: Calls by topic", unless the rows say that they are calls."""
        text = caption or above
        said = without_measure(_NUMBERED.sub("", text), locale)
        is_heading = len(said) <= LONGEST_HEADING and not said.endswith((".", "!", "?"))
        counted = vocabulary_of(locale).labels.counted_by(said)
        stems = _stems([counted])
        named = sum(not stems.isdisjoint(_stems([row])) for row in rows)
        return cls(
            f"{caption} | {above}",
            "" if named * 2 > len(rows) else counted,
            said if is_heading else "",
        )


def label_of_cell(
    row: str, head: str, beside: Iterable[str], caption: Caption, *, is_share: bool, locale: str
) -> str:
    """What a cell counts: "Sexual violence, contacts"."""
    words = vocabulary_of(locale).labels
    column = without_measure(head, locale)
    if is_share and caption.counted and (not column or words.is_share(column)):
        column = f"{words.share} {caption.counted}"
    elif not column or words.is_plain_head(column):
        column = caption.counted
    name = without_measure(row, locale)
    if words.is_sum(name):
        name = caption.counted or caption.heading or name
    told: list[str] = []
    for part in (name, *beside, column):
        if part and not is_unit(part, locale) and not _has(told, part):
            told.append(part)
    return ", ".join(told)[:MAX_LABEL]


def without_measure(name: str, locale: str) -> str:
    """What the name of a row or a column says besides its period and unit: "Utbetalt 2018 (SEK)"."""
    told = without_period(name, locale)
    told = _ASIDE.sub(lambda aside: "" if is_unit(aside[1], locale) else aside[0], told)
    parts = [part for part in _PART.split(told) if not is_unit(part.strip(" ,;:"), locale)]
    return " ".join("".join(parts).split()).strip(",;:-–— ")


def _has(told: list[str], part: str) -> bool:
    """Whether all words of a part, in some form, are told already."""
    own = _stems([part])
    return bool(own) and own <= _stems(told)


def _stems(texts: list[str]) -> set[str]:
    return {word[:_STEM].lower() for text in texts for word in _LONG_WORD.findall(text)}
