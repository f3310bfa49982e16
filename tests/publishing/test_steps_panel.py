"""An editor sees what has followed from a publication, and whoever may publish runs it again."""

from typing import Any

from django.contrib.auth.models import AbstractUser
from django.test import Client, RequestFactory
from django.urls import reverse

import pytest

from results.models import ResultsIndexPage, ResultsPage
from results.models.panels.steps import StepsPanel
from results.publishing import Heartbeat, Publication, StepRun, register_step
from tests.factories import EDITOR, ResultsPageFactory, UserFactory, browser_of

from .world import Recorder

pytestmark = pytest.mark.django_db(transaction=True)


def shown(page: ResultsPage, user: Any) -> str:
    """The panel as the user sees it."""
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


def test_a_step_that_nothing_registers_any_more_is_shown_by_its_name(
    index: ResultsIndexPage, admin: AbstractUser
) -> None:
    page = ResultsPageFactory.create(parent=index)
    publication = Publication.objects.get(page_id=page.pk)
    StepRun.objects.create(publication=publication, name="gone", position=1)
    assert "gone" in shown(page, admin)


def test_a_new_page_has_no_panel_and_a_draft_an_empty_one(
    index: ResultsIndexPage, admin: AbstractUser
) -> None:
    assert shown(ResultsPage(title="New"), admin) == ""
    assert "<section>" not in shown(ResultsPageFactory.create(parent=index, live=False), admin)


def test_whoever_may_publish_runs_the_steps_again(
    index: ResultsIndexPage, admin_client: Client
) -> None:
    calls: list[str] = []
    register_step("step", Recorder(calls, "step", failures=2))
    page = ResultsPageFactory.create(parent=index)
    for expected in ("failed", "done"):
        response = admin_client.post(run_again_url(page))
        assert response.headers["location"] == reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert StepRun.objects.get().state == expected
    assert len(calls) == 3


def test_an_editor_may_see_but_not_run_again(index: ResultsIndexPage) -> None:
    calls: list[str] = []
    register_step("step", Recorder(calls, "step"))
    page = ResultsPageFactory.create(parent=index)
    editor = UserFactory.create(may=EDITOR)
    assert run_again_url(page) not in shown(page, editor)
    assert browser_of(editor).post(run_again_url(page)).status_code == 302
    assert calls == ["step"]


def test_a_link_does_not_run_anything(index: ResultsIndexPage, admin_client: Client) -> None:
    page = ResultsPageFactory.create(parent=index)
    assert admin_client.get(run_again_url(page)).status_code == 405


def test_the_steps_of_a_page_that_is_gone_are_not_found(
    index: ResultsIndexPage, admin_client: Client
) -> None:
    page = ResultsPageFactory.create(parent=index)
    url = run_again_url(page)
    page.delete()
    assert admin_client.post(url).status_code == 404
    assert admin_client.post(reverse("results_admin:run_again", args=[10**9])).status_code == 404
