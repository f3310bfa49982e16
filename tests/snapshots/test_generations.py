"""Rules of generations: one that has begun is never taken back."""

from threading import Event, Thread, current_thread
from typing import Any

from django.db import connection, transaction
from django.test import Client

from wagtail.models import Site

import pytest

from results.snapshots.making import make
from results.snapshots.serving import table
from results.snapshots.serving.server import Server
from results.snapshots.watching import sweeping
from tests.snapshots.making.conftest import odd_site as odd_site
from tests.snapshots.making.odd import address, rename

from .hosts import ROOM

pytestmark = pytest.mark.django_db(transaction=True)


def test_what_was_made_in_a_generation_that_a_change_began_does_not_come_to_life_again(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get("/plain/")
    drop = sweeping.drop_snapshots
    generations = []

    def before_the_sweep() -> None:
        # Whoever held the snapshot has let go of it.
        monkeypatch.setattr(sweeping, "drop_snapshots", drop)
        generations.append(table.state()[1])
        assert make(address("coloured")).stored

    with transaction.atomic():
        transaction.on_commit(before_the_sweep)
        monkeypatch.setattr(sweeping, "drop_snapshots", lambda _ids: False)
        rename("Another title")
    assert table.state()[1] >= generations[0]

    Site.objects.update(site_name="Another name")

    assert table.find(address("coloured").key) is None


def test_of_two_threads_that_listen_at_once_none_believes_what_the_other_knows_to_be_old(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get("/plain/")
    mine, key = Server(ROOM), address("plain").key
    old, _source = mine.find(key, "")
    assert old is not None
    mine._asked = float("-inf")
    has_asked, goes_on = Event(), Event()
    ask = table.state_and_waiting

    def slowly() -> Any:
        found = ask()
        if current_thread().name == "slow":
            has_asked.set()
            goes_on.wait(10)
        return found

    def listen() -> None:
        try:
            mine._listen()
        finally:
            connection.close()

    monkeypatch.setattr(table, "state_and_waiting", slowly)
    slow = Thread(target=listen, name="slow")
    slow.start()
    assert has_asked.wait(10)
    rename("Another title")
    mine._listen()
    goes_on.set()
    slow.join(10)

    found, _source = mine.find(key, "")

    assert found is None or found.encodings != old.encodings
