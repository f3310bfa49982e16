"""The one standing process does everything again and again, and stops when it is told to."""

import os
import signal
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from io import StringIO
from threading import Event, Timer
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.management import CommandError, call_command
from django.db import OperationalError, connections
from django.db.models.functions import Now
from django.utils import timezone

import pytest
from django_tasks import task

from results.management.commands import run_results
from results.models import ResultsIndexPage, ResultsPage
from results.publishing import (
    Heartbeat,
    Publication,
    register_maintenance_task,
    register_step,
    steps,
)
from results.publishing.due import DueWork, register_due_work, stopping
from tests.factories import ResultsPageFactory, good_body

from .test_scheduling import scheduled
from .world import Recorder, nothing, of_editions, states

pytestmark = pytest.mark.django_db(transaction=True)


def waiting(index: ResultsIndexPage) -> Publication:
    """A publication that is due since an hour."""
    page = ResultsPageFactory.create(parent=index)
    an_hour_ago = timezone.now() - timedelta(hours=1)
    fields = {"created_at": an_hour_ago, "due_at": an_hour_ago}
    of_editions().update(state="failed", steps={}, **fields)
    return of_editions().get(page_id=page.pk)


def stop_when(
    condition: Any,
    number: signal.Signals = signal.SIGTERM,
    before_signal: Callable[[], None] = lambda: None,
) -> None:
    """Send this process the signal as soon as the condition holds."""

    def check() -> None:
        is_time = condition()
        # Those of this thread, which PostgreSQL would keep.
        connections.close_all()
        if is_time:
            before_signal()
            os.kill(os.getpid(), number)
        else:
            stop_when(condition, number, before_signal)

    timer = Timer(0.02, check)
    timer.daemon = True
    timer.start()


@pytest.mark.parametrize("age", [timedelta(minutes=2), timedelta(days=-365)])
def test_a_process_that_was_not_seen_lately_is_not_at_work(db: None, age: timedelta) -> None:
    Heartbeat.beat()
    Heartbeat.objects.update(seen_at=timezone.now() - age)
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
            os.kill(os.getpid(), number)
            assert stopping.wait(5)

    page = waiting(index).page
    register_step("first", Interrupted(calls, "first"), order=1)
    register_step("second", Recorder(calls, "second"), order=2)
    before = signal.getsignal(number)
    call_command("run_results", interval=60)
    assert calls == ["first"]
    assert states(page) == [("first", "done"), ("second", "pending")]
    call_command("run_results", once=True)
    assert calls == ["first", "second"]
    assert signal.getsignal(number) is before


def test_it_is_woken_by_a_publication_clears_up_after_it_and_leaves_nothing_to_itself(
    index: ResultsIndexPage,
) -> None:
    seen: list[str] = []

    def clear_up() -> int:
        seen.extend(of_editions().values_list("state", flat=True))
        return 0

    def is_done() -> bool:
        if Heartbeat.is_working() and not of_editions().exists():
            ResultsPageFactory.create(parent=index)
        return "done" in seen

    register_step("step", nothing)
    register_maintenance_task(clear_up)
    stop_when(is_done)
    call_command("run_results", interval=600)
    publication = of_editions().get()
    finished_at = datetime.fromisoformat(publication.steps["step"]["at"])
    assert finished_at - publication.created_at < timedelta(seconds=10)
    assert not Heartbeat.is_working()


def test_it_survives_a_database_that_is_away_for_a_while(
    index: ResultsIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    register_step("step", nothing)
    publication = waiting(index)
    of_editions().update(due_at=timezone.now())
    failures = [OperationalError("The database is starting up."), OperationalError()]

    def failing() -> None:
        if failures:
            raise failures.pop()

    monkeypatch.setattr(run_results, "close_old_connections", failing)
    monkeypatch.setattr(run_results, "LONGEST_PAUSE", 0.01)
    stop_when(lambda: of_editions().get(pk=publication.pk).state == "done")
    call_command("run_results", interval=0.01)
    assert failures == []


def test_a_scheduler_that_fails_does_not_hold_up_the_steps(
    index: ResultsIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: Any, **options: Any) -> None:
        raise RuntimeError("Somebody's page fails.")

    register_step("step", nothing)
    publication = waiting(index)
    monkeypatch.setattr(run_results, "call_command", fail)
    with pytest.raises(CommandError):
        call_command("run_results", once=True)
    publication.refresh_from_db()
    assert publication.state == "done"


worked = Event()
failures: list[Exception] = []


@task()
def work(key: int) -> None:
    """Another kind of work, which is due until it has been done once."""
    if failures:
        raise failures.pop()
    worked.set()


@pytest.fixture
def other_work(db: None) -> None:
    def due() -> Any:
        rows = ContentType.objects.annotate(due_at=Now())
        return rows.none() if worked.is_set() else rows.filter(model="page")

    worked.clear()
    register_due_work(DueWork(work, due, due))


@pytest.mark.usefixtures("other_work")
def test_other_work_is_done_beside_a_step_that_takes_long(index: ResultsIndexPage) -> None:
    def step(publication: Publication) -> None:
        # It takes until the other work is done.
        assert worked.wait(20)

    register_step("step", step)
    Heartbeat.beat()
    waiting(index)
    stop_when(lambda: of_editions().filter(state="done").exists())
    call_command("run_results", interval=600)


def test_a_step_that_hangs_stops_no_other_publication(index: ResultsIndexPage) -> None:
    begun, done = Event(), Event()

    def step(publication: Publication) -> None:
        if begun.is_set():
            done.set()
        else:
            begun.set()
            assert done.wait(20)

    def is_done() -> bool:
        if Heartbeat.is_working() and of_editions().count() < 1 + begun.is_set():
            ResultsPageFactory.create(parent=index, year=2016 + begun.is_set())
        return done.is_set()

    register_step("step", step)
    stop_when(is_done)
    call_command("run_results", interval=600)
    assert not of_editions().exclude(state="done").exists()


def test_it_does_not_look_alive_while_all_its_threads_hang(
    index: ResultsIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[int] = []
    looks: list[bool] = []
    released = Event()

    def step(publication: Publication) -> None:
        begun.append(publication.pk)
        released.wait(20)

    def has_hung_for_long() -> bool:
        if Heartbeat.is_working() and not begun and not of_editions().exists():
            ResultsPageFactory.create(parent=index)
        if len(begun) == 4:
            looks.append(Heartbeat.is_working())
            if len(looks) < 10:
                # It may have been about to beat.
                Heartbeat.stop()
        return len(looks) == 30

    monkeypatch.setattr(run_results, "LOOK_AGAIN", 0.01)
    monkeypatch.setattr(run_results, "BEAT_AGAIN", 0.01)
    monkeypatch.setattr(steps, "LEASE", timedelta(seconds=0.05))
    register_step("step", step)
    stop_when(has_hung_for_long, before_signal=released.set)
    call_command("run_results", interval=600)
    assert not any(looks[10:])


def test_what_waits_for_a_request_is_done_as_soon_as_that_is_answered(
    index: ResultsIndexPage,
) -> None:
    looks: list[float] = []

    def due() -> Any:
        looks.append(time.monotonic())
        return ContentType.objects.annotate(due_at=Now()).none()

    def in_request(publication: Publication) -> None:
        # It takes until `run_results` has found it under way.
        before = len(looks)
        while len(looks) < before + 3:
            time.sleep(0.01)

    def is_done() -> bool:
        if Heartbeat.is_working() and not of_editions().exists():
            ResultsPageFactory.create(parent=index)
        return of_editions().filter(state="done").exists()

    register_due_work(DueWork(work, due, due))
    register_step("quick", in_request, order=1, in_request=True)
    register_step("late", nothing, order=2)
    stop_when(is_done)
    call_command("run_results", interval=600)
    quick, late = (datetime.fromisoformat(run["at"]) for run in of_editions().get().steps.values())
    assert late - quick < timedelta(seconds=10)


@pytest.mark.usefixtures("other_work")
def test_work_that_fails_is_begun_again(monkeypatch: pytest.MonkeyPatch) -> None:
    failures.extend([OperationalError("The database is starting up."), RuntimeError("A mistake.")])
    monkeypatch.setattr(run_results, "LOOK_AGAIN", 0.01)
    stop_when(worked.is_set)
    call_command("run_results", interval=600)
    assert failures == []


@pytest.mark.usefixtures("other_work")
def test_once_does_all_work_to_its_end_and_says_that_it_is_there(index: ResultsIndexPage) -> None:
    seen: list[int] = []

    def publish_another(publication: Publication) -> None:
        if publication.page.slug == "2017":
            ResultsPageFactory.create(parent=index, year=2018)

    def clear_up() -> int:
        seen.append(of_editions().filter(state="done").count())
        return 0

    register_step("step", publish_another)
    register_maintenance_task(clear_up)
    assert not Heartbeat.is_working()
    scheduled(index, 2017, good_body())
    call_command("run_results", once=True)
    assert ResultsPage.objects.live().count() == 2
    assert Heartbeat.is_working()
    assert worked.is_set()
    assert seen == [2]


@pytest.mark.usefixtures("other_work")
def test_once_ends_although_some_work_is_never_done() -> None:
    failures.extend([RuntimeError("A mistake."), RuntimeError("A mistake.")])
    with pytest.raises(CommandError):
        call_command("run_results", once=True)
    assert len(failures) == 1
    failures.clear()


def test_once_ends_with_an_error_when_a_step_failed_then(index: ResultsIndexPage) -> None:
    register_step("step", Recorder([], "step", failures=2))
    waiting(index)
    with pytest.raises(CommandError):
        call_command("run_results", once=True)
    call_command("run_results", once=True)
    of_editions().update(due_at=timezone.now())
    call_command("run_results", once=True)
    assert of_editions().get().state == "done"


def test_an_interval_of_nothing_is_refused(db: None) -> None:
    with pytest.raises(CommandError):
        call_command("run_results", interval=0, stdout=StringIO())
