"""A page of a PDF that was uploaded, or a picture in a document, for the person who uploaded it."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.utils.cache import add_never_cache_headers

from ..document import Picture
from ..errors import ImportRefused
from ..pictures import small
from ..reading import draw_page
from .uploaded import UploadedScreen

if TYPE_CHECKING:
    from django.http import HttpRequest


class PictureScreen(UploadedScreen):
    """A picture that is drawn when it is asked for, and kept nowhere."""

    needs_chapters = False
    http_method_names = ("get", "head")

    def get(self, request: HttpRequest, index_id: int, upload_id: int, number: int) -> HttpResponse:
        """Answer with a JPEG, or with 404 for what is not there."""
        drawn = self.draw(number)
        if drawn is None:
            raise Http404
        response = HttpResponse(drawn, content_type="image/jpeg")
        add_never_cache_headers(response)
        return response

    @abstractmethod
    def draw(self, number: int) -> bytes | None:
        """The file of what has the number."""


class PictureOfPage(PictureScreen):
    """The picture of a page of a PDF."""

    def draw(self, number: int) -> bytes | None:
        """The page."""
        try:
            return draw_page(bytes(self.upload.content), number)
        except ImportRefused:
            return None


class PictureOfDocument(PictureScreen):
    """A picture that lies within the document, small."""

    def draw(self, number: int) -> bytes | None:
        """The part of the document that is at this place, where that is a picture."""
        parts = self.document.parts
        part = parts[number] if number < len(parts) else None
        return small(part.content) if isinstance(part, Picture) else None
