"""Who has claimed a step runs it, and nobody else, unless that process is dead."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from threading import Barrier, Event, Thread

from django.db import connection
from django.utils import timezone

import pytest

from results.models import ResultsIndexPage
from results.publishing import Kind, Publication, StepRun, claims, register_step, run_steps
from tests.factories import ResultsPageFactory

from .records import nothing, states

pytestmark = pytest.mark.django_db(transaction=True)


def test_two_processes_never_run_one_step_at_the_same_time(index: ResultsIndexPage) -> None:
    entered, leave = Event(), Event()
    calls: list[int] = []

    def slow(publication: Publication) -> None:
        calls.append(1)
        entered.set()
        assert leave.wait(20)

    page = ResultsPageFactory.create(parent=index)
    publication = Publication.objects.get(page_id=page.pk)
    register_step("slow", slow)
    StepRun.objects.create(publication=publication, name="slow", position=1)

    def run() -> None:
        run_steps(publication)
        connection.close()

    thread = Thread(target=run)
    thread.start()
    assert entered.wait(20)
    assert run_steps(publication).done == 0
    leave.set()
    thread.join()
    assert calls == [1]
    assert states(page) == [("slow", "done", 1)]


def test_of_many_that_claim_a_step_at_once_one_gets_it(index: ResultsIndexPage) -> None:
    page = ResultsPageFactory.create(parent=index)
    publication = Publication.objects.get(page_id=page.pk)
    run = StepRun.objects.create(publication=publication, name="step", position=1)
    barrier = Barrier(8)
    won: list[bool] = []

    def try_to_claim() -> None:
        mine = StepRun.objects.get(pk=run.pk)
        barrier.wait(20)
        won.append(claims.claim(mine))
        connection.close()

    threads = [Thread(target=try_to_claim) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(won) == [False] * 7 + [True]


@pytest.fixture
def claimed_by(index: ResultsIndexPage) -> Callable[[str], StepRun]:
    """Makes a step that such a process is running since a minute ago."""

    def make(name: str) -> StepRun:
        register_step("step", nothing)
        page = ResultsPageFactory.create(parent=index, live=False)
        publication = Publication.objects.create(
            kind=Kind.PUBLISHED, page_id=page.pk, translation_key=page.translation_key
        )
        return StepRun.objects.create(
            publication=publication,
            name="step",
            position=1,
            state=StepRun.State.RUNNING,
            claimed_by=name,
            started_at=timezone.now() - timedelta(minutes=1),
        )

    return make


def dead_process() -> int:
    """The id of a process that has just ended."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_the_claim_of_a_process_that_was_killed_is_taken_over(
    claimed_by: Callable[[str], StepRun],
) -> None:
    run = claimed_by(claims.name_of(dead_process()))
    assert run_steps(run.publication).done == 1


def test_the_claim_of_an_earlier_process_with_the_same_number_is_taken_over(
    claimed_by: Callable[[str], StepRun],
) -> None:
    run = claimed_by(claims.own_name() + "-before")
    assert run_steps(run.publication).done == 1


on_linux = pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks Linux")


@on_linux
def test_the_claim_of_a_process_whose_number_another_one_has_now_is_taken_over(
    claimed_by: Callable[[str], StepRun],
) -> None:
    host, pid, _word = claims.name_of(os.getppid()).rsplit(":", 2)
    run = claimed_by(f"{host}:{pid}:1-word")
    assert run_steps(run.publication).done == 1


@on_linux
def test_the_claim_of_a_killed_process_that_nobody_has_waited_for_is_taken_over(
    claimed_by: Callable[[str], StepRun],
) -> None:
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as process:
        run = claimed_by(claims.name_of(process.pid))
        assert run_steps(run.publication).done == 0
        process.kill()
        os.waitid(os.P_PID, process.pid, os.WEXITED | os.WNOWAIT)
        assert run_steps(run.publication).done == 1


@pytest.mark.parametrize("pid", [1, os.getppid()])
def test_the_claim_of_a_living_process_holds_until_the_lease_is_over(
    claimed_by: Callable[[str], StepRun], pid: int
) -> None:
    run = claimed_by(claims.name_of(pid))
    assert run_steps(run.publication).done == 0
    StepRun.objects.update(started_at=timezone.now() - claims.LEASE - timedelta(seconds=1))
    assert run_steps(run.publication).done == 1


def test_the_claim_of_another_machine_holds_until_the_lease_is_over(
    claimed_by: Callable[[str], StepRun],
) -> None:
    run = claimed_by(f"elsewhere:{dead_process()}:word")
    assert run_steps(run.publication).done == 0
    StepRun.objects.update(started_at=timezone.now() - claims.LEASE - timedelta(seconds=1))
    assert run_steps(run.publication).done == 1


def test_a_process_that_lost_its_claim_does_not_end_the_step_of_another(
    claimed_by: Callable[[str], StepRun],
) -> None:
    run = claimed_by("elsewhere:1:word")
    late = StepRun.objects.get(pk=run.pk)
    StepRun.objects.update(claimed_by=claims.own_name())
    claims.finish(late)
    claims.fail(late, "Too late.")
    run.refresh_from_db()
    assert (run.state, run.last_error) == ("running", "")
