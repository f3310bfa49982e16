"""Editors get some of a process's threads, all others some more, and neither the last ones."""

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path
from threading import Event, Thread
from time import monotonic
from typing import Any
from wsgiref.util import setup_testing_defaults

from django.contrib.auth import get_user_model
from django.db import connection
from django.test import Client, RequestFactory

import pytest
from pytest_django import Settings

from results.models import ResultsPage
from results.snapshots.concurrency import ConcurrencyLimit, Turns
from results.snapshots.rendering import render
from results.snapshots.rendering.storable import claim
from results.snapshots.serving.addresses import address_of
from results.snapshots.serving.front import front
from results.snapshots.serving.server import server
from results.snapshots.wsgi import with_snapshots

READING: list[dict[str, str]] = [
    {"REQUEST_METHOD": "GET"},
    {"REQUEST_METHOD": "POST"},
    {"REQUEST_METHOD": "GET", "HTTP_COOKIE": "csrftoken=x; sessionid=made-up"},
    {"REQUEST_METHOD": "GET", "HTTP_AUTHORIZATION": "Bearer made-up"},
]

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def editing(client: Client) -> dict[str, str]:
    """What an editor's browser sends."""
    client.force_login(get_user_model().objects.create_superuser("editor"))
    session = client.cookies["sessionid"].value
    return {"REQUEST_METHOD": "GET", "HTTP_COOKIE": f"csrftoken=x; sessionid={session}"}


class Site:
    """An application that answers when it is told to."""

    def __init__(self) -> None:
        self.begun: list[str] = []
        self.may_answer = Event()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.begun.append(environ["REQUEST_METHOD"])
        assert self.may_answer.wait(30)
        start_response("200 OK", [])
        return [b"answered"]


class Answers:
    """What is asked of a limit by threads of its own, and what comes of it."""

    def __init__(self, site: Site, *, waiting: int = 0, readers_waiting: int = 0) -> None:
        self.turns = Turns(editors=1, waiting=waiting, readers=1, readers_waiting=readers_waiting)
        self.site = site
        self.statuses: list[tuple[str, dict[str, str]]] = []
        self.threads: list[Thread] = []

    def ask(self, environ: dict[str, str]) -> None:
        def start_response(status: str, headers: list[tuple[str, str]]) -> None:
            self.statuses.append((status, dict(headers)))

        limit = self.turns.of(environ)
        thread = Thread(target=limit.pass_through, args=(self.site, environ, start_response))
        thread.start()
        self.threads.append(thread)

    def finish(self) -> None:
        self.site.may_answer.set()
        for thread in self.threads:
            thread.join(30)


def check_line(environ: dict[str, str], answers: Answers) -> None:
    """Of four who ask at once one is answered, two wait, and the last one is told to come again."""
    limit = answers.turns.of(environ)
    for _time in range(3):
        answers.ask(environ)
    while len(limit._waiting) < 2:
        pass

    whole: dict[str, Any] = dict(environ)
    setup_testing_defaults(whole)
    refused: list[tuple[str, dict[str, str]]] = []
    body = limit.pass_through(
        answers.site, whole, lambda status, headers: refused.append((status, dict(headers)))
    )

    ((status, headers),) = refused
    assert (status, headers["Retry-After"]) == ("503 Service Unavailable", "2")
    assert b"<h1" in b"".join(body)
    assert len(answers.site.begun) == 1
    answers.finish()
    assert [status for status, _headers in answers.statuses] == ["200 OK"] * 3


def test_few_editors_are_answered_at_once_some_wait_and_others_come_again(
    editing: dict[str, str],
) -> None:
    check_line(editing, Answers(Site(), waiting=2))


@pytest.mark.parametrize("reading", READING)
def test_so_it_is_for_everybody_else_and_what_is_made_up_makes_no_editor(
    reading: dict[str, str],
) -> None:
    check_line(reading, Answers(Site(), readers_waiting=2))


def test_whoever_finds_the_line_full_takes_nothing_from_the_other_one(
    editing: dict[str, str],
) -> None:
    site = Site()
    answers = Answers(site)
    answers.ask(READING[1])
    while not site.begun:
        pass
    answers.ask(editing)
    while len(site.begun) < 2:
        pass
    answers.finish()
    assert [status for status, _headers in answers.statuses] == ["200 OK"] * 2


@pytest.fixture
def environ(edition: ResultsPage) -> dict[str, Any]:
    """A visitor's request for a page of which nothing is stored."""
    return RequestFactory().get(edition.url, SERVER_NAME="localhost").environ


def test_what_is_made_waits_for_its_turn(environ: dict[str, Any]) -> None:
    limit, given = ConcurrencyLimit(at_once=1, waiting=1), []

    def read() -> None:
        given.append(front(environ, limit))
        connection.close()

    reader = Thread(target=read)
    with limit.turn():
        reader.start()
        while reader.is_alive() and not limit._waiting:
            pass
        assert not given
    reader.join(30)
    assert given[0] is not None


def test_what_is_asked_for_while_the_line_is_full_is_not_made(environ: dict[str, Any]) -> None:
    limit = ConcurrencyLimit(at_once=1)
    with limit.place():
        assert front(environ, limit) is None
    assert front(environ, limit) is not None


def test_nothing_is_made_past_the_line_of_those_who_read(environ: dict[str, Any]) -> None:
    told: list[str] = []
    answer = with_snapshots(Site(), readers=0, readers_waiting=0)
    answer(environ, lambda status, _headers: told.append(status))
    assert told == ["503 Service Unavailable"]


def test_what_another_one_has_made_meanwhile_is_given_without_a_turn(
    environ: dict[str, Any],
) -> None:
    address = address_of(environ)
    assert address
    limit, given = ConcurrencyLimit(at_once=1, waiting=1), []

    def read() -> None:
        given.append(front(environ, limit))
        connection.close()

    with limit.turn():
        with claim(address.key):
            waiting = Thread(target=read)
            waiting.start()
            while limit._places == 2:
                pass
            rendered = render(address)
            assert not isinstance(rendered, str)
            server().hold(address.key, rendered)
        waiting.join(30)
    assert given[0] is not None


@pytest.mark.parametrize(("longest", "before"), [(15, 15), (14, 0)])
def test_whoever_sends_slowly_takes_no_turn_meanwhile_unless_it_is_a_lot(
    longest: int, before: int, edition: ResultsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the site reads has all been sent before."""
    monkeypatch.setattr("results.snapshots.wsgi.LONGEST_BODY", longest)
    sent = BytesIO(b"username=editor")
    taken: list[int] = []

    def site(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        taken.append(sent.tell())
        return [environ["wsgi.input"].read()]

    environ = RequestFactory().post("/admin/login/").environ
    environ |= {"wsgi.input": sent, "CONTENT_LENGTH": "15"}
    assert with_snapshots(site)(environ, lambda *_said: None) == [b"username=editor"]
    assert taken == [before]


def test_a_static_file_takes_no_turn(
    edition: ResultsPage, settings: Settings, tmp_path: Path
) -> None:
    def is_given(path: str) -> bool:
        environ = RequestFactory().get(path).environ
        return [*site(environ, lambda *_said: None)] == [b"given"]

    site = with_snapshots(lambda *_asked: [b"given"], readers=0, readers_waiting=0)
    (tmp_path / "a.css").touch()
    settings.STATIC_ROOT = tmp_path
    paths = ("/static/a.css", "/static/b.css", f"{tmp_path}/a.css")
    assert [is_given(path) for path in paths] == [True, False, False]
    settings.STATIC_ROOT = None
    assert not is_given("/static/a.css")


def test_a_place_is_free_again_after_a_fault() -> None:
    def fail(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        raise RuntimeError("a fault")

    limit = ConcurrencyLimit(at_once=1)
    for _time in range(3):
        with pytest.raises(RuntimeError):
            limit.pass_through(fail, {}, lambda *_said: None)


def test_who_has_waited_longest_comes_next() -> None:
    site = Site()
    answers = Answers(site, readers_waiting=5)
    methods = ["POST", "PUT", "PATCH", "DELETE"]
    for number, method in enumerate(methods):
        answers.ask({"REQUEST_METHOD": method})
        while (len(site.begun), len(answers.turns.of_readers._waiting)) != (1, number):
            pass

    answers.finish()
    assert site.begun == methods


def test_an_editor_who_has_waited_leaves_those_who_read_a_moment() -> None:
    limit, begun = ConcurrencyLimit(1, pause=0.2), []

    def wait() -> None:
        with limit.turn():
            begun.append(monotonic())

    waiting = Thread(target=wait)
    with limit.turn():
        waiting.start()
        while not limit._waiting:
            pass
        ended = monotonic()
    waiting.join(30)
    assert begun[0] - ended >= 0.2
