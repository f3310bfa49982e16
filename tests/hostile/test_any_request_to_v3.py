"""API v3 under requests made up at random, with a token: whatever they say, no server error.

SEED= makes the requests of an earlier run, which printed it.
"""

import logging
import os
import time
from itertools import cycle, islice
from random import SystemRandom
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.test import Client

from wagtail.api.v3.api import api
from wagtail.models import APIToken, Page, Site

import pytest

from results.models import ResultsPage
from tests.api.building import DOCUMENT, IMAGE, make_edition
from tests.factories import MODERATOR, AdminFactory, UserFactory
from tests.hostile.requests_of_v3 import Requests

# Requests that meet what the earlier ones of them have changed.
TOGETHER = 40


def client_of(user: Any) -> Client:
    token = APIToken.create_token(user=user, name="random")[1]
    return Client(raise_request_exception=False, headers={"authorization": f"Bearer {token}"})


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
    clients = [client_of(AdminFactory.create()), client_of(UserFactory.create(may=MODERATOR))]
    requests = Requests(api.get_openapi_schema(), keys, seed)
    logging.disable(logging.ERROR)
    try:
        assert not failures(requests, clients, time.monotonic() + seconds)
    finally:
        logging.disable(logging.NOTSET)
