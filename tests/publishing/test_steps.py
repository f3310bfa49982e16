"""What must follow from a publication follows, once and in order, by whoever has claimed it."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AbstractUser
from django.contrib.messages import get_messages
from django.contrib.messages.storage.fallback import FallbackStorage
from django.db import connection
from django.test import RequestFactory
from django.urls import reverse
from django.utils import timezone

from wagtail.models import Page

import pytest

from results.context import fetched, fetching_once
from results.models import ResultsIndexPage, ResultsPage
from results.models.panels import StepsPanel, show_pending_steps
from results.publishing import (
    Heartbeat,
    Kind,
    Publication,
    StepRun,
    reconcile,
    register_step,
    steps,
)
from results.publishing.people import is_system
from results.publishing.steps import MAX_TRIES, due_steps, run_again, run_steps
from tests.factories import EDITOR, ResultsPageFactory, UserFactory, browser_of

from .test_races import EDITORS, at_once
from .world import Recorder, World, nothing, states

pytestmark = pytest.mark.django_db(transaction=True)


def test_steps_run_in_their_order_after_the_commit_for_the_system(index: ResultsIndexPage) -> None:
    calls: list[Any] = []

    def look(publication: Publication) -> None:
        calls.append((publication.page.live, is_system(), connection.in_atomic_block))

    register_step("second", look, order=20)
    register_step("first", Recorder(calls, "first"), order=10)
    page = ResultsPageFactory.create(parent=index)
    assert calls == ["first", (True, True, False)]
    assert states(page) == [("first", "done", 1), ("second", "done", 1)]
    publication = Publication.objects.get(page_id=page.pk)
    assert str(publication).startswith("2016: ")
    assert str(publication.step_runs.first()).startswith("first: ")


def test_a_step_sees_what_has_changed_since_others_fetched_it(index: ResultsIndexPage) -> None:
    seen: list[str] = []
    register_step(
        "look", lambda publication: seen.append(fetched(Page, [index.pk])[index.pk].title)
    )
    with fetching_once():
        fetched(Page, [index.pk])
        Page.objects.filter(pk=index.pk).update(title="New")
        ResultsPageFactory.create(parent=index)
    assert seen == ["New"]


def test_a_step_follows_only_from_the_kinds_and_pages_it_is_registered_for(
    index: ResultsIndexPage,
) -> None:
    register_step("bury", nothing, kinds=[Kind.DELETED, Kind.UNPUBLISHED])
    register_step("editions", nothing, model=ResultsPage)
    page = ResultsPageFactory.create(parent=index)
    assert states(page) == [("editions", "done", 1)]
    page.unpublish()
    assert states(page) == [("bury", "done", 1), ("editions", "done", 1)]
    index.save_revision().publish()
    assert states(index) == []


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


def test_only_what_somebody_waits_for_runs_in_the_request_while_run_results_is_at_work(
    index: ResultsIndexPage,
) -> None:
    calls: list[str] = []
    register_step("quick", Recorder(calls, "quick"), order=1, in_request=True)
    register_step("slow", Recorder(calls, "slow"), order=2)
    Heartbeat.beat()
    page = ResultsPageFactory.create(parent=index)
    assert states(page) == [("quick", "done", 1), ("slow", "pending", 0)]
    Heartbeat.stop()
    page.unpublish()
    assert calls == ["quick", "quick", "slow"]


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


def test_a_step_that_waits_for_one_that_cannot_be_run_now_is_not_due(
    index: ResultsIndexPage,
) -> None:
    register_step("first", Recorder([], "first", failures=1))
    register_step("second", nothing)
    register_step("apart", nothing, order=200, waits=False)
    ResultsPageFactory.create(parent=index)
    assert not due_steps().exists()
    StepRun.objects.filter(name="apart").update(state="pending", due_at=timezone.now())
    assert [run.name for run in due_steps()] == ["apart"]
    StepRun.objects.update(due_at=timezone.now())
    assert {run.name for run in due_steps()} == {"first", "second", "apart"}
    StepRun.objects.filter(name="first").update(tries=MAX_TRIES)
    assert [run.name for run in due_steps()] == ["apart"]


def test_a_clock_that_was_set_back_puts_nothing_off_for_long(index: ResultsIndexPage) -> None:
    register_step("step", Recorder([], "step", failures=1))
    page = ResultsPageFactory.create(parent=index)
    StepRun.objects.update(due_at=timezone.now() + timedelta(days=365))
    assert reconcile().done == 1
    assert states(page) == [("step", "done", 2)]


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
    assert [step.label for step in steps.steps_for(Kind.PUBLISHED)] == ["step"]


def shown(page: ResultsPage, user: Any) -> str:
    request = RequestFactory().get("/admin/")
    request.user = user
    panel = StepsPanel(heading="Steps").bind_to_model(ResultsPage)
    bound = panel.get_bound_panel(instance=page, request=request)
    return str(bound.render_html()) if bound.is_shown() else ""


def run_again_url(page: ResultsPage) -> str:
    publication = Publication.objects.get(page_id=page.pk)
    return reverse("results_admin:run_again", args=[publication.pk])


def test_the_panel_shows_state_tries_and_error_of_each_step(
    index: ResultsIndexPage, admin: AbstractUser
) -> None:
    register_step("first", Recorder([], "first", failures=1), order=1, label="Figures <b>")
    page = ResultsPageFactory.create(parent=index)
    StepRun.objects.update(tries=3)
    publication = Publication.objects.get(page_id=page.pk)
    # One that nothing registers any more has no words for its name.
    StepRun.objects.create(publication=publication, name="gone", position=2)
    html = shown(page, admin)
    assert "Figures &lt;b&gt;" in html
    assert 'data-state="failed"' in html
    assert "RuntimeError: The other side does not answer." in html
    assert "3 " in html
    assert "gone" not in html
    assert "Ett steg av en annan version" in html
    assert run_again_url(page) in html


def test_the_panel_says_whether_the_standing_process_is_at_work(
    index: ResultsIndexPage, admin: AbstractUser
) -> None:
    page = ResultsPageFactory.create(parent=index)
    assert "manage.py run_results" in shown(page, admin)
    Heartbeat.beat()
    assert "manage.py run_results" not in shown(page, admin)


def test_a_new_page_has_no_panel_and_a_draft_an_empty_one(
    index: ResultsIndexPage, admin: AbstractUser
) -> None:
    assert shown(ResultsPage(title="New"), admin) == ""
    assert "<section" not in shown(ResultsPageFactory.create(parent=index, live=False), admin)


def test_whoever_may_publish_runs_the_steps_again(world: World) -> None:
    calls: list[str] = []
    register_step("first", Recorder(calls, "first", failures=2), order=1)
    register_step("second", Recorder(calls, "second"), order=2)
    page = ResultsPageFactory.create(parent=world.index)
    assert calls == ["first"]
    for expected in (["first"], ["first", "second"], ["first", "second"]):
        calls.clear()
        response = world.browser.post(run_again_url(page))
        assert response.headers["location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert calls == expected


def test_an_editor_may_see_but_not_run_again(index: ResultsIndexPage) -> None:
    calls: list[str] = []
    register_step("step", Recorder(calls, "step"))
    page = ResultsPageFactory.create(parent=index)
    editor = UserFactory.create(may=EDITOR)
    assert run_again_url(page) not in shown(page, editor)
    assert browser_of(editor).post(run_again_url(page)).status_code == 302
    assert calls == ["step"]


def test_whoever_publishes_is_told_what_is_still_being_made(world: World) -> None:
    register_step("quick", nothing, label="Languages", in_request=True)
    register_step("slow", nothing, label="PDF file")
    Heartbeat.beat()
    page = ResultsPageFactory.create(parent=world.index)
    request = RequestFactory().get("/admin/")
    request.session = {}  # type: ignore[assignment]
    request._messages = FallbackStorage(request)  # type: ignore[attr-defined]
    show_pending_steps(request, page)
    (message,) = get_messages(request)
    assert str(message).startswith("Pågår fortfarande: PDF file.")
    fragment = world.browser.get(reverse("results_admin:steps", args=[page.pk])).content.decode()
    assert fragment.strip().startswith('<div class="results-steps"')
    assert 'data-state="pending"' in fragment
    run_steps(Publication.objects.get(page_id=page.pk))
    fragment = world.browser.get(reverse("results_admin:steps", args=[page.pk])).content.decode()
    assert 'data-state="pending"' not in fragment


def test_a_link_runs_nothing_and_the_steps_of_a_page_that_is_gone_are_not_found(
    world: World,
) -> None:
    page = ResultsPageFactory.create(parent=world.index)
    url = run_again_url(page)
    assert world.browser.get(url).status_code == 405
    page.delete()
    assert world.browser.post(url).status_code == 404
    assert world.browser.post(reverse("results_admin:run_again", args=[10**9])).status_code == 404


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


def test_of_many_that_claim_a_step_at_once_one_gets_it(step: StepRun) -> None:
    mine = [StepRun.objects.get(pk=step.pk) for _number in range(EDITORS)]
    won = at_once(lambda number: steps.claim(mine[number], LEASE))
    assert sorted(won) == [False] * (EDITORS - 1) + [True]


def test_a_claim_for_the_longest_lease_holds_where_clocks_differ(step: StepRun) -> None:
    register_step("step", nothing, lease=LEASE * 100)
    ahead = timezone.now() + timedelta(seconds=1)
    StepRun.objects.update(state="running", due_at=ahead + LEASE * 100)
    step.refresh_from_db()
    assert not due_steps().exists()
    assert not steps.claim(step, LEASE * 100)


def test_what_another_process_has_done_meanwhile_holds_nothing_up(step: StepRun) -> None:
    def done_by_another(publication: Publication) -> None:
        StepRun.objects.filter(name="step").update(state="done")

    register_step("before", done_by_another)
    register_step("step", nothing)
    register_step("after", nothing)
    for position, name in ((0, "before"), (2, "after")):
        StepRun.objects.create(publication=step.publication, name=name, position=position)
    assert run_steps(step.publication).done == 2


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
    StepRun.objects.update(tries=MAX_TRIES, due_at=timezone.now())
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
