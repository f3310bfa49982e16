"""The program that opens a PDF, in a process of its own, and prints what is on each page, as a line of JSON.

PDFium is written in C++, knows no threads, and unpacks what it is told to: a process of its own may be
stopped, and may run out of memory, without anybody else.
"""

import base64
import contextlib
import ctypes
import io
import json
import math
import re
import resource
import sys
from collections.abc import Iterator
from itertools import islice
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

MEMORY = 400_000_000
SECONDS = 20  # of computing
MOST_RULES = 1_000
# Of the whole document; the addresses are as long as whoever made it likes.
MOST_LINKS = 1_000
# Of a page; a bullet that is drawn, a line, a pattern are no pictures of anything.
LEAST_PIXELS = 100
MOST_PIXELS = 12_000_000
MOST_BYTES = 20_000_000
# The longer one, in pixels.
SIDE_OF_PICTURE = 1_400
# In the names of fonts.
_BOLD, _ITALIC = ("bold", "black", "heavy", "demi"), ("italic", "oblique")
# In heights of letters: how far letters of one word are from each other at most.
_TOUCHING = 0.25
# Hyphens at the ends of lines, and what is no letter.
_LETTERS = {2: "-", 0xFFFE: "-", 0: "\ufffd"}
# Asked for each letter: a number costs less than a pointer.
raw.FPDFText_GetTextObject.restype = ctypes.c_void_p


def main(most_pages: int, most_characters: int, drawn: int = 0) -> Iterator[dict[str, Any]]:
    """Yield each page of the PDF on the standard input; {"refused": why} ends it.

    Where `drawn` is the number of a page, its picture alone.
    """
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        document = pdfium.PdfDocument(sys.stdin.buffer.read())
    except pdfium.PdfiumError as error:
        # pypdfium2 names the code of PDFium in its sentence alone.
        locked = re.search(r"password|security", str(error), re.IGNORECASE)
        yield {"refused": "encrypted" if locked else "broken"}
        return
    count = len(document)
    if count > most_pages:
        yield {"refused": "pages", "count": count}
        return
    if drawn:
        yield _drawn(document, drawn)
        return
    room, links = MOST_BYTES, MOST_LINKS
    for number in range(count):
        try:
            page = _Page(document, document[number])
        except pdfium.PdfiumError:
            yield {"refused": "broken"}
            return
        told = page.read(room, links)
        page.close()
        room -= sum(len(content) for _box, content in told["pictures"])
        links -= len(told["links"])
        most_characters -= sum(len(word[0]) for word in told["words"])
        if most_characters < 0:
            yield {"refused": "long"}
            return
        yield told


def _drawn(document: pdfium.PdfDocument, number: int) -> dict[str, Any]:
    try:
        page = document[number - 1]
        scale = SIDE_OF_PICTURE / max(page.get_size())
        picture = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    except (pdfium.PdfiumError, IndexError, ZeroDivisionError):
        return {"refused": "broken"}
    stream = io.BytesIO()
    picture.save(stream, "JPEG", quality=80)
    return {"picture": base64.b64encode(stream.getvalue()).decode()}


class _Page:
    def __init__(self, document: pdfium.PdfDocument, page: pdfium.PdfPage) -> None:
        self.document, self.page = document, page
        self.text = page.get_textpage()
        # Quarters of a turn to the right, by which the page is shown; places are those that are seen.
        self.turns = raw.FPDFPage_GetRotation(page)
        self.sides = page.get_size()
        self.styles: dict[int, tuple[bool, bool]] = {}
        # What PDFium writes its answers into: it is asked for each word.
        self.numbers = [ctypes.c_double() for _side in range(4)]
        self.matrix = raw.FS_MATRIX()

    def close(self) -> None:
        self.text.close()
        self.page.close()

    def read(self, room: int, most_links: int) -> dict[str, Any]:
        rules: list[list[float]] = []
        pictures: list[tuple[list[float], str]] = []
        images = 0
        for thing in self.page.get_objects():
            if not thing.level:
                outer = thing
            if thing.type == raw.FPDF_PAGEOBJ_PATH and not thing.level:
                rules += [self._seen_box(*thing.get_bounds())] if len(rules) < MOST_RULES else []
            elif thing.type == raw.FPDF_PAGEOBJ_IMAGE:
                images += 1
                if min(thing.get_px_size()) >= LEAST_PIXELS:
                    box = self._seen_box(*outer.get_bounds())
                    pictures.append((box, _picture(thing, room)))
                    room -= len(pictures[-1][1])
        return {
            "size": [max(_finite(side), 1) for side in self.sides],
            "words": list(self._words()),
            "links": list(islice(self._links(), most_links)),
            "rules": rules,
            "pictures": pictures,
            "drawn": images + len(rules),
        }

    def _words(self) -> Iterator[tuple[Any, ...]]:
        """Yield the words: text, box, size, bold, italic, turned, and whether it touches the last."""
        text, letters, first, end, last = self.text.raw, "", 0, 0, None
        touches = is_broken = False
        for index in range(raw.FPDFText_CountChars(text)):
            code = raw.FPDFText_GetUnicode(text, index)
            letter = _LETTERS.get(code) or chr(code if code < 0x110000 else 0xFFFD)
            if letter in "\r\n" and raw.FPDFText_IsGenerated(text, index):
                is_broken = True
                continue
            owner = raw.FPDFText_GetTextObject(text, index)
            is_space = letter.isspace()
            is_apart = is_broken and letters and not is_space and self._are_apart(end, index)
            is_broken = False
            if letters and (is_space or is_apart or owner != last):
                yield self._word(letters, first, end, touches)
                letters, touches = "", not (is_space or is_apart)
            if is_space:
                touches = False
                continue
            first = first if letters else index
            letters, end, last = letters + letter, index, owner
        if letters:
            yield self._word(letters, first, end, touches)

    def _are_apart(self, before: int, index: int) -> bool:
        """Whether letters are not beside each other: on a page with few of them PDFium breaks lines between any."""
        (left, right, base), (other_left, other_right, other) = map(self._place, (before, index))
        size = max(self._size(before), self._size(index))
        gap = max(other_left - right, left - other_right)
        return gap > _TOUCHING * size or abs(base - other) > size / 2

    def _word(self, text: str, first: int, end: int, touches: bool) -> tuple[Any, ...]:
        left, right, base = self._place(first)
        if end > first:
            # What is written from right to left ends on the left.
            other_left, other_right, _base = self._place(end)
            left, right = min(left, other_left), max(right, other_right)
        angle = raw.FPDFText_GetCharAngle(self.text.raw, first) + self.turns * math.pi / 2
        turned = abs(math.sin(angle)) > 0.05 or math.cos(angle) < 0
        # Its font does not say which letters they are, and PDFium guesses.
        if raw.FPDFText_HasUnicodeMapError(self.text.raw, first) == 1:
            text = "\ufffd" * len(text)
        places = (left, right, base, self._size(first))
        numbers = [round(_finite(number), 2) for number in places]
        return (text, *numbers, *self._style(first), turned, touches)

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
        while raw.FPDFLink_Enumerate(self.page, place, link):
            action = raw.FPDFLink_GetAction(link)
            buffer = ctypes.create_string_buffer(2_000)
            raw.FPDFAction_GetURIPath(self.document, action, buffer, len(buffer))
            if buffer.value and raw.FPDFLink_GetAnnotRect(link, box):
                sides = self._seen_box(box.left, box.bottom, box.right, box.top)
                yield sides, buffer.value.decode(errors="replace")


def _finite(number: float) -> float:
    """The number, or 0 for what is no place on a page."""
    return number if abs(number) < 1_000_000 else 0.0


def _picture(image: Any, room: int) -> str:
    """A picture as the file that it is, or as PNG, in base64; "" for what cannot be read, or is too large."""
    with contextlib.suppress(pdfium.PdfiumError, OSError, ValueError):
        if math.prod(image.get_px_size()) > MOST_PIXELS:
            return ""
        stream = io.BytesIO()
        if image.get_filters() == ["DCTDecode"]:
            stream.write(image.get_data())
        else:
            # Only what is drawn has its transparency.
            image.get_bitmap(render=True).to_pil().save(stream, "PNG")
        content = base64.b64encode(stream.getvalue()).decode()
        return content if len(content) <= room else ""
    return ""


if __name__ == "__main__":
    for line in main(*map(int, sys.argv[1:])):
        sys.stdout.write(f"{json.dumps(line)}\n")
        sys.stdout.flush()
