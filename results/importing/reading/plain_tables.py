"""Tables in text: columns between tabs, bars, dots or wide spaces."""

import re
from collections.abc import Sequence

from ..document import Run, Table

# White space is looked at from its first character alone, or a long stretch would take for ever.
_WIDE = re.compile(
    r"(?:(?<!\s)\s+)?(?:[.…]{4,}|…{2,}|(?: \.){3,})\s*|[ \u00a0]{3,}+(?![^()]{0,40}\))"
)
_RULE = re.compile(r"[\s|:+=-]*")
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*[-–/]\s*(?:\d\d){1,2})?")
_LONG_CELL = 80
_COLUMN = 10
# No page has room for more columns; a text with more tabs or bars in a line is no table.
MAX_COLUMNS = 100
# And one long line may not give all others as many cells as it has itself.
MAX_CELLS = 400_000
Row = list[str]


def table_at(lines: Sequence[str], index: int) -> tuple[Table, int] | None:
    """The table that begins in a line, and how many lines it takes."""
    rows: list[Row] = []
    kept = count = 0
    is_ruled = False
    for number in range(index, len(lines)):
        row = cells_of(lines[number])
        width = len(rows[0]) if rows else MAX_COLUMNS
        if row is None or len(row) > width or (len(rows) + 1) * width > MAX_CELLS:
            break
        # Tabs at the ends of lines are often lost.
        if rows and 0 < len(row) < width and "\t" not in lines[number]:
            break
        is_filled = sum(map(bool, row)) > 1
        if not (rows or is_filled):
            break
        is_ruled |= not row and len(rows) == 1
        if row:
            rows.append(row + [""] * (width - len(row) if rows else 0))
        if is_filled or not row:
            kept, count = len(rows), number + 1 - index
    rows = rows[:kept]
    if sum(sum(map(bool, row)) > 1 for row in rows) < 2:
        return None
    cells = tuple(tuple((Run(cell),) if cell else () for cell in row) for row in rows)
    return Table(cells, is_ruled or names_columns(rows)), count


def cells_of(line: str) -> Row | None:
    """The cells of a line; [] for a rule between rows, None for a line without columns."""
    text = line.strip()
    sign = next((sign for sign in "|\t" if sign in text), "")
    if _RULE.fullmatch(text):
        return []
    if sign:
        cells = line.rstrip().lstrip(" ").removeprefix("|").removesuffix("|").split(sign)
        return [cell.strip() for cell in cells]
    cells = [cell.strip() for cell in _WIDE.split(text)]
    if len(line) - len(line.lstrip()) >= _COLUMN:
        # The names of columns, with nothing above the labels.
        cells.insert(0, "")
    return cells if len(cells) > 1 and max(map(len, cells)) <= _LONG_CELL else None


def names_columns(rows: list[Row]) -> bool:
    """Whether the first row has names, or years, above the numbers of the others."""
    first, *others = rows
    named = [cell for cell in first[1:] if cell]
    if not named or any(is_number(cell) for cell in named):
        return False
    return any(is_number(cell) for row in others for cell in row[1:])


def is_number(cell: str) -> bool:
    """Whether a cell has a number that is no year."""
    return any(character.isdigit() for character in cell) and not _YEAR.fullmatch(cell)
