"""Tables of a PDF: their columns, as the numbers below each other tell them, and which lines are one row."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from ..document import Run, Runs, Table, text_of
from .inline import tidied
from .pdf_lines import Gap, Row, cells_of, runs_of, text_of_words
from .pdf_pages import Page, Word
from .plain_tables import is_number, names_columns

# In heights of letters: the least space between two cells.
_SPACE = 0.6
# How much farther than the nearest lines what belongs together is.
_NEAR = 1.3
# "1 382", "kr 5", "(12 %)", "–", but no year with a name: "Budget 2016".
_VALUE = re.compile(
    r"(?!\D++(?:19|20)\d\d\D*$)(?:[^\W\d]{1,3}\W++)?\W*+\d[\d\W]*+[^\W\d]{0,4}\W*+|\W++"
)


def is_value(text: str) -> bool:
    """Whether a text is a number, or the dash in the place of one, and no year with a name."""
    return _VALUE.fullmatch(text) is not None


class Columns:
    """The columns of a table: where its numbers are, with their names, and what is beside them."""

    def __init__(self, rows: list[Row], gutters: list[Gap]) -> None:
        self.gutters = gutters
        lines = [_phrases(row) for row in rows]
        told = [line for line in lines if any(map(_is_figure, line[1:]))]
        phrases = [(_sides(phrase), text_of_words(phrase)) for line in told for phrase in line]
        values = _merged(sides for sides, text in phrases if is_value(text))
        beside = [
            side for side, _text in phrases if all(_overlap(side, value) < 0 for value in values)
        ]
        self.columns = sorted(values + _merged(beside))
        heads = lines[: lines.index(told[0])] if self.columns else []
        if heads:
            # Names need not stand over their numbers: what goes on below a name does.
            head = max(reversed(heads), key=len)
            for phrase, place in zip(head, self._places(head), strict=True):
                (left, right), (first, last) = self.columns[place], _sides(phrase)
                self.columns[place] = min(left, first), max(right, last)

    def cells_of(self, row: Row) -> list[list[Word]]:
        """The words of each column."""
        if not self.columns:
            return cells_of(row.words, self.gutters)
        cells: list[list[Word]] = [[] for _column in self.columns]
        phrases = _phrases(row)
        for phrase, place in zip(phrases, self._places(phrases), strict=True):
            cells[place] += phrase
        return cells

    def _places(self, phrases: list[list[Word]]) -> Iterable[int]:
        """The column of each phrase: where there are as many as columns in their order, or the nearest."""
        if len(phrases) == len(self.columns):
            return range(len(phrases))
        shared = [[_overlap(_sides(phrase), each) for each in self.columns] for phrase in phrases]
        return [line.index(max(line)) for line in shared]


def _sides(phrase: list[Word]) -> Gap:
    return phrase[0].left, phrase[-1].right


def _overlap(one: Gap, other: Gap) -> float:
    """How much two stretches share; below 0, how far apart they are."""
    return min(one[1], other[1]) - max(one[0], other[0])


def _merged(stretches: Iterable[Gap]) -> list[Gap]:
    """The stretches, those that overlap as one."""
    merged: list[Gap] = []
    for left, right in sorted(stretches):
        if merged and left < merged[-1][1]:
            merged[-1] = merged[-1][0], max(right, merged[-1][1])
        else:
            merged.append((left, right))
    return merged


def _phrases(row: Row) -> list[list[Word]]:
    """The words of a line, those with no more than a space between them together."""
    phrases = [row.words[:1]]
    for before, word in pairwise(row.words):
        if row.are_apart(before, word, _SPACE):
            phrases.append([])
        phrases[-1].append(word)
    return phrases


def _is_figure(phrase: list[Word]) -> bool:
    text = text_of_words(phrase)
    return is_value(text) and is_number(text)


def table_of(rows: list[Row], columns: Columns, page: Page) -> Table:
    """The table that is made of lines."""
    body = []
    for lines in _rows_of_table(rows, columns, page):
        cells = [columns.cells_of(line) for line in lines]
        body.append([_in_one(column) for column in zip(*cells, strict=True)])
    texts = [[text_of(cell) for cell in row] for row in body]
    is_headed = len(rows) > 1 and rows[0].bold and not rows[-1].bold
    return Table(tuple(map(tuple, body)), is_headed or names_columns(texts), page=page.number)


def _in_one(cell: Iterable[list[Word]]) -> Runs:
    """The lines of a cell as one text."""
    return tidied(run for line in cell if line for run in (*runs_of(line), Run(" ")))


def _rows_of_table(rows: list[Row], columns: Columns, page: Page) -> Iterator[list[Row]]:
    """Yield the lines of each row: as they are ruled, or as they are near each other."""
    middle = (min(row.left for row in rows) + max(row.right for row in rows)) / 2
    levels = [place for place, start, end in page.levels if start <= middle <= end]
    steps = [(above.base - below.base) / below.size for above, below in pairwise(rows)]
    lines = rows[:1]
    for row, step in zip(rows[1:], steps, strict=True):
        above = lines[-1]
        is_ruled = any(row.base < place <= above.base + 2 for place in levels)
        # The lines of one cell are nearer to each other than rows are.
        is_near = step <= _NEAR * min(steps) < max(steps) and row.bold == above.bold
        goes_on = is_near or row.text[:1].islower()
        if is_ruled or not goes_on or _clash(lines, row, columns):
            yield lines
            lines = []
        lines.append(row)
    yield lines


def _clash(lines: list[Row], row: Row, columns: Columns) -> bool:
    """Whether a line has something in a column, other than the first, that has something already.

    Text without anything beside it is no row: it goes on in its cell.
    """
    own = columns.cells_of(row)
    if not own[0] and sum(map(bool, own)) == 1 and not is_number(row.text):
        return False
    return any(
        any(map(all, zip(columns.cells_of(line)[1:], own[1:], strict=True))) for line in lines
    )
