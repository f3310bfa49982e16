"""Refusals for a while, as the site's own page or ours, in the language of the address."""

from __future__ import annotations

import logging
from functools import lru_cache
from http import HTTPStatus
from time import time
from typing import TYPE_CHECKING

from django.db import InterfaceError, OperationalError
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.cache import add_never_cache_headers

from .problems import problem

if TYPE_CHECKING:
    from django.http import HttpRequest

RETRY_AFTER = 10  # seconds


def is_outage(error: BaseException | None) -> bool:
    """Whether the error is the database's and not the request's: it is away, locked or full."""
    return isinstance(error, (InterfaceError, OperationalError))


def unavailable(request: HttpRequest, *, as_json: bool = False) -> HttpResponse:
    """Return the answer 503 with `Retry-After`."""
    return retry_later(request, HTTPStatus.SERVICE_UNAVAILABLE, RETRY_AFTER, as_json=as_json)


def retry_later(
    request: HttpRequest, status: HTTPStatus, seconds: int, *, as_json: bool
) -> HttpResponse:
    """Return the answer with this status and `Retry-After`, as the site's own page or ours."""
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


class DropExpectedTracebacks(logging.Filter):
    """Drop the traceback from log records of refused requests and of responses with status 503.

    The fault is not the site's, so that nobody looks for it there. A handler has the filter: a logger's
    own would not see what comes from those below it.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Let every record pass."""
        status = getattr(record, "status_code", 0)
        is_refused = HTTPStatus.BAD_REQUEST <= status < HTTPStatus.INTERNAL_SERVER_ERROR
        if is_refused or status == HTTPStatus.SERVICE_UNAVAILABLE:
            record.exc_info = None
        return True
