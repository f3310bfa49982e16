"""What is said at the addresses of a figure that has been taken out of its edition."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext, override

from ..models.care import index_context
from ..models.versions import GONE
from ..reading import PageReading
from ..reading.changes import changes_in
from .frames import show_in_frames

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

View = Callable[..., HttpResponse]


def or_gone(view: View, *, in_frames: bool = False) -> View:
    """Return the view, which answers 410 and says why for a figure that its edition had once."""

    @wraps(view)
    def answer(request: HttpRequest, page: Any, figure: UUID) -> HttpResponse:
        try:
            return view(request, page, figure)
        except Http404:
            why = [each for each in changes_in(page) if each.figure == str(figure)]
            if not why:
                raise
        reading = PageReading.of(page, request)
        with override(reading.language):
            context = {
                "page": page,
                "self": page,
                "heading": gettext("This figure is no longer published"),
                "language": reading.language,
                "reading": reading,
                "changes": why,
                "back": page,
                **index_context(page.get_parent().specific, request),
            }
            gone = render(request, GONE, context, status=HTTPStatus.GONE)
        return show_in_frames(gone) if in_frames else gone

    return answer
