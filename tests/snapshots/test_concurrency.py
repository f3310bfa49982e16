"""Editors get some of a process's threads, and never the last ones."""

from collections.abc import Iterable
from threading import Event, Thread
from time import monotonic
from typing import Any
from wsgiref.util import setup_testing_defaults

import pytest

from results.snapshots.concurrency import ConcurrencyLimit, Turns

READING = {"REQUEST_METHOD": "GET"}
EDITING: list[dict[str, str]] = [
    {"REQUEST_METHOD": "POST"},
    {"REQUEST_METHOD": "GET", "HTTP_COOKIE": "csrftoken=x; sessionid=abc"},
]


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

    def __init__(self, site: Site, *, waiting: int, readers: int = 1) -> None:
        self.turns = Turns(editors=1, waiting=waiting, readers=readers)
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


@pytest.mark.parametrize("editing", EDITING)
def test_few_editors_are_answered_at_once_some_wait_and_others_come_again(
    editing: dict[str, str],
) -> None:
    site = Site()
    answers = Answers(site, waiting=2)
    for _time in range(3):
        answers.ask(editing)
    while len(answers.turns.of(editing)._waiting) < 2:
        pass

    environ: dict[str, Any] = dict(editing)
    setup_testing_defaults(environ)
    refused: list[tuple[str, dict[str, str]]] = []
    body = answers.turns.of(environ).pass_through(
        site, environ, lambda status, headers: refused.append((status, dict(headers)))
    )

    ((status, headers),) = refused
    assert (status, headers["Retry-After"]) == ("503 Service Unavailable", "2")
    assert b"<h1" in b"".join(body)
    assert len(site.begun) == 1
    answers.finish()
    assert [status for status, _headers in answers.statuses] == ["200 OK"] * 3


def test_who_only_reads_passes_by_all_editors_and_none_of_them_is_refused() -> None:
    site = Site()
    answers = Answers(site, waiting=0, readers=2)
    answers.ask(EDITING[0])
    while not site.begun:
        pass

    for _time in range(5):
        answers.ask(READING)
    while (len(site.begun), len(answers.turns.of(READING)._waiting)) != (3, 3):
        pass

    answers.finish()
    assert [status for status, _headers in answers.statuses] == ["200 OK"] * 6


def test_a_place_is_free_again_after_a_fault() -> None:
    def fail(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        raise RuntimeError("a fault")

    limit = ConcurrencyLimit(at_once=1, waiting=0)
    for _time in range(3):
        with pytest.raises(RuntimeError):
            limit.pass_through(fail, EDITING[0], lambda *_said: None)


def test_who_has_waited_longest_comes_next() -> None:
    site = Site()
    answers = Answers(site, waiting=5)
    methods = ["POST", "PUT", "PATCH", "DELETE"]
    for number, method in enumerate(methods):
        answers.ask({"REQUEST_METHOD": method})
        while (len(site.begun), len(answers.turns.of(EDITING[0])._waiting)) != (1, number):
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
