"""Rules of how much is stored, what goes, and what is rendered again."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.utils import timezone

import pytest
from pytest_django import Settings

from results.models import ResultsPage
from results.snapshots import versions
from results.snapshots.models import Snapshot
from results.snapshots.operations.upkeep import refresh, tidy
from results.snapshots.serving.server import server
from tests.snapshots.hosts import SAYS, rename

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
        "size": WEIGHT,
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
    assert not Snapshot.objects.filter(url__contains="made-up").exists()
    server().memory.clear()
    assert [client.get(url).headers[SAYS] for url in pages] == ["hit"] * 3


def test_after_a_change_what_visitors_ask_for_is_rendered_again(
    client: Client, edition: ResultsPage
) -> None:
    for url in (edition.url, "/api/v2/pages/?limit=1"):
        client.get(url)
    rename(edition)

    assert refresh() == 2
    assert refresh() == 0

    answer = client.get(edition.url)
    assert answer.headers[SAYS] == "hit"
    assert "Another title" in answer.text


def test_no_more_is_rendered_again_than_the_site_says_and_the_most_asked_for_first(
    client: Client, edition: ResultsPage, settings: Settings
) -> None:
    settings.WAGTAIL_RESULTS = {"SNAPSHOTS": True, "SNAPSHOT_REFRESH": 1}
    client.get("/sitemap.xml")
    for _time in range(3):
        client.get(edition.url)
    rename(edition)
    # What a process has given is noted when it hears of the change.
    client.get("/api/v2/pages/")

    assert refresh() == 1

    assert client.get(edition.url).headers[SAYS] == "hit"
    assert client.get("/sitemap.xml").headers[SAYS] == "made"


def test_what_was_asked_for_since_the_last_change_is_rendered_first(
    client: Client, edition: ResultsPage, settings: Settings
) -> None:
    settings.WAGTAIL_RESULTS = {"SNAPSHOTS": True, "SNAPSHOT_REFRESH": 1}
    for _time in range(9):
        client.get("/sitemap.xml")
    versions.invalidate()
    client.get("/api/v2/pages/")
    Snapshot.objects.update(asked_at=ago(1))
    client.get(edition.url)
    versions.invalidate()

    refresh()

    assert client.get(edition.url).headers[SAYS] == "hit"


def test_what_is_of_another_release_keeps_nothing_from_being_rendered_again(
    client: Client, edition: ResultsPage, settings: Settings
) -> None:
    settings.WAGTAIL_RESULTS = {"SNAPSHOTS": True, "SNAPSHOT_REFRESH": 1}
    client.get(edition.url)
    store("of another release", version=0, asked=99)
    rename(edition)

    assert refresh() == 1


def test_what_cannot_be_stored_any_more_keeps_nothing_from_being_rendered_again(
    client: Client, edition: ResultsPage, settings: Settings
) -> None:
    settings.WAGTAIL_RESULTS = {"SNAPSHOTS": True, "SNAPSHOT_REFRESH": 1}
    for url in (edition.url, "/sitemap.xml"):
        client.get(url)
    Snapshot.objects.filter(page_id=edition.pk).update(asked=99)
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

    version = versions.current_version()
    rename(edition)
    assert versions.current_version() == version, "It notes no changes either."
