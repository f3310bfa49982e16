"""The guard in front of Wagtail's APIs, and what it adds to their answers.

Those about pages get headers. The OpenAPI document of API v3 says beyond what Django Ninja makes of
it who needs no token, how far lists may be asked for, how a request is refused, and which answers
lead elsewhere."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect, JsonResponse
from django.utils import translation
from django.utils.translation import get_language_from_request

from wagtail.models import Page, Site

from ..problems import MEDIA_TYPE, problem
from .requests import (
    MAX_DIGITS,
    PATH,
    acts_on_root,
    body_mistakes,
    find,
    form_mistakes,
    has_no_key,
    operation_of,
    query_mistakes,
    unknown_parameters,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.http import HttpRequest
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
REDIRECTS = (301, 302)
# What Wagtail calls it when no token is needed.
_ANYBODY = "AllowAnonymous"


def _schema(
    title: str, description: str, required: list[str], /, **properties: dict[str, Any]
) -> dict[str, Any]:
    return {
        "title": title,
        "description": description,
        "type": "object",
        "properties": {
            name: {"title": name.capitalize(), **kind} for name, kind in properties.items()
        },
        "required": required,
    }


_TEXT = {"type": "string"}
_SCHEMAS = {
    PROBLEM: _schema(
        PROBLEM,
        "Why a request is refused, as of RFC 9457.",
        ["type", "title", "status", "detail"],
        type=_TEXT,
        title=_TEXT,
        status={"type": "integer"},
        detail=_TEXT,
        errors={"type": "array", "items": {"$ref": "#/components/schemas/ProblemError"}},
    ),
    "ProblemError": _schema(
        "ProblemError",
        "A mistake, with its place as steps or as one string.",
        ["msg"],
        type=_TEXT,
        loc={"type": "array", "items": {"anyOf": [_TEXT, {"type": "integer"}]}},
        msg=_TEXT,
    ),
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
            # For whoever stores the answer; the key of API v2, or of v3.
            key = match.kwargs.get("pk") or match.kwargs.get("page_id")
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
    limit = getattr(settings, "WAGTAILAPI_LIMIT_MAX", 20)
    most = {"limit": limit, "offset": 10**MAX_DIGITS - 1}
    document["components"]["schemas"] |= _SCHEMAS
    content = {MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{PROBLEM}"}}}
    document["components"].get("securitySchemes", {}).pop(_ANYBODY, None)
    for operations in document["paths"].values():
        for operation in operations.values():
            # By no means at all, as OpenAPI says it.
            operation["security"] = [
                {} if _ANYBODY in each else each for each in operation.get("security", ())
            ]
            for parameter in operation.get("parameters", ()):
                if maximum := most.get(parameter["name"]):
                    parameter["schema"]["maximum"] = maximum
            by_token = () if {} in operation["security"] else BY_TOKEN
            for status in (*ALWAYS, *by_token):
                said = {"description": HTTPStatus(status).phrase, "content": content}
                operation["responses"].setdefault(str(status), said)
            for status in REDIRECTS if operation["operationId"].endswith("_find") else ():
                operation["responses"][str(status)] = {"description": HTTPStatus(status).phrase}
    return document


V3_NAMESPACE = "wagtailapi_v3"
# The API of the admin, which is no API of the site.
ADMIN_NAMESPACE = "wagtailadmin_api"
FINDING = frozenset({"find", "find_page"})
# What describes API v3, in one language for all.
DOCUMENT = "openapi-json"
DESCRIBING = frozenset({DOCUMENT, "list_schemas", "get_schema_for_type"})
WRITING = frozenset({"DELETE", "PATCH", "POST", "PUT"})


class APIGuardMiddleware:
    """Answers malformed requests to Wagtail's APIs with 400 or 404, where Wagtail fails with 500.

    Put it into MIDDLEWARE before `LocaleMiddleware`: there it also turns that middleware's redirect
    of an unknown address to a language into the 404 that it is. It knows the APIs by what answers
    in them, wherever they are mounted, and lets all other addresses pass.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        if apps.is_installed("wagtail.api.v3"):
            from .v3.writing import answer_refusals

            answer_refusals()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on; undo a redirect to a language, and add headers to the answer."""
        # A site without LocaleMiddleware has nobody else who ends the language of a request.
        with translation.override(translation.get_language()):
            response = self.get_response(request)
        match = request.resolver_match
        if match and _is_api(match):
            if _only_adds_a_language(request, response):
                return _answer(match, HTTPStatus.NOT_FOUND, "not found")
            # API v2 says it in its own form.
            if isinstance(response, HttpResponseNotAllowed):
                answer = problem(HTTPStatus.METHOD_NOT_ALLOWED)
                answer["Allow"] = response["Allow"]
                return answer
            add_headers(request, match, response)
            if match.url_name == DOCUMENT and is_json(response):
                said = completed(json.loads(response.content))
                response.content = json.dumps(said, ensure_ascii=False).encode()
                # Django has said how long it was.
                response.headers["Content-Length"] = str(len(response.content))
        return response

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Refuse what no meant request contains."""
        # Where there is a view, there is a match.
        match: Any = request.resolver_match
        if not _is_api(match):
            return None
        operation = operation_of(request, match) if V3_NAMESPACE in match.namespaces else {}
        if operation is None:
            # Which API v3 refuses itself.
            return None
        if has_no_key(kwargs, operation):
            return _answer(match, HTTPStatus.NOT_FOUND, "not found")
        if "root" in request.GET.values() and Site.find_for_request(request) is None:
            return _answer(match, HTTPStatus.NOT_FOUND, "there is no site, and so no root")
        if request.method in WRITING:
            # Refusals are in the language of whoever writes. Readers get each page in
            # its own, so that one answer serves them all.
            translation.activate(get_language_from_request(request))
        elif match.url_name in DESCRIBING:
            translation.activate("en")
        for mistake in _mistakes(request, match, operation):
            return _answer(match, HTTPStatus.BAD_REQUEST, mistake)
        if "HTTP_AUTHORIZATION" in request.META and acts_on_root(request, match):
            return _answer(match, HTTPStatus.FORBIDDEN, "the root of the tree is no page")
        is_finding = PATH in request.GET and match.url_name in FINDING and is_about_pages(match)
        return find(request, match) if is_finding else None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Refuse what Wagtail fails at.

        A value that API v2 filters by without looking at it: `?period_start=abc`; a change by API
        v3 that contradicts what there is: a second translation into the same language.
        """
        match: Any = request.resolver_match
        if isinstance(exception, ValidationError) and _endpoint(match):
            return _answer(match, HTTPStatus.BAD_REQUEST, " ".join(exception.messages))
        if isinstance(exception, IntegrityError) and V3_NAMESPACE in match.namespaces:
            return _answer(
                match, HTTPStatus.UNPROCESSABLE_ENTITY, "contradicts what exists already"
            )
        return None


def _mistakes(
    request: HttpRequest, match: ResolverMatch, operation: dict[str, Any]
) -> Iterator[str]:
    yield from query_mistakes(request.GET, getattr(_endpoint(match), "model", None))
    if V3_NAMESPACE in match.namespaces:
        yield from unknown_parameters(request, match, operation)
        kinds = operation.get("requestBody", {}).get("content", ())
        if "application/json" in kinds:
            yield from body_mistakes(request)
        elif kinds:
            yield from form_mistakes(request)


def _is_api(match: ResolverMatch) -> bool:
    return V3_NAMESPACE in match.namespaces or _endpoint(match) is not None


def _endpoint(match: ResolverMatch) -> Any:
    """The endpoint of API v2 that answers, or None; known by what Wagtail's endpoints have."""
    endpoint = getattr(match.func, "cls", None)
    is_sites = ADMIN_NAMESPACE not in match.namespaces
    return endpoint if is_sites and hasattr(endpoint, "known_query_parameters") else None


def _only_adds_a_language(request: HttpRequest, response: HttpResponse) -> bool:
    if not isinstance(response, HttpResponseRedirect):
        return False
    prefix = urlsplit(response.url).path.removesuffix(request.path)
    return prefix.strip("/") in {code for code, _name in settings.LANGUAGES}


def _answer(match: ResolverMatch, status: HTTPStatus, text: str) -> HttpResponse:
    """The refusal in the form of the API that was asked."""
    if _endpoint(match):
        return JsonResponse({"message": text}, status=status)
    return problem(status, text)
