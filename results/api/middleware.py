"""The guard in front of Wagtail's APIs."""

import json
from collections.abc import Callable, Iterator
from http import HTTPStatus
from typing import Any
from urllib.parse import urlsplit

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError
from django.http import (
    HttpRequest,
    HttpResponse,
    HttpResponseNotAllowed,
    HttpResponseRedirect,
    JsonResponse,
)
from django.urls import ResolverMatch
from django.utils import translation
from django.utils.translation import get_language_from_request

from wagtail.models import Page

from ..problems import problem
from .requests import (
    PATH,
    acts_on_root,
    body_mistakes,
    find,
    form_mistakes,
    operation_of,
    query_mistakes,
    unknown_parameters,
)

# The answers about one page, whose tags a cache gets.
_DETAILS = frozenset({"detail", "detail_page"})
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
        """Pass the request on; undo a redirect to a language, and complete the OpenAPI document."""
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
            if request.method not in WRITING:
                # One answer serves readers of every language.
                response.headers.pop("Content-Language", None)
            if match.url_name in _DETAILS and _is_about_pages(match):
                # For whoever stores the answer; the key of API v2, or of v3.
                key = match.kwargs.get("pk") or match.kwargs.get("page_id")
                request.results_page_id = key  # type: ignore[attr-defined]
            elif match.url_name == DOCUMENT and _is_json(response):
                from .v3.document import completed

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
        if "\0" in request.path:
            return _answer(match, HTTPStatus.NOT_FOUND, "not found")
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
        is_finding = PATH in request.GET and match.url_name in FINDING and _is_about_pages(match)
        return find(request, match) if is_finding else None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Refuse what Wagtail fails at.

        A number or a time that no database has; a value that API v2 filters by without looking at it:
        `?period_start=abc`; a change by API v3 that contradicts what there is: a second translation into
        the same language.
        """
        match: Any = request.resolver_match
        if isinstance(exception, (DataError, OverflowError)) and match and _is_api(match):
            return _answer(match, HTTPStatus.BAD_REQUEST, "a number or a time is too large")
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


def _is_json(response: HttpResponse) -> bool:
    """Whether an answer can be read: it is no refusal, and not compressed yet."""
    return response.status_code == HTTPStatus.OK and "Content-Encoding" not in response.headers


def _is_about_pages(match: ResolverMatch) -> bool:
    """Whether an address of either API is about pages; API v3 has other names for all else."""
    return issubclass(getattr(getattr(match.func, "cls", None), "model", Page), Page)


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
