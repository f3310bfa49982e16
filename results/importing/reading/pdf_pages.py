"""The pages of a PDF: words with their places, lines, links and pictures, as PDFium tells them.

PDFium is written in C++, knows no threads, and unpacks what it is told to: a stranger's PDF is opened
in a process of its own alone (`apart.py`), which may be stopped, and may run out of memory.
"""

import contextlib
import ctypes
import io
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any

from django.utils.formats import number_format
from django.utils.translation import gettext as _

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from ...conf import setting
from ..decoding import without_controls
from ..errors import DAMAGED, ImportRefused
from .inline import address_of
from .kinds import BROKEN_PDF, ENCRYPTED_PDF, MAX_CHARACTERS, TOO_LONG

MOST_RULES = 1_000
# Of the whole document; the addresses are as long as whoever made it likes.
MOST_LINKS = 1_000
# Of a page; a bullet that is drawn, a line, a pattern are no pictures of anything.
LEAST_PIXELS = 100
MOST_PIXELS = 12_000_000
MOST_BYTES = 15_000_000
# The longer one, in pixels.
SIDE_OF_PICTURE = 1_400
# In the names of fonts.
_BOLD, _ITALIC = ("bold", "black", "heavy", "demi"), ("italic", "oblique")
# In heights of letters: how far letters of one word are from each other at most.
_TOUCHING = 0.25
_MOST_DOTS = 300
# Hyphens at the ends of lines, and what is no letter.
_LETTERS = {2: "-", 0xFFFE: "-", 0: "\ufffd"}
_PRIVATE = dict.fromkeys(range(0xE000, 0xF900), "\ufffd")
# What fonts of signs have in place of a bullet.
_PRIVATE |= dict.fromkeys(map(ord, "\uf0b7\uf0a7\uf0d8\uf0fc\uf076"), "•")
# Asked for each letter: a number costs less than a pointer.
raw.FPDFText_GetTextObject.restype = ctypes.c_void_p


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
    """The pages of a PDF. Raises ImportRefused for what cannot be opened, or has too much in it."""
    pages = []
    with _opened(content) as document:
        count, most = len(document), setting("IMPORT_PDF_PAGES")
        if count > most:
            message = _(
                "The PDF has %(count)s pages, and at most %(most)s are read. Save the pages that hold "
                "the results as a PDF of their own, and import that file."
            )
            numbers = {"count": count, "most": most}
            shown = {name: number_format(it, force_grouping=True) for name, it in numbers.items()}
            raise ImportRefused(message % shown, "pages")
        room, links, characters = MOST_BYTES, MOST_LINKS, MAX_CHARACTERS
        for number in range(count):
            source = _Source(document, number)
            pages.append(source.read(room, links))
            room -= sum(len(word.picture) for word in source.page.words)
            links -= source.links
            characters -= sum(len(word.text) for word in source.page.words)
            if characters < 0:
                raise ImportRefused(*TOO_LONG)
    return pages


def draw(content: bytes, number: int) -> bytes:
    """A picture of a page, as a JPEG. Raises ImportRefused for a page that is none, or cannot be drawn."""
    with _opened(content) as document:
        page = document[number - 1]
        scale = SIDE_OF_PICTURE / max(page.get_size())
        stream = io.BytesIO()
        drawn = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
        drawn.save(stream, "JPEG", quality=80)
        return stream.getvalue()


@contextlib.contextmanager
def _opened(content: bytes) -> Iterator[pdfium.PdfDocument]:
    try:
        with contextlib.closing(pdfium.PdfDocument(content)) as document:
            yield document
    except DAMAGED as error:
        # pypdfium2 names the code of PDFium in its sentence alone.
        is_locked = re.search(r"password|security", str(error), re.IGNORECASE)
        refused = (ENCRYPTED_PDF, "encrypted_pdf") if is_locked else (BROKEN_PDF, "broken_pdf")
        raise ImportRefused(*refused) from error


class _Source:
    """A page of PDFium; places are those that are seen, whichever way it is turned."""

    def __init__(self, document: pdfium.PdfDocument, number: int) -> None:
        self.document, self.source = document, document[number]
        self.text = self.source.get_textpage()
        # Quarters of a turn to the right, by which the page is shown.
        self.turns = raw.FPDFPage_GetRotation(self.source)
        self.sides = self.source.get_size()
        width, height = (max(_finite(side), 1) for side in self.sides)
        self.page = Page(number + 1, width, height)
        self.links = 0
        self.styles: dict[int, tuple[bool, bool]] = {}
        # What PDFium writes its answers into: it is asked for each word.
        self.numbers = [ctypes.c_double() for _side in range(4)]
        self.matrix = raw.FS_MATRIX()
        self.last: Word | None = None

    def read(self, room: int, most_links: int) -> Page:
        """The page, with at most so many bytes of pictures, and so many links."""
        page = self.page
        rules: list[list[float]] = []
        pictures: list[Word] = []
        self._read_words()
        for thing in self.source.get_objects():
            if not thing.level:
                outer = thing
            if thing.type == raw.FPDF_PAGEOBJ_PATH and not thing.level and len(rules) < MOST_RULES:
                rules.append(self._seen_box(*thing.get_bounds()))
            elif thing.type == raw.FPDF_PAGEOBJ_IMAGE:
                page.is_drawn = True
                if min(thing.get_px_size()) >= LEAST_PIXELS:
                    left, _bottom, right, top = self._seen_box(*outer.get_bounds())
                    picture = _picture(thing, room)
                    room -= len(picture)
                    page.unread += not picture
                    pictures.append(Word("", left, right, top, 1, picture=picture))
        page.is_drawn = page.is_drawn or bool(rules)
        for box, href in islice(self._links(), most_links):
            self.links += 1
            _link(page.words, box, address_of(without_controls(href)))
        for left, bottom, right, top in rules:
            if right - left > 3:
                page.levels += [(side, left, right) for side in {bottom, top}]
            if top - bottom > 3:
                page.uprights += [(side, bottom, top) for side in {left, right}]
        page.words += list(_drawn_bullets(page.words, rules))
        page.words += [word for word in pictures if word.picture]
        self.text.close()
        self.source.close()
        return page

    def _read_words(self) -> None:
        """Add the words: letters of one object without a space between them, and what touches them in their style."""
        text, letters, first, end, owner = self.text.raw, "", 0, 0, None
        touches = is_broken = False
        for index in range(raw.FPDFText_CountChars(text)):
            code = raw.FPDFText_GetUnicode(text, index)
            letter = _LETTERS.get(code) or chr(code if code < 0x110000 else 0xFFFD)
            if letter in "\r\n" and raw.FPDFText_IsGenerated(text, index):
                is_broken = True
                continue
            last, owner = owner, raw.FPDFText_GetTextObject(text, index)
            is_space = letter.isspace()
            is_apart = is_broken and letters and not is_space and self._are_apart(end, index)
            is_broken = False
            if letters and (is_space or is_apart or owner != last):
                self._add(letters, first, end, touches=touches)
                letters, touches = "", not (is_space or is_apart)
            if is_space:
                touches = False
                continue
            first = first if letters else index
            letters, end = letters + letter, index
        if letters:
            self._add(letters, first, end, touches=touches)

    def _are_apart(self, before: int, index: int) -> bool:
        """Whether letters are not beside each other: on a page with few of them PDFium breaks lines between any."""
        (left, right, base), (other_left, other_right, other) = map(self._place, (before, index))
        size = max(self._size(before), self._size(index))
        gap = max(other_left - right, left - other_right)
        return gap > _TOUCHING * size or abs(base - other) > size / 2

    def _add(self, text: str, first: int, end: int, *, touches: bool) -> None:
        """Add the letters from one to another: as a word, or to the last one, which they touch."""
        # Where its font does not say which letters they are, PDFium guesses.
        if raw.FPDFText_HasUnicodeMapError(self.text.raw, first) == 1:
            text = "\ufffd" * len(text)
        text = without_controls(text.translate(_PRIVATE)).strip()
        if not text:
            return
        angle = raw.FPDFText_GetCharAngle(self.text.raw, first) + self.turns * math.pi / 2
        if abs(math.sin(angle)) > 0.05 or math.cos(angle) < 0:
            self.page.turned = f"{self.page.turned} {text}".lstrip()
            self.last = None
            return
        left, right, base = self._place(first)
        if end > first:
            # What is written from right to left ends on the left.
            other_left, other_right, _base = self._place(end)
            left, right = min(left, other_left), max(right, other_right)
        left, right, base, size = (
            round(_finite(number), 2) for number in (left, right, base, self._size(first))
        )
        word = Word(text, left, right, base, max(size, 1), *self._style(first), touches)
        last = self.last if touches else None
        if last:
            style = (last.size, last.base, last.bold, last.italic)
            if (word.size, base, word.bold, word.italic) == style:
                last.text, last.right = last.text + text, right
                return
            # A note's sign, or an exponent, stands on the line of the word that it belongs to.
            if word.size < last.size and base > last.base:
                word.raised, word.base = True, last.base
            elif word.size > last.size and base < last.base:
                last.raised, last.base = True, base
        self.page.words.append(word)
        self.last = word

    def _place(self, index: int) -> tuple[float, float, float]:
        """The left, the right and the base of a letter."""
        left, right, low, high = self.numbers
        raw.FPDFText_GetCharBox(self.text.raw, index, left, right, low, high)
        box = self._seen_box(left.value, low.value, right.value, high.value)
        raw.FPDFText_GetCharOrigin(self.text.raw, index, left, low)
        return box[0], box[2], self._seen(left.value, low.value)[1]

    def _size(self, index: int) -> float:
        raw.FPDFText_GetMatrix(self.text.raw, index, self.matrix)
        size: float = raw.FPDFText_GetFontSize(self.text.raw, index)
        return size * math.hypot(self.matrix.c, self.matrix.d)

    def _seen_box(self, left: float, low: float, right: float, high: float) -> list[float]:
        corners = self._seen(left, low), self._seen(right, high)
        (left, right), (low, high) = map(sorted, zip(*corners, strict=True))
        return [_finite(side) for side in (left, low, right, high)]

    def _seen(self, x: float, y: float) -> tuple[float, float]:
        width, height = self.sides
        return [(x, y), (y, height - x), (width - x, height - y), (width - y, x)][self.turns]

    def _style(self, index: int) -> tuple[bool, bool]:
        """Whether a letter is bold, and italic: by the name of its font, and by what that says of itself."""
        owner = raw.FPDFText_GetTextObject(self.text.raw, index)
        if owner and owner not in self.styles:
            font = raw.FPDFTextObj_GetFont(ctypes.cast(owner, raw.FPDF_PAGEOBJECT))
            name = ctypes.create_string_buffer(200)
            raw.FPDFFont_GetBaseFontName(font, name, len(name))
            named = name.value.decode(errors="replace").lower()
            flags = raw.FPDFFont_GetFlags(font)
            is_bold = any(word in named for word in _BOLD) or bool(flags & 1 << 18)
            is_italic = any(word in named for word in _ITALIC) or bool(flags & 1 << 6)
            self.styles[owner] = is_bold, is_italic
        return self.styles.get(owner, (False, False))

    def _links(self) -> Iterator[tuple[list[float], str]]:
        place, link, box = ctypes.c_int(), raw.FPDF_LINK(), raw.FS_RECTF()
        while raw.FPDFLink_Enumerate(self.source, place, link):
            action = raw.FPDFLink_GetAction(link)
            buffer = ctypes.create_string_buffer(2_000)
            raw.FPDFAction_GetURIPath(self.document, action, buffer, len(buffer))
            if buffer.value and raw.FPDFLink_GetAnnotRect(link, box):
                sides = self._seen_box(box.left, box.bottom, box.right, box.top)
                yield sides, buffer.value.decode(errors="replace")


def _finite(number: float) -> float:
    """The number, or 0 for what is no place on a page."""
    return number if abs(number) < 1_000_000 else 0.0


def _picture(image: Any, room: int) -> bytes:
    """A picture as the file that it is, or as PNG; empty for what cannot be read, or is too large."""
    with contextlib.suppress(pdfium.PdfiumError, OSError, ValueError):
        if math.prod(image.get_px_size()) > MOST_PIXELS:
            return b""
        stream = io.BytesIO()
        if image.get_filters() == ["DCTDecode"]:
            stream.write(image.get_data())
        else:
            # Only what is drawn has its transparency.
            image.get_bitmap(render=True).to_pil().save(stream, "PNG")
        return stream.getvalue() if stream.tell() <= room else b""
    return b""


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
