"""A delivery reaches its receiver once, or again until it does, in order; or is given up."""

import time
from collections import Counter
from datetime import timedelta
from http.server import BaseHTTPRequestHandler
from threading import Event
from typing import Any

from django.core.management import call_command
from django.utils import timezone

import pytest
from django_tasks.backends.dummy import DummyBackend
from standardwebhooks import WebhookVerificationError

from results.models import ResultsIndexPage, ResultsPage
from results.publishing import Heartbeat, steps
from results.publishing.due import stopping
from results.webhooks import delivering
from results.webhooks.delivering import deliver, post, tidy
from results.webhooks.events import enqueue, send_test
from results.webhooks.models import Delivery, Endpoint, EventType, new_secret
from tests.factories import ResultsPageFactory
from tests.publishing.test_races import at_once
from tests.publishing.test_run_results import stop_when

from .receiver import Receiver, after, receiving, status

pytestmark = pytest.mark.django_db


def happen(subject: str = "page-1", number: int = 0) -> None:
    enqueue(EventType.PUBLISHED, lambda: [(subject, {"number": number})])


def numbers(receiver: Receiver) -> list[int]:
    return [event["data"]["number"] for event in receiver.events]


def send(endpoint: Endpoint) -> Delivery:
    """Deliver a message for the first time."""
    send_test(endpoint)
    deliver.call(endpoint.pk)
    return Delivery.objects.latest("pk")


def deliver_again(endpoint: Endpoint) -> None:
    """As if the time until the next attempt, or the end of a lease, had passed."""
    Delivery.objects.filter(state="pending").update(due_at=timezone.now())
    deliver.call(endpoint.pk)


def test_the_receivers_library_takes_a_delivery(endpoint: Endpoint, receiver: Receiver) -> None:
    assert send(endpoint).state == "delivered"
    (request,) = receiver.requests
    request.verify(endpoint.secret)
    with pytest.raises(WebhookVerificationError):
        request.verify(new_secret())
    assert request.path == "/hook"
    assert request.headers["webhook-id"] == request.event["id"]
    assert request.headers["Host"] == receiver.url.split("/")[2]


def test_each_endpoint_gets_the_events_that_it_wants_under_the_same_id(
    endpoint: Endpoint, receiver: Receiver
) -> None:
    with receiving() as other:
        wanting = {"events": ["edition.published"], "url": other.url}
        second = Endpoint.objects.create(name="Second", **wanting)
        Endpoint.objects.create(name="Off", enabled=False, **wanting)
        happen()
        enqueue(EventType.DELETED, lambda: [("page-1", {})])
        for each in (endpoint, second):
            deliver.call(each.pk)
    assert receiver.types == ["edition.published", "edition.deleted"]
    assert other.types == ["edition.published"]
    assert other.events[0]["id"] == receiver.events[0]["id"]
    assert Delivery.objects.count() == 3


@pytest.mark.parametrize("code", [302, 503])
def test_any_answer_but_2xx_is_a_failure_and_no_redirect_is_followed(
    endpoint: Endpoint, receiver: Receiver, code: int
) -> None:
    receiver.answers = [status(code, Location=receiver.url)]
    delivery = send(endpoint)
    assert len(receiver.requests) == 1
    assert (delivery.state, delivery.answer, delivery.attempts) == ("pending", str(code), 1)
    deliver_again(endpoint)
    delivery.refresh_from_db()
    assert (delivery.state, delivery.answer, delivery.attempts) == ("delivered", "204", 2)
    first, second = receiver.requests
    assert first.event == second.event


def test_the_waits_double_over_three_days_and_then_it_is_given_up_and_holds_up_none(
    endpoint: Endpoint, receiver: Receiver
) -> None:
    receiver.answers = [status(500)] * delivering.MAX_ATTEMPTS
    happen(number=1)
    delivery = Delivery.objects.get()
    happen(number=2)
    waits = []
    for _ in range(delivering.MAX_ATTEMPTS):
        begin = timezone.now()
        deliver_again(endpoint)
        delivery.refresh_from_db()
        waits.append((delivery.due_at - begin).total_seconds())
    *between, _last = waits
    assert timedelta(days=2) < timedelta(seconds=sum(between)) < timedelta(days=4)
    for number, wait in enumerate(between):
        assert 0.79 < wait / (30 * 2**number) < 1.21
    assert (delivery.state, delivery.attempts) == ("dead", len(waits))
    deliver_again(endpoint)
    assert numbers(receiver) == [1] * len(waits) + [2]


def test_a_receiver_that_is_down_is_tried_again(endpoint: Endpoint) -> None:
    with receiving() as gone:
        Endpoint.objects.update(url=gone.url)
    happen("page-1")
    happen("page-2")
    deliver.call(endpoint.pk)
    later, first = Delivery.objects.all()
    assert (first.state, first.attempts) == ("pending", 1)
    assert "refused" in first.answer
    # There is no sense in asking a receiver for each message that is not there for one.
    assert later.attempts == 0
    deliver.call(endpoint.pk)
    assert not Delivery.due().exists()
    assert Delivery.objects.filter(attempts=0).count() == 1


def test_a_receiver_of_many_messages_gives_way_to_others(
    endpoint: Endpoint, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivering, "TURN", 0)
    happen("page-1")
    happen("page-2")
    deliver.call(endpoint.pk)
    assert len(receiver.requests) == 1
    assert Delivery.due().count() == 1


def test_what_a_task_is_under_way_for_is_not_enqueued_for_each_event(
    endpoint: Endpoint, queue: DummyBackend, django_capture_on_commit_callbacks: Any
) -> None:
    def enqueued() -> int:
        with django_capture_on_commit_callbacks(execute=True):
            happen("page-1")
            happen("page-2")
        return len(queue.results)

    assert enqueued() == 1
    assert enqueued() == 1
    Delivery.objects.filter(subject="page-1").update(due_at=timezone.now() + timedelta(hours=1))
    Delivery.objects.filter(subject="page-2").delete()
    assert enqueued() == 2


def test_a_receiver_that_answers_drop_by_drop_is_cut_off(
    endpoint: Endpoint, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(delivering, "TIMEOUT", 0.3)

    def dripping(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Long: ")
        while True:
            handler.wfile.write(b"x")
            time.sleep(0.05)

    receiver.answers = [dripping]
    begin = time.monotonic()
    delivery = send(endpoint)
    assert time.monotonic() - begin < 2
    assert (delivery.state, delivery.status) == ("pending", 0)


def test_of_a_gigabyte_little_is_read(endpoint: Endpoint, receiver: Receiver) -> None:
    sent = []

    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Length", str(2**30))
        handler.end_headers()
        try:
            for _ in range(2**14):
                sent.append(handler.wfile.write(bytes(2**16)))
        except OSError:
            pass

    receiver.answers = [endless]
    begin = time.monotonic()
    assert send(endpoint).state == "delivered"
    assert time.monotonic() - begin < 2
    # What the sockets of both sides hold of it has been sent, but not read.
    assert sum(sent) < 2**28


def test_410_switches_the_endpoint_off(endpoint: Endpoint, receiver: Receiver) -> None:
    receiver.answers = [status(410)]
    happen("page-1")
    happen("page-2")
    deliver.call(endpoint.pk)
    endpoint.refresh_from_db()
    assert not endpoint.enabled
    assert [each.state for each in Delivery.objects.all()] == ["pending", "dead"]
    happen("page-3")
    deliver_again(endpoint)
    assert len(receiver.requests) == 1
    assert Delivery.objects.count() == 2


def test_a_page_waits_for_its_earlier_message_and_another_does_not(
    endpoint: Endpoint, receiver: Receiver
) -> None:
    receiver.answers = [status(500)]
    for number, subject in enumerate(["page-1", "page-1", "page-2", "page-1"]):
        happen(subject, number)
    deliver.call(endpoint.pk)
    assert numbers(receiver) == [0, 2]
    deliver_again(endpoint)
    assert numbers(receiver) == [0, 2, 0, 1, 3]


def test_what_a_killed_process_was_sending_is_sent_again_under_its_id_when_its_lease_ends(
    endpoint: Endpoint, receiver: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in (1, 2):
        happen(number=number)

    def be_killed(*sent: Any) -> int:
        post(*sent)
        raise SystemExit

    with monkeypatch.context() as patch, pytest.raises(SystemExit):
        patch.setattr(delivering, "post", be_killed)
        deliver.call(endpoint.pk)
    deliver.call(endpoint.pk)
    assert numbers(receiver) == [1]
    deliver_again(endpoint)
    assert numbers(receiver) == [1, 1, 2]
    first, second, _other = (request.headers["webhook-id"] for request in receiver.requests)
    assert first == second


def test_old_deliveries_are_deleted(endpoint: Endpoint) -> None:
    send_test(endpoint)
    send_test(endpoint)
    old = Delivery.objects.last()
    assert old is not None
    Delivery.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=31))
    assert tidy() == 1
    assert Delivery.objects.exclude(pk=old.pk).count() == 1


@pytest.mark.django_db(transaction=True)
def test_an_editors_request_sends_nothing_and_run_results_sends_it_at_once(
    index: ResultsIndexPage,
    endpoint: Endpoint,
    receiver: Receiver,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(steps, "_steps", {})
    published: list[float] = []

    def is_done() -> bool:
        if Heartbeat.is_working() and not published:
            ResultsPageFactory.create(parent=index)
            published.append(time.monotonic())
        return bool(receiver.requests)

    stop_when(is_done)
    call_command("run_results", interval=600)
    assert time.monotonic() - published[0] < 5
    assert receiver.types == ["edition.published"]
    assert Delivery.objects.get().state == "delivered"
    # Without the process nobody sends it.
    ResultsPage.objects.get().unpublish()
    assert len(receiver.requests) == 1
    assert Delivery.objects.filter(state="pending").count() == 1


@pytest.mark.django_db(transaction=True)
def test_each_delivery_is_made_by_one_process_and_in_order(
    endpoint: Endpoint, receiver: Receiver
) -> None:
    receiver.answers = [after(lambda: time.sleep(0.01))] * 100
    for number in range(40):
        happen(f"page-{number % 4}", number)
    at_once(lambda _number: deliver.call(endpoint.pk))
    while Delivery.due().exists():
        deliver.call(endpoint.pk)
    assert sorted(numbers(receiver)) == list(range(40))
    for page in range(4):
        of_page = [number for number in numbers(receiver) if number % 4 == page]
        assert of_page == sorted(of_page)
    assert Counter(Delivery.objects.values_list("attempts", flat=True)) == {1: 40}


@pytest.mark.django_db(transaction=True)
def test_a_receiver_that_hangs_holds_up_no_other_message(
    endpoint: Endpoint, receiver: Receiver
) -> None:
    hangs, released = Event(), Event()
    receiver.answers = [after(hangs.set, lambda: released.wait(9))]
    happen("page-1")
    with receiving() as other:

        def is_done() -> bool:
            if hangs.is_set() and not Endpoint.objects.filter(name="Other").exists():
                # While the first one hangs already.
                Endpoint.objects.create(name="Other", url=other.url, events=["edition.published"])
                Endpoint.objects.filter(pk=endpoint.pk).update(events=[])
                happen("page-2")
            return bool(other.requests)

        stop_when(is_done, before_signal=released.set)
        begin = time.monotonic()
        call_command("run_results", interval=600)
        assert time.monotonic() - begin < 5
        assert other.types == receiver.types == ["edition.published"]


@pytest.mark.django_db(transaction=True)
def test_a_slow_receiver_keeps_one_worker_however_many_tasks_there_are_for_it(
    endpoint: Endpoint, receiver: Receiver
) -> None:
    arrived, released = Event(), Event()
    receiver.answers = [after(arrived.set, lambda: released.wait(9))]
    for number in range(3):
        happen(f"page-{number}", number)

    def second(number: int) -> None:
        if number:
            assert arrived.wait(9)
        if number == 1:
            deliver.call(endpoint.pk)
            assert len(receiver.requests) == 1
            released.set()
        elif number == 0:
            deliver.call(endpoint.pk)

    at_once(second)
    assert numbers(receiver) == [0, 1, 2]


@pytest.mark.django_db(transaction=True)
def test_a_process_that_is_to_end_leaves_the_rest(endpoint: Endpoint, receiver: Receiver) -> None:
    receiver.answers = [after(stopping.set)]
    happen("page-1")
    happen("page-2")
    try:
        deliver.call(endpoint.pk)
    finally:
        stopping.clear()
    assert len(receiver.requests) == 1
    assert Delivery.due().count() == 1
