"""A site with an index page, somebody else at work there, and what is recorded meanwhile."""

from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import QuerySet
from django.test import Client

from wagtail.models import Page

from results.models import ResultsIndexPage, ResultsPage
from results.publishing import Publication
from results.publishing.due import maintenance_tasks
from results.publishing.reconciling import record_changes
from results.publishing.steps import due, run_steps, steps_of
from tests.factories import ResultsPageFactory, as_stream
from tests.routes import Person


@dataclass(frozen=True, slots=True)
class World(Person):
    """A site with an index page, and a person who may do everything."""

    index: ResultsIndexPage

    def another_browser(self) -> Client:
        """One for another thread, in which the person has signed in."""
        browser = Client(raise_request_exception=False)
        browser.cookies = self.browser.cookies
        return browser

    def draft(self, body: list[dict[str, Any]]) -> ResultsPage:
        """An edition with such a body that was never published."""
        page: ResultsPage = ResultsPageFactory.create(
            parent=self.index, content=body, live=False, owner=self.user
        )
        page.save_revision(user=self.user)
        return page

    def live_with_draft(self, body: list[dict[str, Any]]) -> ResultsPage:
        """A published edition and a later revision with such a body."""
        page: ResultsPage = ResultsPageFactory.create(parent=self.index)
        page.save_revision(user=self.user).publish()
        page = ResultsPage.objects.get(pk=page.pk)
        page.body = as_stream(body)
        page.save_revision(user=self.user)
        return page


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


def of_editions() -> QuerySet[Publication]:
    """The publications of editions, not of the index page; oldest first."""
    return Publication.objects.filter(page_type="results.resultspage").order_by("pk")


def states(page: Page) -> list[tuple[str, str]]:
    """Name and state of the steps of the page's last publication."""
    publication = Publication.objects.filter(page_id=page.pk)[0]
    return [(step.name, publication.state_of(step.name)) for step in steps_of(publication)]


def kinds(page: Page) -> list[str]:
    """What is recorded of the page, oldest first."""
    return list(
        Publication.objects.filter(page_id=page.pk).order_by("pk").values_list("kind", flat=True)
    )


class Round(NamedTuple):
    """How much was recorded late, followed and cleared up."""

    recorded: int
    followed: int
    cleared: int


NOTHING = Round(0, 0, 0)


def reconcile() -> Round:
    """Do what a round of `run_results` does, in this thread."""
    recorded = record_changes()
    publications = list(due().order_by("pk"))
    for publication in publications:
        run_steps(publication)
    return Round(recorded, len(publications), sum(task() for task in maintenance_tasks))
