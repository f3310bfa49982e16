"""Refusals: for programs as RFC 9457 has them; for visitors as the site's own page, or ours."""

from functools import lru_cache
from http import HTTPStatus
from time import time

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import add_never_cache_headers

MEDIA_TYPE = "application/problem+json"


def problem(status: HTTPStatus, detail: str = "") -> HttpResponse:
    """Return the answer; `message` repeats the detail under the name that API v2 has for it."""
    said = detail or status.phrase.lower()
    content = {
        "type": "about:blank",
        "title": status.phrase,
        "status": status,
        "detail": said,
        "message": said,
    }
    return JsonResponse(content, status=status, content_type=MEDIA_TYPE)


def retry_later(
    request: HttpRequest, status: HTTPStatus, seconds: int, *, as_json: bool
) -> HttpResponse:
    """Return the answer with `Retry-After`, a page in the language of the address."""
    language = translation.get_language_from_path(request.path_info) or translation.get_language()
    response: HttpResponse
    if as_json:
        response = problem(status)
    else:
        response = HttpResponse(_page(status, language, int(time() // 60)), status=status)
    response["Retry-After"] = str(seconds)
    add_never_cache_headers(response)
    return response


@lru_cache(maxsize=20)
def _page(status: HTTPStatus, language: str | None, _minute: int) -> str:
    """Render the page once a minute: a thousand a second may be refused."""
    with translation.override(language):
        # The site's own can name its helpline.
        return render_to_string([f"{status}.html", f"results/{status}.html"])
