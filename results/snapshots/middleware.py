"""The way in through Django: first in the list of middleware."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.http.response import ResponseHeaders

from .serving.front import front

if TYPE_CHECKING:
    from collections.abc import Callable, ItemsView, Iterable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase


class SnapshotMiddleware:
    """Gives stored answers before Django routes the request, and makes those that are missing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer from what is stored, else let the site answer."""
        found = front(request.META)
        if found is None:
            return self.get_response(request)
        response = HttpResponse(found.body, status=found.status)
        response.headers = _Headers(found.headers)
        return response


class _Headers(ResponseHeaders):
    """Headers that have been an answer's before: there is nothing in them to be converted."""

    def __init__(self, headers: Iterable[tuple[str, str]]) -> None:
        self._store = {name.lower(): (name, value) for name, value in headers}

    def items(self) -> ItemsView[str, str]:
        """The names as they are written, with their values."""
        return dict(self._store.values()).items()
