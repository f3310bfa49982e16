"""A process that has stored nothing yet."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from results.models import ResultsPage
from results.publishing import steps
from results.snapshots import storing
from results.snapshots.front import Server, server
from results.snapshots.versions import UNKNOWN, meeting_place
from tests.factories import ResultsPageFactory

SAYS = "X-Results-Snapshot"


@pytest.fixture(autouse=True, scope="session")
def no_file_left(django_db_setup: None) -> Iterator[None]:
    """The file that the processes of a host share goes with the database of the tests."""
    yield
    Path(meeting_place()).unlink(missing_ok=True)


@pytest.fixture(autouse=True)
def snapshots(settings: Settings) -> Iterator[None]:
    """Answers are stored, as on every site whose DEBUG is off."""
    settings.WAGTAIL_RESULTS = {**settings.WAGTAIL_RESULTS, "SNAPSHOTS": True}
    begin_anew()
    yield
    begin_anew()


@pytest.fixture
def edition(db: None) -> ResultsPage:
    """A published edition in Swedish."""
    page: ResultsPage = ResultsPageFactory.create()
    return page


@pytest.fixture(autouse=True)
def no_slow_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """No files are drawn when something is published."""
    wanted = {name: step for name, step in steps._steps.items() if name != "pdf"}
    monkeypatch.setattr(steps, "_steps", wanted)


def begin_anew() -> None:
    """As if this process had just been started."""
    server.cache_clear()
    storing._known_sites = (UNKNOWN, [])


def rename(page: ResultsPage) -> None:
    """Publish it with another title."""
    page.title = "Another title"
    page.save_revision().publish()


def time_to_look(process: Server) -> Server:
    """The process when it has not asked the database for a while."""
    process._looked = float("-inf")
    return process
