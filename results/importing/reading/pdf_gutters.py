"""The gaps between the words of a line of a PDF, and what several lines have of them in common."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING

from .pdf_rows import Row, cells_of, text_of_words
from .plain_lists import marker_of

if TYPE_CHECKING:
    from .pdf_pages import Page, Word
    from .pdf_rows import Gap

# In heights of letters: the least space between columns, and how far from a line is beside it.
GUTTER = 0.9
_UNEVEN = 0.1
_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?")
_FOREVER = 1e9


def gaps_in(row: Row, page: Page) -> list[Gap]:
    """Where a line has no words: within it, and beside it."""
    gaps = [(-_FOREVER, row.left)]
    uprights = page.uprights_at(row.base)
    for number, (before, after) in enumerate(pairwise(row.words)):
        # The space behind a bullet, or the number of a paragraph, parts nothing.
        if number == 0 and (marker_of(f"{before.text} x") or _NUMBER.fullmatch(before.text)):
            continue
        gap = (before.right, after.left)
        is_wide = gap[1] - gap[0] >= GUTTER * min(before.size, after.size)
        if is_wide or has_line(gap, uprights):
            gaps.append(gap)
    return [*gaps, (row.right, _FOREVER)]


def common_gaps(
    gaps: list[Gap], others: list[Gap], least: float, uprights: list[float]
) -> list[Gap]:
    """What two lists of gaps have in common, as far as it is wide enough, or has a line in it."""
    found = []
    one = other = 0
    while one < len(gaps) and other < len(others):
        gap = max(gaps[one][0], others[other][0]), min(gaps[one][1], others[other][1])
        is_ruled = has_line(gap, uprights)
        if gap[1] - gap[0] >= (0.5 if is_ruled else least):
            found.append(gap)
        if gaps[one][1] < others[other][1]:
            one += 1
        else:
            other += 1
    return found


def has_line(gap: Gap, uprights: list[float]) -> bool:
    """Whether one of the lines, given from left to right, is drawn in a gap."""
    first = bisect_left(uprights, gap[0])
    return first < len(uprights) and uprights[first] <= gap[1]


def gaps_between(gaps: list[Gap], left: float, right: float) -> list[Gap]:
    """The gaps that have words on both sides."""
    return [gap for gap in gaps if gap[0] >= left and gap[1] <= right]


def gutters_apart(rows: list[Row], gutters: list[Gap]) -> list[Gap]:
    """The gutters between things that have lines of their own: these are not on one line with those."""
    return [gap for gap in gutters if _has_own_lines(rows, gap)]


def _has_own_lines(rows: list[Row], gutter: Gap) -> bool:
    sides = [cells_of(row.words, [gutter]) for row in rows]
    uneven = [
        abs(left[-1].base - right[0].base) > _UNEVEN * left[-1].size
        for left, right in sides
        if left and right
    ]
    return len(uneven) > 1 and sum(uneven) * 3 >= len(uneven) * 2


def rows_across(rows: list[Row], gutters: list[Gap]) -> list[Row]:
    """The lines that have something in more than one column."""
    return [row for row in rows if len(columns_of([row], gutters)) > 1]


def columns_of(rows: list[Row], gutters: list[Gap]) -> list[list[Word]]:
    """The words of each column that has any."""
    words = [word for row in rows for word in row.words]
    return [column for column in cells_of(words, gutters) if column]


def texts_of(rows: list[Row], gutters: list[Gap]) -> list[list[str]]:
    """What the cells of each column say."""
    columns = zip(*(cells_of(row.words, gutters) for row in rows), strict=True)
    return [[text_of_words(cell) for cell in column if cell] for column in columns]
