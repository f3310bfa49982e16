"""The tables of a sheet, and the lines above and below them."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from ..document import Paragraph, Part, Run, Table
from ..errors import ImportRefused
from .plain_tables import MAX_COLUMNS, names_columns

# What the cells of a row show, by their columns.
Row = dict[int, str]
TOO_MANY_CELLS = (
    _(
        "The workbook has more than 50,000 cells, or a table of more than 100 columns. Copy what "
        "belongs to the results into a workbook of its own, and import that."
    ),
    "too_many_cells",
)


def parts_of(rows: dict[int, Row]) -> Iterator[Part]:
    """Yield the tables of a sheet, which empty rows part, with the lines above and below them."""
    blocks: list[list[Row]] = []
    before = 0
    for number in sorted(rows):
        if not blocks or number > before + 1:
            blocks.append([])
        if rows[number]:
            blocks[-1].append(rows[number])
        before = number
    for table in filter(None, blocks):
        columns = sorted({column for row in table for column in row})
        if len(columns) > MAX_COLUMNS:
            raise ImportRefused(*TOO_MANY_CELLS)
        yield from _parts_of_table(columns, table)


def _parts_of_table(columns: list[int], block: list[Row]) -> Iterator[Part]:
    rows = [[row.get(column, "") for column in columns] for row in block]
    wide = [number for number, row in enumerate(block) if len(row) > 1]
    while len(wide) > 1 and _is_above(block[wide[0]], block[wide[1]], columns):
        del wide[0]
    first, last = (wide[0], wide[-1] + 1) if wide else (len(rows), len(rows))
    lines = [": ".join(filter(None, row)) for row in rows]
    caption = " ".join(lines[first - 1].split()) if first and wide else ""
    for number, line in enumerate(lines[: first - 1 if caption else first]):
        yield Paragraph((Run(line),), is_line=not number and _is_title(line))
    if wide:
        cells = tuple(
            tuple((Run(text),) if text else () for text in row) for row in rows[first:last]
        )
        yield Table(cells, has_header=names_columns(rows[first:last]), caption=caption)
    for line in lines[last:]:
        yield Paragraph((Run(line),))


def _is_above(row: Row, following: Row, columns: list[int]) -> bool:
    """Whether a row with two cells stands above the heads of a wider table: "Date: 31 December"."""
    is_pair = set(row) == set(columns[:2])
    return is_pair and len(following) > len(row) and columns[0] in following


def _is_title(line: str) -> bool:
    """Whether a line above tables, by itself, may head them, and is no note."""
    return ":" not in line and not line.endswith((".", ",", ";"))
