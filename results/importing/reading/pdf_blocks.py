"""Lines of a PDF that belong together: paragraphs, headings, items of lists, before they are told apart."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ..document import Table
from ..quotations import MARKS
from .pdf_layout import Region
from .pdf_lines import Row, text_of_words
from .pdf_pages import Word
from .plain_lines import join
from .plain_lists import marker_of

_MOST_LINES = 20  # of a quotation
BULLETS = frozenset("•‣▪·●◦○■□►✓✔")
_SOFT_HYPHEN = "\u00ad"
_HYPHENS = ("\u2010", _SOFT_HYPHEN)
_ENDS = re.compile(r"[.!?:;…][\"'”’)»\]]*$")


@dataclass(slots=True)
class Block:
    """Lines that belong together, of which `row` is the last; `marker` is the sign of a list before them."""

    words: list[Word]
    row: Row
    region: Region
    marker: str
    lines: int = 1

    @property
    def page(self) -> int:
        """The page on which they begin."""
        return self.region.page

    @property
    def text(self) -> str:
        """What they say."""
        return text_of_words(self.words)


def blocks_of(placed: Sequence[Region | Table], words: Iterable[Word]) -> Iterator[Block | Table]:
    """Yield what columns and tables hold. `words` are those of the document, by which divided ones are known."""
    steps = _usual_steps(placed)
    spelled = {word.text.strip("\"'”’().,:;!?").lower() for word in words}
    block: Block | None = None
    for piece in placed:
        if isinstance(piece, Table):
            if block:
                yield block
            block = None
            yield piece
            continue
        for number, row in enumerate(piece.rows):
            within = piece if number else None
            if block and _goes_on(block, row, within, steps):
                _add(block, row, within, spelled)
                continue
            if block:
                yield block
            block = Block(list(row.words), row, piece, marker_of(row.text))
    if block:
        yield block


def _goes_on(block: Block, row: Row, region: Region | None, steps: dict[int, float]) -> bool:
    """Whether a line goes on with a block; the first one of a column, without a region, with that of another."""
    above = block.row
    is_alike = abs(row.size - above.size) < 0.08 * above.size and row.bold == above.bold
    if not is_alike or row.words[0].raised or row.words[0].picture or above.words[0].picture:
        return False
    ends = _ENDS.search(above.text)
    if region is None:
        is_open = not (ends or marker_of(row.text))
        return is_open and (row.text[:1].islower() or above.text.endswith((*_HYPHENS, "-")))
    step = above.base - row.base
    if _is_item(row.text, block) or step > row.size * 1.2 * steps.get(round(row.size), 1.3):
        return False
    is_indented = 0.8 * row.size < row.left - region.left < 4 * row.size
    # Below the text behind the number of a paragraph, which stands out to the left.
    hangs = len(above.words) > 1 and abs(row.left - above.words[1].left) < row.size / 2
    if is_indented and not (block.marker or hangs) and abs(above.left - region.left) < 1:
        return False
    # A quotation goes on until its mark is closed.
    marks = sum(sign in MARKS for word in block.words for sign in word.text)
    is_open = marks == 1 and block.words[0].text[0] in MARKS and block.lines < _MOST_LINES
    return is_open or not (ends and _had_room(region, above, row))


def _add(block: Block, row: Row, region: Region | None, spelled: set[str]) -> None:
    """Add a line; where the one above has room to spare, its break is meant."""
    first, *others = row.words
    last = block.words[-1]
    joined = _joined(last.text, first.text, spelled)
    is_whole = joined != f"{last.text} {first.text}"
    if is_whole:
        block.words[-1] = replace(last, text=joined[: len(joined) - len(first.text)])
    elif region and not block.marker and _had_room(region, block.row, row):
        block.words.append(Word("\n", 0, 0, 0, 1, touches=True))
        is_whole = True
    block.words += [replace(first, touches=is_whole), *others]
    block.lines += 1
    block.row = row


def _joined(one: str, other: str, spelled: set[str]) -> str:
    """The last word of a line and the first of the next: one word where it was divided."""
    if len(one) > 1 and one.endswith(_HYPHENS):
        one = f"{one[:-1]}-"
    whole = re.match(r"[\w-]*", other)
    start, end = one.lower().lstrip("\"'”’("), whole[0].lower() if whole else ""
    # The hyphen is the word's own where the document has it so within a line.
    if one.endswith("-") and f"{start}{end}" in spelled and f"{start[:-1]}{end}" not in spelled:
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
    first = row.words[0]
    return above.right + first.right - first.left + 2 * row.size < region.right


def _is_item(text: str, block: Block) -> bool:
    """Whether a line begins an item: a bullet always does, a number where it counts on."""
    marker = marker_of(text)
    digits = marker.strip("().")
    if digits.isdigit():
        return digits == "1" or block.marker.strip("().") == str(int(digits) - 1)
    is_next = marker in BULLETS or block.marker == marker or _ENDS.search(block.text)
    return bool(marker and is_next)
