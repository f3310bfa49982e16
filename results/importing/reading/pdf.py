"""Reads PDFs: headings by their size, paragraphs by their lines, tables by their columns."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..decoding import LETTERS_LOST
from ..document import (
    Document,
    Heading,
    Items,
    LeftOut,
    Paragraph,
    Picture,
    Progress,
    Quote,
    Table,
    no_progress,
)
from ..errors import ImportRefused
from .html_noise import DAMAGED_PICTURE
from .inline import MAX_LINE, is_heading_like, is_name
from .pdf_blocks import BULLETS, Block, blocks_of
from .pdf_layout import laid_out
from .pdf_margins import take_margins, take_notes
from .pdf_pages import Page, Word, read_pages
from .pdf_quotes import with_quotes
from .pdf_rows import runs_of
from .pdf_tables import with_whole_tables
from .plain_lists import LIST_NUMBERS, LIST_SIGN, marker_of

if TYPE_CHECKING:
    from ..document import Part, Runs

_SCAN = (
    gettext_lazy(
        "This PDF is made of pictures of pages, without text. Import the document that it was made "
        "from, or have a program recognise its text (OCR), and import that file."
    ),
    "scan",
)
_GARBLED = (
    gettext_lazy(
        "The letters of this PDF cannot be read: its fonts do not say which they are. Import the "
        "document that it was made from, or have a program recognise its text (OCR)."
    ),
    "garbled_pdf",
)
# "6 558", "98,6 %", "6 558 tips": a number that stands out is no heading.
_STANDS_OUT = re.compile(r"\D{0,3}\d[\d\s.,]*(?:[%‰]|\s*[^\W\d_]+)?\W*")
_LARGER, _MUCH_LARGER = 1.1, 1.35
_DEEPEST = 3
_MOST_LINES = 3


def read_pdf(content: bytes, progress: Progress = no_progress) -> Document:
    """Read a PDF. Raises ImportRefused for scans, and for what is locked, damaged, or too much."""
    pages = read_pages(content, progress)
    document = Document()
    _look_for_pictures_of_text(pages, document)
    _look_at_letters(pages, document)
    words = [word for page in pages for word in page.words]
    body = _usual(words)
    take_margins(pages, body, document.left_out)
    notes = take_notes(pages, body)
    placed = [piece for page in pages for piece in laid_out(page.words, page)]
    placed += [piece for page, taken in notes for piece in laid_out(taken, page)]
    whole = list(with_whole_tables(placed, document.left_out))
    blocks = list(with_quotes(blocks_of(whole, words), body))
    document.left_out += [
        LeftOut("", DAMAGED_PICTURE) for page in pages for _one in range(page.unread)
    ]
    document.parts = list(_parts(blocks, body, document.left_out))
    return document


def _look_for_pictures_of_text(pages: list[Page], document: Document) -> None:
    without = [page for page in pages if page.is_drawn and not any(w.text for w in page.words)]
    numbers = ", ".join(str(page.number) for page in without)
    if len(without) * 2 > len(pages):
        if len(without) == len(pages):
            raise ImportRefused(*_SCAN)
        raise ImportRefused(
            _(
                "Most pages of this PDF are pictures, without text: %(pages)s. Import the document "
                "that it was made from, or have a program recognise its text (OCR)."
            )
            % {"pages": numbers},
            "scan",
        )
    if without:
        document.notices.append(
            _("These pages are pictures, whose words cannot be read: %(pages)s.")
            % {"pages": numbers}
        )


def _look_at_letters(pages: list[Page], document: Document) -> None:
    text = "".join(word.text for page in pages for word in page.words)
    lost = text.count("\ufffd") + 5 * text.count("(cid:")
    if lost * 5 > len(text):
        raise ImportRefused(*_GARBLED)
    if lost:
        document.notices.append(LETTERS_LOST)


def _usual(words: Iterable[Word]) -> float:
    """The size of most letters."""
    sizes: Counter[float] = Counter()
    for word in words:
        sizes[word.size] += len(word.text)
    return max(sizes, key=lambda size: sizes[size], default=10)


def _parts(
    blocks: list[Block | Table | Quote], body: float, left_out: list[LeftOut]
) -> Iterator[Part]:
    headings = {id(block) for block in blocks if isinstance(block, Block) and _heads(block, body)}
    levels = _levels([b for b in blocks if isinstance(b, Block) and id(b) in headings])
    pictures: set[bytes] = set()
    for kind, group in groupby(blocks, lambda b: "" if id(b) in headings else _kind_of_list(b)):
        found = list(group)
        for block in [] if kind else found:
            if isinstance(block, Table | Quote):
                yield block
            elif picture := block.words[0].picture:
                # What is on many pages, such as a logo, is one picture.
                if picture not in pictures:
                    yield Picture(picture, page=block.page)
                pictures.add(picture)
            elif id(block) in headings:
                plain = [replace(word, bold=False, italic=False) for word in block.words]
                yield Heading(levels[_style(block)], runs_of(plain), page=block.page)
            else:
                stands_out = block.size > _LARGER * body and len(block.text) <= MAX_LINE
                yield Paragraph(runs_of(block.words), stands_out, page=block.page)
        if kind:
            yield from _list(kind, [b for b in found if isinstance(b, Block)], left_out)


def _heads(block: Block, body: float) -> bool:
    """Whether lines are a heading: short, larger than the text or bold, and no number that stands out."""
    text = block.text
    large = block.size > _LARGER * body
    if block.words[0].picture or block.lines > _MOST_LINES or not (large or block.bold):
        return False
    if len(text) > 2 * MAX_LINE:
        return False
    if _STANDS_OUT.fullmatch(text) or block.size < 0.95 * body:
        return False
    # A title may be a sentence.
    if block.size > _MUCH_LARGER * body:
        return any(map(str.isalpha, text))
    return is_heading_like(" ".join(text.split())) and (large or is_name(text))


def _style(block: Block) -> tuple[float, bool]:
    return round(block.size * 2) / 2, block.bold


def _levels(headings: list[Block]) -> dict[tuple[float, bool], int]:
    """The level of each style of headings: the larger the higher."""
    styles = sorted(set(map(_style, headings)), reverse=True)
    return {style: min(number, _DEEPEST) for number, style in enumerate(styles, 1)}


def _kind_of_list(block: Block | Table | Quote) -> str:
    if isinstance(block, Table | Quote) or marker_of(f"{block.marker} x") != block.marker:
        return ""
    digits = block.marker.strip("().")
    return "1" if digits.isdigit() else "" if digits.isalpha() and digits != "o" else digits


def _list(kind: str, blocks: list[Block], left_out: list[LeftOut]) -> Iterator[Part]:
    """Items without their bullets or numbers; as paragraphs where they are no list after all."""
    markers = [block.marker for block in blocks]
    texts = [_without(block) for block in blocks]
    counted = [int(marker.strip("().")) for marker in markers] if kind == "1" else []
    is_list = counted == list(range(1, len(counted) + 1)) if counted else kind in BULLETS
    if not is_list and (counted or len(blocks) < 2):
        yield from (Paragraph(runs_of(block.words), page=block.page) for block in blocks)
        return
    if counted:
        left_out.append(LeftOut(" ".join(markers), LIST_NUMBERS))
    elif kind == "o":
        left_out.append(LeftOut(" ".join(markers), LIST_SIGN))
    yield Items(tuple(texts), bool(counted), page=blocks[0].page)


def _without(block: Block) -> Runs:
    """The text of an item behind its marker, which is a word or the start of one."""
    first, *others = block.words
    rest = first.text.removeprefix(block.marker)
    return runs_of([replace(first, text=rest), *others] if rest else others)
