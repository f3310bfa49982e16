"""Every way to publish the newest draft of a page, each through its real address or call."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import AbstractUser, Group
from django.contrib.messages import get_messages
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import (
    GroupApprovalTask,
    Page,
    PageLogEntry,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

import pytest

from results.publishing import Refused
from tests.factories import AdminFactory, api_client, browser_of
from tests.publishing.forms import page_form_data

V3 = "/api/v3-preview/pages/"
# What a program gets that is refused.
REFUSED = 422


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody at work in the admin and by API v3, who gets a 500 as an answer."""

    user: AbstractUser
    browser: Client

    @classmethod
    def of(cls, user: Any = None) -> "Person":
        """An administrator unless told otherwise, who reads English."""
        user = user or AdminFactory.create()
        browser = browser_of(user, language="en")
        browser.raise_request_exception = False
        return cls(user, browser)

    @property
    def api(self) -> Client:
        """A client of API v3 that acts for the person."""
        client = api_client(self.user)
        client.raise_request_exception = False
        client.defaults |= {"HTTP_ACCEPT_LANGUAGE": "en"}
        return client

    def post(self, view: str, page: Page, data: Any = None, **options: Any) -> Any:
        """What the admin's view of that name answers for the page."""
        url = reverse(f"wagtailadmin_pages:{view}", args=[page.pk])
        return self.browser.post(url, data, **options)

    def edit(self, page: Page, **buttons: str) -> Any:
        """What the editor answers when the button is pressed; publishing unless told otherwise."""
        draft = page.get_latest_revision_as_object()
        data = page_form_data(draft, **(buttons or {"action-publish": "1"}))
        return self.post("edit", page, data)

    def bulk(self, action: str, *pages: Page, **fields: Any) -> Any:
        """What the bulk action answers for the pages."""
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        query = "&".join(f"id={page.pk}" for page in pages)
        return self.browser.post(f"{url}?{query}&next=/admin/", fields)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of it: the status (422 where a program was refused) and what is read about it."""

    status: int
    said: str
    response: Any = None


Route = Callable[[Person, Any], Answer]


def told(response: Any) -> str:
    """What the next page of the admin shows at its top."""
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


def submit_for_approval(page: Any, user: AbstractUser) -> Any:
    """Submit the page to a workflow with one task, and return it."""
    task = GroupApprovalTask.objects.create(name="Approve")
    task.groups.add(Group.objects.create(name="Approvers"))
    workflow = Workflow.objects.create(name="Approval")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    WorkflowPage.objects.create(workflow=workflow, page=page.get_parent())
    workflow.start(page, user)
    return page


def let_time_come(page: Any) -> None:
    """Let it be a minute ago that the page was to be published, and the scheduler run."""
    past = timezone.now() - timedelta(minutes=1)
    for revision in page.revisions.filter(approved_go_live_at__isnull=False):
        revision.content["go_live_at"] = past.isoformat()
        revision.approved_go_live_at = past
        revision.save()
    call_command("publish_scheduled")


def of_admin(response: Any) -> Answer:
    """The answer of the admin."""
    return Answer(response.status_code, f"{told(response)} {response.content.decode()}", response)


def of_api(response: Any) -> Answer:
    """The answer of API v3."""
    errors = response.json().get("errors", []) if response.status_code >= 400 else []
    return Answer(response.status_code, " ".join(each["msg"] for each in errors), response)


def of_program(call: Callable[[], Any]) -> Answer:
    """What the call comes to, or why it is refused."""
    try:
        call()
    except Refused as refused:
        return Answer(REFUSED, " ".join(refused.messages))
    return Answer(200, "")


def edit(person: Person, page: Any) -> Answer:
    return of_admin(person.edit(page))


def bulk(person: Person, page: Any) -> Answer:
    return of_admin(person.bulk("publish", page))


def bulk_with_descendants(person: Person, page: Any) -> Answer:
    parent = page.get_parent()
    parent.specific.save_revision()
    return of_admin(person.bulk("publish", parent, include_descendants="on"))


def approve(person: Person, page: Any, **options: Any) -> Answer:
    state = submit_for_approval(page, person.user).current_workflow_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.pk])
    return of_admin(person.browser.post(url, {"comment": "Well."}, **options))


def approve_in_window(person: Person, page: Any) -> Answer:
    return approve(person, page, headers={"x-requested-with": "XMLHttpRequest"})


def approve_in_editor(person: Person, page: Any) -> Answer:
    submit_for_approval(page, person.user)
    buttons = {"action-workflow-action": "true", "workflow-action-name": "approve"}
    return of_admin(person.edit(page, **buttons))


def approve_by_program(person: Person, page: Any) -> Answer:
    submit_for_approval(page, person.user)
    state = page.current_workflow_task_state
    return of_program(lambda: state.task.specific.on_action(state, person.user, "approve"))


def scheduler(person: Person, page: Any) -> Answer:
    revision = page.get_latest_revision()
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.save()
    call_command("publish_scheduled")
    logged = PageLogEntry.objects.filter(page=page.pk, action="results.publish.refused").first()
    return Answer(200, " ".join(logged.data["reasons"]) if logged else "")


def set_time(person: Person, page: Any) -> Answer:
    page = page.get_latest_revision_as_object()
    page.go_live_at = timezone.now() + timedelta(hours=1)
    data = page_form_data(page, **{"action-publish": "1"})
    answer = of_admin(person.post("edit", page, data))
    let_time_come(page)
    return answer


def v3_action(person: Person, page: Any) -> Answer:
    url = f"{V3}{page.pk}/actions/publish/"
    return of_api(person.api.post(url, content_type="application/json"))


def v3_patch(person: Person, page: Any) -> Answer:
    meta = {"type": page._meta.label, "action": "publish"}
    data = {"meta": meta, "title": page.get_latest_revision_as_object().title}
    return of_api(person.api.patch(f"{V3}{page.pk}/", data, content_type="application/json"))


def program(person: Person, page: Any) -> Answer:
    return of_program(lambda: page.get_latest_revision().publish())


def action(person: Person, page: Any) -> Answer:
    publishing = PublishPageRevisionAction(page.get_latest_revision(), user=person.user)
    return of_program(publishing.execute)


def save(person: Person, page: Any) -> Answer:
    draft = page.get_latest_revision_as_object()
    draft.live = True
    return of_program(draft.save)


ROUTES: dict[str, Route] = {
    "edit": edit,
    "bulk": bulk,
    "bulk with descendants": bulk_with_descendants,
    "approve": approve,
    "approve in a window": approve_in_window,
    "approve in the editor": approve_in_editor,
    "approve by a program": approve_by_program,
    "scheduler": scheduler,
    "set a time": set_time,
    "v3 actions/publish": v3_action,
    "v3 PATCH": v3_patch,
    "publish()": program,
    "action of a person": action,
    "save()": save,
}


def routes(*names: str, without: tuple[str, ...] = ()) -> pytest.MarkDecorator:
    """Give a test as `route` each way of those names, or each way there is."""
    chosen = {name: ROUTES[name] for name in names or ROUTES if name not in without}
    return pytest.mark.parametrize("route", chosen.values(), ids=chosen)
