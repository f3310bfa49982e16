"""The share image of an edition or a figure: drawn as a picture, served at an address of its own."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from django.http import HttpResponse
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag
from django.views.decorators.http import require_safe

from PIL import Image, ImageDraw, ImageFont

from ..publishing.people import is_public
from ..reading import PageReading
from ..reading.figures import HEIGHT, VERSION, WIDTH, ShareCard
from ..reading.targets import site_name
from . import cached
from .figures import OneFigure

if TYPE_CHECKING:
    Font = ImageFont.FreeTypeFont
    from uuid import UUID

    from django.http import HttpRequest, HttpResponseBase

FONT = Path(__file__).parent.parent / "static/results/fonts/hedvig-letters-serif-latin.woff2"
MARGIN, GAP, LEADING = 60, 28, 1.15
ROOM = WIDTH - 2 * MARGIN
NIGHT, ON_NIGHT, LIT = "#0d3640", "#f2f8f7", "#83d2d8"
# Few colours and their mixtures: a quarter of the size of a picture in all colours.
COLOURS = 48
# Sizes to try, the largest first, and how high the text may become.
NAME, EDITION = (range(36, 27, -2), 42), (range(36, 27, -2), 84)
LABEL, PART = (range(56, 31, -4), 130), (range(36, 25, -2), 84)
FIGURES, TITLES = range(240, 31, -4), range(120, 39, -4)
# No font has a letter at the last place of Unicode.
MISSING = "\U0010ffff"
NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"


class Words(NamedTuple):
    """A text as it is set: its lines, where the ink of the first one begins, and its height."""

    text: str
    font: Font
    left: float
    above: float
    height: float
    colour: str


def paint(card: ShareCard) -> bytes:
    """Return the card as a PNG of 1200 × 630 pixels: whose it is at the top, its figure below."""
    image = Image.new("RGB", (WIDTH, HEIGHT), NIGHT)
    canvas = ImageDraw.Draw(image)
    top, bottom = _words(card)
    _draw(canvas, top, MARGIN)
    _draw(canvas, bottom, HEIGHT - MARGIN - _height(bottom))
    file = BytesIO()
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


def _words(card: ShareCard) -> tuple[list[Words], list[Words]]:
    """What stands at the top and at the bottom of the picture."""
    top = _set(spelled(card.site_name), *NAME)
    edition = spelled(" · ".join(filter(None, (card.title, card.period))))
    value = spelled(card.figure.value) if card.figure else ""
    label = spelled(card.figure.label) if card.figure else ""
    # A value without its label says nothing.
    if not value or not label:
        return top, _set(edition, TITLES, HEIGHT - 2 * MARGIN - _height(top) - GAP)
    top += _set(edition, *EDITION, LIT)
    labels = _set(label, *LABEL) + _set(spelled(str(card.part or "")), *PART, LIT)
    room = HEIGHT - 2 * MARGIN - _height(top) - _height(labels) - 2 * GAP
    return top, _set(value, FIGURES, room * LEADING) + labels


def _set(text: str, sizes: range, height: float, colour: str = ON_NIGHT) -> list[Words]:
    """Set the text in the largest size in which it fits; return nothing where there is none."""
    if not text:
        return []
    font, lines = fitted(text, sizes, height)
    canvas, text = ImageDraw.Draw(Image.new("L", (1, 1))), "\n".join(lines)
    left, above, _right, below = canvas.multiline_textbbox(
        (0, 0), text, font, spacing=_spacing(font)
    )
    return [Words(text, font, left, above, below - above, colour)]


def _draw(canvas: ImageDraw.ImageDraw, words: list[Words], top: float) -> None:
    for each in words:
        place = (MARGIN - each.left, top - each.above)
        canvas.multiline_text(place, each.text, each.colour, each.font, spacing=_spacing(each.font))
        top += each.height + GAP


def _height(words: list[Words]) -> float:
    return sum(each.height for each in words) + GAP * (len(words) - 1)


def _spacing(font: Font) -> float:
    return font.size * (LEADING - 1)


def fitted(text: str, sizes: range, height: float) -> tuple[Font, list[str]]:
    """Return the largest font in which all words fit into this height, and their lines.

    In the smallest one, a word that is too long is parted, and what does not fit ends in an ellipsis.
    """
    for size in sizes:
        font = _font(size)
        lines = wrapped(text, font)
        if len(lines) * size * LEADING <= height and " ".join(lines) == text:
            return font, lines
    most = int(height // (size * LEADING)) or 1
    if len(lines) > most:
        last = lines[most - 1]
        while font.getlength(f"{last}…") > ROOM:
            last = last[:-1]
        lines = [*lines[: most - 1], f"{last.rstrip(' ,;:-–')}…"]
    return font, lines


def wrapped(text: str, font: Font) -> list[str]:
    """Return the text in lines that have room for them; a word that has none is parted."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and font.getlength(f"{lines[-1]} {word}") <= ROOM:
            lines[-1] += f" {word}"
            continue
        lines.append(word)
        while font.getlength(lines[-1]) > ROOM:
            long = lines.pop()
            ends = range(len(long) - 1, 0, -1)
            end = next(each for each in ends if font.getlength(f"{long[:each]}-") <= ROOM)
            lines += [f"{long[:end]}-", long[end:]]
    return lines


def spelled(text: str) -> str:
    """Return the text in letters that the font has, spaces tidied; "" where none are left."""
    letters = "".join(map(_spelled, unicodedata.normalize("NFC", text)))
    shown = " ".join(filter(None, letters.split(" ")))
    return shown if any(letter.isalnum() for letter in shown) else ""


@lru_cache(maxsize=4096)
def _spelled(letter: str) -> str:
    if letter.isspace():
        return NO_BREAK_SPACE if "<noBreak>" in unicodedata.decomposition(letter) else " "
    # An accent that the font has not is left out before the letter is.
    forms = (letter, unicodedata.normalize("NFD", letter)[0])
    return next((form for form in forms if _has(form)), "")


def _has(letter: str) -> bool:
    # The basic layout: the other one fails on a letter that is nothing to be seen.
    font = ImageFont.truetype(FONT, 40, layout_engine=ImageFont.Layout.BASIC)
    return bytes(font.getmask(letter)) != bytes(font.getmask(MISSING))


@lru_cache(maxsize=64)
def _font(size: int) -> Font:
    return ImageFont.truetype(FONT, size)


@require_safe
def share_image(request: HttpRequest, page: Any) -> HttpResponseBase:
    """The picture of an edition as it is now, whichever version of it is asked for."""
    card = ShareCard.of(PageReading.of(page), site_name(page.get_site()))
    return _answer(request, card, is_open=is_public(page))


@require_safe
def figure_image(request: HttpRequest, page: Any, figure: UUID) -> HttpResponseBase:
    """The picture of one figure."""
    return _answer(request, OneFigure(page, figure).share_card, is_open=True)


for view in (share_image, figure_image):
    view.snapshot_parameters = (VERSION,)  # type: ignore[union-attr]


def _answer(request: HttpRequest, card: ShareCard, *, is_open: bool) -> HttpResponseBase:
    """The picture, drawn unless the browser has it; what is asked for is kept as other answers are."""
    etag = quote_etag(card.fingerprint)
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(paint(card), content_type="image/png")
    response.headers["ETag"] = etag
    asked = request.GET.get(VERSION, "")
    # Others than the current one are anybody's guess, and no cache has room for these.
    is_known = asked in ("", card.version)
    return cached(response, is_public=is_open and is_known, is_final=bool(asked))
