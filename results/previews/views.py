"""A draft for whoever has its link: as a page, as JSON for a front end, and in that front end."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.core.checks import CheckMessage, Error
from django.http import HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ..conf import setting
from ..problems import problem
from .models import PreviewLink

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    View = Callable[[HttpRequest, str], HttpResponse]

# An editor's own preview is made anew whenever it is asked for.
LASTS = timedelta(hours=1)
ADDRESS = re.compile(r"(?:https?://[^\s/?#{}]+[/?]|/)[^\s{}]*")


def unseen(view: View) -> View:
    """Keep the answer from caches and search engines, and its address from other sites."""

    @wraps(view)
    def wrapped(request: HttpRequest, token: str) -> HttpResponse:
        response = view(request, token)
        response["Cache-Control"] = "private, no-store"
        response["X-Robots-Tag"] = "noindex, nofollow"
        response["Referrer-Policy"] = "no-referrer"
        return response

    return wrapped


@unseen
@require_safe
def preview_page(request: HttpRequest, token: str) -> HttpResponse:
    """The draft as visitors would get it, in the site's front end where it has one."""
    page, status, reason = _found(request, token)
    if page is None:
        return render(request, "results/previews/gone.html", {"reason": reason}, status=status)
    if address := address_in_front_end(token, page.locale.language_code):
        return HttpResponseRedirect(address)
    request.is_preview = True  # type: ignore[attr-defined]
    with translation.override(page.locale.language_code):
        response: Any = page.serve_preview(request, page.default_preview_mode)
        return response.render() if hasattr(response, "render") else response


@unseen
@require_safe
def preview_json(request: HttpRequest, token: str) -> HttpResponse:
    """The draft as API v3 would give the page; `?language=` asks for a language version of it."""
    from wagtail.api.v3.registry import registry

    page, status, reason = _found(request, token)
    if page is None:
        response = problem(status, reason)
    else:
        schema: Any = registry.get(page._meta.label).read_schema
        shown = schema.model_validate(page, context={"request": request, "response_status": 200})
        response = JsonResponse(shown.model_dump(by_alias=True))
    # The token is the right to read; no cookie is looked at.
    response["Access-Control-Allow-Origin"] = "*"
    return response


def _found(request: HttpRequest, token: str) -> tuple[Any, HTTPStatus, str]:
    """The draft that the link opens; or None, the status and why."""
    link = PreviewLink.by_token(token)
    if link is None:
        return None, HTTPStatus.NOT_FOUND, _("There is no draft at this address.")
    if not link.is_valid:
        said = _(
            "This link does not open the draft any more. Ask whoever gave it to you for a new one."
        )
        return None, HTTPStatus.GONE, said
    page = link.draft(request.GET.get("language", ""))
    return page, HTTPStatus.NOT_FOUND, _("There is no draft in this language.")


def address_in_front_end(token: str, language: str) -> str:
    """Return the address of a preview in the site's front end, "" where it has none."""
    pattern: str = setting("PREVIEW_URL")
    return pattern.replace("{token}", token).replace("{language}", language)


def in_front_end(page: Any, request: HttpRequest) -> HttpResponse | None:
    """Redirect an editor's preview to the front end; None where there is none, or no page yet."""
    if not setting("PREVIEW_URL") or not page.pk or not request.user.is_authenticated:
        return None
    link = PreviewLink.for_form(page, request.user, timezone.now() + LASTS)
    return HttpResponseRedirect(address_in_front_end(link.token, page.locale.language_code))


def check_preview_url(app_configs: Any, **options: Any) -> list[CheckMessage]:
    """results_previews.E001: `PREVIEW_URL` makes no address."""
    pattern = str(setting("PREVIEW_URL"))
    address = address_in_front_end("token", "en")
    if not pattern or ("{token}" in pattern and ADDRESS.fullmatch(address)):
        return []
    return [
        Error(
            f"WAGTAIL_RESULTS['PREVIEW_URL'] is {pattern!r}, which is no address with {{token}}.",
            hint='Write "https://front.example/preview?token={token}", and {language} if you like.',
            id="results_previews.E001",
        )
    ]
