"""Many events through a receiver that fails every second time, while the worker is killed."""

from __future__ import annotations

from http.server import BaseHTTPRequestHandler
from pathlib import Path
from threading import Event

import pytest

from tests.publishing.sudden_ends.site import killable_site, wait_until_none

from .receiver import Answer, Receiver, receiving, status

PAGES = 50
FAILING: list[Answer] = [status(500), status(204)]

pytestmark = [
    pytest.mark.server,
    pytest.mark.timeout(900),
    pytest.mark.usefixtures("django_db_setup"),
]

# Run by `manage.py shell` in the site.
CONTENT = """
from results.webhooks.events import tell
from results.webhooks.models import Endpoint, EventType

endpoint = Endpoint.objects.create(name="Example data", url={url!r}, events=["edition.published"])
print(endpoint.secret)
for number in range({events}):
    tell(EventType.PUBLISHED, f"page-{{number % {pages}}}", lambda: {{"number": number}})
"""


@pytest.mark.parametrize(
    ("events", "kills"), [(60, 1), pytest.param(1000, 5, marks=pytest.mark.soak)]
)
def test_every_event_arrives_in_order_and_what_comes_twice_has_the_same_id(
    events: int, kills: int, tmp_path: Path
) -> None:
    held = Held()
    with receiving() as receiver, killable_site(tmp_path) as site:
        until_a_kill: list[Answer] = [*FAILING * (events // (kills + 1)), held]
        receiver.answers = until_a_kill * kills + FAILING * events
        site.env["DJANGO_SETTINGS_MODULE"] = "tests.webhooks.settings"
        content = CONTENT.format(url=receiver.url, events=events, pages=PAGES)
        secret = site.fill(content).strip()
        for _ in range(kills):
            site.start_run_results()
            assert held.came.wait(120)
            site.kill("run_results")
            held.release()
            site.wait_for_database()
        site.start_run_results()
        undelivered = "SELECT id FROM results_webhooks_delivery WHERE state <> 'delivered'"
        wait_until_none(lambda: site.rows(undelivered), 300)
        assert "Traceback" not in site.log(), site.log()[-5000:]
    for request in receiver.requests:
        request.verify(secret)
    assert disorder(receiver) == []
    ids = {request.headers["webhook-id"] for request in receiver.requests}
    print(f"{events} events in {len(receiver.requests)} requests, {kills} kills.")
    assert len(ids) == events


class Held:
    """An answer that a receiver gives when it is released: its sender is killed before."""

    def __init__(self) -> None:
        self.came, self._released = Event(), Event()

    def __call__(self, handler: BaseHTTPRequestHandler) -> None:
        released = self._released
        self.came.set()
        released.wait(60)

    def release(self) -> None:
        """Let it go, and hold the next one."""
        self.came.clear()
        released, self._released = self._released, Event()
        released.set()


def disorder(receiver: Receiver) -> list[int]:
    """The events that came for the first time after a later one of their page."""
    latest: dict[int, int] = {}
    wrong = []
    seen = set()
    for event in receiver.events:
        number = event["data"]["number"]
        if number not in seen and latest.get(number % PAGES, -1) > number:
            wrong.append(number)
        seen.add(number)
        latest[number % PAGES] = max(number, latest.get(number % PAGES, -1))
    return wrong
