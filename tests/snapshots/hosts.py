"""What happens on other hosts, and to processes that end too early, as one host sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from django.db import OperationalError

import pytest

from results.snapshots.serving import table
from results.snapshots.serving.addresses import Address
from results.snapshots.serving.copies import Copies, drop_all_copies
from tests.factories import ResultsPageFactory, home_page

if TYPE_CHECKING:
    from django.test import Client

    from results.models import ResultsPage
    from results.snapshots.serving.memory import Stored

SAYS = "X-Results-Snapshot"
ROOM = 10_000_000
NOBODY = "0" * 48


@pytest.fixture(autouse=True)
def no_copies() -> Iterator[None]:
    """A host without any."""
    drop_all_copies()
    yield
    drop_all_copies()


@pytest.fixture
def page(client: Client) -> ResultsPage:
    """A published edition that somebody has read."""
    home_page("sv")
    edition: ResultsPage = ResultsPageFactory.create()
    client.get(edition.url)
    return edition


@pytest.fixture
def other(client: Client, page: ResultsPage) -> ResultsPage:
    """One that has no part in the first one."""
    edition: ResultsPage = ResultsPageFactory.create(title="Unconcerned", parent=home_page("en"))
    client.get(edition.url)
    client.get(page.url)
    return edition


def key_of(page: ResultsPage) -> str:
    """What its answer is stored by."""
    return Address("http", "testserver", page.url).key


def copy_of(page: ResultsPage) -> Stored | None:
    """What a process that has just begun would give while the database is away."""
    return Copies(ROOM).read(key_of(page))


def rename(page: ResultsPage) -> None:
    """Publish it with another title."""
    page.title = "Another title"
    page.save_revision().publish()


@contextmanager
def elsewhere() -> Iterator[None]:
    """What is swept within the block is swept by another host."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("tell", "begin_copies"):
            patch.setattr(f"results.snapshots.serving.copies.{name}", lambda *_args: None)
        yield


@contextmanager
def killed_before_it_tells() -> Iterator[None]:
    """The process that sweeps within the block ends before it tells of it."""

    def end(*_args: object) -> None:
        raise SystemExit

    with pytest.MonkeyPatch.context() as patch, pytest.raises(SystemExit):
        patch.setattr("results.snapshots.serving.copies.tell", end)
        yield


@contextmanager
def away() -> Iterator[None]:
    """The database takes no more connections within the block."""

    def refuse(*_args: object) -> None:
        raise OperationalError("too many clients")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table, "_one", refuse)
        yield


def after_first(name: str, act: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> None:
    """Have something happen right after a function of `serving.table` has found what it gives."""
    original = getattr(table, name)

    def slowly(*args: Any) -> Any:
        found = original(*args)
        monkeypatch.setattr(table, name, original)
        act()
        return found

    monkeypatch.setattr(table, name, slowly)
