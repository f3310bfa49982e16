"""Rules of what is kept, and of makings that something comes between."""

import time
from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread
from typing import Any
from unittest.mock import Mock

from django.db import connection, transaction
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

import pytest
from pytest_django import Settings

from results.snapshots.counters import totals
from results.snapshots.models import CacheVersion, PendingInvalidation, Snapshot
from results.snapshots.rendering import render, rendering, storable
from results.snapshots.rendering.rendering import _valid_until
from results.snapshots.serving import front
from results.snapshots.versions import UNKNOWN, settled_version
from tests.factories import ResultsIndexPageFactory, ResultsPageFactory
from tests.snapshots import odd_urls
from tests.snapshots.hosts import SAYS

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
