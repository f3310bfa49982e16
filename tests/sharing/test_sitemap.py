"""The sitemap, and what crawlers are told at the addresses that they know."""

from datetime import timedelta
from typing import Any
from xml.etree import ElementTree

from django.test import Client
from django.utils import timezone

from wagtail.models import Page, PageViewRestriction, Site

import pytest

from results.models import ResultsPage
from tests.factories import ResultsIndexPageFactory, ResultsPageFactory, home_page
from tests.pages import queries
from tests.sharing.building import in_english

pytestmark = pytest.mark.django_db

SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
XHTML = "{http://www.w3.org/1999/xhtml}"


def entries(client: Client) -> dict[str, dict[str, str]]:
    """The addresses with their versions by language."""
    response: Any = client.get("/sitemap.xml")
    assert response.status_code == 200
    return {
        url.findtext(f"{SITEMAP}loc", ""): {
            link.attrib["hreflang"]: link.attrib["href"] for link in url.iter(f"{XHTML}link")
        }
        for url in ElementTree.fromstring(response.content)  # noqa: S314
    }


def test_the_pages_of_all_languages_are_there_with_their_versions(client: Client) -> None:
    swedish = ResultsPageFactory.create()
    english = in_english(swedish)
    found = entries(client)
    assert set(found) == {
        "http://localhost/",
        "http://localhost/en/",
        "http://localhost/results/",
        "http://localhost/en/results/",
        "http://localhost/results/2016/",
        "http://localhost/en/results/2016/",
        "http://localhost/results/data/",
        "http://localhost/en/results/data/",
    }
    expected = {"sv": swedish.full_url, "en": english.full_url, "x-default": swedish.full_url}
    assert found[swedish.full_url] == found[english.full_url] == expected


def test_a_page_tells_when_it_changed(client: Client) -> None:
    ResultsPageFactory.create()
    response = client.get("/sitemap.xml")
    assert b"<lastmod>2017-04-03</lastmod>" in response.content
    assert response.headers["Last-Modified"] == "Mon, 03 Apr 2017 08:30:00 GMT"


def test_what_no_visitor_reaches_is_neither_a_page_nor_a_version(client: Client) -> None:
    index = ResultsIndexPageFactory.create()
    pages = [ResultsPageFactory.create(parent=index, year=year) for year in (2015, 2016, 2017)]
    draft, expired, private = (in_english(page, year=2010 + n) for n, page in enumerate(pages))
    ResultsPage.objects.filter(pk=draft.pk).update(live=False)
    past = timezone.now() - timedelta(minutes=1)
    ResultsPage.objects.filter(pk=expired.pk).update(expire_at=past)
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    found = entries(client)
    for page in (draft, expired, private):
        assert page.full_url not in found
    assert [found[page.full_url] for page in pages] == [{}, {}, {}]
    other = ResultsPageFactory.create(parent=index, year=2018)
    alias = other.copy_for_translation(draft.locale, alias=True)
    found = entries(client)
    assert alias.full_url not in found, "It is left to its original."
    assert found[other.full_url] == {}


def test_two_indexes_and_another_site_keep_apart(client: Client) -> None:
    one = ResultsIndexPageFactory.create(slug="one")
    other = ResultsIndexPageFactory.create(slug="other")
    root = Page.get_first_root_node()
    elsewhere = root.add_child(instance=Page(title="Else", slug="else", locale=one.locale))
    Site.objects.create(hostname="elsewhere.example", root_page=elsewhere)
    found = entries(client)
    assert {one.full_url, other.full_url} <= set(found)
    assert not any("elsewhere" in address for address in found)


def test_twenty_editions_cost_no_more_queries_than_one(client: Client) -> None:
    index = ResultsIndexPageFactory.create()
    in_english(ResultsPageFactory.create(parent=index, year=1990))
    few = queries(client, "/sitemap.xml")
    for year in range(1991, 2011):
        in_english(ResultsPageFactory.create(parent=index, year=year), year=year)
    assert queries(client, "/sitemap.xml") == few
    assert len(entries(client)) == 2 * (1 + 2 + 21)


def test_crawlers_are_told_of_the_sitemap_and_kept_out_of_the_admin(client: Client) -> None:
    response = client.get("/robots.txt")
    assert response.headers["Content-Type"] == "text/plain; charset=utf-8"
    lines = response.content.decode().splitlines()
    assert lines[0] == "User-agent: *"
    assert "Disallow: /admin/" in lines
    assert "Sitemap: http://testserver/sitemap.xml" in lines


def test_without_a_site_there_is_a_sitemap_of_nothing(client: Client) -> None:
    home_page()
    assert [client.get(f"/sitemap.xml?p={p}").status_code for p in ("99", "x")] == [404, 404]
    Site.objects.all().delete()
    assert entries(client) == {}
