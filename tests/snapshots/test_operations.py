"""Rules of manage.py snapshots, of how much is stored, what goes, and what is rendered again."""

from datetime import timedelta
from io import StringIO
from typing import Any

from django.conf import settings as of_site
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import Client, override_settings
from django.utils import timezone, translation

from wagtail.models import PageViewRestriction, Site

import pytest
from pytest_django import Settings

from results.models import ResultsPage
from results.snapshots import versions
from results.snapshots.addresses import Address
from results.snapshots.answers import OVERHEAD
from results.snapshots.front import server
from results.snapshots.models import Snapshot
from results.snapshots.operations import refresh, tidy
from results.snapshots.storing import ask
from tests.factories import ResultsPageFactory, home_page
from tests.snapshots.conftest import SAYS, rename

pytestmark = pytest.mark.django_db(transaction=True)

WEIGHT = 1_000
NOW = timezone.now()


def store(name: str, **values: Any) -> None:
    """A valid answer of so many bytes."""
    given = {
        "key": name,
        "url": f"https://results.example/{name}",
        "address": ["https", "results.example", f"/{name}", "", ""],
        "version": versions.settled_version(),
        "valid_until": NOW + timedelta(hours=1),
        "weight": WEIGHT,
        "head": "",
        "body": b"",
        "gzip": b"",
        "brotli": b"",
    }
    Snapshot.objects.create(**{**given, **values})


def left() -> list[str]:
    return list(Snapshot.objects.order_by("pk").values_list("key", flat=True))


def ago(hours: int) -> Any:
    return timezone.now() - timedelta(hours=hours)


def test_what_is_old_and_was_not_asked_for_lately_goes() -> None:
    store("old", version=0, asked_at=ago(48))
    store("expired", valid_until=NOW, asked_at=ago(48))
    store("old but asked for", version=0)
    store("valid", asked_at=ago(48))

    assert tidy() == 2

    assert left() == ["old but asked for", "valid"]


def test_beyond_the_budget_variants_go_first_and_then_the_least_recently_asked_for(
    settings: Settings,
) -> None:
    assert tidy() == 0
    for number, name in enumerate(["page long ago", "page lately"]):
        store(name, asked_at=ago(9 - number))
    for number, name in enumerate(["variant long ago", "variant lately"]):
        store(name, is_variant=True, asked_at=ago(4 - number))

    # What is left is a little less than the budget.
    for most, names in (
        (4.0, ["page long ago", "page lately", "variant long ago", "variant lately"]),
        (3.4, ["page long ago", "page lately", "variant lately"]),
        (1.2, ["page lately"]),
    ):
        settings.WAGTAIL_RESULTS = {"SNAPSHOT_BYTES": int(most * WEIGHT)}
        tidy()
        assert left() == names


def test_a_stranger_s_requests_drive_out_no_page(
    client: Client, edition: ResultsPage, settings: Settings
) -> None:
    most = 50_000
    settings.WAGTAIL_RESULTS = {"SNAPSHOTS": True, "SNAPSHOT_BYTES": most}
    pages = [edition.url, edition.get_parent().url, "/sitemap.xml"]
    for url in pages:
        client.get(url)

    for number in range(20):
        client.get(f"/api/v2/pages/?limit={number}")
        client.get(f"/api/v2/pages/?slug=made-up-{number}")
        client.get(f"/results/made-up-{number}")
        client.get(f"/results/2016/?made-up={number}")

    assert sum(Snapshot.objects.values_list("weight", flat=True)) <= most
    assert not Snapshot.objects.filter(url__contains="/results/made-up").exists()
    assert not Snapshot.objects.filter(url__contains="?made-up").exists()
    server.cache_clear()
    assert [client.get(url).headers[SAYS] for url in pages] == ["hit"] * 3


def test_after_a_change_or_a_day_what_visitors_ask_for_is_rendered_again(
    client: Client, edition: ResultsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    for url in (edition.url, "/api/v2/pages/?limit=1"):
        client.get(url)
    rename(edition)

    assert refresh() == 2
    assert refresh() == 0

    answer = client.get(edition.url)
    assert answer.headers[SAYS] == "hit"
    assert "Another title" in answer.text

    tomorrow = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    assert [refresh(), refresh()] == [2, 0]


def test_no_more_is_rendered_again_than_the_site_says_and_what_was_asked_for_last_first(
    client: Client, edition: ResultsPage, settings: Settings
) -> None:
    settings.WAGTAIL_RESULTS = {"SNAPSHOTS": True, "SNAPSHOT_REFRESH": 1}
    for url in ("/sitemap.xml", edition.url):
        client.get(url)
    for _time in range(2):
        rename(edition)
        assert refresh() == 1

    assert client.get(edition.url).headers[SAYS] == "hit"
    assert client.get("/sitemap.xml").headers[SAYS] == "made"


def test_what_is_of_another_release_or_cannot_be_stored_keeps_nothing_from_being_rendered_again(
    client: Client, edition: ResultsPage, settings: Settings
) -> None:
    settings.WAGTAIL_RESULTS = {"SNAPSHOTS": True, "SNAPSHOT_REFRESH": 1}
    for url in (edition.url, "/sitemap.xml"):
        client.get(url)
    store("of another release", version=0, asked_at=ago(-2))
    Snapshot.objects.filter(page_id=edition.pk).update(asked_at=ago(-1))
    edition.unpublish()

    assert [refresh() for _time in range(3)] == [0, 1, 0]
    assert not Snapshot.objects.filter(page_id=edition.pk).exists()


def test_a_site_that_stores_nothing_renders_nothing(
    client: Client, edition: ResultsPage, settings: Settings
) -> None:
    client.get(edition.url)
    rename(edition)
    settings.WAGTAIL_RESULTS = {"SNAPSHOTS": False}

    assert refresh() == 0
    with pytest.raises(CommandError, match="Stored responses are off"):
        run("warm")

    version = versions.current_version()
    rename(edition)
    assert versions.current_version() == version, "It notes no changes either."


def run(*options: str) -> str:
    output = StringIO()
    call_command("snapshots", *options, stdout=output, stderr=output)
    return output.getvalue()


def test_the_status_shows_what_is_stored_and_set_up_and_clearing_removes_it(
    client: Client, edition: ResultsPage
) -> None:
    client.get(edition.url)
    row = Snapshot.objects.get()
    size = len(row.body) + len(row.gzip) + len(row.brotli) + OVERHEAD

    said = run("status")

    assert "Stored responses are on.\nWays in: middleware, wsgi.\n" in said
    assert f"1 valid, 0 old, 0 changes pending.\n{size} bytes of " in said
    with override_settings(MIDDLEWARE=[], WSGI_APPLICATION=None):
        assert "Ways in: none." in run("status")

    assert run("clear") == "1 stored responses were removed.\n"
    assert not Snapshot.objects.exists()
    assert client.get(edition.url).headers[SAYS] == "made"


def test_warming_renders_public_pages_in_each_language_and_what_was_asked_for(
    client: Client, edition: ResultsPage
) -> None:
    home_page("en")
    index = edition.get_parent().specific
    english = index.copy_for_translation(home_page("en").locale, copy_parents=True)
    english.save_revision().publish()
    draft = ResultsPageFactory.create(parent=edition.get_parent(), year=2019, live=False)
    private = ResultsPageFactory.create(parent=edition.get_parent(), year=2018)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    asked = f"{index.url}feed/"
    client.get(asked)
    versions.invalidate()

    said = run("warm")

    assert said.endswith(" made, 0 kept, 0 refused.\n")
    assert run("warm") == f"0 made, {said.split()[0]} kept, 0 refused.\n"
    urls = set(Snapshot.objects.values_list("url", flat=True))
    pages = ("/", index.url, edition.url, english.url)
    assert urls >= {f"http://localhost{url}" for url in pages} | {f"http://testserver{asked}"}
    assert not [url for url in urls if draft.slug in url or private.slug in url]


def test_warming_says_what_was_refused_and_why(
    edition: ResultsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def serve(*_asked: object) -> HttpResponse:
        return HttpResponse(headers={"Set-Cookie": "seen=1"})

    monkeypatch.setattr(ResultsPage, "serve", serve)

    assert f"http://localhost{edition.url} was refused: it sets a cookie.\n" in run("warm")


def test_each_site_is_warmed_as_visitors_ask_for_it(
    edition: ResultsPage, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "other.example", "third.example"]
    Site.objects.create(hostname="other.example", port=443, root_page=edition.get_parent())
    Site.objects.create(hostname="unknown.example", root_page=edition.get_parent())

    assert run("warm").endswith(" 0 refused.\n")

    urls = set(Snapshot.objects.values_list("url", flat=True))
    assert {"http://localhost/", "https://other.example/"} <= urls
    assert all(url.startswith(("http://localhost/", "https://other.example/")) for url in urls)


def test_neither_the_zone_nor_the_language_of_whoever_asks_is_in_the_answer(
    edition: ResultsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def serve(*asked: Any) -> Any:
        seen.append(timezone.get_current_timezone_name())
        return original(*asked)

    seen: list[str] = []
    original = ResultsPage.serve
    monkeypatch.setattr(ResultsPage, "serve", serve)

    with timezone.override("Asia/Tokyo"), translation.override("en"):
        _request, response = ask(Address("http", "localhost", str(edition.url)))

        assert timezone.get_current_timezone_name() == "Asia/Tokyo"
        assert translation.get_language() == "en"
    assert seen == [of_site.TIME_ZONE]
    assert response.headers["Content-Language"] == "sv"
