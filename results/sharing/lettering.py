"""Text in the plugin's own fonts: coverage, width, line breaks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import ImageFont

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

FONTS = Path(__file__).resolve().parent.parent / "static" / "results" / "fonts"
ELLIPSIS = "…"
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
# Groups the digits of one number, where a whole space would make two of it.
THIN_SPACE = "\N{NARROW NO-BREAK SPACE}"
SPACES = (" ", NO_BREAK_SPACE, THIN_SPACE)
SEPARATORS = (".", ",")
# What spaces and separators are wider than the fonts make them, as a part of the size.
WORD_SPACING = 0.06
SEPARATOR_SPACING = 0.05
THIN_SPACING = 0.17
# No font has a letter at the last place of Unicode.
MISSING = "\U0010ffff"


class Face(Enum):
    """A typeface: the font file with the usual letters, and that with the rest of Latin."""

    SERIF = ("hedvig-letters-serif.woff2", "hedvig-letters-serif-extra.woff2")
    SANS = ("schibsted-grotesk.woff2", "schibsted-grotesk-extra.woff2")


@dataclass(frozen=True, slots=True)
class Style:
    """Font, size in pixels and weight of a text.

    The digits of a value are set apart, with space after separators: a comma tucked under the next
    digit makes machines, at least, misread that digit.
    """

    face: Face
    size: float
    weight: int = 400
    is_value: bool = False

    def width(self, text: str) -> float:
        """Return the width of the text on one line; letters missing from the face take no room."""
        return sum(width for _letters, _font, width in self._pieces(text))

    def draw(self, canvas: ImageDraw, place: tuple[float, float], text: str, fill: str) -> None:
        """Draw the text; `place` is the left end of its baseline."""
        left, baseline = place
        for letters, font, width in self._pieces(text):
            if letters[0] not in SPACES:
                canvas.text((left, baseline), letters, font=font, fill=fill, anchor="ls")
            left += width

    def _pieces(self, text: str) -> Iterator[tuple[str, FreeTypeFont, float]]:
        """Yield (letters, font, width) for what is drawn at once."""
        for file, run in _runs(self.face, text):
            font = _font(file, self.size, self.weight)
            for letters in run if self.is_value else [run]:
                yield letters, font, self._advance(letters, font)

    def _advance(self, letters: str, font: FreeTypeFont) -> float:
        if letters[0] == THIN_SPACE:
            return self.size * THIN_SPACING * len(letters)
        return font.getlength(letters) + self.size * self._air(letters)

    def _air(self, letters: str) -> float:
        if letters[0] in SPACES:
            return WORD_SPACING * len(letters)
        return SEPARATOR_SPACING if self.is_value and letters in SEPARATORS else 0


def spelled(text: str, face: Face) -> str:
    """Return the text without letters missing from the face, spaces tidied; "" when none are left.

    No-break spaces are kept.
    """
    letters = (_spelled(letter, face) for letter in unicodedata.normalize("NFC", text))
    shown = " ".join(word for word in "".join(letters).split(" ") if word.strip(NO_BREAK_SPACE))
    return shown if any(letter.isalnum() for letter in shown) else ""


def _spelled(letter: str, face: Face) -> str:
    if letter.isspace():
        return letter if letter == NO_BREAK_SPACE else " "
    # An accent that the face has not is left out before the letter is.
    forms = (letter, unicodedata.normalize("NFD", letter)[0])
    return next((form for form in forms if _file_of(face, form)), "")


def wrapped(text: str, style: Style, rooms: Sequence[float]) -> tuple[list[str], bool]:
    """Return (lines, whether the whole text fits): the text broken to the widths in `rooms`.

    A word wider than its line is hyphenated; what does not fit the last line ends in an ellipsis.
    """
    lines: list[str] = []
    words = text.split(" ")
    for room in rooms:
        if not words:
            break
        line, words = _line(words, style, room)
        lines.append(line)
    if not words:
        return lines, True
    last = lines[-1]
    while last and style.width(last + ELLIPSIS) > rooms[-1]:
        last = last[:-1]
    lines[-1] = last.rstrip(" ,;:-–") + ELLIPSIS
    return lines, False


def balanced(text: str, style: Style, rooms: Sequence[float]) -> tuple[list[str], bool]:
    """Return the same as `wrapped`, in lines as even as they can be, so that no word stands alone."""
    lines, is_whole = wrapped(text, style, rooms)
    while is_whole and len(lines) > 1:
        room = max(map(style.width, lines)) - 1
        evener, fits = wrapped(text, style, [min(room, each) for each in rooms[: len(lines)]])
        if not fits or is_parted(evener):
            break
        lines = evener
    return lines, is_whole


def is_parted(lines: Sequence[str]) -> bool:
    """Whether a word had to be hyphenated."""
    return any(line.endswith("-") for line in lines)


def _line(words: list[str], style: Style, room: float) -> tuple[str, list[str]]:
    line, rest = words[0], words[1:]
    while rest and style.width(f"{line} {rest[0]}") <= room:
        line, rest = f"{line} {rest[0]}", rest[1:]
    if style.width(line) <= room:
        return line, rest
    end = len(line) - 1
    while end > 1 and style.width(f"{line[:end]}-") > room:
        end -= 1
    return f"{line[:end]}-", [line[end:], *rest]


def _runs(face: Face, text: str) -> Iterator[tuple[str, str]]:
    """Yield (file, letters) for each stretch of the text in one font file.

    A space is a stretch of its own: the serif's kerning all but closes the one after a "T".
    """

    def stretch(letter: str) -> tuple[str | None, bool]:
        return _file_of(face, letter), letter in SPACES

    for (file, _is_space), letters in groupby(text, stretch):
        if file:
            yield file, "".join(letters)


@lru_cache(maxsize=4096)
def _file_of(face: Face, letter: str) -> str | None:
    if letter in SPACES:
        return face.value[0]
    for file in face.value:
        # The basic layout: the other one fails on a letter that is nothing to be seen.
        font = ImageFont.truetype(FONTS / file, 40, layout_engine=ImageFont.Layout.BASIC)
        if bytes(font.getmask(letter)) != bytes(font.getmask(MISSING)):
            return file
    return None


@lru_cache(maxsize=64)
def _font(file: str, size: float, weight: int) -> FreeTypeFont:
    font = ImageFont.truetype(FONTS / file, size)
    if weight != 400:
        font.set_variation_by_axes([weight])
    return font
