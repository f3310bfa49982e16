"""A site with an index page, somebody else at work there, and what is recorded meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Event, Thread
from typing import Any

from django.contrib.auth.models import AbstractUser, Group
from django.contrib.messages import get_messages
from django.db import connection
from django.test import Client
from django.urls import reverse

from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

from results.models import ResultsIndexPage, ResultsPage
from results.publishing import Publication
from tests.factories import ResultsPageFactory, api_client, as_stream, incomplete_body

from .forms import page_form_data

V3 = "/api/v3-preview/pages/"


def told(response: Any) -> str:
    """What the next page of the admin shows at its top."""
    return " ".join(str(message) for message in get_messages(response.wsgi_request))


@dataclass(frozen=True, slots=True)
class World:
    """A site with an index page, and a person who may do everything."""

    index: ResultsIndexPage
    admin: AbstractUser
    browser: Client

    @property
    def api(self) -> Client:
        """A client of API v3 that acts for the person."""
        client = api_client(self.admin)
        client.raise_request_exception = False
        return client

    def another_browser(self) -> Client:
        """One for another thread, in which the person has signed in."""
        browser = Client(raise_request_exception=False)
        browser.cookies = self.browser.cookies
        return browser

    def post(self, view: str, page: Page, data: Any = None, **options: Any) -> Any:
        """What the admin's view of that name answers for the page."""
        url = reverse(f"wagtailadmin_pages:{view}", args=[page.pk])
        return self.browser.post(url, data, **options)

    def bulk(self, action: str, *pages: Page, **fields: Any) -> Any:
        """What the bulk action answers for the pages."""
        url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", action])
        query = "&".join(f"id={page.pk}" for page in pages)
        return self.browser.post(f"{url}?{query}", fields)

    def draft(self, body: list[dict[str, Any]]) -> ResultsPage:
        """An edition with such a body that was never published."""
        page: ResultsPage = ResultsPageFactory.create(
            parent=self.index, content=body, live=False, owner=self.admin
        )
        page.save_revision(user=self.admin)
        return page

    def live_with_draft(self, body: list[dict[str, Any]]) -> ResultsPage:
        """A published edition and a later revision with such a body."""
        page: ResultsPage = ResultsPageFactory.create(parent=self.index)
        page.save_revision(user=self.admin).publish()
        page = ResultsPage.objects.get(pk=page.pk)
        page.body = as_stream(body)
        page.save_revision(user=self.admin)
        return page

    def submitted(self, page: ResultsPage) -> ResultsPage:
        """The page as it waits for the approval of its only task."""
        submit_for_approval(page, self.admin)
        return page


def submit_for_approval(page: Page, user: AbstractUser) -> None:
    """Give the page above a workflow with one task, and submit the page to it."""
    task = GroupApprovalTask.objects.create(name="Approve")
    task.groups.add(Group.objects.create(name="Approvers"))
    workflow = Workflow.objects.create(name="Approval")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
    WorkflowPage.objects.create(workflow=workflow, page=page.get_parent())
    workflow.start(page, user)


@contextmanager
def drafts_being_saved(world: World) -> Iterator[None]:
    """Another thread that saves an unfinished draft without pause.

    While it does, Wagtail's flag "this is only a draft" stands on blocks that all threads share.
    """
    page = ResultsPageFactory.create(
        parent__slug="drafts", year=1999, content=incomplete_body(), live=False
    )
    page.save_revision(user=world.admin)
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    saved, stop = Event(), Event()
    statuses: list[int] = []
    browser = world.another_browser()
    data = page_form_data(page)

    def save() -> None:
        try:
            while not stop.is_set():
                statuses.append(browser.post(url, data).status_code)
                saved.set()
        finally:
            connection.close()

    thread = Thread(target=save)
    thread.start()
    try:
        assert saved.wait(30)
        yield
    finally:
        stop.set()
        thread.join()
    assert set(statuses) == {302}


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


def kinds(page: Page) -> list[str]:
    """What is recorded of the page, oldest first."""
    return list(
        Publication.objects.filter(page_id=page.pk).order_by("pk").values_list("kind", flat=True)
    )
