"""Rules of requests that somebody has made up: the site's own answer, and nobody else sees it."""

import gzip
from datetime import UTC, datetime
from typing import Any

from django.test import Client

import pytest
from pytest_django import Settings

from results.models import ResultsPage
from results.snapshots.models import Snapshot
from results.snapshots.serving.answers import Head, Stored
from results.snapshots.serving.server import fits
from tests.snapshots.hosts import SAYS

pytestmark = pytest.mark.django_db(transaction=True)

# Said by stored answers only, or about the bytes that were sent.
OURS = {"Cache-Control", "Content-Encoding", "Content-Length", "ETag", "Vary", SAYS}
PATH = "/results/2016/"
MADE_UP: dict[str, tuple[str, dict[str, Any]]] = {
    "another host": (PATH, {"HTTP_HOST": "evil.example"}),
    "a host in capitals": (PATH, {"HTTP_HOST": "TestServer"}),
    "a host with a login": (PATH, {"HTTP_HOST": "me@testserver"}),
    "a forwarded host": (PATH, {"HTTP_X_FORWARDED_HOST": "evil.example"}),
    "a forwarded scheme": (PATH, {"HTTP_X_FORWARDED_PROTO": "https"}),
    "another language": (PATH, {"HTTP_ACCEPT_LANGUAGE": "en;q=1, fr"}),
    "a language that is none": (PATH, {"HTTP_ACCEPT_LANGUAGE": "../../etc/passwd"}),
    "compressed by gzip": (PATH, {"HTTP_ACCEPT_ENCODING": "gzip"}),
    "a cookie": (PATH, {"HTTP_COOKIE": "colour=blue"}),
    "a session that is none": (PATH, {"HTTP_COOKIE": "sessionid=abc"}),
    "a part": (PATH, {"HTTP_RANGE": "bytes=0-10"}),
    "a token": (PATH, {"HTTP_AUTHORIZATION": "Bearer abc"}),
    "a NUL": ("/results/2016%00/", {}),
    "dots": ("/results/x/%2e%2e/2016/", {}),
    "encoded slashes": ("/results%2F2016/", {}),
    "a broken letter": ("/results/%ff/", {}),
    "a query of 9,000 characters": (PATH + "?a=" + "a" * 9_000, {}),
    "a parameter of Wagtail's": (PATH + "?mode=default&in_preview_panel=true", {}),
}


def said(response: Any) -> tuple[int, dict[str, str], bytes]:
    """What an answer says, however its bytes were sent."""
    body = response.content
    if response.headers.get("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    headers = {name: value for name, value in response.headers.items() if name not in OURS}
    return response.status_code, headers, body


@pytest.mark.parametrize("name", MADE_UP)
def test_what_is_made_up_gets_what_the_site_itself_says_and_nobody_else_gets_it(
    name: str, settings: Settings, edition: ResultsPage
) -> None:
    path, extra = MADE_UP[name]
    client = Client(raise_request_exception=False)
    settings.WAGTAIL_RESULTS = {"SNAPSHOTS": False}
    site, usual = said(client.get(path, **extra)), said(client.get(PATH))

    settings.WAGTAIL_RESULTS = {"SNAPSHOTS": True}
    first, second = (said(Client(raise_request_exception=False).get(path, **extra)) for _ in "ab")
    assert first == site
    assert second == site

    after: Any = Client().get(PATH)
    assert after.headers[SAYS] in ("made", "hit")
    assert said(after) == usual


def test_what_no_address_declares_is_not_stored_but_where_a_visitor_came_from_is_nothing(
    edition: ResultsPage, client: Client
) -> None:
    client.get(PATH)
    assert client.get(PATH + "?utm_source=paper&fbclid=1").headers[SAYS] == "hit"
    before = Snapshot.objects.count()

    for query in ("x=1", "x=2", "page=2", "utm_source=paper&x=3"):
        assert SAYS not in client.get(f"{PATH}?{query}").headers

    assert Snapshot.objects.count() == before


@pytest.mark.parametrize(
    ("name", "said", "is_given"),
    [
        ("cookie", {}, True),
        ("cookie", {"HTTP_COOKIE": "csrftoken=x; _ga=1; _pk_id=2"}, True),
        ("cookie", {"HTTP_COOKIE": "colour=blue"}, False),
        ("accept", {"HTTP_ACCEPT": "*/*"}, True),
        ("accept", {"HTTP_ACCEPT": "text/html"}, False),
        ("x-kind", {"HTTP_X_KIND": "*/*"}, False),
    ],
)
def test_what_varies_is_for_those_who_say_nothing_that_matters(
    name: str, said: dict[str, str], is_given: bool
) -> None:
    until = datetime(2100, 1, 1, tzinfo=UTC)
    head = Head("url", (), varies_on=(name,), etag="tag", valid_until=until, checksums={})

    assert fits(Stored(head, version=0, encodings={"": b""}), said) is is_given
