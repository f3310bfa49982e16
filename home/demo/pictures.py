"""Placeholder pictures: calm patterns of dots, drawn by the program.

Each pattern suits its piece of work: dots around a stage, dots that spread, dots that gather, dots in
currents. None shows a number: what does is drawn from its figures.
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
TINT, ACCENT, SOFT, DAWN = "#e3eeee", "#09545e", "#8fbabd", "#e0a010"
GOLDEN_ANGLE = math.pi * (3 - math.sqrt(5))


@dataclass(frozen=True, slots=True)
class Dot:
    """A dot: centre and radius in pixels, and a colour."""

    x: float
    y: float
    radius: float
    colour: str = ACCENT


def draw(name: str) -> SimpleUploadedFile:
    """Return the picture as a PNG file; `name` is one of PATTERNS."""
    image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), TINT)
    pen = ImageDraw.Draw(image)
    for dot in PATTERNS[name]():
        x, y, radius = dot.x * SCALE, dot.y * SCALE, dot.radius * SCALE
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=dot.colour)
    output = BytesIO()
    # 64 colours are enough for five and their edges.
    image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS).quantize(64).save(output, "PNG")
    return SimpleUploadedFile(f"{name}.png", output.getvalue(), "image/png")


def hall() -> Iterator[Dot]:
    """Dots in arcs around a bright one, like the seats of a hall."""
    centre_x, centre_y = WIDTH / 2, HEIGHT * 0.86
    yield Dot(centre_x, centre_y, 34, DAWN)
    for row in range(12):
        seats = 16 + row * 3
        radius = 190 + row * 62
        for seat in range(seats):
            angle = math.pi * (0.06 + 0.88 * seat / (seats - 1))
            x, y = centre_x + math.cos(angle) * radius * 1.12, centre_y - math.sin(angle) * radius
            yield Dot(x, y, 13, ACCENT if (seat + row) % 4 else SOFT)


def spreading() -> Iterator[Dot]:
    """Dots that spread from one bright dot to the edges."""
    for number in range(1, 900):
        radius = 22 * math.sqrt(number) * 1.25
        angle = number * GOLDEN_ANGLE
        x = WIDTH * 0.3 + math.cos(angle) * radius * 1.35
        y = HEIGHT / 2 + math.sin(angle) * radius
        yield Dot(x, y, max(15 - radius / 75, 3), SOFT if number % 5 == 0 else ACCENT)
    yield Dot(WIDTH * 0.3, HEIGHT / 2, 26, DAWN)


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
    "hall": hall,
    "spreading": spreading,
    "gathering": gathering,
    "currents": currents,
}
