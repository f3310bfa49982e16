"""Reads web pages, as a browser saved them or as a system made them."""

from __future__ import annotations

import re

from bs4.element import Tag

from ..document import Document, Heading, LeftOut, Run
from .data_images import HeldPictures
from .html_blocks import HANDLERS, leave_out_contents
from .html_noise import TITLE
from .html_page import page_of
from .html_tree import tree_of
from .html_walk import Walk
from .lines import find_lines_and_bullets

_DECLARED = re.compile(
    rb"""<(?:meta[^>]+charset|\?xml[^>]+encoding)\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE
)


def declared_encoding(content: bytes) -> str:
    """The encoding that a page names in its head, or ""."""
    match = _DECLARED.search(content[:4096])
    return match[1].decode("ascii", "replace") if match else ""


def read_html(html: str) -> Document:
    """Read a page: its main part, without the menus and forms around it.

    Raises ImportRefused for a page that is nested too deeply.
    """
    document, root = _walked(html, HeldPictures(), is_page=True)
    title = root.find("title")
    text = " ".join(title.get_text().split()) if isinstance(title, Tag) else ""
    has_title = any(isinstance(part, Heading) and part.level == 1 for part in document.parts)
    find_lines_and_bullets(document)
    if text and not has_title:
        document.parts.insert(0, Heading(1, (Run(text),)))
    elif text:
        document.left_out.insert(0, LeftOut(text, TITLE))
    return document


def read_fragment(html: str, pictures: HeldPictures) -> Document:
    """Read HTML that another format was turned into: all of it is content."""
    document, _root = _walked(html, pictures, is_page=False)
    find_lines_and_bullets(document)
    return document


def _walked(html: str, pictures: HeldPictures, is_page: bool) -> tuple[Document, Tag]:
    root = tree_of(pictures.take_from(html))
    page = page_of(root)
    handlers = HANDLERS if is_page else {**HANDLERS, "nav": leave_out_contents}
    return Walk(page, handlers, pictures, is_page).run(), root
