"""Rules of a site that an ASGI server serves."""

from typing import Any, NamedTuple
from urllib.parse import unquote

from django.core.asgi import get_asgi_application
from django.test import Client

import pytest
from asgiref.sync import async_to_sync
from asgiref.testing import ApplicationCommunicator

from results.models import ResultsPage
from results.snapshots.models import Snapshot
from tests.factories import ResultsPageFactory

pytestmark = pytest.mark.django_db(transaction=True)

SAYS = "x-results-snapshot"


@pytest.fixture
def page(db: None) -> ResultsPage:
    """A published edition whose address is not in ASCII."""
    edition: ResultsPage = ResultsPageFactory.create(slug="år-2016")
    return edition


class Answer(NamedTuple):
    """What a visitor gets."""

    status: int
    headers: dict[str, str]
    body: bytes


# The library has no types.
_communicator: Any = ApplicationCommunicator


@async_to_sync
async def ask(path: str, scheme: str = "http") -> Answer:
    """Ask as a server does, which gives paths as text, and not as Django's client does."""
    scope = {
        "type": "http",
        "http_version": "1.1",
        "method": "GET",
        "scheme": scheme,
        "path": path,
        "query_string": b"",
        "headers": [(b"host", b"testserver")],
        "server": ("testserver", 443 if scheme == "https" else 80),
        "client": ("127.0.0.1", 50_000),
    }
    server = _communicator(get_asgi_application(), scope)
    await server.send_input({"type": "http.request", "body": b""})
    start = await server.receive_output(10)
    headers = {name.decode().lower(): value.decode() for name, value in start["headers"]}
    body, goes_on = b"", True
    while goes_on:
        part = await server.receive_output(10)
        body, goes_on = body + part.get("body", b""), part.get("more_body", False)
    await server.wait()
    return Answer(start["status"], headers, body)


def test_it_gives_what_is_stored_as_under_wsgi(client: Client, page: ResultsPage) -> None:
    path = unquote(page.url)
    assert "å" in path
    made, hit, other = ask(path), ask(path), client.get(page.url)

    assert [one.headers[SAYS] for one in (made, hit, other)] == ["made", "hit", "hit"]
    assert made.body == hit.body == other.content
    assert Snapshot.objects.filter(url=f"http://testserver{path}").count() == 1


def test_what_is_asked_by_https_is_another_answer(page: ResultsPage) -> None:
    path = unquote(page.url)

    answers = [ask(path, scheme).headers[SAYS] for scheme in ("https", "https", "http")]

    assert answers == ["made", "hit", "made"]
    found = Snapshot.objects.filter(url__endswith=path).values_list("url", flat=True)
    assert set(found) == {f"https://testserver{path}", f"http://testserver{path}"}


def test_a_path_that_nobody_has_is_not_found(page: ResultsPage) -> None:
    assert ask("/中/").status == 404
