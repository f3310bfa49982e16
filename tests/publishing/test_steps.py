"""What must follow from a publication follows, in order, once, whatever fails in between."""

import os
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Event, Thread

from django.db import connection
from django.utils import timezone

from wagtail.models import Page

import pytest

from results.models import ResultsIndexPage, ResultsPage
from results.publishing import (
    Kind,
    Publication,
    StepRun,
    claims,
    register_step,
    run_again,
    run_steps,
)
from results.publishing.acts import is_system_act
from tests.factories import ResultsPageFactory

pytestmark = pytest.mark.django_db(transaction=True)


def nothing(publication: Publication) -> None:
    """A step that has nothing to do."""


class Recorder:
    """A step that notes its calls, and fails as often as it is told to."""

    def __init__(self, calls: list[str], name: str, failures: int = 0) -> None:
        self.calls, self.name, self.failures = calls, name, failures

    def __call__(self, publication: Publication) -> None:
        self.calls.append(self.name)
        if self.failures:
            self.failures -= 1
            raise RuntimeError("The other side does not answer.")


def states(page: Page) -> list[tuple[str, str, int]]:
    """Name, state and tries of the steps of the page's last publication."""
    publication = Publication.objects.filter(page_id=page.pk)[0]
    return list(publication.step_runs.values_list("name", "state", "tries"))


def test_steps_run_in_their_order_after_the_commit(index: ResultsIndexPage) -> None:
    calls: list[str] = []
    register_step("second", Recorder(calls, "second"), order=20)
    register_step("first", Recorder(calls, "first"), order=10)
    page = ResultsPageFactory.create(parent=index)
    assert calls == ["first", "second"]
    assert states(page) == [("first", "done", 1), ("second", "done", 1)]


def test_a_step_sees_the_page_as_it_is_committed_and_acts_for_the_system(
    index: ResultsIndexPage,
) -> None:
    seen: list[tuple[bool, bool, bool]] = []

    def look(publication: Publication) -> None:
        page = publication.get_page()
        seen.append((page.live, is_system_act(), connection.in_atomic_block))

    register_step("look", look)
    ResultsPageFactory.create(parent=index)
    assert seen == [(True, True, False)]


def test_a_step_follows_only_from_the_kinds_it_is_registered_for(index: ResultsIndexPage) -> None:
    calls: list[str] = []
    register_step("bury", Recorder(calls, "bury"), kinds=[Kind.DELETED, Kind.UNPUBLISHED])
    page = ResultsPageFactory.create(parent=index)
    assert calls == []
    page.unpublish()
    assert calls == ["bury"]


def test_a_step_that_fails_does_not_make_publishing_fail(index: ResultsIndexPage) -> None:
    calls: list[str] = []
    register_step("fail", Recorder(calls, "fail", failures=1), order=1)
    register_step("after", Recorder(calls, "after"), order=2)
    register_step("apart", Recorder(calls, "apart"), order=3, waits=False)
    page = ResultsPageFactory.create(parent=index)
    assert ResultsPage.objects.get(pk=page.pk).live
    assert calls == ["fail", "apart"]
    assert states(page) == [("fail", "failed", 1), ("after", "pending", 0), ("apart", "done", 1)]
    run = StepRun.objects.get(name="fail")
    assert run.last_error == "RuntimeError: The other side does not answer."
    assert run.due_at > timezone.now()


def test_a_failed_step_is_tried_again_later_and_later(index: ResultsIndexPage) -> None:
    register_step("fail", Recorder([], "fail", failures=99))
    ResultsPageFactory.create(parent=index)
    publication = Publication.objects.get(page_type="results.resultspage")
    waits = []
    for _attempt in range(9):
        run = publication.step_runs.get()
        assert run.finished_at is not None
        waits.append(round((run.due_at - run.finished_at) / timedelta(minutes=1)))
        assert run_steps(publication).failed == 0
        publication.step_runs.update(due_at=timezone.now())
        assert run_steps(publication).failed == 1
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_run_again_runs_every_step_of_the_publication(index: ResultsIndexPage) -> None:
    calls: list[str] = []
    register_step("first", Recorder(calls, "first", failures=1), order=1)
    register_step("second", Recorder(calls, "second"), order=2)
    page = ResultsPageFactory.create(parent=index)
    run_again(Publication.objects.get(page_id=page.pk))
    assert calls == ["first", "first", "second"]
    run_again(Publication.objects.get(page_id=page.pk))
    assert calls == ["first", "first", "second", "first", "second"]


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


def own_name(pid: int) -> str:
    host, _pid, word = claims.own_name().rsplit(":", 2)
    return f"{host}:{pid}:{word}"


def test_the_claim_of_a_process_that_was_killed_is_taken_over(
    claimed_by: Callable[[str], StepRun],
) -> None:
    run = claimed_by(own_name(dead_process()))
    assert run_steps(run.publication).done == 1


def test_the_claim_of_an_earlier_process_with_the_same_number_is_taken_over(
    claimed_by: Callable[[str], StepRun],
) -> None:
    run = claimed_by(own_name(os.getpid()) + "-before")
    assert run_steps(run.publication).done == 1


@pytest.mark.parametrize("pid", [1, os.getppid()])
def test_the_claim_of_a_living_process_holds_until_the_lease_is_over(
    claimed_by: Callable[[str], StepRun], pid: int
) -> None:
    run = claimed_by(own_name(pid))
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


def test_a_step_that_nothing_registers_any_more_holds_up_nothing(index: ResultsIndexPage) -> None:
    calls: list[str] = []
    register_step("after", Recorder(calls, "after"))
    page = ResultsPageFactory.create(parent=index, live=False)
    publication = Publication.objects.create(
        kind=Kind.PUBLISHED, page_id=page.pk, translation_key=page.translation_key
    )
    for position, name in enumerate(("gone", "after")):
        StepRun.objects.create(publication=publication, name=name, position=position)
    run_steps(publication)
    assert states(page) == [("gone", "pending", 0), ("after", "done", 1)]


def test_a_name_is_registered_for_one_step_only() -> None:
    register_step("step", nothing)
    register_step("step", nothing)
    with pytest.raises(ValueError, match="step"):
        register_step("step", Recorder([], "other"))


def test_a_page_that_is_gone_is_none(index: ResultsIndexPage) -> None:
    seen: list[object] = []
    register_step("look", lambda publication: seen.append(publication.get_page()))
    ResultsPageFactory.create(parent=index).delete()
    assert seen[0] is not None
    assert seen[1] is None


def test_publications_and_steps_read_well(index: ResultsIndexPage) -> None:
    register_step("look", nothing)
    page = ResultsPageFactory.create(parent=index)
    publication = Publication.objects.get(page_id=page.pk)
    assert str(publication).startswith("2016: ")
    assert str(publication.step_runs.get()).startswith("look: ")
