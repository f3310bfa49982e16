"""Quotations that a page of a PDF sets apart, with the line below that says whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..document import Quote, Table
from ..quotations import byline, ends_sentence, is_quoted, quotation_of
from .pdf_blocks import Block
from .pdf_rows import runs_of

_LARGER, _MUCH_LARGER, _SMALLER = 1.1, 1.35, 0.95
# Blocks before and after one that may be on its page.
_NEAR = 60
_FEWEST_WORDS, _FEWEST_OF_LARGE = 4, 8


def with_quotes(blocks: Iterable[Block | Table], body: float) -> Iterator[Block | Table | Quote]:
    """Yield the blocks, those that are a quotation and its byline as one; `body` is the size of the text."""
    found = list(blocks)
    has_prose = False
    index = 0
    while index < len(found):
        above = found[index]
        around = found[max(0, index - _NEAR) : index + _NEAR]
        lines = _lines_of_quote(found[index : index + 3])
        if lines and _is_set_apart(lines[0], body, around, has_prose=has_prose):
            yield Quote(tuple(runs_of(line.words) for line in lines), page=lines[0].page)
            index += len(lines)
            continue
        yield above
        is_prose = isinstance(above, Block) and above.lines > 1 and above.size <= _LARGER * body
        has_prose = has_prose or is_prose
        index += 1


def _lines_of_quote(blocks: list[Block | Table]) -> list[Block]:
    """The first block where its end names somebody, with the second where that one does; else none."""
    above, below, after, *_ = [*blocks, None, None]
    if not isinstance(above, Block):
        return []
    if (
        isinstance(below, Block)
        and not isinstance(after, Table)
        and _is_byline(above, below, after)
    ):
        return [above, below]
    return [above] if quotation_of(above.text.split("\n")).name else []


def _is_inset(block: Block, found: list[Block | Table]) -> bool:
    """Whether lines begin further to the right than their column, or have a left edge of their own."""
    if block.indent > 0.8 * block.size:
        return True
    others = [one for one in found if isinstance(one, Block) and one.page == block.page]
    # The other one is whose they are.
    has_own_edge = sum(abs(one.left - block.left) < 2 for one in others) <= 2
    left = block.left - 0.8 * block.size
    return has_own_edge and any(one.left < left and one.right > block.left for one in others)


def _is_set_apart(
    block: Block, body: float, found: list[Block | Table], *, has_prose: bool
) -> bool:
    """Whether lines stand out from the text around them, and say something."""
    text = block.text.strip()
    if block.marker or block.words[0].picture or block.size < _SMALLER * body:
        return False
    if is_quoted(text):
        return True
    words = len(text.split())
    said = quotation_of(text.split("\n")).words
    is_sentence = ends_sentence(said) and words >= _FEWEST_WORDS
    # What is larger may be a title.
    is_large = block.size > _LARGER * body and (
        block.size < _MUCH_LARGER * body or words >= _FEWEST_OF_LARGE
    )
    return has_prose and is_sentence and (block.italic or is_large or _is_inset(block, found))


def _is_byline(above: Block, below: Block, after: Block | None) -> bool:
    """Whether a line in another style, or with a dash, stands below a quotation, nearer to it than to what follows."""
    if below.page != above.page or below.lines > 1 or not byline(below.text.strip()):
        return False
    is_alike = abs(below.size - above.size) < 0.08 * above.size
    has_style = not is_alike or (below.bold, below.italic) != (above.bold, above.italic)
    if not (has_style or below.text.startswith(tuple("–—-"))):
        return False
    middle, other = (above.left + above.right) / 2, (below.left + below.right) / 2
    aligned = (below.left - above.left, below.right - above.right, middle - other)
    # Lines that end at the right edge are as long as their words.
    is_right = below.left > middle and abs(below.right - above.right) < 2 * above.size
    if min(map(abs, aligned)) > 3 and not is_right:
        return False
    step = above.last.base - below.first.base
    if after is None or after.page != below.page:
        return step > 0
    next_step = below.last.base - after.first.base
    return 0 < step < next_step or next_step < 0
