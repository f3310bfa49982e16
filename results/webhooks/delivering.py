"""Delivering what waits: each delivery by one process, those of a page in order, again if need be."""

from __future__ import annotations

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import partial
from http import HTTPStatus
from typing import Any

from django.db import connections
from django.db.models import F
from django.utils import timezone

from .models import Delivery, Endpoint
from .sending import NotSentError, post

# Longer than an attempt takes, also where the name has to be asked for.
LEASE = timedelta(minutes=2)
# Twice as long each time: 14 attempts in nearly three days.
FIRST_WAIT = timedelta(seconds=30)
MAX_ATTEMPTS = 14
KEPT = timedelta(days=30)
# As many endpoints at once; one that is slow then seldom holds up the others.
THREADS = 8


def deliver(is_stopping: Callable[[], bool]) -> None:
    """Deliver all that is due, to each endpoint by itself."""
    waiting = Delivery.objects.due().order_by().values_list("endpoint", flat=True).distinct()
    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(partial(_in_thread, is_stopping), waiting))


def deliver_to(endpoint_id: int, *, is_stopping: Callable[[], bool] = lambda: False) -> None:
    """Deliver what is due to the endpoint, until it cannot be reached."""
    while not is_stopping():
        delivery = _claim(endpoint_id)
        if delivery is None or not _attempt(delivery):
            break


def tidy() -> int:
    """Delete deliveries that are older than 30 days; return how many."""
    return Delivery.objects.filter(created_at__lt=timezone.now() - KEPT).delete()[0]


def _in_thread(is_stopping: Callable[[], bool], endpoint_id: int) -> None:
    try:
        deliver_to(endpoint_id, is_stopping=is_stopping)
    finally:
        connections.close_all()


def _claim(endpoint_id: int) -> Delivery | None:
    """Take the next delivery for this process; None when there is none."""
    due = Delivery.objects.due().filter(endpoint=endpoint_id).select_related("endpoint")
    while found := due.first():
        lease = timezone.now() + LEASE
        if _write_if_unchanged(found, due_at=lease, attempts=F("attempts") + 1):
            found.due_at, found.attempts = lease, found.attempts + 1
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
    if status == HTTPStatus.GONE:
        Endpoint.objects.filter(pk=endpoint.pk).update(enabled=False)
    _write_if_unchanged(delivery, **outcome)
    return bool(status)


def _write_if_unchanged(delivery: Delivery, **fields: Any) -> bool:
    """Write the fields, unless another process, or a person, has been quicker."""
    same = Delivery.objects.filter(
        pk=delivery.pk, state=Delivery.State.PENDING, due_at=delivery.due_at
    )
    return bool(same.update(**fields))
