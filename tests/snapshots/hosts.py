"""What happens on other hosts, and to processes that end too early, as one host sees it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import OperationalError

import pytest

from results.snapshots import change_signal, sql
from results.snapshots.serving.addresses import Address

if TYPE_CHECKING:
    from django.test import Client

    from results.models import ResultsPage
    from results.snapshots.serving.server import Server

SAYS = "X-Results-Snapshot"
ROOM = 10_000_000


@pytest.fixture
def page(client: Client, edition: ResultsPage) -> ResultsPage:
    """A published edition that somebody has read."""
    client.get(edition.url)
    return edition


def key_of(page: ResultsPage) -> str:
    """What its answer is stored by."""
    return Address("http", "testserver", page.url).key


def rename(page: ResultsPage) -> None:
    """Publish it with another title."""
    page.title = "Another title"
    page.save_revision().publish()


@contextmanager
def elsewhere() -> Iterator[None]:
    """What changes within the block is changed by another host."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(change_signal, "announce", lambda _version: None)
        yield


def time_to_look(process: Server) -> Server:
    """The process when it has not asked the database for a while."""
    process._looked = float("-inf")
    return process


@contextmanager
def away() -> Iterator[None]:
    """The database takes no more connections within the block."""

    def refuse(*_args: object) -> None:
        raise OperationalError("too many clients")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sql, "_fetch_one", refuse)
        yield
