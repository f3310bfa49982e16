"""The one standing process does everything again and again, and stops when it is told to."""

import os
import signal
from datetime import timedelta
from io import StringIO
from threading import Event, Thread, Timer, current_thread
from typing import Any

from django.core.management import CommandError, call_command
from django.db import OperationalError, connections
from django.utils import timezone

import pytest

from results.management.commands import run_results
from results.models import ResultsIndexPage, ResultsPage
from results.publishing import Heartbeat, Publication, StepRun, register_step, register_worker
from tests.factories import ResultsPageFactory, good_body

from .test_scheduling import scheduled
from .world import Recorder, nothing

pytestmark = pytest.mark.django_db(transaction=True)


def waiting_step(index: ResultsIndexPage) -> StepRun:
    """A step that is due since an hour."""
    ResultsPageFactory.create(parent=index)
    an_hour_ago = timezone.now() - timedelta(hours=1)
    Publication.objects.update(created_at=an_hour_ago)
    StepRun.objects.update(state="failed", due_at=an_hour_ago)
    return StepRun.objects.get()


def stop_when(condition: Any, number: signal.Signals = signal.SIGTERM) -> None:
    """Send this process the signal as soon as the condition holds."""

    def check() -> None:
        is_time = condition()
        # Those of this thread, which PostgreSQL would keep.
        connections.close_all()
        if is_time:
            os.kill(os.getpid(), number)
        else:
            stop_when(condition, number)

    timer = Timer(0.02, check)
    timer.daemon = True
    timer.start()


def test_once_publishes_what_is_due_runs_steps_and_says_that_it_is_there(
    index: ResultsIndexPage,
) -> None:
    register_step("step", nothing)
    step = waiting_step(index)
    scheduled(index, 2017, good_body())
    assert not Heartbeat.is_working()
    call_command("run_results", once=True)
    step.refresh_from_db()
    assert step.state == "done"
    assert ResultsPage.objects.live().count() == 2
    assert Heartbeat.is_working()


def test_a_process_that_was_not_seen_for_long_is_not_at_work(db: None) -> None:
    Heartbeat.beat()
    Heartbeat.objects.update(seen_at=timezone.now() - timedelta(minutes=2))
    assert not Heartbeat.is_working()
    assert str(Heartbeat.objects.get()) == "run_results"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_stops_it_after_the_step_that_has_begun(
    index: ResultsIndexPage, number: signal.Signals
) -> None:
    calls: list[str] = []

    class Interrupted(Recorder):
        def __call__(self, publication: Any) -> None:
            super().__call__(publication)
            if len(calls) > 1:
                os.kill(os.getpid(), number)

    register_step("first", Interrupted(calls, "first", failures=1), order=1)
    register_step("second", Recorder(calls, "second"), order=2)
    ResultsPageFactory.create(parent=index)
    Publication.objects.update(created_at=timezone.now() - timedelta(hours=1))
    StepRun.objects.update(due_at=timezone.now() - timedelta(hours=1))
    before = signal.getsignal(number)
    call_command("run_results", interval=60)
    assert calls == ["first", "first"]
    assert list(StepRun.objects.values_list("state", flat=True)) == ["done", "pending"]
    call_command("run_results", once=True)
    assert calls == ["first", "first", "second"]
    assert signal.getsignal(number) is before


def test_it_is_woken_by_a_publication_and_leaves_nothing_to_itself_when_it_ends(
    index: ResultsIndexPage,
) -> None:
    register_step("step", nothing)

    def is_done() -> bool:
        if Heartbeat.is_working() and not StepRun.objects.exists():
            ResultsPageFactory.create(parent=index)
        return StepRun.objects.filter(state="done").exists()

    stop_when(is_done)
    call_command("run_results", interval=600)
    run = StepRun.objects.get()
    assert run.finished_at is not None
    assert run.finished_at - run.publication.created_at < timedelta(seconds=10)
    assert not Heartbeat.is_working()


def test_what_cannot_be_done_now_does_not_keep_it_busy(
    index: ResultsIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    register_step("first", Recorder([], "first", failures=99), order=1)
    register_step("after", nothing, order=2)
    ResultsPageFactory.create(parent=index)
    rounds: list[Any] = []
    monkeypatch.setattr(run_results, "call_command", lambda *args, **options: rounds.append(args))
    monkeypatch.setattr(run_results, "LOOK_AGAIN", 0.01)
    Publication.objects.update(created_at=timezone.now() - timedelta(hours=1))
    Timer(0.5, os.kill, (os.getpid(), signal.SIGTERM)).start()
    call_command("run_results", interval=600)
    assert len(rounds) == 1


def test_it_survives_a_database_that_is_away_for_a_while(
    index: ResultsIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    register_step("step", nothing)
    step = waiting_step(index)
    failures = [OperationalError("The database is starting up."), OperationalError()]
    beat = Heartbeat.beat

    def failing() -> None:
        if failures:
            raise failures.pop()
        beat()

    monkeypatch.setattr(Heartbeat, "beat", failing)
    monkeypatch.setattr(run_results, "LONGEST_PAUSE", 0.01)
    stop_when(lambda: StepRun.objects.get(pk=step.pk).state == "done")
    call_command("run_results", interval=0.01)
    assert failures == []


def test_a_scheduler_that_fails_does_not_hold_up_the_steps(
    index: ResultsIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **options: Any) -> None:
        raise RuntimeError("Somebody's page fails.")

    register_step("step", nothing)
    step = waiting_step(index)
    monkeypatch.setattr(run_results, "call_command", fail)
    call_command("run_results", once=True)
    step.refresh_from_db()
    assert step.state == "done"


def test_a_worker_works_beside_a_step_that_takes_long_and_ends_with_it(
    index: ResultsIndexPage,
) -> None:
    worked = Event()
    threads: set[Thread] = set()

    def work(is_stopping: Any) -> None:
        threads.add(current_thread())
        worked.set()

    def step(publication: Publication) -> None:
        # It takes until the worker has worked.
        assert worked.wait(20)

    register_step("step", step)
    register_worker(work)
    # The step is left to it.
    Heartbeat.beat()
    waiting_step(index)
    stop_when(lambda: StepRun.objects.filter(state="done").exists())
    call_command("run_results", interval=600)
    assert threads.isdisjoint({current_thread()})
    assert not any(thread.is_alive() for thread in threads)


def test_a_worker_that_fails_is_called_again(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    failures = [OperationalError("The database is starting up."), RuntimeError("A mistake.")]
    worked = Event()

    def work(is_stopping: Any) -> None:
        if failures:
            raise failures.pop()
        worked.set()

    register_worker(work)
    monkeypatch.setattr(run_results, "LONGEST_PAUSE", 0.01)
    stop_when(worked.is_set)
    call_command("run_results", interval=600)
    assert failures == []


def test_once_calls_every_worker_to_its_end(db: None) -> None:
    calls: list[bool] = []
    register_worker(lambda is_stopping: calls.append(is_stopping()))
    call_command("run_results", once=True)
    assert calls == [False]


def test_an_interval_of_nothing_is_refused(db: None) -> None:
    with pytest.raises(CommandError):
        call_command("run_results", interval=0, stdout=StringIO())
