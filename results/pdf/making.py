"""Making a PDF. Imported late, so that a site without WeasyPrint can start."""

from __future__ import annotations

import mimetypes
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation

from . import tagging
from .library import HTML, URLFetcher, URLFetcherResponse
from .pictures import PICTURES
from .printing import Print

if TYPE_CHECKING:
    from collections.abc import Callable

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
                content, kind = drawn
                return URLFetcherResponse(url, content, {"Content-Type": kind})
        elif url.startswith(STATIC):
            name = unquote(url.removeprefix(STATIC))
            with suppress(SuspiciousFileOperation):
                if path := finders.find(name):
                    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
                    return URLFetcherResponse(url, Path(path).read_bytes(), {"Content-Type": kind})
        raise Refused(f"Not a picture of the page and not a static file: {url[:200]}")


tagging.join()


def make_pdf(page: Any) -> bytes:
    """Return the page as a tagged PDF (PDF/UA-1), in the language of its content."""
    printed = Print(page)
    document = HTML(
        string=printed.html(STATIC),
        base_url=printed.reading.address or None,
        url_fetcher=Fetcher(printed.pictures),
    )
    finish: Callable[..., None] = tagging.leave_heads_out
    pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1", finisher=finish)
    return pdf
