"""What the guard in front of the APIs refuses, lets pass and says of an answer, each by itself."""

from types import SimpleNamespace
from typing import Any

from django import http
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import RequestFactory
from django.urls import resolve

import pytest
from pytest_django import Settings

from results.api.apps import GUARD, LOCALE, check_guard
from results.api.middleware import APIGuardMiddleware, add_headers
from tests.api.conftest import V2, V3

JSON = "application/json"


def test_what_cannot_be_read_or_does_not_say_how_long_it_is_gets_no_header() -> None:
    unread: Any = http.StreamingHttpResponse([b"{}"], content_type=JSON)
    for answer in (unread, http.JsonResponse({"items": []})):
        match: Any = SimpleNamespace(url_name="listing")
        add_headers(RequestFactory().get("/"), match, answer)
        assert dict(answer.headers) == {"Content-Type": JSON}


@pytest.mark.parametrize(
    ("path", "answered", "status"),
    [
        *((each, http.HttpResponseRedirect(f"/sv{each}"), 404) for each in (V2, V3)),
        *((each, http.HttpResponseRedirect("/sv/a/"), 302) for each in (V3, None)),
        ("/admin/", http.HttpResponseRedirect("/sv/admin/"), 302),
        *((V2, ValidationError("a"), 400), (V3, ValidationError("a"), None)),
        *((V3, IntegrityError(), 422), (V2, IntegrityError(), None)),
        *((each, ValidationError("a"), None) for each in ("/admin/", "own")),
        ("/admin/", IntegrityError(), None),
    ],
)
def test_only_the_apis_are_guarded(path: str | None, answered: Any, status: int | None) -> None:
    request: Any = RequestFactory().get(path or "/")
    # A view of the site's own, by the framework that API v2 is made with; no view at all.
    own = SimpleNamespace(func=SimpleNamespace(cls=object), namespaces=[]) if path else None
    request.resolver_match = resolve(path) if path and path.startswith("/") else own
    guard = APIGuardMiddleware(lambda _request: answered)
    is_answer = isinstance(answered, http.HttpResponse)
    found = guard(request) if is_answer else guard.process_exception(request, answered)
    assert (found and found.status_code) == status


@pytest.mark.parametrize(
    ("order", "told"),
    [([GUARD, LOCALE], ""), ([LOCALE, GUARD], "behind"), ([LOCALE], "not installed")],
)
def test_where_the_guard_has_to_be_is_told(settings: Settings, order: list[str], told: str) -> None:
    settings.MIDDLEWARE = order
    assert [told in each.msg for each in check_guard(None)] == [True] * bool(told)
