"""Rules of manage.py snapshots: warm, verify and status, and of the request by which an answer is made."""

import json
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import Client, override_settings
from django.utils import timezone, translation

from wagtail.models import PageViewRestriction, Site

import pytest
from pytest_django import Settings

from results.models import ResultsPage
from results.snapshots.models import Snapshot
from results.snapshots.operations.places import places
from results.snapshots.operations.verifying import verify
from results.snapshots.rendering.storable import ask
from results.snapshots.serving.addresses import Address
from results.snapshots.serving.answers import OVERHEAD
from tests.factories import ResultsPageFactory, home_page
from tests.snapshots.hosts import SAYS

pytestmark = pytest.mark.django_db(transaction=True)


def run(*options: str) -> str:
    """What the command writes."""
    output = StringIO()
    call_command("snapshots", *options, stdout=output, stderr=output)
    return output.getvalue()


def report(*options: str) -> dict[str, Any]:
    """The same as JSON."""
    found: dict[str, Any] = json.loads(run(*options, "--format", "json"))
    return found


@pytest.mark.parametrize("action", ["warm", "verify"])
def test_where_nobody_watches_nothing_is_made_or_compared(
    action: str, edition: ResultsPage, settings: Settings
) -> None:
    settings.WAGTAIL_RESULTS = {"SNAPSHOTS": False}

    with pytest.raises(CommandError, match="Stored answers are off"):
        run(action)


def test_clearing_drops_all(client: Client, edition: ResultsPage) -> None:
    client.get(edition.url)

    assert run("clear") == "Dropped all snapshots: 1 rows.\n"

    assert not Snapshot.objects.exists()
    assert client.get(edition.url).headers[SAYS] == "made"


def test_the_status_tells_what_is_stored(client: Client, edition: ResultsPage) -> None:
    client.get(edition.url)
    row = Snapshot.objects.get()

    found = report("status")

    assert found["is_on"] is True
    assert "middleware" in found["ways_in"]
    assert found["stored"]["valid"] == 1
    bodies = len(row.body) + len(row.gzip) + len(row.brotli)
    assert found["stored"]["bytes"] == bodies + OVERHEAD
    assert found["counted"]["made"] >= 1
    assert " on.\nWays in: middleware, wsgi.\n1 snapshots, 0 old ones" in run("status")
    with override_settings(MIDDLEWARE=[], WSGI_APPLICATION=None):
        assert "Ways in: none." in run("status")


def test_warming_makes_pages_in_each_language_feeds_data_and_the_sitemap(
    edition: ResultsPage,
) -> None:
    home_page("en")
    english = edition.get_parent().specific.copy_for_translation(
        home_page("en").locale, copy_parents=True
    )
    english.save_revision().publish()

    warmed = report("warm")

    assert warmed["refused"] == []
    again = report("warm")
    assert (again["made"], again["kept"]) == (0, warmed["made"])
    paths = {row.url.removeprefix("http://localhost") for row in Snapshot.objects.all()}
    assert paths >= {
        "/",
        edition.get_parent().url,
        edition.url,
        english.url,
        f"{edition.get_parent().url}feed/",
        f"/api/v2/pages/{edition.pk}/",
        f"/api/v3-preview/pages/{edition.pk}/",
        "/sitemap.xml",
    }


def test_warming_asks_for_no_page_that_not_everybody_may_see(edition: ResultsPage) -> None:
    PageViewRestriction.objects.create(page=edition, restriction_type="login")
    draft = ResultsPageFactory.create(parent=edition.get_parent(), year=2019, live=False)

    assert report("warm")["refused"] == []

    urls = " ".join(Snapshot.objects.values_list("url", flat=True))
    assert edition.url not in urls
    assert f"/{draft.slug}/" not in urls


def test_warming_says_what_was_refused_and_why(
    edition: ResultsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def serve(page: ResultsPage, request: Any, *args: Any, **kwargs: Any) -> Any:
        response = original(page, request, *args, **kwargs)
        response.set_cookie("seen", "1")
        return response

    original = ResultsPage.serve
    monkeypatch.setattr(ResultsPage, "serve", serve)

    assert f"http://localhost{edition.url} was refused: it sets a cookie (cookie).\n" in run("warm")


def test_each_site_is_warmed_under_its_own_host(edition: ResultsPage, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "other.example", "third.example"]
    Site.objects.create(hostname="other.example", port=443, root_page=edition.get_parent())
    Site.objects.create(hostname="unknown.example", root_page=edition.get_parent())

    assert report("warm")["refused"] == []

    urls = set(Snapshot.objects.values_list("url", flat=True))
    assert {"http://localhost/", "https://other.example/"} <= urls
    assert all(url.startswith(("http://localhost/", "https://other.example/")) for url in urls)


def test_a_host_is_warmed_with_the_site_of_its_port(edition: ResultsPage) -> None:
    site = Site.objects.create(hostname="localhost", port=443, root_page=edition.get_parent())

    assert [place.site_id for place in places(["localhost:443"])] == [site.pk]


def test_a_site_without_pages_of_wagtail_has_nothing_to_warm(settings: Settings) -> None:
    home_page("sv")
    settings.ROOT_URLCONF = "tests.snapshots.odd_urls"

    assert report("warm") == {"made": 0, "kept": 0, "refused": []}


def test_a_default_site_without_a_known_host_is_warmed_under_those_that_are_known(
    edition: ResultsPage, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["results.example", ".wild.example", "*"]

    run("warm", "--scheme", "https")

    assert Snapshot.objects.filter(url=f"https://results.example{edition.url}").exists()
    assert not Snapshot.objects.exclude(url__startswith="https://results.example/").exists()


def test_hosts_that_are_not_written_out_are_told(edition: ResultsPage, settings: Settings) -> None:
    with pytest.raises(CommandError, match=r"nobody\.example is not written out"):
        run("warm", "--host", "nobody.example")
    settings.ALLOWED_HOSTS = ["*"]
    with pytest.raises(CommandError, match="No site's host is written out"):
        run("warm")


def test_so_many_are_compared_as_are_asked_for_and_none_that_is_old(
    client: Client, edition: ResultsPage
) -> None:
    for address in (edition.url, edition.get_parent().url, "/sitemap.xml"):
        client.get(address)

    assert report("verify") == {"compared": 3, "same": 3, "changed": 0, "different": []}
    assert report("verify", "--sample", "2")["compared"] == 2
    assert report("verify", "--sample", "2", "--all")["compared"] == 3
    for number in ("0", "-1", "some"):
        with pytest.raises(CommandError, match="is no number of snapshots"):
            run("verify", f"--sample={number}")
    assert verify([0])["changed"] == 1, "It is gone meanwhile."
    Snapshot.objects.filter(url__endswith="/sitemap.xml").update(key="of another release")
    assert report("verify")["changed"] == 1
    Snapshot.objects.update(version=-2)
    assert report("verify")["compared"] == 0


@pytest.mark.parametrize("name", ["body", "gzip", "brotli"])
def test_a_difference_is_told_and_ends_with_an_error(
    name: str, client: Client, edition: ResultsPage
) -> None:
    client.get(edition.url)
    Snapshot.objects.update(**{name: b"<!doctype html>old"})
    output = StringIO()

    with pytest.raises(CommandError, match="1 of 1 differ") as raised:
        call_command("snapshots", "verify", stdout=output, stderr=output)

    assert raised.value.returncode == 1
    assert f"differs: {'br' if name == 'brotli' else name}\nCompared" in output.getvalue()


def test_what_has_changed_is_shown_as_it_was_and_as_it_is(
    client: Client, edition: ResultsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def serve(**said: Any) -> None:
        monkeypatch.setattr(ResultsPage, "serve", lambda *_asked, **_more: HttpResponse(**said))

    serve(content=b"abc", headers={"X-A": "1"})
    client.get(edition.url)
    for said, told in (
        ({"content": b"abd", "headers": {"X-A": "1"}}, "body at byte 2 stored: 'abc' now: 'abd'"),
        ({"content": b"abc"}, "header x-a stored: '1' now: ''"),
        ({"status": 410}, "reason stored: '' now: 'status'"),
    ):
        serve(**said)
        output = StringIO()
        with pytest.raises(CommandError):
            call_command("snapshots", "verify", stdout=output)
        assert f"differs: {told} Compared" in " ".join(output.getvalue().split())
    output = StringIO()
    with pytest.raises(CommandError):
        call_command("snapshots", "verify", "--format", "json", stdout=output)
    (difference,) = json.loads(output.getvalue())["different"]
    assert (difference["address"], difference["part"], difference["fresh"]) == (
        f"http://testserver{edition.url}",
        "reason",
        "status",
    )


def test_what_changes_while_it_is_compared_is_no_difference(
    client: Client, edition: ResultsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    client.get(edition.url)
    original = ResultsPage.serve

    def serve(page: Any, request: Any, *args: Any, **kwargs: Any) -> Any:
        monkeypatch.setattr(ResultsPage, "serve", original)
        page.title = "Another title"
        page.save_revision().publish()
        return page.serve(request, *args, **kwargs)

    monkeypatch.setattr(ResultsPage, "serve", serve)

    assert report("verify") == {"compared": 1, "same": 0, "changed": 1, "different": []}


def test_neither_the_zone_nor_the_language_of_whoever_asks_is_in_the_answer(
    edition: ResultsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def serve(page: ResultsPage, request: Any, *args: Any, **kwargs: Any) -> Any:
        seen.append(timezone.get_current_timezone_name())
        return original(page, request, *args, **kwargs)

    seen: list[str] = []
    original = ResultsPage.serve
    monkeypatch.setattr(ResultsPage, "serve", serve)

    with timezone.override("Asia/Tokyo"), translation.override("en"):
        _request, response = ask(Address("http", "localhost", str(edition.url)))

        assert timezone.get_current_timezone_name() == "Asia/Tokyo"
        assert translation.get_language() == "en"
    assert seen == [settings.TIME_ZONE]
    assert response.headers["Content-Language"] == "sv"
