"""A page as paper gets it: links lead out of a file, and can be typed off it."""

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
    """The reading of a page whose links have whole addresses, written out behind their text."""

    def page(self, pk: int) -> LinkTarget | None:
        """The page in the reader's language at its whole address, or None."""
        return self._whole(super().page(pk))

    def document(self, pk: int) -> LinkTarget | None:
        """The document at its whole address, or None."""
        return self._whole(super().document(pk))

    def html(self, source: str) -> SafeString:
        """Stored rich text as HTML; behind each link stands where it leads."""
        return mark_safe(_LINK.sub(self._written_out, super().html(source)))  # noqa: S308

    def _whole(self, target: LinkTarget | None) -> LinkTarget | None:
        return target and dataclasses.replace(target, url=urljoin(self.address, target.url))

    def _written_out(self, link: re.Match[str]) -> str:
        opening, text, closing = link.groups()
        tag = FIND_A_TAG.match(opening)
        address = legible(extract_attrs(tag[1]).get("href", "")) if tag else ""
        if not address or address.startswith("#") or address in text:
            return link[0]
        return f"{opening}{text}{_written(address)}{closing}"


def _written(address: str) -> SafeString:
    return format_html(' <span class="address">({})</span>', address)


def legible(url: str) -> str:
    """An address as a reader would type it: without the scheme of mail and telephone."""
    return unquote(_SCHEME.sub("", url)) if _SCHEME.match(url) else url
