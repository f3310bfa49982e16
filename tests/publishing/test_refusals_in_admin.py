"""A person is told why, wherever the guard refuses or a revision cannot be read."""

import json
import re
from typing import Any
from unittest.mock import Mock

from django.urls import reverse
from django.utils import translation

from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

import pytest

from results.models import ResultsPage
from results.publishing import Refused
from results.publishing.people import publishes, refusals_to_publish
from tests.factories import (
    ResultsPageFactory,
    as_stream,
    block,
    good_body,
    incomplete_body,
)
from tests.routes import ROUTES, V3, Route, routes, submit_for_approval, told

from .forms import page_form_data
from .world import World, kinds

pytestmark = pytest.mark.django_db


def test_the_latest_revision_is_asked_and_not_the_page_that_is_public(world: World) -> None:
    page = ResultsPageFactory.create(parent=world.index)
    assert refusals_to_publish(page) == []
    first = page.save_revision()
    page.body = as_stream(incomplete_body())
    page.save_revision()
    assert refusals_to_publish(ResultsPage.objects.get(pk=page.pk)) != []
    assert refusals_to_publish(page, first) == []


def test_whoever_approves_an_incomplete_page_reads_why_it_is_not_public(world: World) -> None:
    page = world.draft(incomplete_body())
    ROUTES["approve"](world, page)
    state = page.current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    response = world.browser.post(url, headers={"referer": "http://testserver/admin/reports/"})
    assert response.headers["location"] == "http://testserver/admin/reports/"
    assert "“2016” was not changed for visitors." in told(response)
    with translation.override("en"):
        assert str(refusals_to_publish(page)[0].message) in told(response)
    assert page.current_workflow_state.status == "in_progress"


def test_an_approval_in_a_window_is_refused_with_403(world: World) -> None:
    answer = ROUTES["approve in a window"](world, world.draft(incomplete_body()))
    assert answer.status == 403


def test_a_bulk_action_names_the_first_page_that_is_refused_and_publishes_none(
    world: World,
) -> None:
    good = ResultsPageFactory.create(parent=world.index, year=2015, live=False)
    page = ResultsPageFactory.create(parent=world.index, live=False, content=incomplete_body())
    for each in (good, page):
        each.save_revision()
    response = world.bulk("publish", good, page)
    assert response.status_code == 302
    assert "“2016”" in told(response)
    assert "“2015”" not in told(response)
    assert not ResultsPage.objects.live().exists()


def test_of_two_editions_for_one_period_in_a_bulk_action_none_is_published(world: World) -> None:
    drafts = [
        ResultsPageFactory.create(parent=world.index, slug=slug, live=False)
        for slug in ("2016", "2016-again")
    ]
    for page in drafts:
        page.save_revision()
    response = world.bulk("publish", *drafts)
    assert response.status_code == 302
    assert "is published for the same period" in told(response)
    assert not ResultsPage.objects.live().exists()


def test_the_button_publish_and_the_approval_of_the_last_task_publish(world: World) -> None:
    page = world.draft([])
    approval = {"action-workflow-action": "1", "workflow-action-name": "approve"}
    assert publishes({"action-publish": "1"}, page)
    assert not publishes({"action-save": "1"}, page)
    assert not publishes(approval, page)
    page = submit_for_approval(ResultsPage.objects.get(pk=page.pk), world.user)
    assert publishes(approval, page)
    assert not publishes(approval | {"workflow-action-name": "reject"}, page)
    assert not publishes({"action-restart-workflow": "1"}, page)
    later = GroupApprovalTask.objects.create(name="Approve once more")
    WorkflowTask.objects.create(workflow=page.get_workflow(), task=later, sort_order=2)
    assert not publishes(approval, ResultsPage.objects.get(pk=page.pk))


def test_submitting_to_a_workflow_without_tasks_publishes(world: World) -> None:
    new = ResultsPage(title="2016")
    assert not publishes({"action-submit": "1"}, new, world.index)
    assert not publishes({"action-submit": "1"}, new)
    empty = Workflow.objects.create(name="Nobody")
    WorkflowPage.objects.create(workflow=empty, page=world.index)
    assert publishes({"action-submit": "1"}, new, world.index)
    draft = world.draft([])
    assert publishes({"action-submit": "1"}, draft)
    assert publishes({"action-restart-workflow": "1"}, draft)
    Workflow.objects.all().delete()
    assert not publishes({"action-submit": "1"}, draft)


def test_unsafe_content_in_the_editor_is_refused_beside_its_field(world: World) -> None:
    page = world.draft(incomplete_body())
    data = page_form_data(page)
    name = next(key for key in data if key.endswith("-url"))
    data[name] = "javascript:alert(1)"
    response = world.post("edit", page, data)
    assert response.status_code == 200
    assert page.revisions.count() == 1


@pytest.mark.parametrize(
    ("error", "raised"),
    [(Exception("gone"), Refused), (KeyError(), Refused), (RuntimeError(), RuntimeError)],
)
def test_a_revision_of_what_is_gone_is_damaged_and_the_mistake_of_a_program_is_no_damage(
    monkeypatch: pytest.MonkeyPatch, error: Exception, raised: type[Exception]
) -> None:
    monkeypatch.setattr(Page, "with_content_json", Mock(side_effect=error))
    with pytest.raises(raised):
        ResultsPage().with_content_json({})


damages = pytest.mark.parametrize(
    "damage",
    [{"period_start": "x"}, {"body": "{no json"}, {"open_points": ["x", 5, None]}],
    ids=str,
)


def damaged(world: World, damage: dict[str, Any]) -> ResultsPage:
    """A draft whose latest revision was damaged past the page, after a whole one."""
    page = world.draft(good_body())
    page.save_revision()
    page = ResultsPage.objects.get(pk=page.pk)
    revision = page.get_latest_revision()
    revision.content |= damage
    revision.save()
    return page


@damages
def test_a_damaged_revision_is_told_of_and_not_published(
    world: World, damage: dict[str, Any]
) -> None:
    page = damaged(world, damage)
    is_readable = "open_points" in damage
    url = f"{V3}{page.pk}/actions/publish/"
    answer = world.api.post(url, content_type="application/json")
    assert answer.status_code == (200 if is_readable else 422)
    assert Page.objects.get(pk=page.pk).live is is_readable
    Page.objects.filter(pk=page.pk).update(live=False)
    answer = world.bulk("publish", page)
    assert answer.status_code == 302
    assert ("cannot be read" in told(answer)) is not is_readable
    assert Page.objects.get(pk=page.pk).live is is_readable


@damages
@pytest.mark.filterwarnings("ignore::bs4.MarkupResemblesLocatorWarning")
def test_of_a_damaged_revision_nobody_sees_a_server_error_and_an_earlier_one_can_be_chosen(
    world: World, damage: dict[str, Any]
) -> None:
    page = damaged(world, damage)
    first, last = page.revisions.order_by("pk").values_list("pk", flat=True)
    views = {
        "edit": [],
        "view_draft": [],
        "history": [],
        "revisions_revert": [last],
        "revisions_compare": [first, last],
        "revisions_view": [last],
    }
    for name, more in views.items():
        url = reverse(f"wagtailadmin_pages:{name}", args=[page.pk, *more])
        answer = world.browser.get(url, follow=True, headers={"referer": f"http://testserver{url}"})
        assert answer.status_code == 200, name
    url = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, first])
    assert world.browser.get(url).status_code == 200


def by_hand(body: Any, **fields: Any) -> dict[str, Any]:
    return {"body": json.dumps(body), **fields}


@routes("edit", "v3 actions/publish", "scheduler", "publish()")
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (by_hand([block("stat", "s", label="x", note=5)]), "stored in “Figure”|lagrat i ”Siffra”"),
        (by_hand([block("stat", "s", value="5", indicator=999)]), "is required|måste fyllas i"),
        (by_hand(51 * [block("quote", "q", quote="Q", name="N")]), "At most 50|Högst 50"),
        (by_hand(good_body(), period_start=None), "Give the period|Ange perioden"),
    ],
    ids=["unreadable", "no such indicator", "too many", "no period"],
)
def test_what_was_changed_past_the_page_is_refused_with_its_reason_by_every_route(
    world: World, content: dict[str, Any], said: str, route: Route
) -> None:
    page = world.draft(good_body())
    revision = page.get_latest_revision()
    revision.content |= content
    revision.save()
    answer = route(world, ResultsPage.objects.get(pk=page.pk))
    assert answer.status in {200, 422}
    assert re.search(said, answer.said)
    assert kinds(page) == []
