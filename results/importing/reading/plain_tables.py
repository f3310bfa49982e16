"""Tables in text: columns between tabs, bars, dots or wide spaces."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from ..document import Document, Heading, Items, Paragraph, Part, Quote, Run, Runs, Table, text_of
from .inline import lines_of, stripped, tidied

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
# A tab is white space, which HTML makes one space of; this one is kept, and no writer uses it.
KEPT_TAB = "\ue009"


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
    rows: list[Sequence[Runs]] = []
    waiting: list[Part] = []
    width = 0

    def end() -> None:
        parts.extend([_table(rows)] if len(rows) > 1 else map(_without_tabs, waiting))
        rows.clear()
        waiting.clear()

    for part in document.parts:
        lines = lines_of(part.runs) if isinstance(part, Paragraph) else []
        cells = [_cells(line) for line in lines]
        width = max([width if rows else 0, *map(len, cells)])
        if width * (len(rows) + len(cells)) > MAX_CELLS:
            end()
        if cells and all(1 < len(row) <= MAX_COLUMNS for row in cells):
            rows += cells
            waiting.append(part)
        else:
            end()
            parts.append(_without_tabs(part))
    end()
    document.parts[:] = parts


def _cells(line: Runs) -> list[Runs]:
    """The cells of a line; several tabs in succession are one step to the next column."""
    if not any(KEPT_TAB in run.text for run in line):
        return [line]
    cells: list[list[Run]] = [[]]
    for run in line:
        first, *others = run.text.split(KEPT_TAB)
        cells[-1].append(replace(run, text=first))
        cells += [[replace(run, text=other)] for other in others]
    tidy = [stripped(tidied(cell)) for cell in cells]
    return [cell for number, cell in enumerate(tidy) if cell or not number]


def _table(rows: Sequence[Sequence[Runs]]) -> Table:
    width = max(map(len, rows))
    full = tuple(tuple([*row, *([()] * width)][:width]) for row in rows)
    return Table(full, names_columns([[text_of(cell) for cell in row] for row in full]))


def _without_tabs(part: Part) -> Part:
    match part:
        case Heading() | Paragraph():
            return replace(part, runs=_spaced(part.runs))
        case Items():
            return replace(part, items=tuple(map(_spaced, part.items)))
        case Quote():
            return replace(part, paragraphs=tuple(map(_spaced, part.paragraphs)))
        case Table():
            return replace(
                part,
                rows=tuple(tuple(map(_spaced, row)) for row in part.rows),
                caption=part.caption.replace(KEPT_TAB, " "),
            )
    return part


def _spaced(runs: Runs) -> Runs:
    if not any(KEPT_TAB in run.text for run in runs):
        return runs
    return tidied(replace(run, text=run.text.replace(KEPT_TAB, " ")) for run in runs)
