"""The pages of a PDF: words with their places, lines, links and pictures, read in a process of its own."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from threading import Timer
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...conf import setting
from ..decoding import without_controls
from ..document import Progress, no_progress
from ..errors import ImportRefused
from .inline import address_of
from .kinds import BROKEN_PDF, MAX_CHARACTERS, TOO_LONG

# The process ends itself before, unless the machine is busy with something else.
_SECONDS = 180
# Where programs and their libraries lie.
_KEPT = frozenset({"PATH", "LD_LIBRARY_PATH"})
_PROGRAM = Path(__file__).with_name("pdf_process.py")
# What fonts of signs have in place of a bullet.
_BULLETS = dict.fromkeys(map(ord, "\uf0b7\uf0a7\uf0d8\uf0fc\uf076"), "•")
_MOST_DOTS = 300
_PRIVATE = dict.fromkeys(range(0xE000, 0xF900), "\ufffd")
_REFUSED = {
    "broken": (BROKEN_PDF, "broken_pdf"),
    "long": TOO_LONG,
    "encrypted": (
        gettext_lazy(
            "This PDF is protected by a password. Open it, save or print it as a PDF without a "
            "password, and import that file."
        ),
        "encrypted_pdf",
    ),
    "costly": (
        gettext_lazy(
            "The PDF takes more time or memory than a document should. Print it as a new PDF, or "
            "import the document that it was made from."
        ),
        "costly_pdf",
    ),
}


@dataclass(slots=True, eq=False)
class Word:
    """A word, or a part of one in another style, with its place; a picture is one without text.

    `base` is the line that it stands on, from below, that of a picture its upper edge, with its height as
    `depth`; `touches` tells that no space is before it.
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
    depth: float = 0


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
    crossed: dict[float, list[float]] = field(default_factory=dict)

    def uprights_at(self, base: float) -> list[float]:
        """Where drawn lines cross the line of a base, from left to right."""
        if base not in self.crossed:
            found = (place for place, low, high in self.uprights if low <= base + 2 <= high)
            self.crossed[base] = sorted(found)
        return self.crossed[base]


def read_pages(content: bytes, progress: Progress = no_progress) -> list[Page]:
    """The pages of a PDF. Raises ImportRefused for what cannot be opened, or costs too much."""
    pages: list[Page] = []
    with closing(_told(content)) as told:
        count = next(told, {}).get("count", 0)
        for number, page in enumerate(told, 1):
            pages.append(_page(number, page))
            progress(number, count)
    return pages


def count_pages(content: bytes) -> int:
    """How many pages a PDF has. Raises ImportRefused for what cannot be opened, or has too many."""
    with closing(_told(content)) as told:
        return int(next(told, {}).get("count", 0))


def _told(content: bytes) -> Iterator[dict[str, Any]]:
    """Yield what the process tells, a line at a time, so that neither of the two holds all of it."""
    most = setting("IMPORT_PDF_PAGES")
    # -P, since the modules beside the program have names of Python's own.
    command = [sys.executable, "-P", str(_PROGRAM), str(most), str(MAX_CHARACTERS)]
    # What opens a stranger's file knows none of the site's secrets.
    env = {
        name: value
        for name, value in os.environ.items()
        if name in _KEPT or name.startswith("PYTHON")
    }
    pipe, nowhere = subprocess.PIPE, subprocess.DEVNULL
    try:
        with subprocess.Popen(  # noqa: S603 -- the program is our own, and the rest are numbers
            command, stdin=pipe, stdout=pipe, stderr=nowhere, env=env
        ) as process:
            timer = Timer(_SECONDS, process.kill)
            timer.start()
            try:
                if process.stdin and process.stdout:
                    # It tells nothing before it has all of it.
                    process.stdin.write(content)
                    process.stdin.close()
                    yield from (_unless_refused(json.loads(line), most) for line in process.stdout)
                failed = process.wait()
            finally:
                timer.cancel()
                process.kill()
    except (OSError, ValueError) as error:
        raise ImportRefused(*_REFUSED["costly"]) from error
    if failed:
        raise ImportRefused(*_REFUSED["costly"])


def _unless_refused(told: dict[str, Any], most: int) -> dict[str, Any]:
    if told.get("refused") == "pages":
        message = _(
            "The PDF has %(count)d pages, and at most %(most)d are read. Save the pages that hold "
            "the results as a PDF of their own, and import that file."
        )
        raise ImportRefused(message % {"count": told["count"], "most": most}, "pages")
    if refused := told.get("refused"):
        raise ImportRefused(*_REFUSED[refused])
    return told


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
    for (left, bottom, right, top), picture in told["pictures"]:
        content = base64.b64decode(picture)
        if content:
            page.words.append(Word("", left, right, top, 1, picture=content, depth=top - bottom))
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
