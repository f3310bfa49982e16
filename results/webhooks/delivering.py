"""Delivering what waits: each delivery by one process, those of a page in order, again if need be.

The address of an endpoint may be any that a stranger has typed: a POST goes only to the open internet, and
is bounded."""

import random
import socket
from collections.abc import Mapping
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from threading import Event, Timer
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

from django.db.models import Q
from django.utils import timezone

from django_tasks import task

from ..blocks.links import is_public_address
from ..publishing.due import (
    BACKEND,
    DueWork,
    enqueue,
    register_due_work,
    stopping,
    write_if_unchanged,
)
from .models import LEASE, Delivery, Endpoint, is_private_allowed

TIMEOUT = 10.0  # seconds until there is a connection, for its TLS, and for the answer
LARGEST_ANSWER = 64 * 1024


class NotSentError(Exception):
    """Raised when there was no answer; its text says why."""


def post(url: str, body: bytes, headers: Mapping[str, str]) -> int:
    """Send the body and return the status of the answer, of which at most 64 kB are read.

    No redirect is followed, no proxy is used. Raises NotSentError.
    """
    try:
        parts = urlsplit(url)
        connect = _SecureConnection if parts.scheme == "https" else _Connection
        with closing(connect(parts.hostname or "", parts.port, timeout=TIMEOUT)) as connection:
            connection.connect()
            is_cut = Event()
            alarm = Timer(TIMEOUT, _cut, [connection.sock, is_cut])
            alarm.start()
            try:
                target = f"{parts.path or '/'}{'?' * bool(parts.query)}{parts.query}"
                connection.request("POST", target, body, dict(headers))
                answer = connection.getresponse()
                if is_cut.is_set():
                    raise TimeoutError(f"No whole answer within {TIMEOUT:g} seconds.")
                # What a receiver still has to say, so that it can end in peace; nobody reads it.
                with suppress(OSError, HTTPException, ValueError):
                    answer.read(LARGEST_ANSWER)
                return answer.status
            finally:
                alarm.cancel()
    except (OSError, HTTPException, ValueError) as error:
        # ValueError: a name that is none, and Python's ssl for what was cut.
        said = getattr(error, "strerror", None) or str(error)
        raise NotSentError(said or type(error).__name__) from error


class _Connection(HTTPConnection):
    """A connection to an address that was checked, under the name in the URL."""

    def connect(self) -> None:
        """Connect to the first of the name's addresses that answers; raises OSError for private ones."""
        found = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        addresses = [(str(sockaddr[0]), self.port) for *_rest, sockaddr in found]
        if not is_private_allowed() and not all(is_public_address(host) for host, _ in addresses):
            raise OSError(f"{self.host} is in a private network.")
        until = monotonic() + TIMEOUT
        for address in addresses:
            try:
                self.sock = socket.create_connection(address, max(until - monotonic(), 1))
                return
            except OSError as error:
                failure = error
        raise failure


class _SecureConnection(HTTPSConnection, _Connection):
    """The same, and TLS on top of it."""


def _cut(sock: socket.socket, is_cut: Event) -> None:
    is_cut.set()
    with suppress(OSError):
        # Of SSLSocket it would take away the session, which is being read.
        socket.socket.shutdown(sock, socket.SHUT_RDWR)


# Twice as long each time: 14 attempts in nearly three days.
FIRST_WAIT = timedelta(seconds=30)
MAX_ATTEMPTS = 14
KEPT = timedelta(days=30)
# So long one endpoint occupies a worker at a time.
TURN = 10.0  # seconds


@task(backend=BACKEND)
def deliver(endpoint_id: int) -> None:
    """Send the endpoint's due deliveries, until it cannot be reached or others have their turn."""
    until = monotonic() + TURN
    while not stopping.is_set():
        delivery = _claim(endpoint_id)
        if delivery is None or not _attempt(delivery):
            break
        if monotonic() > until:
            # Without a queue, what is left is simply due.
            enqueue(deliver, endpoint_id)
            break


register_due_work(
    DueWork(
        deliver,
        Delivery.undone,
        Delivery.due,
        key="endpoint_id",
        failed=~Q(error="") | ~Q(status=0),
        error="answer",
        threads=8,
    )
)


def tidy() -> int:
    """Delete deliveries that are older than 30 days; return how many."""
    return Delivery.objects.filter(created_at__lt=timezone.now() - KEPT).delete()[0]


def _claim(endpoint_id: int) -> Delivery | None:
    """Take the next delivery for this process; None when there is none."""
    while found := Delivery.due().filter(endpoint=endpoint_id).first():
        claim = {"attempts": found.attempts + 1, "status": 0, "error": ""}
        if write_if_unchanged(found, due_at=timezone.now() + LEASE, **claim):
            return found
    return None


def _attempt(delivery: Delivery) -> bool:
    """Send it and note what became of it; whether there was an answer."""
    endpoint, at = delivery.endpoint, datetime.now(UTC)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "wagtail-results",
        "Connection": "close",
        "webhook-id": delivery.event_id,
        "webhook-timestamp": str(int(at.timestamp())),
        "webhook-signature": endpoint.sign(delivery.event_id, at, delivery.body),
    }
    try:
        status, error = post(endpoint.url, delivery.body.encode(), headers), ""
    except NotSentError as problem:
        status, error = 0, str(problem)
    outcome: dict[str, Any] = {"status": status, "error": error}
    if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
        outcome["state"] = Delivery.State.DELIVERED
    elif status == HTTPStatus.GONE or delivery.attempts >= MAX_ATTEMPTS:
        outcome["state"] = Delivery.State.DEAD
    else:
        wait = FIRST_WAIT * 2 ** (delivery.attempts - 1) * random.uniform(0.8, 1.2)  # noqa: S311  # no secret
        outcome["due_at"] = timezone.now() + wait
    if not status:
        # There is no sense in asking a receiver for each message that is not there for one.
        waiting = Delivery.objects.filter(endpoint=endpoint, state=Delivery.State.PENDING)
        now = timezone.now()
        waiting.filter(due_at__lte=now).update(due_at=now + FIRST_WAIT)
    if status == HTTPStatus.GONE:
        Endpoint.objects.filter(pk=endpoint.pk).update(enabled=False)
    write_if_unchanged(delivery, **outcome)
    return bool(status)
