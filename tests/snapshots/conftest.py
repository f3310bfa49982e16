"""A process that has stored nothing yet."""

import shutil
from collections.abc import Iterator

import pytest
from pytest_django import Settings

from results.snapshots.making.sites import forget_sites
from results.snapshots.serving import front
from results.snapshots.serving.epoch import folder
from results.snapshots.serving.server import server
from results.snapshots.watching.looks import forget_looks


@pytest.fixture(autouse=True, scope="session")
def no_folder_left(django_db_setup: None) -> Iterator[None]:
    """The folder in which the processes of a host meet goes with the database of the tests."""
    yield
    shutil.rmtree(folder(), ignore_errors=True)


@pytest.fixture(autouse=True)
def snapshots(settings: Settings) -> Iterator[None]:
    """Answers are stored, as on every site whose DEBUG is off."""
    settings.WAGTAIL_RESULTS = {"SNAPSHOTS": True}
    begin_anew()
    yield
    begin_anew()


def begin_anew() -> None:
    """As if this process had just been started."""
    server.cache_clear()
    front.forget_refusals()
    forget_looks()
    forget_sites()
