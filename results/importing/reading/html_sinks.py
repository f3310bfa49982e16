"""Where the text of an element goes: into the document, a list, a quote or a table."""

from dataclasses import dataclass, field

from ..document import Heading, Items, LeftOut, Paragraph, Part, Quote, Runs, Table, text_of
from .inline import (
    all_lines_of,
    is_bold,
    is_heading_like,
    is_link,
    is_name,
    joined_lines,
    lines_of,
    tidied,
)
from .plain import read_plain
from .plain_tables import MAX_CELLS, MAX_COLUMNS, names_columns

# A cell of more is text that a table lays out, not a value or a label.
_LONG_CELL = 300
_MAX_SPAN = 50


@dataclass(slots=True)
class Sink:
    """Takes texts, each a paragraph of its source, and makes parts of them."""

    texts: list[Runs] = field(default_factory=list, kw_only=True)

    def take(self, runs: Runs) -> None:
        """Take one text."""
        self.texts.append(runs)

    def parts(self) -> list[Part]:
        """What the texts became."""
        raise NotImplementedError


@dataclass(slots=True)
class Flow(Sink):
    """The document itself: each text is a paragraph."""

    taken: list[Part] = field(default_factory=list)

    def take(self, runs: Runs) -> None:
        for lines in _between_blank_lines(runs):
            if len(lines) > 1 and _is_head_of(lines[0], lines[1]):
                self.taken.append(Paragraph(lines.pop(0), is_line=True))
            paragraph = joined_lines(lines)
            self.taken.append(Paragraph(paragraph, _is_head(paragraph)))

    def parts(self) -> list[Part]:
        return self.taken


@dataclass(slots=True)
class HeadingSink(Sink):
    """A heading; a page may have laid it out in several boxes."""

    level: int

    def parts(self) -> list[Part]:
        return [Heading(self.level, joined_lines(self.texts))] if self.texts else []


@dataclass(slots=True)
class PlainSink(Sink):
    """Text that is laid out by its spaces and lines, as plain text is."""

    left_out: list[LeftOut]

    def parts(self) -> list[Part]:
        if any(run.href for runs in self.texts for run in runs):
            flow = Flow()
            for runs in self.texts:
                flow.take(tidied(runs))
            return flow.parts()
        document = read_plain("\n\n".join(map(text_of, self.texts)))
        self.left_out += document.left_out
        return document.parts


@dataclass(slots=True)
class ListSink(Sink):
    """A list. `begin()` and `end()` stand around the text of each item."""

    ordered: bool
    items: list[list[Runs]] = field(default_factory=list)
    is_within: bool = False

    def begin(self) -> None:
        """The texts that follow are a new item."""
        self.items.append([])
        self.is_within = True

    def end(self) -> None:
        """What follows an item, or the list within it, is no part of the one before."""
        self.is_within = False

    def take(self, runs: Runs) -> None:
        if not self.is_within:
            self.begin()
        self.items[-1].append(runs)

    def parts(self) -> list[Part]:
        items = tuple(joined_lines(texts) for texts in self.items if texts)
        return [Items(items, self.ordered)] if items else []


class QuoteSink(Sink):
    """A quotation."""

    def parts(self) -> list[Part]:
        return [Quote(tuple(self.texts))] if self.texts else []


@dataclass(slots=True)
class TableSink(Sink):
    """A table, whose `texts` are its caption; paragraphs where it only laid out texts."""

    rows: list[list[list[Runs]]] = field(default_factory=list)
    header_cells: set[tuple[int, int]] = field(default_factory=set)
    is_terms: bool = False  # a list of terms, which may be questions with long answers
    in_caption: bool = False
    in_cell: bool = False
    _count: int = 0
    _below: dict[int, int] = field(default_factory=dict)  # column → rows that a cell above fills
    _target: list[Runs] = field(default_factory=list)

    def begin_row(self) -> None:
        """The cells that follow are a new row."""
        if self.rows:
            # Cells from above that stand behind the last one of the row.
            width = len(self.rows[-1])
            self._below = {
                column: left - 1 if column >= width else left
                for column, left in self._below.items()
                if left > 1 or column < width
            }
        self.rows.append([])
        self.in_cell = False

    def begin_cell(self, columns: int = 1, rows: int = 1, is_header: bool = False) -> None:
        """The texts that follow are a new cell, which reaches over `columns` and `rows`."""
        if not self.rows:
            self.begin_row()
        row = self.rows[-1]
        while self._below.get(len(row), 0) > 0 and len(row) < MAX_COLUMNS:
            self._below[len(row)] -= 1
            row.append([])
        most = _MAX_SPAN if self._count < MAX_CELLS else 1
        columns, rows = min(max(columns, 1), most), min(max(rows, 1), most)
        first = len(row)
        columns = max(min(columns, MAX_COLUMNS - first), 1)
        self._count += columns * rows
        row += [[] for _column in range(columns)]
        if rows > 1:
            self._below.update(dict.fromkeys(range(first, first + columns), rows - 1))
        if is_header:
            self.header_cells.add((len(self.rows) - 1, first))
        self._target = row[first]
        self.in_cell = True

    def take(self, runs: Runs) -> None:
        if self.in_caption:
            self.texts.append(runs)
            return
        if not self.in_cell:
            self.begin_cell()
        self._target.append(runs)

    def parts(self) -> list[Part]:
        filled = [(number, row) for number, row in enumerate(self.rows) if any(row)]
        width = max((_width(row) for _number, row in filled), default=0)
        is_table = 2 <= width <= MAX_COLUMNS and width * len(filled) <= MAX_CELLS
        if not is_table or self._lays_out([row for _number, row in filled]):
            return self._as_text()
        cells = tuple(
            tuple(joined_lines(cell) if cell else () for cell in [*row, *([[]] * width)][:width])
            for _number, row in filled
        )
        caption = " ".join(map(text_of, self.texts))
        number, first = filled[0]
        named = all(
            (number, column) in self.header_cells or is_bold(joined_lines(cell))
            for column, cell in enumerate(first)
            if cell
        )
        named = named or names_columns([[text_of(cell) for cell in row] for row in cells])
        return [Table(cells, named and len(filled) > 1, caption)]

    def _as_text(self) -> list[Part]:
        flow = Flow(taken=[Paragraph(runs) for runs in self.texts])
        for row in self.rows:
            for column, cell in enumerate(row):
                for runs in cell:
                    flow.take(runs)
                    if self.is_terms and not column and is_heading_like(text_of(runs)):
                        flow.taken[-1] = Paragraph(runs, is_line=True)
        return flow.parts()

    def _lays_out(self, rows: list[list[list[Runs]]]) -> bool:
        cells = [cell for row in rows for cell in row if cell]
        counts = [sum(len(lines_of(runs)) for runs in cell) for cell in cells]
        if any(sum(len(text_of(runs)) for runs in cell) > _LONG_CELL for cell in cells):
            return True
        if len(rows) == 1:
            return max(counts) > 1
        return sum(count > 1 for count in counts) * 2 > len(cells)


def _between_blank_lines(runs: Runs) -> list[list[Runs]]:
    """The lines of each paragraph of a text in which empty lines stand between paragraphs."""
    paragraphs: list[list[Runs]] = [[]]
    for line in all_lines_of(runs):
        if line:
            paragraphs[-1].append(line)
        elif paragraphs[-1]:
            paragraphs.append([])
    return [lines for lines in paragraphs if lines]


def _is_head(runs: Runs) -> bool:
    """Whether a writer made a heading of a line by setting it in bold."""
    return is_bold(runs) and is_heading_like(text_of(runs)) and not is_link(runs)


def _is_head_of(line: Runs, after: Runs) -> bool:
    """Whether a line is the heading of the next one, not a number above its label."""
    text = text_of(line)
    return _is_head(line) and not is_bold(after) and is_name(text) and not text[:1].isdigit()


def _width(row: list[list[Runs]]) -> int:
    return max((number for number, cell in enumerate(row, 1) if cell), default=0)
