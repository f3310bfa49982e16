"""Rules of what is kept, of makings that something comes between, and of what goes wrong."""

import contextlib
import os
import signal
import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from threading import Barrier, Event, Thread
from typing import Any
from unittest.mock import Mock

from django.db import OperationalError, connection, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

import pytest
from pytest_django import Settings

from results.snapshots import change_signal
from results.snapshots.counters import totals
from results.snapshots.models import CacheVersion, PendingInvalidation, Snapshot
from results.snapshots.operations.upkeep import MADE, warm_one
from results.snapshots.rendering import render, rendering, storable
from results.snapshots.rendering.rendering import _valid_until
from results.snapshots.rendering.storable import LONGEST_WAIT, claim
from results.snapshots.serving import front
from results.snapshots.serving.server import server
from results.snapshots.versions import UNKNOWN, settled_version
from tests.factories import ResultsIndexPageFactory, ResultsPageFactory
from tests.snapshots import odd_urls
from tests.snapshots.conftest import begin_anew
from tests.snapshots.hosts import SAYS, time_to_look

from .conftest import address, rename

pytestmark = pytest.mark.django_db(transaction=True)


REFUSED = {
    "cookie": "cookie",
    "raw-cookie": "cookie",
    "form": "form",
    "session": "cookie",
    "private": "private",
    "no-store": "private",
    "missing": "status",
    "moved": "status",
    "nothing-found": "empty",
    "by-address": "client",
    "by-undeclared-header": "client",
    "by-cookie": "client",
    "by-template": "client",
    "by-server-login": "client",
    "by-other-database": "elsewhere",
    "lines": "type",
    "stream": "stream",
    "picture": "type",
    "nonce": "nonce",
    "by-all": "varies",
    "broken": "status",
}
QUERIES = {"nothing-found": "slug=of-nobody", "lines": "slug=of-nobody"}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_the_same_for_everybody_is_not_kept_but_answered_by_the_site(name: str) -> None:
    assert render(address(name, QUERIES.get(name, ""))) == REFUSED[name]
    client = Client(raise_request_exception=False)
    answers = [client.get(f"/{name}/?{QUERIES.get(name, '')}") for _time in range(3)]

    assert len({answer.status_code for answer in answers}) == 1
    assert not any(SAYS in answer.headers for answer in answers)
    assert not Snapshot.objects.exists()


def test_an_empty_list_is_kept_if_nobody_searches_or_if_it_is_no_answer_of_an_api() -> None:
    assert not isinstance(render(address("nothing-found")), str)
    assert not isinstance(render(address("list", "slug=a")), str)


def test_an_answer_varies_by_language_unless_its_address_decides_on_it(monkeypatch: Any) -> None:
    response = HttpResponse(headers={"Vary": "Accept-Language, Accept-Encoding"})
    for path, patterns, is_fixed in (
        ("/en/a/", (True, True), True),
        ("/a/", (True, True), False),
        ("/a/", (True, False), True),
        ("/en/a/", (False, False), False),
    ):
        used = Mock(return_value=patterns)
        monkeypatch.setattr(storable, "is_language_prefix_patterns_used", used)
        request: Any = RequestFactory().get(path)
        varies = [] if is_fixed else ["accept-language"]
        assert storable.varies_on(request, response) == varies


def test_headers_and_cookies_that_the_host_says_do_not_matter_do_not(
    client: Client, settings: Settings
) -> None:
    settings.WAGTAIL_RESULTS = {"SNAPSHOTS": True, "SNAPSHOT_HEADERS_IGNORED": ["X-Country"]}
    assert client.get("/by-undeclared-header/").headers[SAYS] == "made"

    settings.WAGTAIL_RESULTS = {"SNAPSHOTS": True, "SNAPSHOT_COOKIES_IGNORED": ["colour"]}
    assert client.get("/by-cookie/").headers[SAYS] == "made"


def test_what_varies_by_a_header_is_for_readers_without_it(client: Client) -> None:
    assert client.get("/by-agent/").text == "for nobody"
    stored = Snapshot.objects.get()

    for agent in ("Lynx", "w3m"):
        assert client.get("/by-agent/", HTTP_USER_AGENT=agent).text == f"for {agent}"

    assert Snapshot.objects.get() == stored
    # Too small to be compressed.
    again = client.get("/by-agent/", HTTP_ACCEPT_ENCODING="gzip, br")
    assert (again.headers[SAYS], again.text) == ("hit", "for nobody")


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


def test_a_request_that_is_left_to_the_site_counts_as_a_bypass(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = totals()
    for path in ("/plain/?undeclared=1", "/missing/", "/missing/"):
        client.get(path)
    now = totals()

    more = {name: now[name] - before[name] for name in ("hits", "misses", "bypasses", "refused")}
    assert more == {"hits": 0, "misses": 1, "bypasses": 2, "refused": 1}

    monkeypatch.setattr(front, "REFUSED_FOR", 0)
    for _time in range(2):
        client.get("/moved/")
    assert totals()["refused"] == now["refused"] + 2, "Later it is tried again."


def test_nothing_is_kept_of_a_version_that_is_not_known_or_not_the_last(monkeypatch: Any) -> None:
    odd_urls.MEANWHILE.append(lambda: rendering.know_sites(1))
    assert render(address("meanwhile")) == "changed"
    monkeypatch.setattr(rendering, "settled_version", lambda: UNKNOWN)
    assert render(address("plain")) == "changed"


def test_a_site_that_has_lost_its_version_gets_another_one(client: Client) -> None:
    CacheVersion.objects.all().delete()

    assert [client.get("/plain/").headers[SAYS] for _time in range(2)] == ["made", "hit"]


def test_what_changes_while_an_answer_is_made_is_in_what_is_kept(client: Client) -> None:
    odd_urls.MEANWHILE.append(_rename_once("Renamed meanwhile"))

    client.get("/meanwhile/")

    assert "Renamed meanwhile" in client.get("/meanwhile/").text


def test_nobody_is_given_what_something_always_changes(client: Client) -> None:
    odd_urls.MEANWHILE.append(lambda: rename(f"Renamed {time.monotonic_ns()}"))

    assert [client.get("/meanwhile/").headers[SAYS] for _time in range(2)] == ["made", "made"]


def test_nothing_is_kept_of_a_transaction_that_others_do_not_see() -> None:
    with transaction.atomic():
        rename("Never committed")
        rendered = render(address("plain"))
        PendingInvalidation.objects.create()
        assert settled_version() == UNKNOWN
        transaction.set_rollback(True)

    assert rendered == "transaction"


def test_a_change_that_is_taken_back_leaves_what_is_kept(client: Client) -> None:
    before = client.get("/plain/").content

    with transaction.atomic():
        rename("Never committed")
        transaction.set_rollback(True)

    answer = client.get("/plain/")
    assert (answer.headers[SAYS], answer.content) == ("hit", before)
    assert not PendingInvalidation.objects.exists()


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


def _rename_once(title: str) -> Callable[[], None]:
    done: list[bool] = []

    def act() -> None:
        if not done:
            done.append(True)
            rename(title)

    return act


def test_an_answer_ends_when_the_first_page_expires(settings: Settings) -> None:
    hour = timedelta(hours=1)
    index, now = ResultsIndexPageFactory.create(), timezone.now()
    for number, hours in enumerate((3, 2, -1)):
        expiry = now + hours * hour
        ResultsPageFactory.create(parent=index, year=2020 + number, expire_at=expiry)

    assert _valid_until(1) == now + 2 * hour
    settings.WAGTAIL_RESULTS = {"SNAPSHOT_MAX_AGE": 60}
    assert _valid_until(1) < now + hour


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
