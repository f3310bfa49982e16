"""Texts with more numbers than a person writes, of which only the digits are compared."""

from __future__ import annotations

import re
from collections import Counter

from .fault import Fault

_MOST = 3000
_RUNS = re.compile(r"\d+|[½⅓⅔¼¾⅕-⅞]")


def is_crowded(text: str) -> bool:
    """Whether reading its numbers one by one would take too long."""
    return len(text) > _MOST and sum(1 for _match in _RUNS.finditer(text)) > _MOST


def compare_crowds(source: str, translation: str) -> list[Fault]:
    """A fault for each run of digits that one text has more often than the other."""
    ours, theirs = (Counter(_RUNS.findall(text)) for text in (source, translation))
    return [Fault("number_missing", run) for run in ours - theirs] + [
        Fault("number_added", translation=run) for run in theirs - ours
    ]
