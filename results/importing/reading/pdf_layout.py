"""Columns and tables of a page of a PDF: found by the white space, or the lines, between words."""

import re
from collections.abc import Iterable, Iterator, Sequence
from statistics import median

from ..document import Table
from .pdf_lines import GUTTER, Gap, Row, cells_of, rows_of, text_of_words
from .pdf_pages import Page, Word
from .pdf_tables import Columns, is_value, table_of

# So many lines have gaps below each other in columns alone.
_SURELY = 5
# In heights of letters, what parts one thing from the next; how far off one line are two beside each other.
_FAR, _UNEVEN = 3, 0.1
# How much larger letters are that stand out.
_LARGER, _MUCH_LARGER = 1.2, 1.4
# In characters: a cell of a table holds a number or a name; a line of a column of text holds more.
_LONGEST_CELL = 20
_CAPTION = re.compile(r"[^\W\d]+ \d{1,2}[.:] \w")
# Columns within columns.
_DEEPEST = 6


class Region:
    """The lines of one column, from the top to the bottom."""

    def __init__(self, rows: list[Row], page: int) -> None:
        self.rows = rows
        self.page = page
        self.left = min(row.left for row in rows)
        self.right = max(row.right for row in rows)


def laid_out(words: Sequence[Word], page: Page, depth: int = 0) -> Iterator[Region | Table]:
    """Yield the columns and tables of a page in the order in which they are read."""
    rows = rows_of(words, page)
    plain: list[Row] = []
    start = 0
    while start < len(rows):
        end, gutters = _stretch(rows, start) if depth < _DEEPEST else (start, [])
        lines = rows[start:end]
        apart = [gap for gap in gutters if _has_own_lines(lines, gap)]
        is_table = not apart and _is_table(lines, gutters)
        if not (is_table or apart or _are_columns(lines, gutters, page)):
            plain.append(rows[start])
            start += 1
            continue
        pieces: Iterable[Region | Table] = ()
        if not is_table:
            columns = cells_of([word for row in lines for word in row.words], apart or gutters)
            pieces = (piece for each in columns for piece in laid_out(each, page, depth + 1))
        else:
            table = Columns(lines, gutters)
            wide = [i for i, row in enumerate(lines) if sum(map(bool, table.cells_of(row))) > 1]
            plain += lines[: wide[0]] if wide else lines
            if wide:
                last = wide[-1] + 1
                # A name of a row may be longer than its numbers, and go on below them.
                while last < len(lines) and lines[last].text[:1].islower():
                    last += 1
                pieces, end = [table_of(lines[wide[0] : last], table, page)], start + last
        if plain:
            yield Region(plain, page.number)
            plain = []
        yield from pieces
        start = end
    if plain:
        yield Region(plain, page.number)


def _stretch(rows: list[Row], start: int) -> tuple[int, list[Gap]]:
    """The end of the lines from one on that have gaps at the same places, with these."""
    gaps, gutters = rows[start].gaps, rows[start].gaps[1:-1]
    left, right, end = rows[start].left, rows[start].right, start + 1
    kind = _kind(rows[start])
    while end < len(rows):
        above, row = rows[end - 1], rows[end]
        left, right = min(left, row.left), max(right, row.right)
        size = min(word.size for line in (above, row) for word in line.words)
        common = row.in_common(gaps, GUTTER * size)
        found = [gap for gap in common if gap[0] >= left and gap[1] <= right]
        step = (above.base - row.base) / max(above.size, row.size)
        if not found or step > _FAR:
            break
        # A heading of all columns, though no longer than one.
        if row.size > _LARGER * above.size and step > 1.6 and row.right <= found[0][1]:
            break
        if not gutters and len(row.gaps) - 2 > len(found):
            # What is above columns, in one piece, does not say how many there are.
            break
        if _turns(rows[end : end + 3], len(gutters), kind, found[0][0]):
            # What a table is called, and its columns, stand with it.
            while end - start > 1 and _is_head(rows[end - 1], len(gutters)):
                end -= 1
            break
        kind = kind or _kind(row)
        gaps, gutters, end = common, found, end + 1
    return end, gutters


def _turns(rows: list[Row], count: int, kind: str, first: float) -> bool:
    """Whether columns of text, so many and one, end where a table begins, or figures where such text does.

    A table that begins behind the `first` of them is one within a column.
    """
    kinds = list(map(_kind, rows))
    if kind == "text":
        is_wider = all(len(row.phrases) > count + 1 and row.left < first for row in rows[:2])
        return kinds[:2] == ["figures"] * 2 and is_wider
    is_less = all(len(row.phrases) <= count for row in rows)
    return kind == "figures" and is_less and kinds.count("text") > 1


def _is_head(row: Row, count: int) -> bool:
    is_wider = len(row.phrases) > count + 1
    is_head = is_wider and _kind(row) != "text" and not row.text[:1].islower()
    return is_head or _CAPTION.match(row.text) is not None


def _kind(row: Row) -> str:
    """Whether a line is one of figures, with a name before them, or one of text; "" for another."""
    _first, *others = map(text_of_words, row.phrases)
    if others and all(map(is_value, others)):
        return "figures"
    return "text" if others and max(map(len, others)) > _LONGEST_CELL else ""


def _has_own_lines(rows: list[Row], gutter: Gap) -> bool:
    """Whether a gutter parts things that are not on one line with each other."""
    sides = [cells_of(row.words, [gutter]) for row in rows]
    uneven = [
        abs(left[-1].base - right[0].base) > _UNEVEN * left[-1].size
        for left, right in sides
        if left and right
    ]
    return len(uneven) > 1 and sum(uneven) * 3 >= len(uneven) * 2


def _are_columns(rows: list[Row], gutters: list[Gap], page: Page) -> bool:
    """Whether gaps part columns, and are not spaces that happen to be below each other."""
    sizes = [row.size for row in rows]
    in_middle = len(rows) > 1 and any(left < page.width / 2 < right for left, right in gutters)
    # A number that stands out has what it counts below it, in smaller letters.
    stands_out = max(sizes) > _LARGER * min(sizes)
    return bool(gutters) and (len(rows) >= _SURELY or in_middle or stands_out)


def _is_table(rows: list[Row], gutters: list[Gap]) -> bool:
    """Whether lines with gaps are a table: letters of one size, side by side, in short cells."""
    wide = [row for row in rows if sum(map(bool, cells_of(row.words, gutters))) > 1]
    if not gutters or len(wide) < 2 or len(wide) * 5 < len(rows) * 2:
        return False
    if max(row.size for row in wide) > _MUCH_LARGER * min(row.size for row in wide):
        return False
    columns = zip(*(cells_of(row.words, gutters) for row in wide), strict=True)
    texts = ([text_of_words(cell) for cell in column if cell] for column in columns)
    return any(_are_cells(each) for each in texts if each)


def _are_cells(texts: list[str]) -> bool:
    """Whether the lines of a column are cells: short, and few begin in the middle of a sentence."""
    within = sum(text[:1].islower() for text in texts)
    return median(map(len, texts)) <= _LONGEST_CELL and within * 3 <= len(texts)
