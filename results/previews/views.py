"""A draft for whoever has its link: as a page, as JSON for a front end, and in that front end."""

import re
from http import HTTPStatus
from typing import Any

from django.core.checks import CheckMessage, Error
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from ..conf import setting
from ..problems import problem
from .models import FormContent, NoDraftError, open_draft, token_for

ADDRESS = re.compile(r"(?:https?://[^\s/?#{}]+[/?]|/)[^\s{}]*")
# No cache, search engine or other site is to know of the answer or of its address.
HEADERS = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex, nofollow",
    "Referrer-Policy": "no-referrer",
}


@require_safe
def preview(request: HttpRequest, token: str, *, is_json: bool = False) -> HttpResponse:
    """The draft as visitors would get it, or as API v3 would give the page.

    `?language=` asks for a language version of it.
    """
    response: Any
    try:
        page = open_draft(token, request.GET.get("language", ""))
        response = _as_json(page, request) if is_json else _as_page(page, request, token)
    except NoDraftError as error:
        if is_json:
            response = problem(error.status, str(error))
        else:
            reason = {"reason": str(error)}
            response = render(request, "results/previews/gone.html", reason, status=error.status)
    for name, value in HEADERS.items():
        response[name] = value
    if is_json:
        # The token is the right to read; no cookie is looked at.
        response["Access-Control-Allow-Origin"] = "*"
    return response


def _as_page(page: Any, request: HttpRequest, token: str) -> Any:
    """The page in the site's front end, where it has one."""
    if address := address_in_front_end(token, page.locale.language_code):
        return HttpResponseRedirect(address)
    request.is_preview = True  # type: ignore[attr-defined]
    with translation.override(page.locale.language_code):
        response = page.serve_preview(request, page.default_preview_mode)
        return response.render() if hasattr(response, "render") else response


def _as_json(page: Any, request: HttpRequest) -> JsonResponse:
    from wagtail.api.v3.registry import registry

    schema: Any = registry.get(page._meta.label).read_schema
    context = {"request": request, "response_status": HTTPStatus.OK.value}
    return JsonResponse(schema.model_validate(page, context=context).model_dump(by_alias=True))


def address_in_front_end(token: str, language: str) -> str:
    """Return the address of a preview in the site's front end, "" where it has none."""
    pattern: str = setting("PREVIEW_URL")
    return pattern.replace("{token}", token).replace("{language}", language)


def in_front_end(page: Any, request: HttpRequest) -> HttpResponse | None:
    """Redirect an editor's preview to the front end; None where there is none, or no page yet."""
    user = request.user
    if not setting("PREVIEW_URL") or not page.pk or not user.is_authenticated:
        return None
    FormContent.keep(page, user)
    token = token_for(page, user, is_shared=False)
    return HttpResponseRedirect(address_in_front_end(token, page.locale.language_code))


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
