"""What the figures of a table count: the row, and the heading of the column."""

import re

from ..figures.languages import vocabulary_of
from .plan import MAX_LABEL
from .table_columns import without_period
from .table_units import is_unit

_ASIDE = re.compile(r" ?\(([^()]*)\)")
_PART = re.compile(r"(?=[,;:] )")
_LONG_WORD = re.compile(r"\w{4,}|\d+")
# As much of a word as its forms have in common: "beviljade", "beviljat".
_STEM = 6
LONGEST_HEADING = 40


def label_of_cell(row: str, head: str, heading: str, locale: str) -> str:
    """What a cell counts: "Sexual violence, contacts"; the sum of a table counts what its heading says."""
    known = vocabulary_of(locale)
    name = known.words.of_those_named.sub("", without_measure(row, locale), 1)
    if 0 < len(heading) <= LONGEST_HEADING:
        # "0–2" alone says of nothing what it is.
        name = heading if known.labels.is_sum(name) else name
        name = f"{heading}, {name}" if name[:1].isdigit() else name
    column = without_measure(head, locale)
    is_plain = known.labels.is_plain_head(column) or known.roles.heads_results(column)
    own = _stems(column)
    is_said = is_plain or bool(own and own <= _stems(name))
    return ", ".join(filter(None, (name, "" if is_said else column)))[:MAX_LABEL]


def without_measure(name: str, locale: str) -> str:
    """What the name of a row or a column says besides period, day and unit: "Utbetalt 2018 (SEK)"."""
    known = vocabulary_of(locale)
    told = known.exclusions.day.sub("", without_period(name, locale))
    told = _ASIDE.sub(lambda aside: "" if is_unit(aside[1], locale) else aside[0], told)
    first, *others = _PART.split(told)
    others = [part for part in others if not known.labels.is_plain_head(part.strip(" ,;:"))]
    parts = [part for part in (first, *others) if not is_unit(part.strip(" ,;:"), locale)]
    return " ".join("".join(parts).split()).strip(",;:-–— ")


def _stems(text: str) -> set[str]:
    return {word[:_STEM].lower() for word in _LONG_WORD.findall(text)}
