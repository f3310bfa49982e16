"""Which requests a stored answer can be for, and which of them share one."""

from typing import Any

import pytest
from pytest_django import Settings

from results.snapshots.serving.addresses import (
    LONGEST_PATH,
    LONGEST_QUERY,
    address_of,
    private_paths,
)

BESIDE = {"SERVER_NAME": "testserver", "SERVER_PORT": "8000"}


def asked(**said: Any) -> Any:
    """The address of a request as a WSGI server describes it; None takes a variable out."""
    meta = {
        "REQUEST_METHOD": "GET",
        "HTTP_HOST": "testserver",
        "SERVER_PORT": "80",
        "wsgi.url_scheme": "http",
        "PATH_INFO": "/results/",
        **said,
    }
    return address_of({name: value for name, value in meta.items() if value is not None})


@pytest.mark.parametrize(
    ("said", "url"),
    [
        ({}, "http://testserver/results/"),
        ({"REQUEST_METHOD": "HEAD"}, "http://testserver/results/"),
        ({"PATH_INFO": ""}, "http://testserver/"),
        ({"SCRIPT_NAME": "/site"}, "http://testserver/site/results/"),
        ({"wsgi.url_scheme": "https"}, "https://testserver/results/"),
        ({"HTTP_COOKIE": "colour=blue"}, "http://testserver/results/"),
        ({"HTTP_HOST": "testserver:443"}, "http://testserver:443/results/"),
        (
            {"HTTP_HOST": "testserver:8000", "SERVER_PORT": "8000"},
            "http://testserver:8000/results/",
        ),
        ({"HTTP_HOST": None, **BESIDE}, "http://testserver:8000/results/"),
        ({"HTTP_HOST": None, **BESIDE, "SERVER_PORT": "80"}, "http://testserver/results/"),
        (
            {"HTTP_HOST": None, **BESIDE, "SERVER_PORT": "443", "wsgi.url_scheme": "https"},
            "https://testserver/results/",
        ),
        ({"QUERY_STRING": "b=1&a=2&a=1"}, "http://testserver/results/?a=2&a=1&b=1"),
        ({"QUERY_STRING": "utm_source=a&x="}, "http://testserver/results/?x="),
        ({"QUERY_STRING": "utm_source=a"}, "http://testserver/results/"),
        ({"PATH_INFO": "/" + (LONGEST_PATH - 1) * "a"}, f"http://testserver/{1999 * 'a'}"),
        (
            {"QUERY_STRING": f"a={(LONGEST_QUERY - 2) * 'b'}"},
            f"http://testserver/results/?a={498 * 'b'}",
        ),
    ],
)
def test_an_address_is_what_its_answer_may_depend_on(said: dict[str, Any], url: str) -> None:
    assert asked(**said).url == url


@pytest.mark.parametrize(
    "said",
    [
        {"REQUEST_METHOD": "POST"},
        {"HTTP_AUTHORIZATION": ""},
        {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"},
        {"HTTP_COOKIE": "colour=blue; sessionid=abc"},
        {"HTTP_HOST": "evil.example"},
        {"HTTP_HOST": "TestServer"},
        {"HTTP_HOST": "testserver:8000"},
        {"HTTP_HOST": ""},
        {"PATH_INFO": "/a\0b/"},
        {"PATH_INFO": "/" + LONGEST_PATH * "a"},
        {"PATH_INFO": "/static/a.css"},
        {"QUERY_STRING": f"a={(LONGEST_QUERY - 1) * 'b'}"},
        {"QUERY_STRING": f"utm_source={LONGEST_QUERY * 4 * 'b'}"},
    ],
)
def test_what_is_personal_made_up_or_private_has_none(said: dict[str, Any]) -> None:
    assert asked(**said) is None


def test_a_proxy_is_believed_where_the_site_says_so(settings: Settings) -> None:
    told = {"HTTP_HOST": "inner.example", "HTTP_X_FORWARDED_HOST": "testserver"}
    secure = {"HTTP_X_FORWARDED_PROTO": "https, http"}
    assert asked(**told) is None
    assert asked(**secure).scheme == "http"
    settings.USE_X_FORWARDED_HOST = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    assert asked(**told, **secure).url == "https://testserver/results/"
    assert asked(HTTP_X_FORWARDED_PROTO="http", **{"wsgi.url_scheme": "https"}).scheme == "http"
    assert asked(**{"wsgi.url_scheme": "https"}).scheme == "https"
    assert asked(HTTP_X_FORWARDED_PORT="80") is not None
    settings.USE_X_FORWARDED_PORT = True
    assert asked(HTTP_X_FORWARDED_PORT="80") is None
    assert asked() is not None


def test_the_admin_and_static_files_are_private(settings: Settings) -> None:
    assert private_paths("wagtail.urls") == ("/static/",)
    assert {"/static/", "/admin/"} <= set(private_paths(settings.ROOT_URLCONF))
