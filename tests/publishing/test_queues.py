"""With a task queue its workers do what follows; what they have not done is enqueued again, and said."""

import json
import time
from datetime import timedelta
from io import StringIO
from threading import Event
from types import SimpleNamespace
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.core.management import call_command
from django.utils import timezone

import pytest
from django_tasks import task_backends
from django_tasks.backends.dummy import DummyBackend

from results.management.commands import run_results
from results.models import ResultsIndexPage
from results.publishing import (
    Heartbeat,
    Publication,
    register_maintenance_task,
    register_step,
)
from results.publishing.steps import MAX_TRIES, follow
from tests.factories import ResultsPageFactory

from .test_run_results import stop_when
from .test_steps import shown
from .world import Recorder, nothing, of_editions, states

pytestmark = pytest.mark.django_db(transaction=True)


class Queue(DummyBackend):
    """Keeps what is enqueued, or is away for our tasks."""

    is_away = False
    tried = 0
    hangs: Event | None = None

    def enqueue(self, task: Any, *arguments: Any) -> Any:
        self.tried += 1
        if self.hangs:
            self.hangs.wait(20)
        if self.is_away and task == follow:
            raise ConnectionError("Redis is away.")
        return super().enqueue(task, *arguments)

    @property
    def keys(self) -> list[int]:
        """The publications that are to be followed."""
        return [key for each in self.results if each.task == follow for key in each.args]


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> Queue:
    found = Queue("default", {})
    # Each thread would have one of its own.
    monkeypatch.setattr(task_backends, "_connections", SimpleNamespace(default=found))
    return found


def make_late() -> None:
    of_editions().update(due_at=timezone.now() - timedelta(minutes=2))


def said() -> dict[str, Any]:
    out = StringIO()
    call_command("run_results", "--status", "--format=json", stdout=out)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def test_a_worker_does_what_nobody_waits_for_once_however_often_its_task_comes(
    index: ResultsIndexPage, queue: Queue
) -> None:
    register_step("quick", nothing, in_request=True)
    register_step("slow", nothing, order=200)
    page = ResultsPageFactory.create(parent=index)
    assert states(page) == [("quick", "done"), ("slow", "pending")]
    for key in [*queue.keys, *queue.keys, 10**9]:
        follow.call(key)
    assert states(page) == [("quick", "done"), ("slow", "done")]


def test_a_queue_that_is_away_stops_no_publication_and_gets_it_later(
    index: ResultsIndexPage, queue: Queue, caplog: pytest.LogCaptureFixture
) -> None:
    register_step("step", nothing)
    queue.is_away = True
    page = ResultsPageFactory.create(parent=index)
    assert "Redis is away." in caplog.text
    assert "Traceback" not in caplog.text
    queue.is_away = False
    call_command("run_results", once=True)
    # What has just become due may be on its way.
    assert queue.keys == []
    make_late()
    call_command("run_results", once=True)
    assert Publication.objects.get(page_id=page.pk).pk in queue.keys
    assert states(page) == [("step", "pending")]


def test_a_queue_that_hangs_or_is_away_is_asked_for_one_key_while_all_else_goes_on(
    index: ResultsIndexPage, queue: Queue
) -> None:
    register_step("step", nothing)
    for year in (2016, 2017, 2018):
        ResultsPageFactory.create(parent=index, year=year)
    make_late()
    queue.tried, queue.is_away, queue.hangs = 0, True, Event()
    rounds: list[int] = []

    def goes_on() -> bool:
        return queue.tried == 1 and len(rounds) > 2

    def clear_up() -> int:
        rounds.append(1)
        return 0

    register_maintenance_task(clear_up)
    stop_when(goes_on, before_signal=queue.hangs.set)
    call_command("run_results", interval=0.01)
    assert queue.tried == 1


def test_what_no_worker_does_is_enqueued_again_but_not_at_once(
    index: ResultsIndexPage, queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    register_step("step", nothing)
    ResultsPageFactory.create(parent=index)
    make_late()
    begun, at = time.monotonic(), list[float]()
    monkeypatch.setattr(run_results, "LOOK_AGAIN", 0.01)
    monkeypatch.setattr(run_results, "ENQUEUE_AGAIN", 0.2)

    def is_done() -> bool:
        at.extend([time.monotonic() - begun] * (len(queue.keys) - 1 - len(at)))
        return len(at) == 4

    stop_when(is_done)
    call_command("run_results", interval=0.01)
    assert at[-1] > 3 * 0.2


def test_without_a_worker_the_status_the_doctor_and_the_panel_say_what_is_late(
    index: ResultsIndexPage, queue: Queue, admin: AbstractUser, capsys: pytest.CaptureFixture[str]
) -> None:
    register_step("step", nothing)
    page = ResultsPageFactory.create(parent=index)
    Heartbeat.beat()
    assert (said()["late"], said()["problems"]) == ([], {})
    make_late()
    status = said()
    assert status["backend"].endswith(".Queue")
    assert any(page.title in each["what"] for each in status["late"])
    assert {each["error"][:11] for each in status["late"]} == {"no process "}
    assert "late" in status["problems"]
    call_command("run_results", "--status")
    assert "warning: " in capsys.readouterr().out
    assert status["problems"]["late"] not in shown(page, admin)
    assert "hinna med" in shown(page, admin)


def test_a_publication_whose_step_fails_for_ever_is_said(index: ResultsIndexPage) -> None:
    register_step("fails", Recorder([], "fails", failures=99))
    ResultsPageFactory.create(parent=index)
    Heartbeat.beat()
    of_editions().update(tries=MAX_TRIES)
    status = said()
    assert "given_up" in status["problems"]
    assert any("does not answer" in each["error"] for each in status["late"])
