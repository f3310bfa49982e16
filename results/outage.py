"""What is answered while the database is away: 503, in the language of the address."""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import add_never_cache_headers

if TYPE_CHECKING:
    from django.http import HttpRequest

RETRY_AFTER = 10  # seconds
# The site's own, which can name its helpline; else ours.
TEMPLATES = ["503.html", "results/503.html"]


def is_outage(error: BaseException | None) -> bool:
    """Whether the error is the database's and not the request's: it is away, locked or full."""
    return isinstance(error, (InterfaceError, OperationalError))


def unavailable(request: HttpRequest, *, as_json: bool = False) -> HttpResponse:
    """Return the answer 503 with `Retry-After`; as a page, it asks neither database nor session."""
    status = HTTPStatus.SERVICE_UNAVAILABLE
    language = translation.get_language_from_path(request.path_info) or translation.get_language()
    response: HttpResponse
    if as_json:
        response = JsonResponse({"message": status.phrase.lower()}, status=status)
    else:
        with translation.override(language):
            response = HttpResponse(render_to_string(TEMPLATES), status=status)
    response["Retry-After"] = str(RETRY_AFTER)
    add_never_cache_headers(response)
    return response


class OneLine(logging.Filter):
    """Leaves the traceback out of what Django logs of an answer 503: it is the same each time."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass."""
        if getattr(record, "status_code", None) == HTTPStatus.SERVICE_UNAVAILABLE:
            record.exc_info = None
        return True
