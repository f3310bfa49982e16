"""Previews that are shown elsewhere than by the site's own templates."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

Show = Callable[[Any, "HttpRequest"], "HttpResponse | None"]

_shows: list[Show] = []


def register_preview(show: Show) -> None:
    """Call `show(page, request)` for each preview; it returns None to leave it to the templates."""
    if show not in _shows:
        _shows.append(show)


class PreviewingMixin:
    """A page whose previews other apps may show."""

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """Return the preview of the draft."""
        shown = (show(self, request) for show in _shows)
        first = next((each for each in shown if each is not None), None)
        served: HttpResponse = first or super().serve_preview(request, mode_name)  # type: ignore[misc]  # a page's
        return served
