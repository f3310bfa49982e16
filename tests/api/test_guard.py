"""What the guard in front of the APIs refuses, lets pass and says of an answer, each by itself."""

from types import SimpleNamespace
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import (
    HttpResponse,
    HttpResponseRedirect,
    JsonResponse,
    QueryDict,
    StreamingHttpResponse,
)
from django.test import RequestFactory
from django.urls import resolve

from wagtail.api.v3.registry import registry
from wagtail.models import Page

import pytest
from pytest_django import Settings

from results.api.apps import GUARD, LOCALE, check_guard
from results.api.middleware import APIGuardMiddleware, add_headers, is_json
from results.api.requests import body_mistakes, query_mistakes
from results.api.v3 import check_joined_in_time
from tests.api.conftest import V2, V3

JSON = "application/json"
# Of the query, each one mistake.
QUERIES = [
    "search=+", "search=a%22", "search=%22a%5C%22", "search_operator=xor", "site=https://ecpat.se/",
    "id=abc", "user_id=abc", f"offset={10**18}", f"fields={6 * 'a('}", "a=%00", "%00=a",
    "a=0001-01-01T00:00:00", "a=0001-01-01T00:00:00%2B14:00", "a=9999-12-31T23:59:59-14:00",
    f"html_path={2049 * 'a'}", f"a={501 * 'a'}", f"{501 * 'a'}=a", "&".join(f"a{number}=" for number in range(101)),
]  # fmt: skip
BODIES = [b"[]", b"a", b'{"a": "\0"}', rb'{"a": "\u0000"}', rb'{"a": "\ud83d"}', b'{"a": "\xff"}']
MEANT = [b"", b" {}", rb'{"a": "\ud83d\ude00 \\ud83d \\u0000"}', b'{"\\ud83d', b"{'}"]


@pytest.mark.parametrize("query", QUERIES)
def test_a_mistake_of_a_query_is_told_once(query: str) -> None:
    assert len(list(query_mistakes(QueryDict(query), Page))) == 1


@pytest.mark.parametrize("body", [*BODIES, *MEANT])
def test_a_body_that_no_database_can_hold_is_told_and_no_other(body: bytes) -> None:
    request = RequestFactory().post("/", body, content_type=JSON)
    assert len(list(body_mistakes(request))) == (body in BODIES)


@pytest.mark.parametrize(
    ("response", "is_read"),
    [
        (JsonResponse({}), True),
        (JsonResponse({}, status=404), False),
        (HttpResponse("{}"), False),
        (HttpResponse("{}", content_type=JSON, headers={"Content-Encoding": "gzip"}), False),
        (StreamingHttpResponse([b"{}"], content_type=JSON), False),
    ],
)
def test_an_answer_is_read_that_is_whole_and_json(response: Any, is_read: bool) -> None:
    assert is_json(response) is is_read


@pytest.mark.parametrize(
    ("name", "body", "added"),
    [
        ("listing", {"items": []}, {}),
        ("list_figures", {"count": 20}, {}),
        ("list_figures", {"count": 21}, {"Link": '<http://testserver/?limit=20&offset=20>; rel="next"'}),
        ("detail_page", {"display": {"language": "en"}, "meta": {"locale": "sv"}}, {"Content-Language": "en"}),
        ("detail_page", {"display": {"language": "xx"}, "meta": {"locale": "sv"}}, {"Content-Language": "sv"}),
        ("detail_figure", {"edition": {"locale": "sv"}}, {"Content-Language": "sv"}),
        ("other", {"count": 21, "locale": "sv"}, {}),
    ],
)  # fmt: skip
def test_a_header_says_what_the_answer_says(name: str, body: Any, added: dict[str, str]) -> None:
    request, response = RequestFactory().get("/"), JsonResponse(body)
    match: Any = SimpleNamespace(url_name=name, func=None, kwargs={"page_id": 7})
    add_headers(request, match, response)
    assert dict(response.headers) == {"Content-Type": JSON, **added}
    # A figure is no page that a cache could know.
    assert getattr(request, "results_page_id", None) == (7 if name == "detail_page" else None)


ELSEWHERE = HttpResponseRedirect("/sv/elsewhere/")


@pytest.mark.parametrize(
    ("path", "answered", "status"),
    [
        *((V2, HttpResponseRedirect(f"/sv{V2}"), 404), (V3, HttpResponseRedirect(f"/sv{V3}"), 404)),
        *((V3, ELSEWHERE, 302), ("/admin/", HttpResponseRedirect("/sv/admin/"), 302)),
        *((V2, ValidationError("a"), 400), (V3, ValidationError("a"), None)),
        *((V3, IntegrityError(), 422), (V2, IntegrityError(), None)),
        *(("/admin/", ValidationError("a"), None), ("/admin/", IntegrityError(), None)),
        *(("own", ValidationError("a"), None), (None, ELSEWHERE, 302)),
    ],
)
def test_only_the_apis_are_guarded(path: str | None, answered: Any, status: int | None) -> None:
    request: Any = RequestFactory().get(path or "/")
    # A view of the site's own, by the framework that API v2 is made with; no view at all.
    own = SimpleNamespace(func=SimpleNamespace(cls=object), namespaces=[]) if path else None
    request.resolver_match = resolve(path) if path and path.startswith("/") else own
    guard = APIGuardMiddleware(lambda _request: answered)
    if isinstance(answered, HttpResponse):
        assert guard(request).status_code == status
    else:
        found = guard.process_exception(request, answered)
        assert (found and found.status_code) == status


@pytest.mark.parametrize(
    ("order", "told"),
    [
        ([GUARD, LOCALE], ""),
        ([GUARD], ""),
        ([LOCALE, GUARD], "behind"),
        ([LOCALE], "not installed"),
    ],
)
def test_where_the_guard_has_to_be_is_told(settings: Settings, order: list[str], told: str) -> None:
    settings.MIDDLEWARE = order
    found = check_guard(None)
    assert len(found) == bool(told)
    assert all(told in each.msg for each in found)


def test_a_site_with_pages_of_its_own_needs_none_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "get", {}.get)
    assert check_joined_in_time(None) == []
