"""Drawing a share card as a picture."""

from __future__ import annotations

import re
from io import BytesIO
from math import cos, pi, sin, sqrt
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from ..models.share_card import HEIGHT, WIDTH, CardFigure
from .lettering import (
    NO_BREAK_SPACE,
    THIN_SPACE,
    Face,
    Style,
    balanced,
    is_parted,
    spelled,
    wrapped,
)

if TYPE_CHECKING:
    from ..drawing import Arc, Ring
    from ..models.share_card import ShareCard

# Sizes to try, the largest first, each with the baselines of the lines that it may take.
Choices = tuple[tuple[int, tuple[float, ...]], ...]
MARGIN = 64
RIGHT = WIDTH - MARGIN
NIGHT, ON_NIGHT = "#0d3640", "#f2f8f7"
LIT, UNLIT = "#83d2d8", "#7ea5ab"
ARC_X, ARC_RADIUS, ARC_GAP = 796, 340, 28
# Radii of dots, in units of the arc.
LIT_DOT, UNLIT_DOT = 2.7, 1.6
# The arc is drawn so many times larger and then made smaller, which rounds its dots.
FINENESS = 4
# Few colours and their mixtures: a quarter of the size of a picture in all colours.
COLOURS = 48

NAME = Style(Face.SERIF, 38)
SMALL_NAME = Style(Face.SERIF, 30)
SMALL_TITLE = Style(Face.SERIF, 34)
VALUE_BASELINE, LARGEST_VALUE = 322, 232
# Sizes beside an arc for values of at most so many characters.
VALUE_SIZES, LONG_VALUE_SIZE = ((5, LARGEST_VALUE), (8, 150)), 96
# By how much everything below the heading stands lower when no arc fills the picture.
WITHOUT_ARC = 52
PART_VALUE = Style(Face.SERIF, 84, is_value=True)
# Between the groups of digits of one number.
_GAP = re.compile(rf"(?<=\d){NO_BREAK_SPACE}(?=\d)")


def paint(card: ShareCard) -> bytes:
    """Return the card as a PNG of 1200 × 630 pixels."""
    image = Image.new("RGB", (WIDTH, HEIGHT), NIGHT)
    Painter(image, card).paint()
    file = BytesIO()
    image.quantize(COLOURS, dither=Image.Dither.NONE).save(file, "PNG", optimize=True)
    return file.getvalue()


class Painter:
    """Draws the parts of a card, top down."""

    def __init__(self, image: Image.Image, card: ShareCard) -> None:
        self.image = image
        self.canvas = ImageDraw.Draw(image)
        self.card = card
        self.name = spelled(card.site_name, Face.SERIF)
        self.title = spelled(card.title, Face.SERIF)
        self.period = spelled(card.period, Face.SERIF)
        self.figure = _readable(card.figure)
        self.part = _readable(card.part) if self.figure else None
        self.arc = card.arc if self.figure else None
        has_two = self.part is not None and self.part.value
        self.lower = 0 if self.arc or has_two else WITHOUT_ARC

    def paint(self) -> None:
        """Draw everything."""
        if self.figure is None:
            self._line(NAME, 98, self.name, self.period)
            self._large_title()
            return
        if self.arc:
            self._arc(self.arc)
        self._heading()
        self._value(self.figure.value)
        baseline = self._label(self.figure.label)
        if self.part is None:
            return
        if self.part.value:
            PART_VALUE.draw(self.canvas, (MARGIN - 2, 514 + self.lower), self.part.value, LIT)
            self._text(self.part.label, 400, ((34, (566,)), (28, (562,)), (26, (558, 591))))
        else:
            first = baseline - self.lower + 58
            self._text(self.part.label, 400, ((34, (first,)), (28, (first, first + 36))))

    def _line(self, style: Style, baseline: float, left: str, right: str) -> None:
        style.draw(self.canvas, (MARGIN, baseline), left, ON_NIGHT)
        style.draw(self.canvas, (RIGHT - style.width(right), baseline), right, ON_NIGHT)

    def _heading(self) -> None:
        edition = " · ".join(filter(None, (self.title, self.period)))
        if NAME.width(self.name) + NAME.width(edition) + MARGIN <= RIGHT - MARGIN:
            self._line(NAME, 98, self.name, edition)
            return
        room = RIGHT - MARGIN - SMALL_NAME.width(self.period) - MARGIN
        names, _whole = wrapped(self.name, SMALL_NAME, [room])
        self._line(SMALL_NAME, 62, names[0] if self.name else "", self.period)
        lines, _whole = balanced(self.title, SMALL_TITLE, 2 * [RIGHT - MARGIN])
        for line, baseline in zip(lines, (106, 146), strict=False):
            SMALL_TITLE.draw(self.canvas, (MARGIN, baseline), line, ON_NIGHT)

    def _large_title(self) -> None:
        for size, most in ((128, 2), (96, 3), (68, 4)):
            style = Style(Face.SERIF, size)
            lines, is_whole = balanced(self.title, style, most * [RIGHT - MARGIN])
            if is_whole and not is_parted(lines):
                break
        leading = size * 1.12
        first = (HEIGHT - len(lines) * leading) / 2 + size
        for number, line in enumerate(lines):
            style.draw(self.canvas, (MARGIN, first + number * leading), line, ON_NIGHT)

    def _value(self, value: str) -> None:
        size: float = LARGEST_VALUE
        if self.arc:
            fitting = (size for longest, size in VALUE_SIZES if len(value) <= longest)
            size = next(fitting, LONG_VALUE_SIZE)
        baseline = VALUE_BASELINE + self.lower
        room = self._room(baseline)
        while (style := Style(Face.SERIF, size, is_value=True)).width(value) > room:
            size *= 0.94
        # A large figure has white space of its own on its left.
        style.draw(self.canvas, (MARGIN - size / 24, baseline), value, ON_NIGHT)

    def _label(self, label: str) -> float:
        choices: Choices
        if self.part and self.part.value:
            choices = ((40, (398,)), (36, (396,)), (32, (400, 438)), (28, (398, 432)))
        else:
            choices = ((40, (398, 446)), (34, (392, 436, 480)), (30, (392, 430, 468)))
        return self._text(label, 600, choices)

    def _text(self, text: str, weight: int, choices: Choices) -> float:
        """Draw the text in the first size in which it fits; return the last line's baseline."""
        for size, places in choices:
            style = Style(Face.SANS, size, weight)
            baselines = [place + self.lower for place in places]
            lines, is_whole = balanced(text, style, [self._room(each) for each in baselines])
            if is_whole and not is_parted(lines):
                break
        for line, baseline in zip(lines, baselines, strict=False):
            style.draw(self.canvas, (MARGIN, baseline), line, ON_NIGHT)
        return baselines[len(lines) - 1]

    def _room(self, baseline: float) -> float:
        """Return how wide a line may be without touching the arc."""
        height, reach = HEIGHT - baseline, ARC_RADIUS + ARC_GAP
        if self.arc is None or height >= reach:
            return RIGHT - MARGIN
        return ARC_X - sqrt(reach**2 - height**2) - MARGIN

    def _arc(self, arc: Arc) -> None:
        scale = FINENESS * ARC_RADIUS / arc.radius
        size = (2 * ARC_RADIUS, ARC_RADIUS)
        layer = Image.new("RGB", (size[0] * FINENESS, size[1] * FINENESS), NIGHT)
        canvas = ImageDraw.Draw(layer)
        for ring in arc.rings:
            _dots(canvas, ring, scale)
        self.image.paste(
            layer.resize(size, Image.Resampling.BOX), (ARC_X - ARC_RADIUS, HEIGHT - ARC_RADIUS)
        )


def _dots(canvas: ImageDraw.ImageDraw, ring: Ring, scale: float) -> None:
    radius, fill = (LIT_DOT, LIT) if ring.lit else (UNLIT_DOT, UNLIT)
    centre = ARC_RADIUS * FINENESS
    for number in range(ring.dots):
        angle = pi * (ring.start + (number + 0.5) / ring.dots * (ring.end - ring.start))
        x, y = centre - cos(angle) * ring.radius * scale, centre - sin(angle) * ring.radius * scale
        canvas.circle((x, y), radius * scale, fill=fill)


def _readable(figure: CardFigure | None) -> CardFigure | None:
    """Return the figure in letters that the fonts have, or None when nothing is left of its label.

    A value without its label says nothing.
    """
    if figure is None:
        return None
    value, label = spelled(figure.value, Face.SERIF), spelled(figure.label, Face.SANS)
    if not label or (figure.value and not value):
        return None
    value = value.replace(" ", NO_BREAK_SPACE)
    return CardFigure(_GAP.sub(THIN_SPACE, value), _GAP.sub(THIN_SPACE, label))
