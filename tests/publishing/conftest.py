"""A place for editions, people, and registers of steps and of maintenance that begin empty."""

from collections.abc import Callable, Iterator

from django.contrib.auth.models import User
from django.db import connection

import pytest

from results.models import ResultsIndexPage
from results.publishing import due, steps
from tests.factories import AdminFactory
from tests.routes import Person

from .world import World


@pytest.fixture(autouse=True)
def no_steps(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(steps, "_steps", {})
    cleared = due.maintenance_tasks[:]
    due.maintenance_tasks.clear()
    registered = due.due_work[:]
    due.due_work[:] = [work for work in registered if work.task is steps.follow]
    yield
    due.due_work[:] = registered
    due.maintenance_tasks[:] = cleared


@pytest.fixture
def admin(db: None) -> User:
    user: User = AdminFactory.create()
    return user


@pytest.fixture
def world(index: ResultsIndexPage, admin: User) -> World:
    """A site with an index page, and a person who may do everything and reads English."""
    person = Person.of(admin)
    return World(person.user, person.browser, index)


@pytest.fixture
def transactions(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[str], set[int]]]:
    """Tells in which transactions, by number, a table was written to."""
    written: list[tuple[int, str]] = []
    commits = 0
    commit = connection.commit

    def counting() -> None:
        nonlocal commits
        commits += 1
        commit()

    def watching(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        if sql.startswith(("INSERT", "UPDATE", 'DELETE FROM "wagtailcore_page"')):
            table = sql.split('"')[1]
            assert connection.in_atomic_block or table != "results_publication"
            written.append((commits, table))
        return execute(sql, params, many, context)

    monkeypatch.setattr(connection, "commit", counting)
    with connection.execute_wrapper(watching):
        yield lambda table: {number for number, name in written if name == table}
