"""A figure as a card that other sites embed, and how they find it: oEmbed."""

from __future__ import annotations

from functools import partial
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.html import format_html
from django.views.decorators.http import require_safe

from ..models.one_figure import OneFigure
from .frames import show_in_frames
from .gone import or_gone

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest
    from django.utils.safestring import SafeString

# CSS pixels.
WIDTH, HEIGHT = 416, 280
LEAST = 1


@require_safe
@partial(or_gone, in_frames=True)
def card(request: HttpRequest, page: Any, figure: UUID) -> HttpResponse:
    """The figure on a small page without a script, which every site may show in a frame."""
    one = OneFigure(page, figure, request)
    with translation.override(one.language):
        response = render(request, "results/figure_card.html", {"one": one, "page": page})
    return show_in_frames(response)


@require_safe
@or_gone
def oembed(request: HttpRequest, page: Any, figure: UUID) -> HttpResponse:
    """The card as oEmbed describes it, no larger than `maxwidth` and `maxheight` ask for."""
    if request.GET.get("format", "json") != "json":
        return HttpResponse(status=HTTPStatus.NOT_IMPLEMENTED)
    one = OneFigure(page, figure, request)
    width = _at_most(WIDTH, request.GET.get("maxwidth", ""))
    height = _at_most(HEIGHT, request.GET.get("maxheight", ""))
    site = page.get_site()
    response = JsonResponse(
        {
            "version": "1.0",
            "type": "rich",
            "title": one.sentence,
            "provider_name": one.organisation,
            "provider_url": f"{site.root_url}/" if site else "",
            "html": frame(one, width, height),
            "width": width,
            "height": height,
        },
        json_dumps_params={"ensure_ascii": False},
    )
    response["Access-Control-Allow-Origin"] = "*"
    return response


def frame(one: OneFigure, width: int = WIDTH, height: int = HEIGHT) -> SafeString:
    """Return the HTML that shows the card on another site."""
    return format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy"></iframe>',
        one.card_address,
        one.sentence,
        width,
        height,
    )


def _at_most(size: int, asked: str) -> int:
    is_number = asked.isascii() and asked.isdecimal() and len(asked) < 6
    return min(size, max(int(asked), LEAST)) if is_number else size
