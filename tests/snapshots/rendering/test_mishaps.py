"""Rules of what goes wrong: damage, a killed process, no folder, no room."""

import contextlib
import os
import signal
import time
from pathlib import Path
from threading import Event, Thread

from django.db import OperationalError, connection, transaction
from django.test import Client

import pytest

from results.snapshots import change_signal
from results.snapshots.models import PendingInvalidation, Snapshot
from results.snapshots.operations.upkeep import MADE, warm_one
from results.snapshots.rendering import storable
from results.snapshots.rendering.storable import LONGEST_WAIT, claim
from results.snapshots.serving.server import server
from tests.snapshots.conftest import begin_anew
from tests.snapshots.hosts import SAYS, time_to_look
from tests.snapshots.rendering.conftest import address, rename

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize(("column", "value"), [("body", b"half"), ("head", "[1"), ("head", "1")])
def test_a_damaged_snapshot_is_made_anew(column: str, value: object, client: Client) -> None:
    whole = client.get("/plain/").content
    Snapshot.objects.update(**{column: value})
    begin_anew()

    answer = client.get("/plain/")

    assert (answer.headers[SAYS], answer.content) == ("made", whole)


def test_the_right_to_make_ends_with_the_process_that_had_it() -> None:
    key = address("plain").key
    held, told = os.pipe()
    if (maker := os.fork()) == 0:
        with claim(key):
            os.write(told, b"held")
            time.sleep(60)
    assert os.read(held, 4) == b"held"
    start = time.monotonic()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(storable, "LONGEST_WAIT", 0.2)
        with claim(key):
            assert time.monotonic() - start >= 0.2, "It waits for the other process."

    os.kill(maker, signal.SIGKILL)
    os.waitpid(maker, 0)

    start = time.monotonic()
    with claim(key):
        pass
    assert time.monotonic() - start < LONGEST_WAIT


def test_what_is_made_beforehand_and_readers_do_not_wait_for_each_other() -> None:
    wanted = address("plain")
    start = time.monotonic()
    with claim(wanted.key):
        assert warm_one(wanted) == MADE
    assert time.monotonic() - start < LONGEST_WAIT


def test_where_no_file_can_be_had_every_answer_asks_the_database(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("no folder")
    monkeypatch.setattr(change_signal, "folder", lambda: tmp_path / "taken" / "below")
    change_signal._mapped.cache_clear()
    try:
        client.get("/plain/")
        assert client.get("/plain/").headers[SAYS] == "hit"
        rename("Another title")
        assert "Another title" in client.get("/plain/").text
    finally:
        change_signal._mapped.cache_clear()


def test_nothing_is_given_while_an_invalidation_is_pending(client: Client) -> None:
    client.get("/plain/")
    assert client.get("/plain/").headers[SAYS] == "hit"

    def fail() -> None:
        raise RuntimeError("another's hook")

    with pytest.raises(RuntimeError, match="another's hook"), transaction.atomic():
        # It comes first, and Django calls no hook after one that fails.
        transaction.on_commit(fail)
        rename("Another title")
    assert PendingInvalidation.objects.exists() is (connection.vendor == "postgresql")

    time_to_look(server())
    for _time in range(2):
        assert "Another title" in client.get("/plain/").text


def test_without_the_cache_the_site_answers_what_it_can(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object, **_options: object) -> None:
        raise ConnectionError("the cache is away")

    monkeypatch.setattr("django.core.cache.cache.get", fail)

    assert client.get("/long/").status_code == 200


@pytest.mark.drill
@pytest.mark.skipif(connection.vendor != "sqlite", reason="fills a file of SQLite")
def test_a_full_database_costs_the_snapshot_only(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE filler (bytes)")
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        with contextlib.suppress(OperationalError):
            while True:
                cursor.execute("INSERT INTO filler VALUES (zeroblob(2000))")
        full, again = (client.get("/long/") for _time in range(2))
        cursor.execute("PRAGMA max_page_count = 1000000")
        cursor.execute("DROP TABLE filler")

    assert not Snapshot.objects.exists()
    # The second one by memory.
    assert [answer.status_code for answer in (full, again)] == [200, 200]
    assert [answer.headers[SAYS] for answer in (full, again)] == ["made", "hit"]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="has one writer")
def test_no_reader_waits_for_the_one_who_writes(client: Client) -> None:
    held, read = Event(), Event()

    def write() -> None:
        with transaction.atomic():
            rename("Not yet committed")
            held.set()
            read.wait(60)
            transaction.set_rollback(True)
        connection.close()

    writer = Thread(target=write)
    writer.start()
    held.wait(60)
    begun = time.monotonic()
    answer = client.get("/long/")
    read.set()
    writer.join()

    assert (answer.status_code, answer.headers[SAYS]) == (200, "made")
    # Else it had waited for all of SQLite's patience.
    assert time.monotonic() - begun < connection.settings_dict["OPTIONS"]["timeout"] / 2
