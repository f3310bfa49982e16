"""Making a PDF. Imported late, so that a site without WeasyPrint can start."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from . import tagging
from .fetching import STATIC, Fetcher
from .library import HTML
from .printing import Print

if TYPE_CHECKING:
    from collections.abc import Callable

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
