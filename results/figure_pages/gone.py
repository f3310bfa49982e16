"""What is said at the addresses of a figure that has been taken out of its edition."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse
from django.shortcuts import render

from ..models.care import Care
from ..models.downloads import addresses_of_data
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
        index = page.get_parent().specific
        context = {
            "page": page,
            "self": page,
            "reading": PageReading.of(page, request),
            "changes": why,
            "leave_url": getattr(index, "leave_url", ""),
            "care": Care.of(index, request),
            **addresses_of_data(index, request),
        }
        gone = render(request, "results/figure_gone.html", context, status=HTTPStatus.GONE)
        return show_in_frames(gone) if in_frames else gone

    return answer
