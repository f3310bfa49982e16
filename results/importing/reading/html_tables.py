"""Tables of HTML: what stands in their cells, and whether they only lay out a page."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bs4.element import Tag

from ..document import Paragraph, Part, Runs, Table, text_of
from .html_tree import attribute
from .inline import is_bold, joined_lines, lines_of, paragraphs_of
from .plain_tables import MAX_CELLS, MAX_COLUMNS, names_columns

# A cell of more is text that a table lays out, not a value or a label.
_LONG_CELL = 300
_MAX_SPAN = 50
_SPANS = frozenset(map(str, range(1, 1000)))
_CELLS = frozenset({"td", "th", "dt", "dd"})
# The texts of an element, by the elements within it that hold them, as a walk has met those.
Groups = Sequence[tuple[Tag, list[Runs]]]


@dataclass(slots=True)
class _Cell:
    column: int
    is_header: bool
    texts: list[Runs] = field(default_factory=list)


def table_of(groups: Groups) -> Iterator[Part]:
    """Yield the table that is made of texts; paragraphs where it only lays them out."""
    caption = [text for tag, texts in groups if tag.name == "caption" for text in texts]
    rows = [cells for row in _rows(groups) if (cells := [cell for cell in row if cell.texts])]
    width = max((row[-1].column for row in rows), default=0) + 1
    is_table = 2 <= width <= MAX_COLUMNS and width * len(rows) <= MAX_CELLS
    if not is_table or _lays_out(rows):
        yield from map(Paragraph, caption)
        for cell in (cell for row in rows for cell in row):
            yield from (part for text in cell.texts for part in paragraphs_of(text))
        return
    full: list[list[Runs]] = [[()] * width for _row in rows]
    for texts, row in zip(full, rows, strict=True):
        for cell in row:
            texts[cell.column] = joined_lines(cell.texts)
    named = all(cell.is_header or is_bold(full[0][cell.column]) for cell in rows[0])
    named = named or names_columns([list(map(text_of, texts)) for texts in full])
    has_header = named and len(rows) > 1
    yield Table(tuple(map(tuple, full)), has_header, " ".join(map(text_of, caption)))


def _rows(groups: Groups) -> list[list[_Cell]]:
    """The cells of each row; a term and what describes it are a row."""
    rows: list[list[_Cell]] = []
    taken: set[tuple[int, int]] = set()
    row: Tag | None = None
    for tag, texts in groups:
        if tag.name == "caption" or not (texts or tag.name in _CELLS):
            continue
        if rows and tag.name not in _CELLS:
            rows[-1][-1].texts += texts
            continue
        begins = len(rows[-1]) > 1 if rows and tag.name == "dd" else tag.parent is not row
        if begins or tag.name == "dt":
            rows.append([])
        row = tag.parent
        is_header = tag.name == "th" or tag.find_parent("thead") is not None
        rows[-1].append(_Cell(_column(tag, len(rows) - 1, taken), is_header, list(texts)))
    return rows


def _column(tag: Tag, row: int, taken: set[tuple[int, int]]) -> int:
    """The first place of a row that no cell before, or above, reaches over; the cell then takes it."""
    column = int(tag.name == "dd")
    while (row, column) in taken and column < MAX_COLUMNS:
        column += 1
    most = _MAX_SPAN if len(taken) < MAX_CELLS else 1
    rows, columns = (
        min(int(told), most) if (told := attribute(tag, name)) in _SPANS else 1
        for name in ("rowspan", "colspan")
    )
    taken.update((row + down, column + right) for down in range(rows) for right in range(columns))
    return column


def _lays_out(rows: list[list[_Cell]]) -> bool:
    cells = [cell for row in rows for cell in row]
    counts = [sum(len(lines_of(text)) for text in cell.texts) for cell in cells]
    if any(sum(len(text_of(text)) for text in cell.texts) > _LONG_CELL for cell in cells):
        return True
    if len(rows) == 1:
        return max(counts) > 1
    return sum(count > 1 for count in counts) * 2 > len(cells)
