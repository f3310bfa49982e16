"""What must follow from a publication follows, in order, once, whatever fails in between."""

from datetime import timedelta

from django.db import connection
from django.utils import timezone

import pytest

from results.models import ResultsIndexPage, ResultsPage
from results.publishing import (
    Kind,
    Publication,
    StepRun,
    register_step,
    run_again,
    run_steps,
)
from results.publishing.actor import is_system
from tests.factories import ResultsPageFactory

from .world import Recorder, nothing, states

pytestmark = pytest.mark.django_db(transaction=True)


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
        seen.append((page.live, is_system(), connection.in_atomic_block))

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


def test_a_step_follows_only_from_pages_of_the_class_it_is_registered_for(
    index: ResultsIndexPage,
) -> None:
    register_step("editions", nothing, model=ResultsPage)
    page = ResultsPageFactory.create(parent=index)
    index.save_revision().publish()
    assert states(page) == [("editions", "done", 1)]
    assert states(index) == []
