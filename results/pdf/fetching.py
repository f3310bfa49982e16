"""What WeasyPrint may read: the page's own pictures and static files, and nothing else."""

from __future__ import annotations

import mimetypes
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation

from .library import URLFetcher, URLFetcherResponse
from .pictures import PICTURES

if TYPE_CHECKING:
    from .pictures import Pictures

# Addresses that no name server ever knows (RFC 2606).
STATIC = "https://static.invalid/"


class Refused(ValueError):
    """An address that nothing of ours is at."""


class Fetcher(URLFetcher):
    """Reads pictures from memory and static files by their finders; asks no network, opens no file."""

    def __init__(self, pictures: Pictures) -> None:
        super().__init__(allowed_protocols=())
        self._pictures = pictures

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The content at one of our addresses; raise Refused for any other."""
        if url.startswith(PICTURES):
            drawn = self._pictures.at(url)
            if drawn is not None:
                return URLFetcherResponse(url, drawn.content, {"Content-Type": drawn.kind})
        elif url.startswith(STATIC):
            name = unquote(url.removeprefix(STATIC))
            if path := _find(name):
                kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
                return URLFetcherResponse(url, Path(path).read_bytes(), {"Content-Type": kind})
        raise Refused(f"Not a picture of the page and not a static file: {url[:200]}")


def _find(name: str) -> str:
    """Where a static file lies, "" where there is none of this name."""
    try:
        return finders.find(name) or ""
    except SuspiciousFileOperation:
        return ""
