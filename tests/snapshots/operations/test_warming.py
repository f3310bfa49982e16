"""Rules of `manage.py snapshots warm`."""

from typing import Any

from django.core.management import CommandError
from django.test import Client

from wagtail.models import PageViewRestriction, Site

import pytest
from pytest_django import Settings

from results.models import ResultsPage
from results.snapshots.models import Snapshot
from tests.factories import ResultsPageFactory, home_page
from tests.snapshots.operations.running import SAYS, report, run

pytestmark = pytest.mark.django_db(transaction=True)


def test_warming_makes_what_the_next_visitor_gets(client: Client, edition: ResultsPage) -> None:
    run("warm", "--host", "testserver")

    assert client.get(edition.url).headers[SAYS] == "hit"


def test_warming_makes_pages_in_each_language_feeds_data_and_the_sitemap(
    edition: ResultsPage,
) -> None:
    home_page("en")
    english = edition.get_parent().specific.copy_for_translation(
        home_page("en").locale, copy_parents=True
    )
    english.save_revision().publish()

    assert report("warm")["refused"] == []

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


def test_warming_once_more_makes_nothing(edition: ResultsPage) -> None:
    first = report("warm")
    second = report("warm")

    assert (second["made"], second["kept"]) == (0, first["made"])


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
    settings.ALLOWED_HOSTS = ["localhost", "other.example"]
    Site.objects.create(hostname="other.example", port=443, root_page=edition.get_parent())

    assert report("warm")["refused"] == []

    urls = set(Snapshot.objects.values_list("url", flat=True))
    assert {"http://localhost/", "https://other.example/"} <= urls
    assert not [url for url in urls if url.startswith("https://localhost")]


def test_a_default_site_without_a_known_host_is_warmed_under_those_that_are_known(
    edition: ResultsPage, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["results.example", ".wild.example", "*"]

    run("warm", "--scheme", "https")

    assert Snapshot.objects.filter(url=f"https://results.example{edition.url}").exists()
    assert not Snapshot.objects.exclude(url__startswith="https://results.example/").exists()


def test_another_site_without_a_known_host_is_left_out(
    edition: ResultsPage, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["localhost", "results.example"]
    Site.objects.create(hostname="unknown.example", root_page=edition.get_parent())

    run("warm")

    assert not Snapshot.objects.exclude(url__startswith="http://localhost/").exists()


def test_a_host_that_is_not_written_out_is_refused(edition: ResultsPage) -> None:
    with pytest.raises(CommandError, match=r"nobody\.example is not written out"):
        run("warm", "--host", "nobody.example")


def test_a_site_without_a_known_host_is_told_so(edition: ResultsPage, settings: Settings) -> None:
    settings.ALLOWED_HOSTS = ["*"]

    with pytest.raises(CommandError, match="No site's host is written out"):
        run("warm")
