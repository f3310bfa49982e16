"""API v3 as its document says, under requests made up at random: no server error."""

import logging
import os
import time
from collections import Counter
from itertools import cycle, islice
from random import SystemRandom
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.test import Client

from wagtail.api.v3.api import api
from wagtail.models import APIToken, Page, Site

import pytest
from pytest_django.live_server_helper import LiveServer

from results.models import ResultsPage
from tests.api.building import DOCUMENT, IMAGE, make_edition
from tests.factories import MODERATOR, AdminFactory, UserFactory
from tests.routes import Person

from .requests_of_v3 import Requests

# What Wagtail does, and why it is left alone: docs/decisions/api.md.
UNCHECKED = ("positive_data_acceptance",)


@pytest.mark.soak
@pytest.mark.timeout(1500)
@pytest.mark.parametrize("has_token", [False, True], ids=["anonymous", "token"])
@pytest.mark.django_db(transaction=True)
def test_what_is_answered_is_what_the_document_says(
    live_server: LiveServer, has_token: bool
) -> None:
    import schemathesis
    from schemathesis import engine
    from schemathesis.engine.events import NonFatalError, ScenarioFinished

    make_edition()
    user = AdminFactory.create()
    token = APIToken.create_token(user=user, name="described")[1]
    config = schemathesis.Config.from_dict(
        {
            "max-time": int(os.environ.get("SECONDS", "300")),
            "continue-on-failure": True,
            "workers": 1,
            "headers": {"Authorization": f"Bearer {token}"} if has_token else {},
            "checks": {name: {"enabled": False} for name in UNCHECKED},
        }
    )
    address = f"{live_server.url}/api/v3-preview/openapi.json"
    # The demo has no snippets that API v3 knows.
    schema = schemathesis.openapi.from_url(address, config=config).exclude(path_regex="/snippets/")
    found: Counter[str] = Counter()
    said: dict[str, str] = {}
    for event in engine.from_schema(schema).execute():
        if isinstance(event, NonFatalError):
            found[f"{event.label}: error"] += 1
            said[f"{event.label}: error"] = str(event.info.format())[:600]
        if isinstance(event, ScenarioFinished):
            for checks in event.recorder.checks.values():
                for check in checks:
                    if check.failure_info is not None:
                        failure = check.failure_info.failure
                        key = f"{event.recorder.label}: {check.name}: {failure.title}"
                        found[key] += 1
                        said.setdefault(
                            key, f"{failure.message[:500]} {check.failure_info.code_sample[:300]}"
                        )
    assert not found, "\n\n".join(f"{key} ({number})\n{said[key]}" for key, number in found.items())


# Requests that meet what the earlier ones of them have changed.
TOGETHER = 40


def breaks(response: Any) -> bool:
    return bool(response.status_code >= 500)


def failures(requests: Requests, clients: list[Client], end: float) -> list[Any]:
    """What was answered by a server error, of requests and of the pages that they left."""
    found: list[Any] = []
    senders, visitor = cycle(clients), Client(raise_request_exception=False)
    rounds = 0
    while time.monotonic() < end:
        rounds += 1
        with transaction.atomic():
            for request in islice(requests, TOGETHER):
                with transaction.atomic():
                    # A failure takes back what it has begun, as on a site of one request each.
                    if breaks(request.send(next(senders))):
                        found.append(request)
                        transaction.set_rollback(True)
            for page in ResultsPage.objects.live():
                addresses = [
                    page.url,
                    f"/api/v3-preview/pages/{page.pk}/",
                    f"/api/v2/pages/{page.pk}/",
                ]
                found.extend(
                    (rounds, address)
                    for address in addresses
                    if address and breaks(visitor.get(address))
                )
            transaction.set_rollback(True)
        cache.clear()
    print(f"{rounds} rounds of {TOGETHER} requests.")
    return found


@pytest.mark.django_db
@pytest.mark.parametrize(
    "seconds", [4, pytest.param(600, marks=[pytest.mark.soak, pytest.mark.drill])]
)
def test_no_request_of_a_client_with_a_token_is_a_server_error(seconds: int) -> None:
    seed = int(os.environ.get("SEED") or SystemRandom().randrange(1_000_000))
    print(f"The seed is {seed}.")
    edition = make_edition()
    edition.swedish.save_revision()
    keys = [*Page.objects.values_list("pk", flat=True), IMAGE, DOCUMENT, Site.objects.get().pk]
    clients = [Person.of(user).api for user in (None, UserFactory.create(may=MODERATOR))]
    requests = Requests(api.get_openapi_schema(), keys, seed)
    logging.disable(logging.ERROR)
    try:
        assert not failures(requests, clients, time.monotonic() + seconds)
    finally:
        logging.disable(logging.NOTSET)
