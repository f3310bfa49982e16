"""A table of the document that stays one on the page."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from ...blocks.data_table import MAX_COLUMNS, MAX_ROWS, MAX_TEXT
from ...quantities import QuantityError, parse_number
from ...quantities.quantity import AmbiguousNumberError
from ..figures import find_figures

# A cell that says that there is nothing.
_NOTHING = re.compile(r"[\s–—.-]*")
_YEAR = re.compile(r"(?:19|20)\d{2}")

Row = list[str]


@dataclass(slots=True)
class PlannedTable:
    """A table with its cells as the document has them.

    `names` are what its columns are called. `numbers` has the cells of the columns that hold
    nothing but numbers, by the index of the column; `doubtful` is one that can be read in two ways,
    with the other reading, or None.
    """

    caption: str
    heads: list[Row]
    rows: list[Row]
    names: Row
    numbers: dict[int, list[Decimal | None]] = field(default_factory=dict)
    doubtful: tuple[str, Decimal] | None = None

    def words(self) -> Iterator[str]:
        """Yield every text of the document that stands in the table."""
        yield self.caption
        yield from (cell for row in (*self.heads, *self.rows) for cell in row)

    @property
    def value(self) -> dict[str, Any]:
        """The table as the raw value of its block."""
        return {
            "caption": self.caption,
            "columns": [
                {"type": "number" if index in self.numbers else "text", "heading": name}
                for index, name in enumerate(self.names)
            ],
            "rows": [
                {"values": [self._cell(number, index, cell) for index, cell in enumerate(row)]}
                for number, row in enumerate(self.rows)
            ],
        }

    def _cell(self, row: int, column: int, text: str) -> str | None:
        if column not in self.numbers:
            return text
        number = self.numbers[column][row]
        return None if number is None else f"{number:f}"


def planned_table(
    caption: str, heads: list[Row], body: list[Row], names: Row, locale: str
) -> PlannedTable | None:
    """Return the table as it will stand on the page, None for one that no block takes."""
    width = max(map(len, (names, *heads, *body)), default=0)
    texts = [caption, *names, *(cell for row in body for cell in row)]
    is_table = heads and body and 1 < width <= MAX_COLUMNS and len(body) <= MAX_ROWS
    if not is_table or any(len(text) > MAX_TEXT for text in texts):
        return None
    rows = [[*row, *[""] * (width - len(row))] for row in body]
    made = PlannedTable(caption, heads, rows, [*names, *[""] * (width - len(names))])
    # The first column names the rows.
    for column in range(1, width):
        _read_column(made, column, locale)
    return made


def _is_sure(cell: str, locale: str) -> bool:
    """Whether the sign in a number is one that parts thousands in the language, and no decimal sign."""
    return all(found.other_reading is None for found in find_figures(f"· {cell}", locale))


def _read_column(table: PlannedTable, column: int, locale: str) -> None:
    cells = [row[column] for row in table.rows]
    filled = [cell for cell in cells if not _NOTHING.fullmatch(cell)]
    if not filled or all(map(_YEAR.fullmatch, filled)):
        return
    is_share = all(cell.endswith("%") for cell in filled)
    # A column of both stays text: a number has the unit of its column.
    if not is_share and any(cell.endswith("%") for cell in filled):
        return
    numbers: list[Decimal | None] = []
    doubtful = None
    for cell in cells:
        if _NOTHING.fullmatch(cell):
            numbers.append(None)
            continue
        try:
            numbers.append(parse_number(cell.removesuffix("%"), locale, keep_zeros=True))
        except AmbiguousNumberError as error:
            first, second = error.readings
            numbers.append(first)
            if not _is_sure(cell, locale):
                doubtful = cell, second
        except QuantityError:
            return
    table.numbers[column] = numbers
    table.doubtful = table.doubtful or doubtful
    if is_share and "%" not in table.names[column]:
        table.names[column] = f"{table.names[column]} (%)".strip()
