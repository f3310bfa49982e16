"""What the guard adds to answers of the APIs.

Those about pages get headers. The OpenAPI document of API v3 says beyond what Django Ninja makes of
it who needs no token, how far lists may be asked for, how a request is refused, and which answers
lead elsewhere.
"""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.conf import settings

from wagtail.models import Page

from ..outage import MEDIA_TYPE
from .requests import MAX_DIGITS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpRequest, HttpResponse
    from django.urls import ResolverMatch

# Where an answer names its language, what counts most first: an alias speaks that of its original.
_OF_PAGE = (("display", "language"), ("meta", "locale"))
_LANGUAGE = {
    "detail": _OF_PAGE,
    "detail_page": _OF_PAGE,
    "detail_figure": (("edition", "locale"),),
    "detail_indicator": (("locale",),),
}
# Where a list says how long the whole of it is.
_TOTAL = {
    "listing": ("meta", "total_count"),
    **dict.fromkeys(
        ("list_pages", "list_figures", "list_indicators", "list_changes", "list_versions"),
        ("count",),
    ),
}
_DEFAULT_LIMIT = 20  # unless the site allows less

PROBLEM = "ProblemDetail"
# To anything: what is malformed, what there is not, what breaks a rule, what is too much or too early.
ALWAYS = (400, 404, 422, 429, 503)
# Where a token is needed.
BY_TOKEN = (401, 403)
# What finds a page leads to it.
FINDING = (301, 302)
_FINDS = "_find"
# What Wagtail calls it when no token is needed.
_ANYBODY = "AllowAnonymous"
_SCHEMA = {
    "title": PROBLEM,
    "description": "Why a request is refused, as of RFC 9457.",
    "type": "object",
    "properties": {
        "type": {"title": "Type", "type": "string"},
        "title": {"title": "Title", "type": "string"},
        "status": {"title": "Status", "type": "integer"},
        "detail": {"title": "Detail", "type": "string"},
        "errors": {
            "title": "Errors",
            "type": "array",
            "items": {"$ref": "#/components/schemas/ProblemError"},
        },
    },
    "required": ["type", "title", "status", "detail"],
}
_ERROR = {
    "title": "ProblemError",
    "description": "A mistake, with its place as steps or as one string.",
    "type": "object",
    "properties": {
        "type": {"title": "Type", "type": "string"},
        "loc": {
            "title": "Loc",
            "type": "array",
            "items": {"anyOf": [{"type": "string"}, {"type": "integer"}]},
        },
        "msg": {"title": "Msg", "type": "string"},
    },
    "required": ["msg"],
}


def is_json(response: HttpResponse) -> bool:
    """Whether an answer is JSON that can be read: no refusal, no stream, and not compressed yet.

    Browsers get an answer of API v2 as a page around it.
    """
    is_plain = not response.streaming and "Content-Encoding" not in response.headers
    kind = response.headers.get("Content-Type", "")
    return response.status_code == 200 and is_plain and kind.startswith("application/json")


def is_about_pages(match: ResolverMatch) -> bool:
    """Whether an address of either API is about pages; API v3 has other names for all else."""
    model = getattr(getattr(match.func, "cls", None), "model", Page)
    return issubclass(model, Page)


def add_headers(request: HttpRequest, match: ResolverMatch, response: HttpResponse) -> None:
    """Add the language of a page, and the neighbours of a part of a list; note which page it is.

    What an answer does not say, because nobody asked for it, is in no header.
    """
    name = str(match.url_name)
    if not is_json(response) or name not in _LANGUAGE | _TOTAL:
        return
    found = json.loads(response.content)
    if name in _TOTAL:
        total = _at(found, *_TOTAL[name])
        if isinstance(total, int) and (links := ", ".join(_links(request, total))):
            response["Link"] = links
    elif is_about_pages(match):
        if _LANGUAGE[name] is _OF_PAGE:
            # For whoever stores the answer; API v2 leaves out even the key.
            key = match.kwargs.get("pk") or match.kwargs.get("page_id") or _at(found, "id")
            request.results_page_id = key  # type: ignore[attr-defined]
        known = [code for code, _name in settings.LANGUAGES]
        # That of the reader, which Django has named, says nothing: one answer serves all.
        response.headers.pop("Content-Language", None)
        for place in _LANGUAGE[name]:
            if (language := _at(found, *place)) in known:
                response["Content-Language"] = language
                break


def _at(found: Any, *keys: str) -> Any:
    for key in keys:
        found = found.get(key) if isinstance(found, dict) else None
    return found


def _links(request: HttpRequest, total: int) -> Iterator[str]:
    most = getattr(settings, "WAGTAILAPI_LIMIT_MAX", None) or _DEFAULT_LIMIT
    limit = _number(request, "limit", min(_DEFAULT_LIMIT, most))
    offset = _number(request, "offset", 0)
    for relation, place in (("prev", max(offset - limit, 0)), ("next", offset + limit)):
        if (relation == "prev" and offset > 0) or (relation == "next" and place < total):
            query = request.GET.copy()
            query["limit"], query["offset"] = str(limit), str(place)
            address = request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
            yield f'<{address}>; rel="{relation}"'


def _number(request: HttpRequest, name: str, default: int) -> int:
    """As the APIs have read it: "5.0", too, is a number to API v3."""
    try:
        return int(float(request.GET.get(name, default)))
    except (OverflowError, ValueError):
        return default


def completed(document: dict[str, Any]) -> dict[str, Any]:
    """Return the document, in which each operation declares whom and with which status it refuses."""
    document["servers"] = [{"url": "/"}]
    document["components"]["schemas"] |= {PROBLEM: _SCHEMA, "ProblemError": _ERROR}
    content = {MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{PROBLEM}"}}}
    document["components"].get("securitySchemes", {}).pop(_ANYBODY, None)
    for operations in document["paths"].values():
        for operation in operations.values():
            # By no means at all, as OpenAPI says it.
            operation["security"] = [
                {} if _ANYBODY in each else each for each in operation.get("security", ())
            ]
            for parameter in operation.get("parameters", ()):
                if most := _most(parameter["name"]):
                    parameter["schema"]["maximum"] = most
            for status in _refusals(operation):
                said = {"description": HTTPStatus(status).phrase, "content": content}
                operation["responses"].setdefault(str(status), said)
            if operation["operationId"].endswith(_FINDS):
                for status in FINDING:
                    operation["responses"][str(status)] = {"description": HTTPStatus(status).phrase}
    return document


def _most(parameter: str) -> int | None:
    if parameter == "limit":
        return getattr(settings, "WAGTAILAPI_LIMIT_MAX", 20)
    return 10**MAX_DIGITS - 1 if parameter == "offset" else None


def _refusals(operation: dict[str, Any]) -> Iterator[int]:
    yield from ALWAYS
    if {} not in operation["security"]:
        yield from BY_TOKEN
