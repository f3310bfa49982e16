"""The way in through Django, first in the list of middleware, and the limit for what passes it."""

from collections.abc import Callable, ItemsView
from http import HTTPStatus
from typing import Any

from django.core.handlers.asgi import ASGIRequest
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, ResponseHeaders
from django.utils.functional import cached_property

from .answers import Headers
from .front import given, made
from .rate_limit import COUNTED, refusal, seconds_to_wait


class SnapshotMiddleware:
    """Gives stored answers before Django routes the request, and makes those that are missing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer from what is stored, else let the site answer."""
        meta = _environment(request)
        # What has its turn behind `with_snapshots()` has been looked for there.
        found = None if COUNTED in meta else given(meta) or made(meta)
        if found is None:
            if COUNTED in meta:
                request.META[COUNTED] = meta[COUNTED]
            return self.get_response(request)
        # Given a type, Django does not work out one; the headers that follow have their own.
        response = HttpResponse(found.body, content_type="", status=found.status)
        response.headers = _Headers(found.headers)
        return response


class RateLimitMiddleware:
    """Answers 429 to clients that send too many requests that get no stored answer.

    All of these count, but for static files that exist; a session or a token has a budget of its own.
    It may stand anywhere behind `SnapshotMiddleware`. Where it is listed, `with_snapshots()` refuses
    what is too much before Django does any work.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Let the site answer, or refuse what is too much."""
        if seconds := seconds_to_wait(request.META):
            return refusal(request, HTTPStatus.TOO_MANY_REQUESTS, seconds)
        return self.get_response(request)


def _environment(request: HttpRequest) -> dict[str, Any]:
    """Return the request as a WSGI server has it, before Django decodes its path."""
    meta = request.META
    path, script = request.path_info, meta.get("SCRIPT_NAME", "")
    if not f"{script}{path}".isascii():
        meta = {**meta, "PATH_INFO": _in_latin(path), "SCRIPT_NAME": _in_latin(script)}
    if isinstance(request, ASGIRequest):
        meta = {**meta, "wsgi.url_scheme": request.scope.get("scheme", "http")}
    return meta


def _in_latin(path: str) -> str:
    return path.encode(errors="surrogateescape").decode("latin-1")


class _Headers(ResponseHeaders):
    """Headers that have been an answer's before: there is nothing in them to be converted.

    They are put in order only if somebody asks for one, or changes one.
    """

    def __init__(self, headers: Headers) -> None:
        self._ready = headers

    @cached_property
    def _store(self) -> dict[str, tuple[str, str]]:  # type: ignore[override]
        return {name.lower(): (name, value) for name, value in self._ready}

    def items(self) -> ItemsView[str, str]:
        """Return the names as written, with their values."""
        is_ordered = "_store" in self.__dict__
        return dict(self._store.values() if is_ordered else self._ready).items()
