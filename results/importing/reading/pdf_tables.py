"""Tables of a PDF: which of their lines are one row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy

from ..document import LeftOut, Runs, Table, text_of
from .inline import joined_lines, tidied
from .pdf_rows import runs_of
from .plain_tables import is_number, names_columns

if TYPE_CHECKING:
    from .pdf_columns import Cells
    from .pdf_layout import Region
    from .pdf_pages import Page, Word
    from .pdf_rows import Row

HEAD_AGAIN = gettext_lazy("The repeated header row of a table.")
# How much farther than the nearest lines what belongs together is.
_NEAR = 1.3


def table_of(rows: list[Row], cells_of: Cells, page: Page) -> Table:
    """The table that is made of lines, of whose words `cells_of` gives those of each column."""
    body = []
    for lines in _rows_of_table(rows, cells_of, page):
        cells = [cells_of(line.words) for line in lines]
        body.append([_in_one(list(column)) for column in zip(*cells, strict=True)])
    texts = [[text_of(cell) for cell in row] for row in body]
    is_headed = len(rows) > 1 and rows[0].bold and not rows[-1].bold
    has_header = is_headed or names_columns(texts)
    return Table(tuple(map(tuple, body)), has_header, page=page.number)


def with_whole_tables(
    pieces: Iterable[Region | Table], left_out: list[LeftOut]
) -> Iterator[Region | Table]:
    """Yield the pieces; a table that goes on at the top of the next page is one.

    Where its head is there again, `left_out` is told so.
    """
    table: Table | None = None
    for piece in pieces:
        if isinstance(piece, Table) and table is not None and _goes_on(table, piece):
            rows = piece.rows
            if piece.has_header:
                left_out.append(LeftOut(" | ".join(map(text_of, rows[0])), HEAD_AGAIN))
                rows = rows[1:]
            table = replace(table, rows=table.rows + rows)
            continue
        if table is not None:
            yield table
        table = piece if isinstance(piece, Table) else None
        if not isinstance(piece, Table):
            yield piece
    if table is not None:
        yield table


def _goes_on(table: Table, piece: Table) -> bool:
    as_wide = len(table.rows[0]) == len(piece.rows[0])
    is_same_head = table.has_header and piece.rows[0] == table.rows[0]
    return as_wide and piece.page == table.page + 1 and (is_same_head or not piece.has_header)


def _in_one(cell: list[list[Word]]) -> Runs:
    """The lines of a cell as one text."""
    lines = joined_lines(runs_of(line) for line in cell if line)
    return tidied(replace(run, text=run.text.replace("\n", " ")) for run in lines)


def _rows_of_table(rows: list[Row], cells_of: Cells, page: Page) -> Iterator[list[Row]]:
    """Yield the lines of each row: as they are ruled, or as they are near each other."""
    middle = (min(row.left for row in rows) + max(row.right for row in rows)) / 2
    levels = [place for place, start, end in page.levels if start <= middle <= end]
    ruled = [
        any(below.base < place <= above.base + 2 for place in levels)
        for above, below in pairwise(rows)
    ]
    steps = [(above.base - below.base) / below.size for above, below in pairwise(rows)]
    lines = rows[:1]
    for row, has_rule, step in zip(rows[1:], ruled, steps, strict=True):
        # The lines of one cell are nearer to each other than rows are.
        is_near = step <= _NEAR * min(steps) < max(steps) and row.bold == lines[-1].bold
        goes_on = is_near or row.text[:1].islower()
        if has_rule or not goes_on or _clash(lines, row, cells_of):
            yield lines
            lines = []
        lines.append(row)
    yield lines


def _clash(lines: list[Row], row: Row, cells_of: Cells) -> bool:
    """Whether a line has something in a column, other than the first, that has something already.

    Text without anything beside it is no row: it goes on in its cell.
    """
    own = cells_of(row.words)
    if not own[0] and sum(map(bool, own)) == 1 and not is_number(row.text):
        return False
    return any(any(map(all, zip(cells_of(line.words)[1:], own[1:], strict=True))) for line in lines)
