"""A page of a PDF that was uploaded, or a picture in a document, for the person who uploaded it."""

from contextlib import suppress

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.cache import add_never_cache_headers

from ..document import Picture
from ..errors import ImportRefused
from ..pictures import small
from ..reading.apart import draw_page
from .uploaded import UploadedScreen


class PictureScreen(UploadedScreen):
    """The picture of a page of a PDF, or one that lies within the document; it is kept nowhere."""

    http_method_names = ("get", "head")
    of_page = False

    def get(self, request: HttpRequest, index_id: int, upload_id: int, number: int) -> HttpResponse:
        """Answer with a JPEG of what has the number, or with 404 for what is not there."""
        drawn = None
        if self.of_page:
            with suppress(ImportRefused):
                drawn = draw_page(bytes(self.upload.content), number)
        else:
            parts = self.document.parts
            part = parts[number] if number < len(parts) else None
            drawn = small(part.content) if isinstance(part, Picture) else None
        if drawn is None:
            raise Http404
        response = HttpResponse(drawn, content_type="image/jpeg")
        add_never_cache_headers(response)
        return response
