"""Rules of what is stored, of renderings that something comes between, and of what goes wrong."""

import contextlib
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Barrier, Event, Thread
from typing import Any
from unittest.mock import Mock

from django.core.management import call_command
from django.db import OperationalError, connection, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from wagtail.models import Page

import pytest
from pytest_django import Settings

from results.snapshots import front, storing, versions
from results.snapshots.addresses import Address
from results.snapshots.front import server
from results.snapshots.models import CacheVersion, PendingInvalidation, Snapshot
from results.snapshots.storing import CHANGED, UNCOMMITTED, render
from results.snapshots.versions import UNKNOWN, settled_version
from tests.factories import ResultsIndexPageFactory, ResultsPageFactory, home_page
from tests.snapshots import odd_urls
from tests.snapshots.conftest import SAYS, time_to_look

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def odd_site(db: None, settings: Settings) -> None:
    """Nobody has asked it anything yet."""
    settings.ROOT_URLCONF = "tests.snapshots.odd_urls"
    odd_urls.ANSWERED.clear()
    odd_urls.MEANWHILE.clear()
    home_page("sv")


def address(name: str, query: str = "") -> Address:
    """Where a view of that name is."""
    return Address("http", "testserver", f"/{name}/", query)


def rename(title: str) -> None:
    """Give the page another title."""
    page = Page.objects.order_by("-depth")[0]
    page.title = title
    page.save()


REFUSED = {
    "cookie": "cookie",
    "raw-cookie": "cookie",
    "form": "form",
    "session": "cookie",
    "private": "no cache may keep it",
    "no-store": "no cache may keep it",
    "moved": "status",
    "stream": "piece by piece",
    "large": "too large",
    "nonce": "nonce",
    "by-all": "everything",
    "by-other-database": "whose changes nobody notes",
    "broken": "status",
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_not_the_same_for_everybody_is_not_kept_but_answered_by_the_site(name: str) -> None:
    assert REFUSED[name] in str(render(address(name)))
    client = Client(raise_request_exception=False)
    answers = [client.get(f"/{name}/") for _time in range(3)]

    assert len({answer.status_code for answer in answers}) == 1
    assert not any(SAYS in answer.headers for answer in answers)
    assert not Snapshot.objects.exists()


def test_what_was_refused_is_not_tried_again_for_a_while_or_until_something_changes(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = 0

    def count(*_asked: object) -> str:
        nonlocal tried
        tried += 1
        return "it is refused"

    monkeypatch.setattr(storing, "why_not", count)
    for expected in (1, 1):
        client.get("/plain/")
        assert tried == expected
    rename("Another title")
    client.get("/plain/")
    assert tried == 2
    monkeypatch.setattr(timezone, "now", lambda: datetime.now(UTC) + front.REFUSED_FOR)
    client.get("/plain/")
    assert tried == 3


def test_what_is_not_there_is_known_for_a_while_or_until_something_changes(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    for says in ("made", "hit"):
        answer = client.get("/missing/", headers={"if-none-match": "*"})
        assert (answer.status_code, answer.headers[SAYS]) == (404, says)
    assert not Snapshot.objects.exists()
    later = datetime.now(UTC) + storing.MISSING_FOR
    with monkeypatch.context() as patch:
        patch.setattr(timezone, "now", lambda: later)
        assert client.get("/missing/").headers[SAYS] == "made"

    rename("Another title")

    assert client.get("/missing/").headers[SAYS] == "made"


def test_made_up_addresses_drive_no_answer_out_of_memory(client: Client) -> None:
    client.get("/plain/")
    held = server().memory.bytes
    for number in range(20):
        client.get(f"/missing/{number}/")
    assert server().memory.bytes == held > 0
    assert server().refused.most_bytes == front.REFUSED_BYTES


def test_an_answer_varies_by_language_unless_its_address_decides_on_it(monkeypatch: Any) -> None:
    response = HttpResponse(headers={"Vary": "Accept-Language, Accept-Encoding, Cookie"})
    for path, patterns, is_fixed in (
        ("/en/a/", (True, True), False),
        ("/a/", (True, True), False),
        ("/a/", (True, False), True),
        ("/en/a/", (False, False), False),
    ):
        used = Mock(return_value=patterns)
        monkeypatch.setattr(storing, "is_language_prefix_patterns_used", used)
        request: Any = RequestFactory().get(path)
        varies = [] if is_fixed else ["accept-language"]
        assert storing.varies_on(request, response) == varies


BY_COOKIE = {"by-cookie": "colour", "by-some-cookie": "colour", "by-template": "colour"}


@pytest.mark.parametrize("name", BY_COOKIE)
def test_an_answer_is_for_those_without_the_cookies_that_the_site_looks_for(
    name: str, client: Client, settings: Settings
) -> None:
    usual = client.get(f"/{name}/").content
    assert client.get(f"/{name}/", headers={"cookie": "_ga=1; consent=yes"}).headers[SAYS] == "hit"

    theirs = client.get(f"/{name}/", headers={"cookie": f"{BY_COOKIE[name]}=blue"})
    assert SAYS not in theirs.headers
    assert b"blue" in theirs.content
    again = client.get(f"/{name}/")
    assert (again.headers[SAYS], again.content) == ("hit", usual)

    settings.WAGTAIL_RESULTS = {"SNAPSHOTS": True, "SNAPSHOT_COOKIES_IGNORED": ["colour"]}
    rename("Another title")
    for says in ("made", "hit"):
        ignored = client.get(f"/{name}/", headers={"cookie": "colour=blue"})
        assert (ignored.headers[SAYS], ignored.content) == (says, usual)


def test_an_answer_that_is_made_of_all_cookies_is_for_those_without_any(client: Client) -> None:
    client.get("/by-every-cookie/")
    assert client.get("/by-every-cookie/").headers[SAYS] == "hit"
    assert client.get("/by-every-cookie/", headers={"cookie": "csrftoken=1"}).headers[SAYS] == "hit"
    theirs = client.get("/by-every-cookie/", headers={"cookie": "size=large"})
    assert (SAYS in theirs.headers, theirs.text) == (False, "size")


def remembers_colour(get_response: Callable[[Any], Any]) -> Callable[[Any], Any]:
    """A middleware of the site's own that reads a cookie before any view."""

    def answer(request: Any) -> Any:
        request.colour = request.COOKIES.get("colour", "grey")
        response = get_response(request)
        response["X-Colour"] = request.colour
        return response

    return answer


def test_a_site_s_own_middleware_that_reads_a_cookie_gives_nobody_another_s_answer_and_is_named(
    client: Client, settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, f"{__name__}.remembers_colour"]
    storing._handler.cache_clear()
    try:
        given = [
            client.get("/plain/", headers={"cookie": cookie}).headers["X-Colour"]
            for cookie in ("colour=blue", "a=b", "colour=red", "a=b", "")
        ]
        call_command("snapshots", "status")
    finally:
        storing._handler.cache_clear()
    assert given == ["blue", "grey", "red", "grey", "grey"]
    assert "1 not given to who brings the cookie “colour”" in capsys.readouterr().out
    assert Snapshot.objects.count() == 1


def test_the_client_s_address_is_nobody_s_where_an_answer_is_made(client: Client) -> None:
    assert client.get("/by-address/", REMOTE_ADDR="127.0.0.1").text == "not for you"


def test_what_varies_by_headers_is_for_readers_who_say_nothing_that_matters(client: Client) -> None:
    assert client.get("/by-headers/").text == "for nobody"
    stored = Snapshot.objects.get()

    for agent in ("Lynx", "*/*"):
        assert client.get("/by-headers/", HTTP_USER_AGENT=agent).text == f"for {agent}"
    assert SAYS not in client.get("/by-headers/", HTTP_ACCEPT="text/html").headers

    assert Snapshot.objects.get() == stored
    # Too small to be compressed.
    again = client.get("/by-headers/", HTTP_ACCEPT="*/*", HTTP_ACCEPT_ENCODING="gzip, br")
    assert (again.headers[SAYS], again.text) == ("hit", "for nobody")


def test_a_parameter_that_is_declared_has_an_answer_of_its_own(client: Client) -> None:
    for colour in ("blue", "red"):
        answers = [client.get(f"/coloured/?colour={colour}&utm_source=x") for _time in range(2)]
        assert [answer.headers[SAYS] for answer in answers] == ["made", "hit"]
        assert {answer.text for answer in answers} == {f"colour {colour}"}

    assert SAYS not in client.get("/coloured/?colour=blue&size=1").headers


def test_nothing_is_kept_of_a_version_that_is_not_known_or_not_the_last(monkeypatch: Any) -> None:
    odd_urls.MEANWHILE.append(lambda: storing.know_sites(1))
    assert render(address("meanwhile")) == CHANGED
    monkeypatch.setattr(storing, "settled_version", lambda: UNKNOWN)
    assert render(address("plain")) == CHANGED


def test_a_site_that_has_lost_its_version_gets_another_one(client: Client) -> None:
    CacheVersion.objects.all().delete()

    assert [client.get("/plain/").headers[SAYS] for _time in range(2)] == ["made", "hit"]


def test_what_changes_while_an_answer_is_made_is_in_what_is_kept(client: Client) -> None:
    def rename_once() -> None:
        odd_urls.MEANWHILE.clear()
        rename("Renamed meanwhile")

    odd_urls.MEANWHILE.append(rename_once)
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

    assert rendered == UNCOMMITTED


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

    def read(_number: int) -> bytes:
        try:
            barrier.wait(30)
            return Client().get("/plain/").content
        finally:
            connection.close()

    with ThreadPoolExecutor(20) as readers:
        assert len(set(readers.map(read, range(20)))) == 1
    assert odd_urls.ANSWERED == ["/plain/"]


def test_an_answer_ends_when_the_first_page_expires_and_at_midnight(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    hour, now = timedelta(hours=1), datetime(2030, 6, 1, 10, tzinfo=UTC)
    monkeypatch.setattr(timezone, "now", lambda: now)
    index = ResultsIndexPageFactory.create()
    assert storing._valid_until(1, now) == datetime(2030, 6, 1, 22, tzinfo=UTC)

    for number, hours in enumerate((3, 2, -1)):
        expiry = now + hours * hour
        ResultsPageFactory.create(parent=index, year=2020 + number, expire_at=expiry)

    assert storing._valid_until(2, now) == now + 2 * hour
    settings.WAGTAIL_RESULTS = {"SNAPSHOT_MAX_AGE": 60}
    assert storing._valid_until(2, now) == now + timedelta(minutes=1)


def test_where_no_file_can_be_had_every_answer_asks_the_database(
    client: Client, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "taken").write_text("no folder")
    monkeypatch.setattr(versions, "meeting_place", lambda: str(tmp_path / "taken/below"))
    client.get("/plain/")
    assert client.get("/plain/").headers[SAYS] == "hit"
    rename("Another title")
    assert "Another title" in client.get("/plain/").text


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
    for says in ("made", "hit"):
        answer = client.get("/plain/")
        assert (answer.headers[SAYS], "Another title" in answer.text) == (says, True)
    assert not PendingInvalidation.objects.exists()


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
