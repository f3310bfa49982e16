"""URL fetcher for WeasyPrint: the page's own pictures and static files, nothing else."""

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
    """A URL that the fetcher does not serve."""


class Fetcher(URLFetcher):
    """Serves pictures from memory and static files by their finders; no network, no other files."""

    def __init__(self, pictures: Pictures) -> None:
        super().__init__(allowed_protocols=())
        self._pictures = pictures

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return the content of a known URL; raise Refused for any other."""
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
    """Return the path of a static file, or ""."""
    try:
        return finders.find(name) or ""
    except SuspiciousFileOperation:
        return ""
