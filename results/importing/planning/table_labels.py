"""What the figures of a table count: the row, and the heading of the column or the caption."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import zip_longest

from ..figures.languages import vocabulary_of
from .plan import MAX_LABEL
from .table_columns import DIGITS, without_period
from .table_units import is_unit, names_money

_ASIDE = re.compile(r"\(([^()]*)\)")
_PART = re.compile(r"(?=[,;:] )")
_NUMBERED = re.compile(r"^[^\W\d]+ \d{1,2}(?:\.\d{1,2})?(?:[.:]\s+(?=\w)|\s+(?=[A-ZÅÄÖÆØÜ]))")
_WORD = re.compile(r"[^\W\d]")
_LONG_WORD = re.compile(r"\w{4,}|\d+")
# As much of a word as its forms have in common: "beviljade", "beviljat".
_STEM = 6
_WHOLE = re.compile(r"\d{1,3}(?:[ \u00a0,.]?\d{3})*")
LONGEST_HEADING = 40


@dataclass(frozen=True, slots=True)
class Caption:
    """The `text` above a table: what it says is `counted`, `by` what, and its `heading`; "" for none.

    With `is_of_money` it names a currency.
    """

    text: str
    counted: str
    by: str
    heading: str
    is_of_money: bool

    @classmethod
    def of(
        cls, caption: str, above: str, rows: list[str], locale: str, told: str = ""
    ) -> "Caption":
        """Read it: the calls of "Table 1: Calls by topic", unless the rows say that they are calls.

        `told` is what the text says is counted.
        """
        text = caption or above
        said = without_measure(_NUMBERED.sub("", text).split(". ")[0], locale)
        heading = said if 0 < len(said) <= LONGEST_HEADING else above
        is_heading = len(heading) <= LONGEST_HEADING and not heading.endswith((".", "!", "?"))
        counted, by = vocabulary_of(locale).labels.counted_by(said)
        counted = counted or told
        stems = _stems([counted])
        named = sum(not stems.isdisjoint(_stems([row])) for row in rows)
        return cls(
            f"{caption} | {above}",
            "" if named * 2 > len(rows) else counted,
            by,
            heading if is_heading else "",
            names_money(text, locale),
        )


def told_in_text(body: list[list[str]], totals: Mapping[int, str], locale: str) -> str:
    """What the text counts as many of as a column has in all: its rows are those, divided."""
    words = vocabulary_of(locale).labels
    for column in zip_longest(*body, fillvalue=""):
        numbers = [
            int("".join(filter(str.isdigit, text)))
            for row, text in zip(body, column, strict=True)
            if _WHOLE.fullmatch(text) and not words.is_sum(row[0])
        ]
        if len(numbers) > 1 and sum(numbers) in totals:
            return totals[sum(numbers)]
    return ""


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
    name = vocabulary_of(locale).words.of_those_named.sub("", without_measure(row, locale), 1)
    if name[:1].isdigit():
        # "0–2": the caption says of what.
        name = f"{caption.by} {name}".strip()
    if words.is_sum(name):
        name = caption.counted or caption.heading or name
    told: list[str] = []
    for part in (name, *beside, column):
        is_said = is_unit(part, locale) or (part is not name and words.is_plain_head(part))
        if part and not is_said and not _has(told, part):
            told.append(part)
    return ", ".join(told)[:MAX_LABEL]


def without_measure(name: str, locale: str) -> str:
    """What the name of a row or a column says besides period, day, unit and remarks: "Utbetalt 2018 (SEK)"."""
    known = vocabulary_of(locale)
    told = known.exclusions.day.sub("", without_period(name, locale))
    told = _ASIDE.sub(lambda aside: "" if _is_remark(aside[1], locale) else aside[0], told)
    first, *others = _PART.split(told)
    others = [part for part in others if not known.labels.is_plain_head(part.strip(" ,;:"))]
    parts = [part for part in (first, *others) if not is_unit(part.strip(" ,;:"), locale)]
    return " ".join("".join(parts).split()).strip(",;:-–— ")


def _is_remark(aside: str, locale: str) -> bool:
    """Whether brackets hold a unit, or more than a class or an age: "(388 answers)", but "(0–2)"."""
    is_told_with_number = DIGITS.search(aside) and _WORD.search(aside)
    is_age = vocabulary_of(locale).labels.age.search(aside)
    return is_unit(aside, locale) or bool(is_told_with_number and not is_age)


def _has(told: list[str], part: str) -> bool:
    """Whether all words of a part, in some form, are told already."""
    own = _stems([part])
    return bool(own) and own <= _stems(told)


def _stems(texts: list[str]) -> set[str]:
    return {word[:_STEM].lower() for text in texts for word in _LONG_WORD.findall(text)}
