"""Deliveries are made beside the editor's request, at once, and by one of several processes."""

from __future__ import annotations

import time
from collections import Counter
from http.server import BaseHTTPRequestHandler
from threading import Event, Thread
from typing import TYPE_CHECKING

from django.core.management import call_command
from django.db import connections

import pytest

from results.models import ResultsIndexPage, ResultsPage
from results.publishing import Heartbeat, steps
from results.webhooks.delivering import deliver, deliver_to
from results.webhooks.events import tell
from results.webhooks.models import Delivery, Endpoint, EventType
from tests.factories import ResultsPageFactory
from tests.publishing.test_run_results import stop_when

from .receiver import Receiver, receiving, status

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(steps, "_steps", {})


def happen(subject: str, number: int = 0) -> None:
    tell(EventType.PUBLISHED, subject, lambda: {"number": number})


def in_threads(*calls: Callable[[], None]) -> None:
    def run(call: Callable[[], None]) -> None:
        try:
            call()
        finally:
            connections.close_all()

    threads = [Thread(target=run, args=[call]) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def test_an_editors_request_sends_nothing_and_run_results_sends_it_at_once(
    index: ResultsIndexPage, endpoint: Endpoint, receiver: Receiver
) -> None:
    published: list[float] = []

    def is_done() -> bool:
        if Heartbeat.is_working() and not published:
            ResultsPageFactory.create(parent=index)
            published.append(time.monotonic())
        return bool(receiver.requests)

    assert receiver.requests == []
    stop_when(is_done)
    call_command("run_results", interval=600)
    assert time.monotonic() - published[0] < 5
    assert receiver.types == ["edition.published"]
    assert Delivery.objects.get().state == "delivered"
    # Without the process nobody sends it.
    ResultsPage.objects.get().unpublish()
    assert len(receiver.requests) == 1
    assert Delivery.objects.filter(state="pending").count() == 1


def test_each_delivery_is_made_by_one_process_and_in_order(
    endpoint: Endpoint, receiver: Receiver
) -> None:
    def slow(handler: BaseHTTPRequestHandler) -> None:
        time.sleep(0.01)
        status(204)(handler)

    receiver.answers = [slow] * 100
    for number in range(40):
        happen(f"page-{number % 4}", number)
    in_threads(*[lambda: deliver_to(endpoint.pk)] * 3)
    while Delivery.objects.due().exists():
        deliver_to(endpoint.pk)
    numbers = [event["data"]["number"] for event in receiver.events]
    assert sorted(numbers) == list(range(40))
    for page in range(4):
        of_page = [number for number in numbers if number % 4 == page]
        assert of_page == sorted(of_page)
    assert Counter(Delivery.objects.values_list("attempts", flat=True)) == {1: 40}


def test_a_receiver_that_hangs_holds_up_no_other(endpoint: Endpoint, receiver: Receiver) -> None:
    released = Event()

    def hanging(handler: BaseHTTPRequestHandler) -> None:
        released.wait(9)
        status(204)(handler)

    receiver.answers = [hanging]
    with receiving() as other:
        Endpoint.objects.create(name="Other", url=other.url, events=["edition.published"])
        happen("page-1")

        def release() -> None:
            until = time.monotonic() + 9
            while not other.requests and time.monotonic() < until:
                time.sleep(0.01)
            released.set()

        begin = time.monotonic()
        in_threads(release, lambda: deliver(lambda: False))
        assert time.monotonic() - begin < 5
        assert other.types == receiver.types == ["edition.published"]


def test_whoever_is_told_to_stop_leaves_the_rest(endpoint: Endpoint, receiver: Receiver) -> None:
    happen("page-1")
    happen("page-2")
    deliver(lambda: bool(receiver.requests))
    assert len(receiver.requests) == 1
    assert Delivery.objects.due().count() == 1
