"""A person in the admin is told why, wherever the guard refuses."""

from typing import Any

from django.contrib.messages import get_messages
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext

from wagtail.models import Workflow, WorkflowPage

import pytest

from results.models import ResultsPage
from results.publishing import publishes, refusals_to_publish
from tests.factories import EDITOR, ResultsPageFactory, UserFactory, incomplete_body

from .forms import page_form_data
from .routes import workflow, workflow_in_window
from .world import World

pytestmark = pytest.mark.django_db


def told(response: Any) -> str:
    """What the next page of the admin shows at its top."""
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def reason(page: ResultsPage) -> str:
    with translation.override("en"):
        return str(refusals_to_publish(page)[0].message)


def test_whoever_approves_an_incomplete_page_reads_why_it_is_not_public(world: World) -> None:
    page, _status = workflow(world, incomplete_body())
    assert page is not None
    state = page.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    response = world.browser.post(url, headers={"referer": "http://testserver/admin/reports/"})
    assert response.headers["location"] == "http://testserver/admin/reports/"
    assert "“2016” was not changed for visitors." in told(response)
    assert reason(page) in told(response)
    assert page.current_workflow_state.status == "in_progress"


def test_an_approval_in_a_window_is_refused_with_403(world: World) -> None:
    _page, status = workflow_in_window(world, incomplete_body())
    assert status == 403


def test_a_bulk_action_names_every_page_that_is_refused_and_publishes_none(world: World) -> None:
    pages = [
        ResultsPageFactory.create(
            parent=world.index, year=year, live=False, content=incomplete_body()
        )
        for year in (2015, 2016)
    ]
    good = ResultsPageFactory.create(parent=world.index, year=2017, live=False)
    for page in [*pages, good]:
        page.save_revision()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    query = "&".join(f"id={page.pk}" for page in [*pages, good])
    response = world.browser.post(f"{url}?{query}")
    assert response.status_code == 302
    assert "“2015”" in told(response)
    assert "“2016”" in told(response)
    assert "“2017”" not in told(response)
    assert not ResultsPage.objects.live().exists()


def test_of_two_editions_for_one_period_in_a_bulk_action_none_is_published(world: World) -> None:
    drafts = [
        ResultsPageFactory.create(parent=world.index, slug=slug, live=False)
        for slug in ("2016", "2016-again")
    ]
    for page in drafts:
        page.save_revision()
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = world.browser.post(f"{url}?id={drafts[0].pk}&id={drafts[1].pk}")
    assert response.status_code == 302
    assert "is published for the same period" in told(response)
    assert not ResultsPage.objects.live().exists()


def test_a_live_copy_in_the_same_index_is_refused_with_its_reason(world: World) -> None:
    page = ResultsPageFactory.create(parent=world.index)
    page.save_revision()
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    fields = {
        "new_title": "Copy",
        "new_slug": "copy",
        "new_parent_page": world.index.pk,
        "publish_copies": "on",
    }
    response = world.browser.post(url, fields, headers={"referer": "https://evil.example/"})
    assert response.headers["location"] == reverse("wagtailadmin_home")
    assert "“2016” is published for the same period." in told(response)
    assert ResultsPage.objects.count() == 1


def test_a_missing_permission_is_told_as_ever(world: World) -> None:
    editor = UserFactory.create(may=EDITOR)
    world.browser.force_login(editor, backend="django.contrib.auth.backends.ModelBackend")
    page = ResultsPageFactory.create(parent=world.index)
    response = world.browser.post(reverse("wagtailadmin_pages:unpublish", args=[page.pk]))
    with translation.override("sv"):
        expected = gettext("Sorry, you do not have permission to access this area.")
    assert expected in told(response)


def test_publish_and_schedule_publish(world: World) -> None:
    page = world.draft([])
    assert publishes({"action-publish": "1"}, page)
    assert not publishes({"action-save": "1"}, page)


@pytest.mark.parametrize(("name", "expected"), [("approve", True), ("reject", False)])
def test_the_approval_of_the_last_task_publishes(world: World, name: str, expected: bool) -> None:
    page = world.submitted(world.draft([]))
    data = {"action-workflow-action": "1", "workflow-action-name": name}
    assert publishes(data, page) is expected


def test_an_approval_without_a_workflow_does_not_publish(world: World) -> None:
    data = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    assert not publishes(data, world.draft([]))


def test_submitting_to_a_workflow_without_tasks_publishes(world: World) -> None:
    new = ResultsPage(title="2016")
    assert not publishes({"action-submit": "1"}, new, world.index)
    empty = Workflow.objects.create(name="Nobody")
    WorkflowPage.objects.create(workflow=empty, page=world.index)
    assert publishes({"action-submit": "1"}, new, world.index)
    assert publishes({"action-submit": "1"}, world.draft([]))


def test_submitting_to_a_workflow_with_a_task_does_not_publish(world: World) -> None:
    page = world.submitted(world.draft([]))
    assert not publishes({"action-restart-workflow": "1"}, page)


def test_unsafe_content_in_the_editor_is_refused_beside_its_field(world: World) -> None:
    page = world.draft(incomplete_body())
    data = page_form_data(page)
    name = next(key for key in data if key.endswith("-url"))
    data[name] = "javascript:alert(1)"
    response = world.browser.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), data)
    assert response.status_code == 200
    assert page.revisions.count() == 1
