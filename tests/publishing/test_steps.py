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
    register_step,
    steps,
)
from results.publishing.people import is_system
from results.publishing.steps import MAX_TRIES, run_again, run_steps
from tests.factories import EDITOR, ResultsPageFactory, UserFactory, browser_of

from .test_races import EDITORS, at_once
from .world import NOTHING, Recorder, World, nothing, of_editions, reconcile, states

pytestmark = pytest.mark.django_db(transaction=True)


def test_steps_run_in_their_order_after_the_commit_for_the_system(index: ResultsIndexPage) -> None:
    calls: list[Any] = []

    def look(publication: Publication) -> None:
        calls.append((publication.page.live, is_system(), connection.in_atomic_block))

    register_step("second", look, order=20)
    register_step("first", Recorder(calls, "first"), order=10)
    page = ResultsPageFactory.create(parent=index)
    assert calls == ["first", (True, True, False)]
    assert states(page) == [("first", "done"), ("second", "done")]
    publication = Publication.objects.get(page_id=page.pk)
    assert str(publication).startswith("2016: ")


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
    assert states(page) == [("editions", "done")]
    page.unpublish()
    assert states(page) == [("bury", "done"), ("editions", "done")]
    index.save_revision().publish()
    assert states(index) == []


def test_a_step_that_fails_does_not_make_publishing_fail(index: ResultsIndexPage) -> None:
    calls: list[str] = []
    register_step("fail", Recorder(calls, "fail", failures=1), order=1)
    register_step("after", Recorder(calls, "after"), order=2)
    page = ResultsPageFactory.create(parent=index)
    assert ResultsPage.objects.get(pk=page.pk).live
    assert calls == ["fail", "after"]
    assert states(page) == [("fail", "failed"), ("after", "done")]
    publication = of_editions().get()
    assert publication.error == "RuntimeError: The other side does not answer."
    assert publication.due_at > timezone.now()


def test_only_what_somebody_waits_for_runs_in_the_request_while_run_results_is_at_work(
    index: ResultsIndexPage,
) -> None:
    calls: list[str] = []
    register_step("quick", Recorder(calls, "quick"), order=1, in_request=True)
    register_step("slow", Recorder(calls, "slow"), order=2)
    Heartbeat.beat()
    page = ResultsPageFactory.create(parent=index)
    assert states(page) == [("quick", "done"), ("slow", "pending")]
    Heartbeat.stop()
    page.unpublish()
    assert calls == ["quick", "quick", "slow"]


def test_a_failed_step_is_tried_again_later_and_later(index: ResultsIndexPage) -> None:
    calls: list[str] = []
    register_step("fail", Recorder(calls, "fail", failures=99))
    ResultsPageFactory.create(parent=index)
    publication = of_editions().get()
    waits = []
    for attempt in range(1, 10):
        waits.append(round((publication.due_at - timezone.now()) / timedelta(minutes=1)))
        steps.follow.call(publication.pk)
        assert len(calls) == attempt
        of_editions().update(due_at=timezone.now())
        steps.follow.call(publication.pk)
        publication.refresh_from_db()
    assert len(calls) == 10
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60, 60]


def test_a_clock_that_was_set_back_puts_nothing_off_for_long(index: ResultsIndexPage) -> None:
    register_step("step", Recorder([], "step", failures=1))
    page = ResultsPageFactory.create(parent=index)
    of_editions().update(due_at=timezone.now() + timedelta(days=365))
    assert reconcile().followed == 1
    assert states(page) == [("step", "done")]


def test_a_name_is_registered_for_one_step_only() -> None:
    register_step("step", nothing)
    register_step("step", nothing)
    with pytest.raises(ValueError, match="step"):
        register_step("step", Recorder([], "other"))
    published = Publication(kind=Kind.PUBLISHED, page_type="results.resultspage")
    assert [step.name for step in steps.steps_of(published)] == ["step"]


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
    of_editions().update(tries=3)
    html = shown(page, admin)
    assert "Figures &lt;b&gt;" in html
    assert 'data-state="failed"' in html
    assert "RuntimeError: The other side does not answer." in html
    assert "3 " in html
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
    for state in ("failed", "done", "done"):
        calls.clear()
        response = world.browser.post(run_again_url(page))
        assert response.headers["location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert calls == ["first", "second"]
        assert states(page) == [("first", state), ("second", "done")]


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


class Killed(BaseException):
    """Ends the step, and leaves behind what a process does that is killed."""


@pytest.fixture
def publication(index: ResultsIndexPage) -> Publication:
    """One that is due, and that nobody has followed."""
    register_step("step", nothing)
    ResultsPageFactory.create(parent=index)
    of_editions().update(state="pending", tries=0, steps={}, due_at=timezone.now())
    return of_editions().get()


def kill_at_work(publication: Publication) -> None:
    deaths = [Killed()]

    def die_once(publication: Publication) -> None:
        if deaths:
            raise deaths.pop()

    steps._steps.clear()
    register_step("step", die_once)
    with pytest.raises(Killed):
        run_steps(publication)


def end_lease() -> None:
    of_editions().update(due_at=timezone.now())


def test_of_many_that_take_a_publication_at_once_one_gets_it(publication: Publication) -> None:
    calls: list[str] = []
    steps._steps.clear()
    register_step("step", Recorder(calls, "step"))
    mine = [of_editions().get() for _number in range(EDITORS)]
    at_once(lambda number: run_steps(mine[number]))
    assert calls == ["step"]


def test_what_others_have_holds_where_clocks_differ(publication: Publication) -> None:
    ahead = timezone.now() + timedelta(seconds=1)
    of_editions().update(state="running", due_at=ahead + steps.LONGEST_WAIT)
    steps.follow.call(publication.pk)
    assert of_editions().get().state == "running"


def test_what_is_left_of_a_killed_process_follows_when_its_lease_is_over(
    publication: Publication,
) -> None:
    kill_at_work(publication)
    publication.refresh_from_db()
    assert abs(publication.due_at - timezone.now() - steps.LEASE) < timedelta(seconds=5)
    run_again(publication)
    assert reconcile() == NOTHING
    end_lease()
    assert reconcile().followed == 1


def test_a_step_that_kills_its_process_again_and_again_waits_for_a_person(
    publication: Publication,
) -> None:
    kill_at_work(publication)
    of_editions().update(tries=MAX_TRIES, due_at=timezone.now())
    assert reconcile() == NOTHING
    publication.refresh_from_db()
    run_again(publication)
    assert publication.state == "done"


def test_a_worker_of_another_release_leaves_steps_that_it_has_not(index: ResultsIndexPage) -> None:
    calls: list[str] = []
    Heartbeat.beat()
    register_step("new", Recorder(calls, "new"))
    ResultsPageFactory.create(parent=index)
    steps._steps.clear()
    steps.follow.call(of_editions().get().pk)
    left = of_editions().get()
    assert (left.state, left.tries) == ("failed", 1)
    assert "release" in left.error
    register_step("new", Recorder(calls, "new"))
    end_lease()
    assert reconcile().followed == 1
    assert (calls, of_editions().get().state) == (["new"], "done")


def test_a_process_that_lost_its_lease_does_not_end_the_step_of_another(
    publication: Publication,
) -> None:
    def slow(publication: Publication) -> None:
        if publication.tries == 1:
            end_lease()
            steps.follow.call(publication.pk)
        else:
            raise RuntimeError("The other one fails.")

    steps._steps.clear()
    register_step("step", slow)
    run_steps(publication)
    publication.refresh_from_db()
    assert (publication.state, publication.tries) == ("failed", 2)
