"""Tables of HTML: what stands in their cells, and whether they only lay out a page."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ..document import Paragraph, Part, Runs, Table, text_of
from .inline import is_bold, joined_lines, lines_of, paragraphs_of
from .plain_tables import MAX_CELLS, MAX_COLUMNS, names_columns

# A cell of more is text that a table lays out, not a value or a label.
_LONG_CELL = 300
_MAX_SPAN = 50


@dataclass(frozen=True, slots=True)
class Mark:
    """That something begins between the texts of an element: an "item", "caption", "row", "cell", "description"."""

    kind: str
    columns: int = 1
    rows: int = 1
    is_header: bool = False


@dataclass(slots=True)
class _Cell:
    column: int
    is_header: bool
    texts: list[Runs] = field(default_factory=list)


def table_of(pieces: Iterable[Runs | Mark]) -> list[Part]:
    """The table that is made of texts and marks; paragraphs where it only lays out texts."""
    caption, rows = _filled(pieces)
    rows = [cells for row in rows if (cells := [cell for cell in row if cell.texts])]
    width = max((row[-1].column for row in rows), default=0) + 1
    is_table = 2 <= width <= MAX_COLUMNS and width * len(rows) <= MAX_CELLS
    if not is_table or _lays_out(rows):
        parts: list[Part] = [Paragraph(text) for text in caption]
        for cell in (cell for row in rows for cell in row):
            parts += (part for text in cell.texts for part in paragraphs_of(text))
        return parts
    full: list[list[Runs]] = [[()] * width for _row in rows]
    for texts, row in zip(full, rows, strict=True):
        for cell in row:
            texts[cell.column] = joined_lines(cell.texts)
    named = all(cell.is_header or is_bold(full[0][cell.column]) for cell in rows[0])
    named = named or names_columns([list(map(text_of, texts)) for texts in full])
    return [
        Table(tuple(map(tuple, full)), named and len(rows) > 1, " ".join(map(text_of, caption)))
    ]


def _filled(pieces: Iterable[Runs | Mark]) -> tuple[list[Runs], list[list[_Cell]]]:
    """The texts of the caption, and the cells of each row."""
    caption: list[Runs] = []
    rows: list[list[_Cell]] = []
    taken: set[tuple[int, int]] = set()
    target: list[Runs] | None = None
    for piece in pieces:
        mark = piece if isinstance(piece, Mark) else Mark("cell" if target is None else "")
        if mark.kind == "caption":
            target = caption
        elif mark.kind == "row":
            rows.append([])
            target = None
        elif mark.kind in {"cell", "description"}:
            if not rows or (mark.kind == "description" and len(rows[-1]) != 1):
                rows.append([])
            cell = _placed(mark, len(rows) - 1, taken, least=mark.kind == "description")
            rows[-1].append(cell)
            target = cell.texts
        if target is not None and not isinstance(piece, Mark):
            target.append(piece)
    return caption, rows


def _placed(mark: Mark, row: int, taken: set[tuple[int, int]], *, least: bool) -> _Cell:
    """A cell at the first place that none before it, or above it, reaches over."""
    column = int(least)
    while (row, column) in taken and column < MAX_COLUMNS:
        column += 1
    most = _MAX_SPAN if len(taken) < MAX_CELLS else 1
    taken.update(
        (row + down, column + right)
        for down in range(min(max(mark.rows, 1), most))
        for right in range(min(max(mark.columns, 1), most))
    )
    return _Cell(column, mark.is_header)


def _lays_out(rows: list[list[_Cell]]) -> bool:
    cells = [cell for row in rows for cell in row]
    counts = [sum(len(lines_of(text)) for text in cell.texts) for cell in cells]
    if any(sum(len(text_of(text)) for text in cell.texts) > _LONG_CELL for cell in cells):
        return True
    if len(rows) == 1:
        return max(counts) > 1
    return sum(count > 1 for count in counts) * 2 > len(cells)
