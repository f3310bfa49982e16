"""A page of a PDF that was uploaded, as a picture, for the person who uploaded it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.utils.cache import add_never_cache_headers

from ..errors import ImportRefused
from ..reading import draw_page
from .uploaded import UploadedScreen

if TYPE_CHECKING:
    from django.http import HttpRequest


class PictureOfPage(UploadedScreen):
    """The picture is drawn when it is asked for, and kept nowhere."""

    needs_chapters = False
    http_method_names = ("get", "head")

    def get(self, request: HttpRequest, index_id: int, upload_id: int, number: int) -> HttpResponse:
        """Answer with a JPEG, or with 404 for what is no page of a PDF."""
        try:
            picture = draw_page(bytes(self.upload.content), number)
        except ImportRefused as error:
            raise Http404 from error
        response = HttpResponse(picture, content_type="image/jpeg")
        add_never_cache_headers(response)
        return response
