"""Lines of a PDF that belong together: paragraphs, headings, items of lists, before they are told apart."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ..document import Table
from ..quotations import MARKS
from .pdf_layout import Region
from .pdf_pages import Word
from .pdf_rows import Row, text_of_words
from .plain_lines import join
from .plain_lists import marker_of

BULLETS = frozenset("•‣▪·●◦○■□►✓✔")
_SOFT_HYPHEN = "\u00ad"
_HYPHENS = ("\u2010", _SOFT_HYPHEN)
_MOST_LINES_OF_QUOTATION = 20
_ENDS = re.compile(r"[.!?:;…][\"'”’)»\]]*$")


@dataclass(slots=True)
class Block:
    """Lines that belong together; `marker` is the sign of a list before them.

    `indent` is how far all of them are from the left edge of their column.
    """

    words: list[Word]
    first: Row
    last: Row
    page: int
    indent: float
    left: float
    right: float
    lines: int = 1
    marker: str = ""

    @property
    def size(self) -> float:
        return self.last.size

    @property
    def bold(self) -> bool:
        return self.last.bold

    @property
    def italic(self) -> bool:
        return all(word.italic for word in self.words if word.text.strip())

    @property
    def is_open(self) -> bool:
        """Whether a quotation mark that it begins with is not closed."""
        if self.lines > _MOST_LINES_OF_QUOTATION or self.words[0].text[:1] not in MARKS:
            return False
        return sum(sign in MARKS for word in self.words for sign in word.text) == 1

    @property
    def text(self) -> str:
        return text_of_words(self.words)


def blocks_of(placed: Sequence[Region | Table], words: Iterable[Word]) -> Iterator[Block | Table]:
    """Yield what columns and tables hold. `words` are those of the document, by which divided ones are known."""
    joiner = _Joiner(_usual_steps(placed), _spelled(words))
    block: Block | None = None
    for piece in placed:
        if block and isinstance(piece, Table):
            yield block
            block = None
        if isinstance(piece, Table):
            yield piece
            continue
        for number, row in enumerate(piece.rows):
            if block and joiner.goes_on(block, row, piece, is_first=not number):
                joiner.add(block, row, piece if number else None)
                continue
            if block:
                yield block
            block = _begin(row, piece)
    if block:
        yield block


def _begin(row: Row, region: Region) -> Block:
    indent, marker = row.left - region.left, marker_of(row.text)
    return Block(list(row.words), row, row, region.page, indent, row.left, row.right, marker=marker)


def _spelled(words: Iterable[Word]) -> set[str]:
    return {word.text.strip("\"'”’().,:;!?").lower() for word in words}


class _Joiner:
    """Decides which lines go on with those above, and joins them."""

    def __init__(self, steps: dict[int, float], spelled: set[str]) -> None:
        self.steps = steps
        self.spelled = spelled

    def goes_on(self, block: Block, row: Row, region: Region, *, is_first: bool) -> bool:
        """Whether a line goes on with a block; the first one of a column, with that of another."""
        above = block.last
        alike = abs(row.size - above.size) < 0.08 * above.size and row.bold == above.bold
        if not alike or row.picture or above.picture or row.words[0].raised:
            return False
        if is_first:
            is_within = not _ENDS.search(above.text) and not marker_of(row.text)
            return is_within and (row.text[:1].islower() or above.text.endswith((*_HYPHENS, "-")))
        if _is_item(row.text, block) or above.base - row.base > row.size * 1.2 * self.steps.get(
            round(row.size), 1.3
        ):
            return False
        is_indented = 0.8 * row.size < row.left - region.left < 4 * row.size
        # Below the text behind the number of a paragraph, which stands out to the left.
        hangs = len(above.words) > 1 and abs(row.left - above.words[1].left) < row.size / 2
        if is_indented and not (block.marker or hangs) and abs(above.left - region.left) < 1:
            return False
        return not (_had_room(region, above, row) and _ENDS.search(above.text)) or block.is_open

    def add(self, block: Block, row: Row, region: Region | None) -> None:
        """Add a line; where the one above has room to spare, its break is meant."""
        first, *others = row.words
        last = block.words[-1]
        joined = self._joined(last.text, first.text)
        is_whole = joined != f"{last.text} {first.text}"
        if is_whole:
            block.words[-1] = replace(last, text=joined[: len(joined) - len(first.text)])
        elif region and not block.marker and _had_room(region, block.last, row):
            block.words.append(Word("\n", 0, 0, 0, 1, touches=True))
            is_whole = True
        block.words.append(replace(first, touches=is_whole))
        block.words += others
        block.lines += 1
        block.last = row
        if region:
            block.indent = min(block.indent, row.left - region.left)
            block.left, block.right = min(block.left, row.left), max(block.right, row.right)

    def _joined(self, one: str, other: str) -> str:
        """The last word of a line and the first of the next: one word where it was divided."""
        if len(one) > 1 and one.endswith(_HYPHENS):
            one = f"{one[:-1]}-"
        whole = re.match(r"[\w-]*", other)
        start, end = one.lower().lstrip("\"'”’("), whole[0].lower() if whole else ""
        if f"{start[:-1]}{end}" not in self.spelled and f"{start}{end}" in self.spelled:
            return one + other
        return join(one, other).replace(_SOFT_HYPHEN, "")


def _usual_steps(placed: Sequence[Region | Table]) -> dict[int, float]:
    """How far lines of each size are from each other, in heights of their letters."""
    steps: dict[int, Counter[float]] = {}
    for piece in placed:
        for above, row in pairwise(piece.rows) if isinstance(piece, Region) else ():
            step = round((above.base - row.base) / row.size, 1)
            if above.size == row.size and 0.9 < step < 2.2:
                steps.setdefault(round(row.size), Counter())[step] += 1
    return {size: max(found, key=lambda s: (found[s], -s)) for size, found in steps.items()}


def _had_room(region: Region, above: Row, row: Row) -> bool:
    """Whether the first word of a line would have fitted on the line above."""
    if any(one.base - one.depth <= above.base <= one.base for one in region.pictures):
        return False
    first = row.words[0]
    needed = first.right - first.left + 2 * row.size
    return above.right + needed < region.right


def _is_item(text: str, block: Block) -> bool:
    """Whether a line begins an item: a bullet always does, a number where it counts on."""
    marker = marker_of(text)
    digits = marker.strip("().")
    if digits.isdigit():
        return digits == "1" or block.marker.strip("().") == str(int(digits) - 1)
    return bool(marker) and (
        marker in BULLETS or block.marker == marker or bool(_ENDS.search(block.text))
    )
