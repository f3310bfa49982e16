"""Making a PDF. Imported late, so that a site without WeasyPrint can start."""

from __future__ import annotations

import mimetypes
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urljoin

from django.contrib.staticfiles import finders
from django.core.exceptions import SuspiciousFileOperation

from wagtail.images import get_image_model

from PIL import Image

from . import tagging
from .library import HTML, URLFetcher, URLFetcherResponse
from .printing import Print

if TYPE_CHECKING:
    from collections.abc import Iterable

# Addresses that no name server ever knows (RFC 2606).
STATIC = "https://static.invalid/"
UNREADABLE = (OSError, ValueError, SyntaxError, Image.DecompressionBombError)


class Refused(ValueError):
    """A URL that the fetcher does not serve."""


class Fetcher(URLFetcher):
    """Serves pictures of the page from the storage, and static files; no network, no other files."""

    def __init__(self, images: Iterable[int], base: str) -> None:
        super().__init__(allowed_protocols=())
        renditions = get_image_model().get_rendition_model().objects.filter(image__in=images)
        # A storage may sign its addresses, each time anew.
        self._pictures = {_unsigned(urljoin(base, each.url)): each.file for each in renditions}

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return the content of a known URL; raise Refused for any other."""
        if file := self._pictures.get(_unsigned(url)):
            with suppress(*UNREADABLE), file.storage.open(file.name) as opened:
                content = opened.read()
                with Image.open(BytesIO(content)) as image:
                    image.load()
                return URLFetcherResponse(
                    url, content, {"Content-Type": image.get_format_mimetype()}
                )
        elif url.startswith(STATIC):
            name = unquote(url.removeprefix(STATIC))
            with suppress(SuspiciousFileOperation):
                if path := finders.find(name):
                    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
                    return URLFetcherResponse(url, Path(path).read_bytes(), {"Content-Type": kind})
        raise Refused(f"Not a picture of the page and not a static file: {url[:200]}")


def _unsigned(url: str) -> str:
    return url.partition("?")[0]


def make_pdf(page: Any) -> bytes:
    """Return the page as a tagged PDF (PDF/UA-1), in the language of its content."""
    printed = Print(page)
    base = printed.reading.address
    document = HTML(
        string=printed.html(STATIC),
        base_url=base or None,
        url_fetcher=Fetcher(printed.reading.images, base),
    )
    pdf: bytes = document.write_pdf(pdf_variant="pdf/ua-1", finisher=tagging.finish)
    return pdf
