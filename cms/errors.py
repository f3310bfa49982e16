"""Error pages: JSON for API clients, else HTML in the reader's language."""

import math
import sys
from http import HTTPStatus
from typing import Any

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from cms.accounts.lockout import seconds_left
from results.problems import problem, retry_later

OUTAGE_RETRY = 10  # seconds


def _answer(
    request: HttpRequest, status: HTTPStatus, template: str, context: dict[str, Any] | None = None
) -> HttpResponse:
    if request.path.startswith("/api/"):
        return problem(status)
    return HttpResponse(render_to_string(template, context, request=request), status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, HTTPStatus.BAD_REQUEST, "400.html")


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, HTTPStatus.FORBIDDEN, "403.html")


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Shown for a form whose token is missing or wrong."""
    return _answer(request, HTTPStatus.FORBIDDEN, "403_csrf.html")


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return _answer(request, HTTPStatus.NOT_FOUND, "404.html")


def locked_out(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
    """Shown by django-axes after too many wrong passwords or codes."""
    return too_many_requests(request, seconds_left(request))


def too_many_requests(request: HttpRequest, seconds: int = 60) -> HttpResponse:
    """Shown by allauth after too many attempts in a minute."""
    context = {"minutes": math.ceil(seconds / 60)}
    response = _answer(request, HTTPStatus.TOO_MANY_REQUESTS, "locked_out.html", context)
    response.headers["Retry-After"] = str(seconds)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """Uses neither database nor session, which may be what failed."""
    is_api = request.path.startswith("/api/")
    if isinstance(sys.exc_info()[1], (InterfaceError, OperationalError)):
        # The database is away, locked or full.
        status = HTTPStatus.SERVICE_UNAVAILABLE
        return retry_later(request, status, OUTAGE_RETRY, as_json=is_api)
    if is_api:
        return _answer(request, HTTPStatus.INTERNAL_SERVER_ERROR, "500.html")
    return HttpResponse(
        render_to_string("500.html", {"path": request.path}),
        status=HTTPStatus.INTERNAL_SERVER_ERROR,
    )
