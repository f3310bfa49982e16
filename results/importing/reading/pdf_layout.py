"""Columns and tables of a page of a PDF: found by the white space, or the lines, between words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import partial
from statistics import median
from typing import TYPE_CHECKING

from .pdf_columns import columns_by_numbers
from .pdf_gutters import (
    GUTTER,
    columns_of,
    common_gaps,
    gaps_between,
    gaps_in,
    gutters_apart,
    rows_across,
    texts_of,
)
from .pdf_rows import Row, cells_of, rows_of
from .pdf_tables import table_of

if TYPE_CHECKING:
    from ..document import Table
    from .pdf_columns import Cells
    from .pdf_pages import Page, Word
    from .pdf_rows import Gap

# So many lines are looked at ahead, and back.
_AHEAD, _BEHIND = 3, 20
# So many lines have gaps below each other in columns alone.
_SURELY = 5
# In heights of letters, what parts one thing from the next.
_NEAR, _FAR = 2.5, 3.5
# How much larger letters are that stand out, and what is above a heading that has nothing beside it.
_LARGER, _MUCH_LARGER, _ALONE = 1.2, 1.4, 1.6
# In characters: a cell of a table holds a number or a name; a line of a column of text holds more.
_LONGEST_CELL = 20
_CAPTION = re.compile(r"[^\W\d]+ \d{1,2}[.:] \w")
# In heights of letters, how far the next line of a cell is.
_NEXT = 1.7
# Columns within columns.
_DEEPEST = 6


class Region:
    """The lines of one column, from the top to the bottom."""

    def __init__(self, rows: list[Row], page: int) -> None:
        self.rows = rows
        self.page = page
        self.left = min(row.left for row in rows)
        self.right = max(row.right for row in rows)
        self.pictures = [row.words[0] for row in rows if row.picture]


def laid_out(words: Sequence[Word], page: Page, depth: int = 0) -> Iterator[Region | Table]:
    """Yield the columns and tables of a page in the order in which they are read."""
    plain: list[Row] = []
    found = rows_of(words)
    for rows, gutters in _stretches(found, page) if depth < _DEEPEST else [(found, [])]:
        if not gutters:
            plain += rows
            continue
        apart = gutters_apart(rows, gutters)
        if not apart and _is_table(rows, gutters):
            for piece in _tables(rows, gutters, page):
                if isinstance(piece, Row):
                    plain.append(piece)
                    continue
                if plain:
                    yield Region(plain, page.number)
                    plain = []
                yield piece
            continue
        if plain:
            yield Region(plain, page.number)
            plain = []
        for column in columns_of(rows, apart or gutters):
            yield from laid_out(column, page, depth + 1)
    if plain:
        yield Region(plain, page.number)


def _stretches(rows: list[Row], page: Page) -> Iterator[tuple[list[Row], list[Gap]]]:
    """Yield lines below each other that have gaps at the same places, with these; others alone."""
    start = 0
    while start < len(rows):
        gaps = gaps_in(rows[start], page)
        end, left, right = start + 1, rows[start].left, rows[start].right
        gutters = gaps_between(gaps, left, right)
        is_whole = not gutters
        while end < len(rows):
            row, above = rows[end], rows[end - 1]
            left, right = min(left, row.left), max(right, row.right)
            size = min(word.size for line in (above, row) for word in line.words)
            common = common_gaps(
                gaps, gaps_in(row, page), GUTTER * size, page.uprights_at(row.base)
            )
            found = gaps_between(common, left, right)
            far = _NEAR if is_whole else _FAR
            if not found or above.base - row.base > far * max(row.size, above.size):
                break
            if _is_above_all(row, above, found):
                break
            own = _gaps_within(row, page)
            if is_whole and len(own) > len(found):
                # What is above columns, in one piece, does not say how many there are.
                break
            is_whole = is_whole and not own
            last = rows[max(start, end - _BEHIND) : end]
            is_one = not gutters_apart(last, gutters)
            if is_one and _turns(last, gutters, rows[end : end + _AHEAD], page):
                # What a table is called stands with it, also in the first column.
                end -= end - start > 1 and _CAPTION.match(above.text) is not None
                break
            gaps, gutters, end = common, found, end + 1
        lines = rows[start:end]
        if not gutters or not (_is_table(lines, gutters) or _are_columns(lines, gutters, page)):
            lines, gutters = lines[:1], []
        yield lines, gutters
        start += len(lines)


def _gaps_within(row: Row, page: Page) -> list[Gap]:
    return gaps_between(gaps_in(row, page), row.left, row.right)


def _is_above_all(row: Row, above: Row, gutters: list[Gap]) -> bool:
    """Whether a line is a heading of all columns, though no longer than one: no other has a line beside it."""
    stands_out = row.size > _LARGER * above.size and above.base - row.base > _ALONE * row.size
    return stands_out and row.right <= gutters[0][1]


def _turns(rows: list[Row], gutters: list[Gap], below: list[Row], page: Page) -> bool:
    """Whether columns of text end where a table as wide as all of them begins, or the other way round."""
    goes_on = len(_gaps_within(below[0], page)) == len(gutters)
    gaps = gaps_in(below[0], page)
    for row in below[1:]:
        size = min(word.size for word in row.words)
        gaps = common_gaps(gaps, gaps_in(row, page), GUTTER * size, page.uprights_at(row.base))
    own = gaps_between(gaps, min(row.left for row in below), max(row.right for row in below))
    if len(own) > len(gutters):
        return _is_prose(rows, gutters) and _has_numbers(below, own)
    is_less = 0 < len(own) < len(gutters) and not goes_on
    # Numbers that stand out have what they count below them.
    stands_out = rows[0].size > _LARGER * rows[-1].size
    has_numbers = _has_numbers(rows[:1] if stands_out else rows, gutters)
    return is_less and has_numbers and _is_prose(below, own)


def _is_prose(rows: list[Row], gutters: list[Gap]) -> bool:
    return all(
        texts and median(map(len, texts)) > _LONGEST_CELL for texts in texts_of(rows, gutters)
    )


def _has_numbers(rows: list[Row], gutters: list[Gap]) -> bool:
    """Whether all columns but the first have short cells, and numbers in most rows."""
    _labels, *numbers = texts_of(rows, gutters)
    return all(
        sum(any(map(str.isdigit, text)) for text in texts) * 2 > len(rows)
        and median(map(len, texts)) <= _LONGEST_CELL
        for texts in numbers
    )


def _tables(rows: list[Row], gutters: list[Gap], page: Page) -> Iterator[Row | Table]:
    """Yield a table, and the lines above and below it that are in one column."""
    columns = columns_by_numbers(rows, page)
    cells = columns.cells_of if columns else partial(cells_of, gutters=gutters)
    first, last = _ends_of_table(rows, cells)
    yield from rows[:first]
    if first < last:
        yield table_of(rows[first:last], cells, page)
    yield from rows[last:]


def _are_columns(rows: list[Row], gutters: list[Gap], page: Page) -> bool:
    """Whether the gaps in lines part columns, and are not spaces that happen to be below each other."""
    sizes = [row.size for row in rows_across(rows, gutters)]
    in_middle = any(gap[0] < page.width / 2 < gap[1] for gap in gutters)
    # A number that stands out has what it counts below it, in smaller letters.
    stands_out = len(sizes) > 1 and max(sizes) > _LARGER * min(sizes)
    return len(rows) >= _SURELY or in_middle or stands_out or bool(gutters_apart(rows, gutters))


def _is_table(rows: list[Row], gutters: list[Gap]) -> bool:
    """Whether lines with gaps are a table: letters of one size, side by side, in short cells."""
    wide = rows_across(rows, gutters)
    if len(wide) < 2 or len(wide) * 5 < len(rows) * 2:
        return False
    if max(row.size for row in wide) > _MUCH_LARGER * min(row.size for row in wide):
        return False
    return any(map(_are_cells, texts_of(wide, gutters)))


def _are_cells(texts: list[str]) -> bool:
    """Whether the lines of a column are cells: short, and few begin in the middle of a sentence."""
    within = sum(text[:1].islower() for text in texts)
    return median(map(len, texts)) <= _LONGEST_CELL and within * 3 <= len(texts) if texts else False


def _ends_of_table(rows: list[Row], cells_of: Cells) -> tuple[int, int]:
    """The place of the first line of a table, and that behind its last one."""
    wide = [index for index, row in enumerate(rows) if sum(map(bool, cells_of(row.words))) > 1]
    if not wide:
        return len(rows), len(rows)
    first, last = wide[0], wide[-1] + 1
    # A name of a row may be longer than its numbers, and go on below them.
    while last < len(rows) and rows[last - 1].base - rows[last].base <= _NEXT * rows[last].size:
        if rows[last].size != rows[last - 1].size or rows[last].bold != rows[last - 1].bold:
            break
        last += 1
    return first, last
