"""Pictures of what visitors see: editions, one figure, an indicator, the index."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

from tools.screenshots.camera import Camera, Scheme, shot

EDITION = "/en/results/2016/"
PAPER_DPI = "75"


def _edition(camera: Camera, width: int, height: int, scheme: Scheme = "light") -> bytes:
    window = camera.visitor(width, height, scheme)
    window.goto(EDITION)
    return shot(window)


def edition(camera: Camera) -> bytes:
    """The top of the English edition with its key figures."""
    return _edition(camera, 1280, 1180)


def edition_narrow(camera: Camera) -> bytes:
    """The same on the narrowest screen."""
    return _edition(camera, 320, 1045)


def edition_dark(camera: Camera) -> bytes:
    """The same for a reader who prefers dark."""
    return _edition(camera, 1280, 1180, "dark")


def edition_print(camera: Camera) -> bytes:
    """The first page of the edition, printed."""
    window = camera.visitor(1280, 900)
    window.goto(EDITION)
    window.wait_for_load_state("networkidle")
    printed = window.pdf(prefer_css_page_size=True)
    return subprocess.run(
        ["pdftoppm", "-png", "-r", PAPER_DPI, "-f", "1", "-l", "1"],
        input=printed,
        capture_output=True,
        check=True,
    ).stdout


def one_figure(camera: Camera) -> bytes:
    """The page of one figure."""
    window = camera.visitor(1280, 1000)
    window.goto(EDITION)
    window.click(".results-point__place >> nth=0")
    return shot(window)


def indicator(camera: Camera) -> bytes:
    """The page of an indicator."""
    window = camera.visitor(1280, 1000)
    window.goto("/en/results/")
    window.click(".results-table tbody th a >> nth=0")
    return shot(window)


def index(camera: Camera) -> bytes:
    """The index page: the newest edition and its main points."""
    window = camera.visitor(1280, 1080)
    window.goto("/en/results/")
    return shot(window)


def share_image(camera: Camera) -> bytes:
    """The share image, as the site gives it to others."""
    return camera.visitor(1200, 630).request.get(f"{EDITION}share-image/").body()


PICTURES: dict[str, Callable[[Camera], bytes]] = {
    "edition": edition,
    "edition-narrow": edition_narrow,
    "edition-dark": edition_dark,
    "edition-print": edition_print,
    "one-figure": one_figure,
    "indicator": indicator,
    "index": index,
    "share-image": share_image,
}
