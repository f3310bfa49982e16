"""Who has claimed a step runs it, and nobody else, until its lease is over."""

from datetime import timedelta
from threading import Barrier, Event, Thread

from django.db import connection
from django.utils import timezone

import pytest

from results.models import ResultsIndexPage
from results.publishing import (
    Publication,
    StepRun,
    reconcile,
    register_step,
    run_again,
    run_steps,
    steps,
)
from results.publishing.reconciling import MAX_TRIES
from tests.factories import ResultsPageFactory

from .world import nothing

pytestmark = pytest.mark.django_db(transaction=True)

LEASE = timedelta(minutes=5)


class Killed(BaseException):
    """Ends the step, and leaves behind what a process does that is killed."""


@pytest.fixture
def step(index: ResultsIndexPage) -> StepRun:
    """A step that is due, of a publication that nobody has run."""
    page = ResultsPageFactory.create(parent=index)
    publication = Publication.objects.get(page_id=page.pk)
    return StepRun.objects.create(publication=publication, name="step", position=1)


def kill_at_work(step: StepRun) -> None:
    deaths = [Killed()]

    def die_once(publication: Publication) -> None:
        if deaths:
            raise deaths.pop()

    register_step("step", die_once, lease=LEASE)
    with pytest.raises(Killed):
        run_steps(step.publication)


def end_lease() -> None:
    StepRun.objects.update(due_at=timezone.now())


def test_two_processes_never_run_one_step_at_the_same_time(step: StepRun) -> None:
    entered, leave = Event(), Event()
    calls: list[int] = []

    def slow(publication: Publication) -> None:
        calls.append(1)
        entered.set()
        assert leave.wait(20)

    register_step("step", slow)

    def run() -> None:
        run_steps(step.publication)
        connection.close()

    thread = Thread(target=run)
    thread.start()
    assert entered.wait(20)
    assert run_steps(step.publication).done == 0
    leave.set()
    thread.join()
    step.refresh_from_db()
    assert (calls, step.state, step.tries) == ([1], "done", 1)


def test_of_many_that_claim_a_step_at_once_one_gets_it(step: StepRun) -> None:
    barrier = Barrier(8)
    won: list[bool] = []

    def try_to_claim() -> None:
        mine = StepRun.objects.get(pk=step.pk)
        barrier.wait(20)
        won.append(steps.claim(mine, LEASE))
        connection.close()

    threads = [Thread(target=try_to_claim) for _number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(won) == [False] * 7 + [True]


def test_the_step_of_a_killed_process_runs_again_when_its_lease_is_over(step: StepRun) -> None:
    kill_at_work(step)
    step.refresh_from_db()
    assert step.started_at is not None
    assert abs(step.due_at - step.started_at - LEASE) < timedelta(seconds=1)
    run_again(step.publication)
    assert not reconcile()
    end_lease()
    assert reconcile().done == 1


def test_a_step_that_kills_its_process_again_and_again_waits_for_a_person(step: StepRun) -> None:
    kill_at_work(step)
    StepRun.objects.update(tries=MAX_TRIES)
    end_lease()
    assert not reconcile()
    run_again(step.publication)
    step.refresh_from_db()
    assert step.state == "done"


def test_a_process_that_lost_its_lease_does_not_end_the_step_of_another(step: StepRun) -> None:
    def slow(publication: Publication) -> None:
        end_lease()
        assert steps.claim(StepRun.objects.get(pk=step.pk), LEASE)

    register_step("step", slow)
    run_steps(step.publication)
    step.refresh_from_db()
    assert (step.state, step.tries) == ("running", 2)


def test_a_step_has_a_minute_unless_it_says_otherwise(step: StepRun) -> None:
    register_step("step", nothing)
    run_steps(step.publication)
    step.refresh_from_db()
    assert step.started_at is not None
    assert step.due_at - step.started_at == timedelta(minutes=1)
