"""A middleware that notes every request that reaches the pages."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

seen: list[str] = []


class WitnessMiddleware:
    """Stands last, so it sees what is rendered and nothing that is served from a snapshot."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        seen.append(request.get_full_path())
        return self.get_response(request)
