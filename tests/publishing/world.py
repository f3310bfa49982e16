"""A site with an index page, and what a person or a client does there first."""

from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import AbstractUser, Group
from django.test import Client

from wagtail.models import APIToken, GroupApprovalTask, Workflow, WorkflowPage, WorkflowTask

from results.models import ResultsIndexPage, ResultsPage
from tests.factories import ResultsPageFactory, as_stream


@dataclass(frozen=True, slots=True)
class World:
    """A site with an index page, and a person who may do everything."""

    index: ResultsIndexPage
    admin: AbstractUser
    browser: Client

    @property
    def api(self) -> Client:
        """A client of API v3 that acts for the person."""
        _token, plaintext = APIToken.create_token(user=self.admin, name="test")
        return Client(
            raise_request_exception=False,
            headers={"authorization": f"Bearer {plaintext}"},
        )

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
        task = GroupApprovalTask.objects.create(name="Approve")
        task.groups.add(Group.objects.create(name="Approvers"))
        workflow = Workflow.objects.create(name="Approval")
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=1)
        WorkflowPage.objects.create(workflow=workflow, page=self.index)
        workflow.start(page, self.admin)
        return page
