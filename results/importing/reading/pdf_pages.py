"""The pages of a PDF: words with their places, lines, links and pictures, read in a process of its own."""

import base64
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from typing import Any

from ..decoding import without_controls
from .inline import address_of
from .pdf_program import told_by_program

# What fonts of signs have in place of a bullet.
_BULLETS = dict.fromkeys(map(ord, "\uf0b7\uf0a7\uf0d8\uf0fc\uf076"), "•")
_MOST_DOTS = 300
_PRIVATE = dict.fromkeys(range(0xE000, 0xF900), "\ufffd")


@dataclass(slots=True, eq=False)
class Word:
    """A word, or a part of one in another style, with its place; a picture is one without text.

    `base` is the line that it stands on, from below, that of a picture its upper edge;
    `touches` tells that no space is before it.
    """

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool = False
    italic: bool = False
    touches: bool = False
    raised: bool = False
    href: str = ""
    picture: bytes = b""


@dataclass(slots=True)
class Page:
    """A page; `height` is its upper edge, `uprights` and `levels` are drawn lines: place, from, to.

    `unread` is how many of its pictures cannot be read.
    """

    number: int
    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    turned: str = ""
    uprights: list[tuple[float, float, float]] = field(default_factory=list)
    levels: list[tuple[float, float, float]] = field(default_factory=list)
    is_drawn: bool = False
    unread: int = 0

    def uprights_at(self, base: float) -> list[float]:
        """Where drawn lines cross the line of a base, from left to right."""
        return sorted(place for place, low, high in self.uprights if low <= base + 2 <= high)


def read_pages(content: bytes) -> list[Page]:
    """The pages of a PDF. Raises ImportRefused for what cannot be opened, or costs too much."""
    with closing(told_by_program(content)) as told:
        return [_page(number, page) for number, page in enumerate(told, 1)]


def _page(number: int, told: dict[str, Any]) -> Page:
    width, height = told["size"]
    page = Page(number, width, height, is_drawn=bool(told["drawn"]))
    words = list(_words(told["words"]))
    page.turned = " ".join(word.text for word, is_turned in words if is_turned)
    page.words = [word for word, is_turned in words if not is_turned]
    for box, href in told["links"]:
        _link(page.words, box, address_of(without_controls(href)))
    for left, bottom, right, top in told["rules"]:
        if right - left > 3:
            page.levels += [(side, left, right) for side in {bottom, top}]
        if top - bottom > 3:
            page.uprights += [(side, bottom, top) for side in {left, right}]
    page.words += list(_drawn_bullets(page.words, told["rules"]))
    for (left, _bottom, right, top), picture in told["pictures"]:
        content = base64.b64decode(picture)
        if content:
            page.words.append(Word("", left, right, top, 1, picture=content))
        else:
            page.unread += 1
    return page


def _link(words: list[Word], box: list[float], href: str) -> None:
    low, high = sorted((box[1], box[3]))
    for word in words:
        inside = box[0] <= (word.left + word.right) / 2 <= box[2]
        if inside and low <= word.base + word.size / 3 <= high:
            word.href = href


def _drawn_bullets(words: list[Word], boxes: list[list[float]]) -> Iterator[Word]:
    """Yield a bullet for each dot that is drawn before the first word of a line."""
    dots = [box for box in boxes if 1.5 < box[2] - box[0] < 9 and 0.8 < _shape(box) < 1.25]
    for left, bottom, right, top in dots[:_MOST_DOTS]:
        middle = (bottom + top) / 2
        beside = [word for word in words if abs(word.base + word.size / 3 - middle) < word.size / 3]
        after = [word for word in beside if 0 < word.left - right < 2 * word.size]
        if after and not any(-9 < left - word.right < 3 * word.size for word in beside):
            yield Word("•", left, right, after[0].base, after[0].size)


def _shape(box: list[float]) -> float:
    """How many times as wide as high a box is."""
    return (box[2] - box[0]) / max(box[3] - box[1], 0.01)


def _words(told: list[list[Any]]) -> Iterator[tuple[Word, bool]]:
    """Yield the words, and whether each is turned; pieces of one style that touch are one word."""
    last = None
    for text, left, right, base, size, bold, italic, is_turned, touches in told:
        text = without_controls(text.translate(_BULLETS).translate(_PRIVATE)).strip()
        if not text:
            continue
        word = Word(text, left, right, base, max(size, 1), bold, italic, touches)
        if last is None or not touches or is_turned:
            last = None if is_turned else word
            yield word, is_turned
            continue
        if (size, base, bold, italic) == (last.size, last.base, last.bold, last.italic):
            last.text, last.right = last.text + text, right
            continue
        # A note's sign, or an exponent, stands on the line of the word that it belongs to.
        if size < last.size and base > last.base:
            word.raised, word.base = True, last.base
        elif size > last.size and base < last.base:
            last.raised, last.base = True, base
        last = word
        yield word, False
