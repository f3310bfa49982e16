"""What gets no stored answer waits in a line with room for everybody, and takes no other threads."""

import socket
from collections.abc import Iterable, Iterator, Sized
from io import BytesIO
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import Any

from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import connection
from django.test import Client, RequestFactory

import pytest
from pytest_django import Settings

from results.models import ResultsPage
from results.snapshots import line as lines
from results.snapshots.front import made
from results.snapshots.line import Line
from results.snapshots.models import Snapshot
from results.snapshots.wsgi import with_snapshots
from tests.snapshots.conftest import SAYS

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 30
SENDER = "192.0.2.1"
STRANGERS = [{}, {"HTTP_COOKIE": "sessionid=made-up"}, {"HTTP_AUTHORIZATION": "Bearer made-up"}]
OK, FULL = "200 OK", "503 Service Unavailable"


def wait_for(count: int, found: Sized) -> None:
    until = monotonic() + PATIENCE
    while len(found) < count:
        assert monotonic() < until, found


def sent(more: dict[str, Any], client: str = SENDER) -> dict[str, Any]:
    """A form that somebody at an address sends."""
    environ = RequestFactory().post("/nowhere/", {"a": "b"}, REMOTE_ADDR=client).environ
    return {**environ, **more}


class Site:
    """A site that answers with what it is sent, once it may, and those who ask it."""

    def __init__(self, **places: int) -> None:
        self._front = with_snapshots(self._answer, **places)
        self._threads: list[Thread] = []
        self.begun: list[str] = []
        self.said: list[str] = []
        self.headers: dict[str, str] = {}
        self.may_answer = Event()

    def _answer(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.begun.append(environ["REMOTE_ADDR"])
        assert self.may_answer.wait(PATIENCE)
        start_response(OK, [])
        return [environ["wsgi.input"].read()]

    def ask(self, environ: dict[str, Any]) -> bytes:
        def start_response(status: str, headers: list[tuple[str, str]]) -> None:
            self.headers = dict(headers)
            self.said.append(status)

        return b"".join(self._front(environ, start_response))

    def ask_beside(self, more: dict[str, Any], client: str = SENDER, times: int = 1) -> None:
        def ask() -> None:
            self.ask(sent(more, client))
            connection.close()

        for _time in range(times):
            self._threads.append(Thread(target=ask))
            self._threads[-1].start()

    def finish(self) -> list[str]:
        self.may_answer.set()
        for thread in self._threads:
            thread.join(PATIENCE)
        return self.said


@pytest.fixture
def editing(client: Client) -> dict[str, str]:
    """What an editor's browser sends besides."""
    client.force_login(get_user_model().objects.create_superuser("editor"))
    return {"HTTP_COOKIE": f"csrftoken=x; sessionid={client.cookies['sessionid'].value}"}


@pytest.mark.parametrize("stranger", [*STRANGERS, None])
def test_few_are_answered_at_once_some_wait_and_others_come_again_editors_in_their_own_line(
    stranger: dict[str, str] | None, editing: dict[str, str], edition: ResultsPage
) -> None:
    more, site = stranger, Site(readers=1, readers_waiting=1)
    if more is None:
        more, site = editing, Site(editors=1, waiting=1, readers=0, readers_waiting=0)
    site.ask_beside(more)
    wait_for(1, site.begun)
    site.ask_beside(more, times=2)
    wait_for(1, site.said)
    assert (site.said, site.headers["Retry-After"]) == ([FULL], "2")
    assert len(site.begun) == 1
    assert site.finish() == [FULL, OK, OK]


def test_whoever_finds_one_line_full_takes_nothing_from_the_other(
    editing: dict[str, str], edition: ResultsPage
) -> None:
    site = Site(editors=1, waiting=0, readers=1, readers_waiting=0)
    site.ask_beside({})
    wait_for(1, site.begun)
    site.ask_beside(editing)
    wait_for(2, site.begun)
    assert site.finish() == [OK] * 2


def test_a_client_leaves_half_of_the_line_to_others_and_these_half_of_the_rest(
    edition: ResultsPage, settings: Settings
) -> None:
    settings.WAGTAIL_RESULTS = {"SNAPSHOTS": True, "UNCACHED_PER_MINUTE": 120}
    cache.clear()
    site = Site(readers=1, readers_waiting=5)
    site.ask_beside({}, times=5)
    wait_for(2, site.said)
    site.ask_beside({}, "192.0.2.2", 3)
    wait_for(3, site.said)
    site.ask_beside({}, "192.0.2.3")
    assert sorted(site.finish()) == [OK] * 6 + [FULL] * 3


def test_turns_go_to_who_has_waited_longest_and_from_one_client_to_another() -> None:
    line, begun, threads = Line(1, 9), [], []

    def wait(client: str, name: str) -> None:
        with line.turn(client):
            begun.append(name)

    with line.turn("a"):
        for number, client in enumerate("aabab"):
            threads.append(Thread(target=wait, args=(client, f"{client}{number}")))
            threads[-1].start()
            wait_for(number + 1, line._waiting)
    for thread in threads:
        thread.join(PATIENCE)
    assert begun == ["b2", "a0", "b4", "a1", "a3"]


def test_an_editor_who_has_waited_leaves_those_who_read_a_moment() -> None:
    line, begun = Line(1, pause=0.2), []

    def wait() -> None:
        with line.turn():
            begun.append(monotonic())

    waiting = Thread(target=wait)
    with line.turn():
        waiting.start()
        wait_for(1, line._waiting)
        ended = monotonic()
    waiting.join(PATIENCE)
    assert begun[0] - ended >= 0.2


@pytest.fixture
def environ(edition: ResultsPage) -> dict[str, Any]:
    """A visitor's request for a page of which nothing is stored."""
    return RequestFactory().get(edition.url, SERVER_NAME="localhost").environ


def test_what_is_asked_for_while_the_line_is_full_is_not_made_but_given_if_it_is_stored(
    environ: dict[str, Any],
) -> None:
    full, empty = Site(readers=0, readers_waiting=0), Site(readers=1, readers_waiting=0)
    full.ask(environ.copy())
    assert full.said == [FULL]
    assert not Snapshot.objects.exists()
    for site, says in ((empty, "made"), (full, "hit")):
        site.ask(environ.copy())
        assert (site.said[-1], site.headers[SAYS]) == (OK, says)


@pytest.fixture
def slow() -> Iterator[dict[str, Any]]:
    """Four bytes that somebody has sent, who then says no more without hanging up."""
    client, server = socket.socketpair()
    with client, server, server.makefile("rb") as body:
        client.sendall(b"a=bc")
        yield {"wsgi.input": body, "gunicorn.socket": server}


@pytest.mark.parametrize(
    ("length", "status"),
    [("4", "200"), ("5", "408"), ("1001", "413"), ("", "411"), ("four", "411")],
)
def test_a_body_is_read_within_limits_of_time_and_size(
    length: str,
    status: str,
    slow: dict[str, Any],
    edition: ResultsPage,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lines, "PATIENCE", 0.1)
    site = Site(readers=1, readers_waiting=0, longest_body=1000)
    site.may_answer.set()
    chunked = {"HTTP_TRANSFER_ENCODING": "chunked", "CONTENT_LENGTH": length}
    answer = site.ask(sent(slow | chunked))
    assert site.said[0][:3] == status
    assert (answer == b"a=bc") == (status == "200")
    # The place is free again.
    site.ask(sent({}))
    assert site.said[1:] == [OK]


def test_a_body_is_read_before_its_turn(slow: dict[str, Any], edition: ResultsPage) -> None:
    site = Site(readers=1, readers_waiting=1)
    site.may_answer.set()
    site.ask_beside(slow | {"CONTENT_LENGTH": "5"})
    site.ask(sent({}, "192.0.2.2"))
    assert site.begun == ["192.0.2.2"]
    slow["gunicorn.socket"].shutdown(socket.SHUT_RD)
    assert site.finish() == [OK, "408 Request Timeout"]


def test_an_upload_of_megabytes_arrives_whole(edition: ResultsPage) -> None:
    site, body = Site(), bytes(range(256)) * 12_000
    site.may_answer.set()
    assert site.ask(sent({"wsgi.input": BytesIO(body), "CONTENT_LENGTH": str(len(body))})) == body


def test_a_page_is_not_given_before_what_is_sent_with_the_request_has_been_read(
    environ: dict[str, Any],
) -> None:
    assert made(environ.copy()) is not None
    site = Site()
    site.may_answer.set()
    assert site.ask({**environ, "wsgi.input": BytesIO(b"a=bc"), "CONTENT_LENGTH": "4"}) == b"a=bc"


def test_a_static_file_takes_no_place_unless_something_is_sent_to_it(
    edition: ResultsPage, settings: Settings, tmp_path: Path
) -> None:
    def is_given(path: str, method: str = "get") -> bool:
        site = Site(readers=0, readers_waiting=0)
        site.may_answer.set()
        site.ask(getattr(RequestFactory(), method)(path).environ)
        return site.said == [OK]

    (tmp_path / "a.css").touch()
    settings.STATIC_ROOT = tmp_path
    paths = ("/static/a.css", "/static/b.css", f"{tmp_path}/a.css")
    assert [is_given(path) for path in paths] == [True, False, False]
    assert not is_given("/static/a.css", "post")
    settings.STATIC_ROOT = None
    assert not is_given("/static/a.css")


def test_a_place_is_free_again_after_a_fault(edition: ResultsPage) -> None:
    def fail(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        raise RuntimeError("a fault")

    site = with_snapshots(fail, readers=1, readers_waiting=0)
    for _time in range(3):
        with pytest.raises(RuntimeError):
            site(sent({}), lambda *_said: None)
