"""Rules of what is kept, and of makings that something comes between."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from threading import Barrier, Thread

from django.db import OperationalError, connection, transaction
from django.test import Client

from wagtail.models import Page

import pytest
from pytest_django import Settings

from results.snapshots.making import make
from results.snapshots.making.claims import claim
from results.snapshots.models import Need, Snapshot, Sweep
from results.snapshots.serving.addresses import Address
from results.snapshots.serving.epoch import folder
from results.snapshots.serving.server import LOOK_AGAIN
from tests.factories import home_page

from . import odd_urls
from .conftest import begin_anew

pytestmark = pytest.mark.django_db(transaction=True)

SAYS = "X-Results-Snapshot"
REFUSED = {
    "cookie": "cookie",
    "form": "form",
    "session": "cookie",
    "private": "private",
    "missing": "status",
    "moved": "status",
    "stream": "stream",
    "picture": "type",
    "nonce": "nonce",
    "by-all": "varies",
}


@pytest.fixture(autouse=True)
def odd_site(settings: Settings) -> None:
    """A site of odd views, with one page."""
    settings.ROOT_URLCONF = "tests.snapshots.odd_urls"
    odd_urls.ANSWERED.clear()
    odd_urls.MEANWHILE.clear()
    home_page("sv")


def address(name: str, query: str = "") -> Address:
    """Where a view of that name is."""
    return Address("http", "testserver", f"/{name}/", query)


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_the_same_for_everybody_is_not_kept(name: str) -> None:
    made = make(address(name))

    assert (made.stored, made.reason) == (None, REFUSED[name])
    assert not Snapshot.objects.exists()


@pytest.mark.parametrize("name", [*REFUSED, "broken"])
def test_what_is_not_kept_is_answered_by_the_site_itself(name: str) -> None:
    client = Client(raise_request_exception=False)

    answers = [client.get(f"/{name}/") for _time in range(3)]

    assert len({answer.status_code for answer in answers}) == 1
    assert not any(SAYS in answer.headers for answer in answers)


def test_a_redirect_for_good_is_kept(client: Client) -> None:
    answers = [client.get("/moved-for-good/") for _time in range(2)]

    assert [answer.headers[SAYS] for answer in answers] == ["made", "hit"]
    assert {(answer.status_code, answer.headers["Location"]) for answer in answers} == {
        (301, "/plain/")
    }


def test_what_varies_by_a_header_is_for_readers_without_it(client: Client) -> None:
    assert client.get("/by-agent/").text == "for nobody"
    assert client.get("/by-agent/").headers[SAYS] == "hit"

    assert client.get("/by-agent/", HTTP_USER_AGENT="Lynx").text == "for Lynx"
    assert client.get("/by-agent/").text == "for nobody"


def test_a_reader_whom_it_does_not_fit_leaves_it_as_it_is(client: Client) -> None:
    client.get("/by-agent/")
    stored = Snapshot.objects.get()

    for agent in ("Lynx", "w3m"):
        assert client.get("/by-agent/", HTTP_USER_AGENT=agent).text == f"for {agent}"

    assert Snapshot.objects.get() == stored
    assert client.get("/by-agent/").headers[SAYS] == "hit"


def test_a_parameter_that_is_declared_has_an_answer_of_its_own(client: Client) -> None:
    for colour in ("blue", "red"):
        answers = [client.get(f"/coloured/?colour={colour}&utm_source=x") for _time in range(2)]
        assert [answer.headers[SAYS] for answer in answers] == ["made", "hit"]
        assert {answer.text for answer in answers} == {f"colour {colour}"}

    assert SAYS not in client.get("/coloured/?colour=blue&size=1").headers


def test_only_get_and_head_are_answered_from_what_is_kept(client: Client) -> None:
    assert client.get("/writing/").text == "GET"

    assert client.post("/writing/").text == "POST"
    assert client.put("/writing/").text == "PUT"


def test_what_changes_while_an_answer_is_made_is_in_what_is_kept(client: Client) -> None:
    odd_urls.MEANWHILE.append(_rename_once("Renamed meanwhile"))

    client.get("/meanwhile/")

    assert "Renamed meanwhile" in client.get("/meanwhile/").text


def test_nothing_is_kept_while_something_always_changes() -> None:
    odd_urls.MEANWHILE.append(lambda: _rename(f"Renamed {time.monotonic_ns()}"))

    assert make(address("meanwhile")).reason == "changed"
    assert not Snapshot.objects.exists()


def test_nothing_is_kept_of_a_transaction_that_others_do_not_see() -> None:
    with transaction.atomic():
        _rename("Never committed")
        made = make(address("plain"))
        transaction.set_rollback(True)

    assert (made.stored, made.reason) == (None, "transaction")


def test_a_change_that_is_taken_back_leaves_what_is_kept(client: Client) -> None:
    before = client.get("/plain/").content

    with transaction.atomic():
        _rename("Never committed")
        transaction.set_rollback(True)

    answer = client.get("/plain/")
    assert (answer.headers[SAYS], answer.content) == ("hit", before)
    assert not Sweep.objects.exists()


@pytest.mark.parametrize("memory", [0, 1_000_000])
def test_a_damaged_snapshot_is_made_anew(memory: int, client: Client, settings: Settings) -> None:
    settings.WAGTAIL_RESULTS = {"SNAPSHOTS": True, "SNAPSHOT_MEMORY": memory}
    begin_anew()
    whole = client.get("/plain/").content
    with connection.cursor() as cursor:
        cursor.execute("UPDATE results_snapshots_snapshot SET body = %s", [b"half"])
    begin_anew()

    answer = client.get("/plain/")

    assert (answer.headers[SAYS], answer.content) == ("made", whole)


def test_twenty_readers_at_once_have_it_made_once() -> None:
    barrier = Barrier(20)
    bodies: list[bytes] = []

    def read() -> None:
        try:
            barrier.wait(30)
            bodies.append(Client().get("/plain/").content)
        finally:
            connection.close()

    threads = [Thread(target=read) for _number in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(bodies) == 20
    assert len(set(bodies)) == 1
    assert odd_urls.ANSWERED == ["/plain/"]


def test_the_right_to_make_ends_with_the_process_that_had_it() -> None:
    key = address("plain").key
    code = (
        "import fcntl, os, sys, time\n"
        "handle = os.open(sys.argv[1], os.O_RDWR | os.O_CREAT, 0o600)\n"
        "fcntl.flock(handle, fcntl.LOCK_EX)\n"
        "print('held', flush=True)\n"
        "time.sleep(60)\n"
    )
    with claim(key):
        pass
    name = max(folder().glob("lock-*"), key=lambda path: path.stat().st_mtime_ns)
    maker = subprocess.Popen(
        [sys.executable, "-c", code, str(name)], stdout=subprocess.PIPE, text=True
    )
    assert maker.stdout is not None
    assert maker.stdout.readline() == "held\n"

    os.kill(maker.pid, signal.SIGKILL)
    maker.wait()
    maker.stdout.close()

    start = time.monotonic()
    with claim(key):
        pass
    assert time.monotonic() - start < 1


def test_what_an_answer_needs_goes_with_it(client: Client) -> None:
    client.get("/plain/")
    assert Need.objects.exists()

    _rename("Another title")

    assert not Need.objects.exists()
    assert not Snapshot.objects.exists()


def test_where_no_file_can_be_had_every_answer_asks_the_database(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    from results.snapshots.serving import epoch

    (tmp_path / "taken").write_text("no folder")
    monkeypatch.setattr(epoch, "folder", lambda: tmp_path / "taken" / "below")
    epoch._mapped.cache_clear()
    try:
        client.get("/plain/")
        assert client.get("/plain/").headers[SAYS] == "hit"
        _rename("Another title")
        assert "Another title" in client.get("/plain/").text
    finally:
        epoch._mapped.cache_clear()


def _rename(title: str) -> None:
    page = Page.objects.order_by("-depth")[0]
    page.title = title
    page.save()


def _rename_once(title: str) -> Callable[[], None]:
    done: list[bool] = []

    def act() -> None:
        if not done:
            done.append(True)
            _rename(title)

    return act


def test_memory_is_not_believed_while_a_change_is_not_swept(client: Client) -> None:
    client.get("/plain/")
    assert client.get("/plain/").headers[SAYS] == "hit"

    def fail() -> None:
        raise RuntimeError("another's hook")

    with pytest.raises(RuntimeError, match="another's hook"), transaction.atomic():
        # It comes first, and Django calls no hook after one that fails.
        transaction.on_commit(fail)
        _rename("Another title")
    assert Sweep.objects.exists()

    time.sleep(LOOK_AGAIN)
    for _time in range(2):
        assert "Another title" in client.get("/plain/").text


@pytest.mark.skipif(connection.vendor != "sqlite", reason="fills a file of SQLite")
def test_a_full_database_costs_the_snapshot_only(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE filler (bytes)")
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages}")
        with contextlib.suppress(OperationalError):
            while True:
                cursor.execute("INSERT INTO filler VALUES (zeroblob(2000))")
        full = client.get("/long/")
        cursor.execute("PRAGMA max_page_count = 1000000")
        cursor.execute("DROP TABLE filler")

    assert (full.status_code, SAYS in full.headers) == (200, False)
    assert client.get("/long/").headers[SAYS] == "made"
