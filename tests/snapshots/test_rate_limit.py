"""A stranger may ask for so much a minute that gets no stored answer, and for what is stored at will."""

from pathlib import Path
from typing import Any, NoReturn

from django.contrib.auth import get_user_model
from django.core.cache import cache
from django.db import OperationalError, connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext, override_settings

import pytest
from pytest_django import Settings

from results.models import ResultsPage
from results.snapshots import rate_limit
from results.snapshots.models import Snapshot
from results.snapshots.rate_limit import SIGNED_IN
from results.snapshots.rules import LIMIT
from results.snapshots.versions import invalidate
from results.snapshots.wsgi import with_snapshots
from tests.factories import api_client
from tests.routes import V3
from tests.snapshots.conftest import SAYS

pytestmark = pytest.mark.django_db(transaction=True)

API = "/api/v2/pages/"
SEARCH = f"{API}?search=report"
MOST = 3


@pytest.fixture(autouse=True)
def limit(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    settings.WAGTAIL_RESULTS = {"SNAPSHOTS": True, "UNCACHED_PER_MINUTE": MOST}
    monkeypatch.setattr(rate_limit, "time", lambda: 60_015.5)
    monkeypatch.setattr(rate_limit, "_looks_again", 0.0)
    cache.clear()


def statuses(client: Client, url: str, times: int = MOST + 1, **more: Any) -> list[int]:
    return [client.get(url, **more).status_code for _time in range(times)]


@pytest.fixture
def spent(client: Client, edition: ResultsPage) -> Client:
    """A client whose minute is used up."""
    assert statuses(client, SEARCH) == [200, 200, 200, 429]
    return client


def test_programs_are_told_when_to_come_again_and_readers_in_the_language_of_the_address(
    spent: Client,
) -> None:
    response = spent.get(SEARCH)
    assert (response.status_code, response.json()["message"]) == (429, "too many requests")
    assert spent.get(f"{V3}?search=report").json() == response.json()
    assert response.headers["Retry-After"] == "45"
    assert "no-store" in response.headers["Cache-Control"]

    response = spent.get("/en/?whatever=1")
    assert response.status_code == 429
    assert '<html lang="en">' in response.text
    assert ">Too many requests</h1>" in response.text


def test_what_is_stored_is_given_to_anybody(client: Client, edition: ResultsPage) -> None:
    stored = [edition.url, f"{API}?limit=1", f"{API}{edition.pk}/"]
    assert [client.get(url).headers[SAYS] for url in stored] == ["made"] * 3
    assert statuses(client, SEARCH)[-1] == 429
    stored.append(f"{edition.url}?utm_source=letter&fbclid=1")
    assert [client.get(url).headers[SAYS] for url in stored] == ["hit"] * 4


@pytest.mark.parametrize("query", ["?limit={}", ""])
def test_what_is_made_to_be_stored_counts(query: str, client: Client, edition: ResultsPage) -> None:
    made = []
    for number in range(1, 6):
        invalidate()
        made.append(client.get(f"{API}{query.format(number)}").status_code)
    assert made == [200, 200, 200, 429, 429]
    assert Snapshot.objects.count() == (MOST if query else 1)


def test_a_page_that_is_made_for_everybody_does_not_count(
    client: Client, edition: ResultsPage
) -> None:
    for _time in range(MOST + 1):
        invalidate()
        assert client.get(edition.url).headers[SAYS] == "made"
    assert statuses(client, SEARCH) == [200, 200, 200, 429]


@pytest.mark.parametrize(
    ("path", "more"),
    [
        ("/", {"headers": {"x-requested-with": "x"}}),
        ("/", {"headers": {"authorization": "Bearer made-up"}}),
        ("/", {"headers": {"cookie": "sessionid=made-up"}}),
        ("/", {"headers": {"host": "127.0.0.1:8001"}}),
        ("/nowhere-å-{}/", {}),
        ("/static/nowhere-{}.css", {}),
        ("/media/nowhere-{}.png", {}),
        ("/documents/{}/nowhere", {}),
        ("/admin/login/", {}),
    ],
)
def test_whatever_gets_no_stored_answer_counts(
    path: str, more: dict[str, Any], client: Client, edition: ResultsPage
) -> None:
    client.get(edition.url)
    urls = [path.format(n) or edition.url for n in range(MOST + 1)]
    found = [client.get(url, **more).status_code for url in urls]
    assert 429 not in found[:MOST]
    assert found[MOST] == 429


@pytest.mark.parametrize("is_form", [True, False])
def test_what_a_stranger_does_counts_before_django_does_any_work(
    is_form: bool, edition: ResultsPage
) -> None:
    said: list[str] = []

    def django(environ: Any, start_response: Any) -> list[bytes]:
        assert is_form, "What is made to be stored needs no more of it."
        start_response("200 OK", [])
        return []

    front, make = with_snapshots(django), RequestFactory()
    for number in range(1, MOST + 2):
        asked = make.post("/admin/login/") if is_form else make.get(f"{API}?limit={number}")
        front(asked.environ, lambda status, headers: said.append(status))
    assert said == ["200 OK"] * MOST + ["429 Too Many Requests"]


def test_a_reader_whose_browser_has_a_cookie_reads_twenty_pages_a_minute(
    client: Client, edition: ResultsPage, settings: Settings, tmp_path: Path
) -> None:
    settings.WAGTAIL_RESULTS = {"SNAPSHOTS": True, "UNCACHED_PER_MINUTE": 120}
    settings.STATIC_ROOT = tmp_path
    (tmp_path / "a.css").write_text("a {}")
    client.cookies["consent"] = "yes"
    for _page in range(20):
        assert client.get(edition.url).status_code == 200
        # With the files of a page; another server may give them.
        assert 429 not in statuses(client, "/static/a.css", 6)


def test_whoever_does_not_list_the_middleware_or_sets_0_limits_nobody(
    client: Client, edition: ResultsPage, settings: Settings
) -> None:
    with override_settings(WAGTAIL_RESULTS={"SNAPSHOTS": True, "UNCACHED_PER_MINUTE": 0}):
        assert statuses(client, SEARCH) == [200] * 4
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if name != LIMIT]
    assert statuses(client, "/nowhere/") == [404] * 4
    assert {client.get(f"{API}?limit={n}").headers[SAYS] for n in range(1, MOST + 3)} == {"made"}


def test_each_address_has_a_limit_of_its_own_and_each_minute(
    spent: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert statuses(spent, SEARCH, 1, REMOTE_ADDR="192.0.2.7") == [200]
    monkeypatch.setattr(rate_limit, "time", lambda: 60_060.0)
    assert statuses(spent, SEARCH, 1) == [200]


@pytest.mark.parametrize(
    ("addresses", "last"),
    [
        (["2001:db8::1", "2001:db8::2", "2001:db8:0:0:f::3", "2001:db8::4"], 429),
        (["2001:db8::1", "2001:db8:0:1::2", "2001:db8:0:2::3", "2001:db8:0:3::4"], 200),
        (["192.0.2.7", "::ffff:192.0.2.7", "192.0.2.7", "::ffff:192.0.2.7"], 429),
        (["", "", "", ""], 200),
    ],
)
def test_a_network_of_ipv6_is_one_client_and_an_unknown_address_is_none(
    addresses: list[str], last: int, client: Client
) -> None:
    found = [client.get(SEARCH, REMOTE_ADDR=address).status_code for address in addresses]
    assert found == [200, 200, 200, last]


def test_behind_a_proxy_the_site_says_whose_address_counts(
    client: Client, settings: Settings
) -> None:
    settings.PROXY_COUNT = 1
    settings.WAGTAIL_RESULTS |= {"CLIENT_ADDRESS": "cms.middleware.client_address"}

    def asked(forwarded: str) -> int:
        return client.get(SEARCH, headers={"x-forwarded-for": forwarded}).status_code

    made_up = [asked(f"203.0.113.{number}, 192.0.2.7") for number in range(MOST + 1)]
    assert made_up == [200, 200, 200, 429]
    assert asked("192.0.2.8") == 200


def test_whoever_has_signed_in_has_a_larger_budget_of_their_own(
    spent: Client, client: Client
) -> None:
    admin = get_user_model().objects.create_superuser("admin", "admin@example.org", "password")
    spent.force_login(admin)
    most = MOST * SIGNED_IN
    assert statuses(spent, "/admin/pages/?ordering=title", most + 1) == [200] * most + [429]
    colleague = Client()
    colleague.force_login(admin)
    assert statuses(colleague, "/admin/pages/", 1) == [200]
    spent.logout()
    spent.cookies["sessionid"] = "made-up"
    assert statuses(spent, "/admin/login/?next=/admin/", 1) == [429]


def test_strangers_do_not_use_up_what_a_token_may_do_at_their_address(
    spent: Client, edition: ResultsPage
) -> None:
    url, program = f"{V3}{edition.pk}/", api_client()
    assert statuses(program, url, 6) == [200] * 6
    token = program.defaults["HTTP_AUTHORIZATION"].removeprefix("Bearer ")
    for wrong in ("Bearer made-up", f"Basic {token}"):
        assert statuses(spent, url, 1, headers={"authorization": wrong}) == [429]


def test_a_session_that_nobody_has_signed_in_to_counts_as_a_stranger_s(client: Client) -> None:
    session = client.session
    session["basket"] = "full"
    session.save()
    assert statuses(client, "/nowhere/")[-1] == 429


def has_signed_in(meta: dict[str, Any]) -> bool:
    return rate_limit.client_of(dict(meta))[1]


def test_what_is_made_up_is_looked_for_so_often_a_second_and_who_is_known_once_a_minute(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.force_login(get_user_model().objects.create_superuser("admin"))
    signed_in = {"HTTP_COOKIE": f"sessionid={client.cookies['sessionid'].value}"}
    clock = [1_000.0]
    monkeypatch.setattr(rate_limit, "monotonic", lambda: clock[0])
    monkeypatch.setattr(rate_limit, "MOST_LOOKED_FOR", 4)
    with CaptureQueriesContext(connection) as queries:
        for number in range(20):
            assert has_signed_in(signed_in)
            assert not has_signed_in({"HTTP_COOKIE": f"sessionid=made-up-{number}"})
        assert len(queries) == 5
        clock[0] += 61
        for number in range(20):
            assert not has_signed_in({"HTTP_COOKIE": f"sessionid=made-up-{number}"})
            # Who has been known stays so while there is no time to look.
            assert number < 10 or has_signed_in(signed_in)
        assert len(queries) == 10


def test_while_the_database_is_away_nobody_is_looked_for(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def fail(key: str) -> NoReturn:
        asked.append(key)
        raise OperationalError

    monkeypatch.setattr(rate_limit, "_is_session", fail)
    for _time in range(3):
        assert not has_signed_in({"HTTP_COOKIE": "sessionid=of-an-editor"})
    assert asked == ["of-an-editor"]


def test_while_the_cache_is_away_nobody_is_limited(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_asked: object) -> NoReturn:
        raise ConnectionError

    monkeypatch.setattr("django.core.cache.cache.incr", fail)
    assert statuses(client, SEARCH) == [200] * 4
