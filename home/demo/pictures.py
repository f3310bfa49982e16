"""Placeholder pictures: calm patterns of dots, drawn by the program.

Each pattern suits its campaign: dots that gather, dots in currents. None shows a number: what does is
drawn from its figures.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1600, 900  # pixels
# Drawn this many times larger and then reduced, which makes the edges smooth.
SCALE = 2
# The ground is that of the band of main points, which stands out on a light page and on a dark one.
NIGHT, ACCENT, SOFT, DAWN = "#0d3640", "#83d2d8", "#4f8a92", "#ffce5a"


@dataclass(frozen=True, slots=True)
class Dot:
    """A dot: centre and radius in pixels, and a colour."""

    x: float
    y: float
    radius: float
    colour: str = ACCENT


def draw(name: str) -> SimpleUploadedFile:
    """Return the picture as a PNG file; `name` is one of PATTERNS."""
    image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), NIGHT)
    pen = ImageDraw.Draw(image)
    for dot in PATTERNS[name]():
        x, y, radius = dot.x * SCALE, dot.y * SCALE, dot.radius * SCALE
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=dot.colour)
    output = BytesIO()
    # 64 colours are enough for five and their edges.
    image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).quantize(64).save(output, "PNG")
    return SimpleUploadedFile(f"{name}.png", output.getvalue(), "image/png")


def gathering() -> Iterator[Dot]:
    """Paths of dots from many sides that gather into one."""
    for path in range(9):
        start_y = 60 + path * (HEIGHT - 120) / 8
        for step in range(46):
            along = step / 45
            bend = (1 - math.cos(math.pi * min(along * 1.5, 1))) / 2
            x = 60 + along * (WIDTH - 320)
            y = start_y + (HEIGHT / 2 - start_y) * bend
            yield Dot(x, y, 6 + along * 7, SOFT if path % 2 else ACCENT)
    yield Dot(WIDTH - 190, HEIGHT / 2, 64, DAWN)


def currents() -> Iterator[Dot]:
    """Dots in even currents, one of them bright."""
    for row in range(11):
        for step in range(60):
            x = step * 28 + (row % 2) * 14
            y = 90 + row * 72 + math.sin(x / 190 + row * 0.55) * 34
            size = 7 + 4 * math.sin(x / 130 - row)
            yield Dot(x, y, size, DAWN if row == 5 else (SOFT if row % 3 == 1 else ACCENT))


PATTERNS = {
    "gathering": gathering,
    "currents": currents,
}
