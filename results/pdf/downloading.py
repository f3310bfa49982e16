"""The download link to the PDF of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext

from ..blocks import LinkTarget
from ..blocks.read_more_link import describe_file
from ..models.downloads import Download
from ..reading.aliases import spoken_language
from .states import find_current

if TYPE_CHECKING:
    from django.http import HttpRequest

ADDRESS = "pdf"


def find_download(page: Any, request: HttpRequest | None) -> Download | None:
    """The PDF of the page as it is published now, or None while there is none."""
    stored = find_current(page)
    own = page.get_url(request) if stored else None
    if stored is None or own is None:
        return None
    url = f"{own.rstrip('/')}/{ADDRESS}/"
    target = LinkTarget(url, extension="pdf", size=stored.size)
    return Download(url, gettext("Download as PDF"), describe_file(target, spoken_language(page)))
