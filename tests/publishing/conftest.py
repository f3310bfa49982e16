"""A place for editions, people, and a register of steps that begins empty."""

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.test import Client

import pytest

from results.models import ResultsIndexPage
from results.publishing import steps
from tests.factories import AdminFactory, ResultsIndexPageFactory


@pytest.fixture(autouse=True)
def no_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only the steps that a test registers itself."""
    monkeypatch.setattr(steps, "_steps", {})


@pytest.fixture
def index(db: None) -> ResultsIndexPage:
    """A published index page without editions."""
    page: ResultsIndexPage = ResultsIndexPageFactory.create()
    return page


@pytest.fixture
def admin(db: None) -> User:
    """A person who may do everything."""
    user: User = AdminFactory.create()
    return user


@pytest.fixture
def admin_client(admin: User) -> Iterator[Client]:
    """That person's browser, which gets a 500 as an answer, not as an exception."""
    client = Client(raise_request_exception=False)
    client.force_login(admin, backend="django.contrib.auth.backends.ModelBackend")
    yield client
