"""Readings for print: links have absolute URLs and are written out."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urljoin

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from wagtail.rich_text.rewriters import FIND_A_TAG, extract_attrs

from ..reading import PageReading

if TYPE_CHECKING:
    from ..blocks import LinkTarget

_LINK = re.compile(r"(<a\b[^>]*>)(.*?)(</a>)", re.DOTALL)
_SCHEME = re.compile(r"^(?:mailto|tel):")


class PrintReading(PageReading):
    """A reading whose links have absolute URLs, written out after their text."""

    def page(self, pk: int) -> LinkTarget | None:
        """Return the page in the reader's language at its absolute URL, or None."""
        return self._whole(super().page(pk))

    def document(self, pk: int) -> LinkTarget | None:
        """Return the document at its absolute URL, or None."""
        return self._whole(super().document(pk))

    def html(self, source: str) -> SafeString:
        """Return stored rich text as HTML, with the URL written out after each link."""
        return mark_safe(_LINK.sub(self._written_out, super().html(source)))  # noqa: S308

    def _whole(self, target: LinkTarget | None) -> LinkTarget | None:
        return target and dataclasses.replace(target, url=urljoin(self.address, target.url))

    def _written_out(self, link: re.Match[str]) -> str:
        opening, text, closing = link.groups()
        tag = FIND_A_TAG.match(opening)
        address = legible(extract_attrs(tag[1]).get("href", "")) if tag else ""
        if not address or address.startswith("#") or address in text:
            return link[0]
        written = format_html(' <span class="address">({})</span>', address)
        return f"{opening}{text}{written}{closing}"


def legible(url: str) -> str:
    """Return a URL as a reader would type it, without `mailto:` or `tel:`."""
    return unquote(_SCHEME.sub("", url)) if _SCHEME.match(url) else url
