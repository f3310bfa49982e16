"""Refusals for programs, as RFC 9457 has them."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpResponse, JsonResponse

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
