"""Tables in text: columns between tabs, bars, dots or wide spaces."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import groupby

from ..document import Document, Paragraph, Part, Run, Table, text_of
from .inline import lines_of, without_tabs

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
# Several tabs in succession are one step to the next column.
_SEVERAL = re.compile(r"\t[\t ]*")


def table_at(lines: Sequence[str], index: int) -> tuple[Table, int] | None:
    """The table that begins in a line, and how many lines it takes."""
    for cells_of in (_by_bars, _by_tabs, _by_width):
        if found := _table_by(lines, index, cells_of):
            return found
    return None


def _table_by(
    lines: Sequence[str], index: int, cells_of: Callable[[str], Row | None]
) -> tuple[Table, int] | None:
    rows: list[Row] = []
    count = width = 0
    is_ruled = False
    for number in range(index, len(lines)):
        row = cells_of(lines[number])
        if (
            row is None
            or len(row) > MAX_COLUMNS
            # Tabs at the ends of lines are often lost.
            or (row and rows and cells_of is not _by_tabs and len(row) != len(rows[0]))
        ):
            break
        width = max(width, len(row))
        if width * (len(rows) + 1) > MAX_CELLS:
            break
        count += 1
        if not rows and _filled(row) < 2:
            return None
        if row:
            rows.append(row)
        elif len(rows) == 1:
            is_ruled = True
    while rows and _filled(rows[-1]) < 2:
        rows.pop()
        count -= 1
    if len([row for row in rows if _filled(row) > 1]) < 2:
        return None
    width = max(map(len, rows))
    rows = [row + [""] * (width - len(row)) for row in rows]
    cells = tuple(tuple((Run(cell),) if cell else () for cell in row) for row in rows)
    return Table(cells, is_ruled or names_columns(rows)), count


def _filled(row: Row) -> int:
    return len([cell for cell in row if cell])


def _by_tabs(line: str) -> Row | None:
    if "\t" not in line.strip(" \n"):
        return None
    cells = [cell.strip() for cell in line.split("\t")]
    while cells and not cells[-1]:
        cells.pop()
    return cells or None


def _by_bars(line: str) -> Row | None:
    text = line.strip()
    if text.count("|") < 1 and not (text.startswith("+-") and text.endswith("-+")):
        return None
    if _RULE.fullmatch(text):
        return []
    return [cell.strip() for cell in text.removeprefix("|").removesuffix("|").split("|")]


def _by_width(line: str) -> Row | None:
    text = line.strip()
    if _RULE.fullmatch(text):
        return []
    cells = [cell.strip() for cell in _WIDE.split(text)]
    if len(line) - len(line.lstrip()) >= _COLUMN:
        # The names of columns, with nothing above the labels.
        cells.insert(0, "")
    if len(cells) < 2 or max(map(len, cells)) > _LONG_CELL:
        return None
    return cells


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


def find_tabbed_tables(document: Document) -> None:
    """Make a table of lines in succession that have tabs; a space of every other tab."""
    parts: list[Part] = []
    has_tabs = [
        isinstance(part, Paragraph) and "\t" in text_of(part.runs) for part in document.parts
    ]
    for tabbed, group in groupby(zip(document.parts, has_tabs, strict=True), lambda each: each[1]):
        waiting = [part for part, _has in group]
        lines = [
            text_of(line)
            for part in waiting
            if isinstance(part, Paragraph)
            for line in lines_of(part.runs)
        ]
        found = table_at([_SEVERAL.sub("\t", line) for line in lines], 0) if tabbed else None
        if found and found[1] == len(lines):
            parts.append(found[0])
        else:
            parts += [
                replace(part, runs=without_tabs(part.runs)) if isinstance(part, Paragraph) else part
                for part in waiting
            ]
    document.parts[:] = parts
