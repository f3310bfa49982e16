"""The arc of the lead figure as an SVG that WeasyPrint can render."""

from __future__ import annotations

from math import pi
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..drawing import Arc, Ring

DOT = 4.2
HOLLOW, LIT = "#a9bcbf", "#0a5a65"


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
