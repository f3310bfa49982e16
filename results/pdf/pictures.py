"""The pictures of a page in print, read before rendering, and its arc as an SVG."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from math import pi
from typing import TYPE_CHECKING, Any

from PIL import Image

from ..reading.targets import Crop

if TYPE_CHECKING:
    from ..drawing import Arc, Ring
    from ..reading import PageReading

PICTURES = "https://pictures.invalid/"
# Sizes on paper in millimetres; a picture is never shown larger than at 96 pixels per inch.
MM_PER_PIXEL = 25.4 / 96
ALONE = (120, 110)
# Beside its text a picture takes no page of its own.
BESIDE = (60, 80)
UNREADABLE = (OSError, ValueError, SyntaxError, Image.DecompressionBombError)


@dataclass(frozen=True, slots=True)
class PrintedPicture:
    """A picture in print: its URL for the renderer, and its CSS size ("120.0mm")."""

    address: str
    width: str
    height: str


class Pictures:
    """The pictures of one document, at URLs that only this document knows."""

    def __init__(self, reading: PageReading) -> None:
        self._reading = reading
        self._drawn: dict[str, tuple[bytes, str]] = {}

    def at(self, address: str) -> tuple[bytes, str] | None:
        """Return (content, media type) at this URL, or None."""
        return self._drawn.get(address)

    def picture(self, image: Any, *, beside: bool = False) -> PrintedPicture | None:
        """Return an image of the body; None when it is missing, private or unreadable."""
        if not image or self._reading.picture(image.pk) is None:
            return None
        return self._printed(image, Crop.WHOLE, BESIDE if beside else ALONE)

    def hero(self) -> PrintedPicture | None:
        """Return the page's main image; None as for `picture`."""
        if self._reading.hero is None or self._reading.page_instance is None:
            return None
        return self._printed(self._reading.page_instance.hero_image, Crop.HERO, ALONE)

    def drawing(self, svg: str) -> str:
        """Add an SVG drawing and return its URL."""
        return self._add(svg.encode(), "image/svg+xml")

    def _printed(self, image: Any, crop: Crop, most: tuple[int, int]) -> PrintedPicture | None:
        # The last size is one that every program can show, and fit for 150 to 200 dots per inch.
        try:
            rendition = image.get_rendition(crop.value[-1])
            with rendition.file.storage.open(rendition.file.name) as file:
                content = file.read()
            with Image.open(BytesIO(content)) as opened:
                opened.load()
                (width, height), kind = opened.size, opened.get_format_mimetype()
        except UNREADABLE:
            return None
        scale = min(MM_PER_PIXEL, most[0] / width, most[1] / height)
        address = self._add(content, kind or "application/octet-stream")
        return PrintedPicture(address, f"{width * scale:.2f}mm", f"{height * scale:.2f}mm")

    def _add(self, content: bytes, kind: str) -> str:
        address = f"{PICTURES}{len(self._drawn) + 1}"
        self._drawn[address] = content, kind
        return address


DOT = 4.2
HOLLOW, LIT = "#a9bcbf", "#09545e"


def arc_as_svg(arc: Arc) -> str:
    """Return the dots as zero-length dashes with round caps; WeasyPrint lacks `pathLength`."""
    paths = "".join(_path(ring) for ring in arc.rings)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{arc.view_box}" fill="none" '
        f'stroke-width="{DOT}" stroke-linecap="round">{paths}</svg>'
    )


def _path(ring: Ring) -> str:
    step = pi * ring.radius * (ring.end - ring.start) / ring.dots
    return (
        f'<path d="{ring.path}" stroke="{LIT if ring.lit else HOLLOW}" '
        f'stroke-dasharray="0 {step:.4f}" stroke-dashoffset="{step / 2:.4f}"/>'
    )
