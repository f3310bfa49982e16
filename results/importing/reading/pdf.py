"""Reads PDFs: headings by their size, paragraphs by their lines, tables by their columns."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..decoding import LETTERS_LOST
from ..document import (
    Document,
    Heading,
    LeftOut,
    Paragraph,
    Part,
    Picture,
    Quote,
    Table,
    text_of,
)
from ..errors import ImportRefused
from ..quotations import byline, ends_sentence, is_quoted
from .html_noise import DAMAGED_PICTURE
from .inline import MAX_LINE, is_heading_like, is_name
from .pdf_blocks import Block, blocks_of
from .pdf_layout import Region, laid_out
from .pdf_lines import runs_of
from .pdf_margins import take_margins, take_notes
from .pdf_pages import Page, read_pages
from .plain_lists import Item, with_lists

HEAD_AGAIN = gettext_lazy("The repeated header row of a table.")
_SCAN = gettext_lazy(
    "This PDF is made of pictures of pages, without text. Import the document that it was made "
    "from, or have a program recognise its text (OCR), and import that file."
)
_GARBLED = gettext_lazy(
    "The letters of this PDF cannot be read: its fonts do not say which they are. Import the "
    "document that it was made from, or have a program recognise its text (OCR)."
)
# "6 558", "98,6 %", "6 558 tips": a number that stands out is no heading.
_STANDS_OUT = re.compile(r"\D{0,3}\d[\d\s.,]*(?:[%‰]|\s*[^\W\d_]+)?\W*")
_LARGER, _MUCH_LARGER = 1.1, 1.35
_DEEPEST = 3
_MOST_LINES = 3


def read_pdf(content: bytes) -> Document:
    """Read a PDF. Raises ImportRefused for scans, and for what is locked, damaged, or too much."""
    pages = read_pages(content)
    document = Document()
    _look_at_letters(pages, document)
    words = [word for page in pages for word in page.words]
    sizes: Counter[float] = Counter()
    for word in words:
        sizes[word.size] += len(word.text)
    body = max(sizes, key=lambda size: sizes[size], default=10)
    take_margins(pages, body, document.left_out)
    notes = take_notes(pages, body)
    placed = [piece for page in pages for piece in laid_out(page.words, page)]
    placed += [piece for page, taken in notes for piece in laid_out(taken, page)]
    blocks = list(blocks_of(_with_whole_tables(placed, document.left_out), words))
    document.left_out += [
        LeftOut("", DAMAGED_PICTURE) for page in pages for _one in range(page.unread)
    ]
    document.parts = with_lists(_parts(blocks, body), document.left_out)
    return document


def _look_at_letters(pages: list[Page], document: Document) -> None:
    """Refuse what has no letters, or none that can be read; tell of a part that is so."""
    without = [page for page in pages if page.is_drawn and not any(w.text for w in page.words)]
    numbers = {"pages": ", ".join(str(page.number) for page in without)}
    if without and len(without) == len(pages):
        raise ImportRefused(_SCAN, "scan")
    if len(without) * 2 > len(pages):
        raise ImportRefused(
            _(
                "Most pages of this PDF are pictures, without text: %(pages)s. Import the document "
                "that it was made from, or have a program recognise its text (OCR)."
            )
            % numbers,
            "scan",
        )
    if without:
        document.notices.append(
            _("These pages are pictures, whose words cannot be read: %(pages)s.") % numbers
        )
    text = "".join(word.text for page in pages for word in page.words)
    lost = text.count("\ufffd") + 5 * text.count("(cid:")
    if lost * 5 > len(text):
        raise ImportRefused(_GARBLED, "garbled_pdf")
    if lost:
        document.notices.append(LETTERS_LOST)


def _with_whole_tables(
    pieces: Iterable[Region | Table], left_out: list[LeftOut]
) -> list[Region | Table]:
    """The pieces; a table that goes on at the top of the next page is one, and has its head once."""
    whole: list[Region | Table] = []
    page = 0
    for piece in pieces:
        above = whole[-1] if whole else None
        if isinstance(piece, Table) and isinstance(above, Table) and piece.page == page + 1:
            is_headed = above.has_header and piece.rows[0] == above.rows[0]
            if len(above.rows[0]) == len(piece.rows[0]) and (is_headed or not piece.has_header):
                if is_headed:
                    left_out.append(LeftOut(" | ".join(map(text_of, piece.rows[0])), HEAD_AGAIN))
                rows = piece.rows[1:] if is_headed else piece.rows
                whole[-1] = replace(above, rows=above.rows + rows)
                page = piece.page
                continue
        whole.append(piece)
        page = piece.page
    return whole


def _parts(blocks: list[Block | Table], body: float) -> Iterator[Part | Item]:
    said = {
        id(one): other
        for one, other, after in zip(blocks, blocks[1:], [*blocks[2:], None], strict=False)
        if _is_said(one, other, after, body)
    }
    headings = {
        id(block)
        for block in blocks
        if isinstance(block, Block) and id(block) not in said and _heads(block, body)
    }
    styles = {
        _style(block) for block in blocks if isinstance(block, Block) and id(block) in headings
    }
    levels = {style: level for level, style in enumerate(sorted(styles, reverse=True), 1)}
    pictures: set[bytes] = set()
    speaker: Block | Table | None = None
    for block in blocks:
        if block is speaker:
            continue
        speaker = said.get(id(block))
        if isinstance(block, Table):
            yield block
        elif isinstance(speaker, Block):
            yield Quote((runs_of(block.words), runs_of(speaker.words)), page=block.page)
        elif picture := block.words[0].picture:
            # What is on many pages, such as a logo, is one picture.
            if picture not in pictures:
                yield Picture(picture, page=block.page)
            pictures.add(picture)
        elif id(block) in headings:
            plain = [replace(word, bold=False, italic=False) for word in block.words]
            level = min(levels[_style(block)], _DEEPEST)
            yield Heading(level, runs_of(plain), page=block.page)
        elif block.marker:
            first, *others = block.words
            rest = first.text.removeprefix(block.marker)
            words = [replace(first, text=rest), *others] if rest else others
            yield Item(block.marker, runs_of(words), page=block.page)
        else:
            stands_out = block.row.size > _LARGER * body and len(block.text) <= MAX_LINE
            yield Paragraph(runs_of(block.words), stands_out, page=block.page)


def _heads(block: Block, body: float) -> bool:
    """Whether lines are a heading: short, larger than the text or bold, and no number that stands out."""
    text, size = block.text, block.row.size
    large = size > _LARGER * body
    if block.words[0].picture or block.lines > _MOST_LINES or not (large or block.row.bold):
        return False
    if len(text) > 2 * MAX_LINE or _STANDS_OUT.fullmatch(text) or size < 0.95 * body:
        return False
    # A title may be a sentence.
    if size > _MUCH_LARGER * body:
        return any(map(str.isalpha, text))
    return is_heading_like(" ".join(text.split())) and (large or is_name(text))


def _is_said(
    above: Block | Table, below: Block | Table, after: Block | Table | None, body: float
) -> bool:
    """Whether lines that stand out are a sentence, with a line in another style below that says whose it is."""
    if isinstance(above, Table) or isinstance(below, Table) or isinstance(after, Table):
        return False
    text, one, other = above.text, above.row, below.row
    if above.marker or below.lines > 1 or above.page != below.page or not ends_sentence(text):
        return False
    is_inset = one.left > above.region.left + 0.8 * one.size and not other.bold
    is_styled = one.size > _LARGER * body or all(word.italic for word in above.words)
    stands_out = is_inset or is_styled or is_quoted(text)
    is_alike = abs(one.size - other.size) < 0.08 * one.size and (
        (one.bold, one.words[0].italic) == (other.bold, other.words[0].italic)
    )
    step = one.base - other.base
    is_followed = after is not None and after.page == below.page
    next_step = other.base - after.words[0].base if after and is_followed else -1
    is_below = 0 < step < next_step or (step > 0 and next_step < 0)
    is_named = byline(below.text) and (not is_alike or below.text.startswith(tuple("–—-")))
    return bool(stands_out and is_below and is_named and text.count(" ") > 2)


def _style(block: Block) -> tuple[float, bool]:
    return round(block.row.size * 2) / 2, block.row.bold
