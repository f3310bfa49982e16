"""A receiver on this machine, and an endpoint that is told everything."""

from collections.abc import Iterator
from types import SimpleNamespace

import pytest
from django_tasks import task_backends
from django_tasks.backends.dummy import DummyBackend
from pytest_django import Settings

from results.webhooks.models import Endpoint, EventType

from .receiver import Receiver, receiving


@pytest.fixture
def private(settings: Settings) -> None:
    """Receivers may be on this machine."""
    settings.WAGTAIL_RESULTS = {**settings.WAGTAIL_RESULTS, "WEBHOOKS_PRIVATE": True}


@pytest.fixture
def receiver(private: None) -> Iterator[Receiver]:
    with receiving() as found:
        yield found


@pytest.fixture
def endpoint(db: None, receiver: Receiver) -> Endpoint:
    return Endpoint.objects.create(
        name="Example data", url=receiver.url, events=list(EventType.values)
    )


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> DummyBackend:
    """A task queue that keeps what is enqueued."""
    found = DummyBackend("default", {})
    monkeypatch.setattr(task_backends, "_connections", SimpleNamespace(default=found))
    return found
