"""The feed of the editions below an index page, the sitemap, and what crawlers are told."""

from datetime import UTC, date, datetime
from time import time
from typing import Any
from xml.etree import ElementTree

from django.test import Client
from django.utils.http import http_date

from wagtail.models import Page, Site

import pytest

from results.models import ResultsPage
from tests.factories import ResultsIndexPageFactory, ResultsPageFactory, block, good_body, home_page
from tests.pages import queries
from tests.sharing.building import in_english

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


def answer(client: Client, index: Page, **headers: str) -> Any:
    return client.get(f"{index.url}feed/", headers=headers)


def read(client: Client, index: Page) -> ElementTree.Element:
    response = answer(client, index)
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(response.content)  # noqa: S314


def text(element: ElementTree.Element, name: str) -> str:
    return element.findtext(f"{ATOM}{name}", "")


def titles(client: Client, index: Page) -> list[str]:
    return [text(entry, "title") for entry in read(client, index).iter(f"{ATOM}entry")]


def test_a_reader_finds_the_editions_with_the_newest_period_first(client: Client) -> None:
    index = ResultsIndexPageFactory.create()
    Site.objects.update(site_name="ECPAT Sverige")
    for year in (2016, 2018, 2017):
        ResultsPageFactory.create(parent=index, year=year, introduction=f"About <{year}>.")
    root = read(client, index)
    assert root.get(LANGUAGE) == "sv"
    assert text(root, "title") == "Results"
    assert root.findtext(f"{ATOM}author/{ATOM}name") == "ECPAT Sverige"
    links = {link.get("rel"): link.get("href") for link in root.findall(f"{ATOM}link")}
    assert links == {
        "self": "http://localhost/results/feed/",
        "alternate": "http://localhost/results/",
    }
    first, *others = root.findall(f"{ATOM}entry")
    assert [text(first, "title"), *(text(each, "title") for each in others)] == [
        "2018", "2017", "2016",
    ]  # fmt: skip
    assert first.find(f"{ATOM}link").get("href") == "http://localhost/results/2018/"  # type: ignore[union-attr]
    assert text(first, "summary") == "<p>About &lt;2018&gt;.</p>"
    assert first.find(f"{ATOM}published") is None
    assert text(first, "updated") == "2017-04-03T08:30:00+00:00"
    assert text(root, "updated") == "2017-04-03T08:30:00+00:00"


def test_an_entry_has_the_editorial_day_and_no_summary_without_an_introduction(
    client: Client,
) -> None:
    edition = ResultsPageFactory.create(introduction="", publication_date=date(2017, 3, 14))
    entry = read(client, edition.get_parent()).find(f"{ATOM}entry")
    assert entry is not None
    assert text(entry, "published") == "2017-03-14T00:00:00+01:00"
    assert entry.find(f"{ATOM}summary") is None


def test_an_entry_keeps_its_name_when_the_page_gets_another_address(client: Client) -> None:
    edition = ResultsPageFactory.create()
    index = edition.get_parent()

    def names() -> list[str]:
        return [element.text or "" for element in read(client, index).iter(f"{ATOM}id")]

    before = names()
    edition.slug = "another"
    edition.save()
    assert names() == before
    assert len(set(before)) == 2
    assert all(name.startswith("urn:uuid:") for name in before)


def test_each_language_has_a_feed_of_its_own_and_an_edition_has_none(client: Client) -> None:
    swedish = ResultsPageFactory.create(title="Resultat 2016")
    english = in_english(swedish, title="Results 2016")
    assert titles(client, swedish.get_parent()) == ["Resultat 2016"]
    assert titles(client, english.get_parent()) == ["Results 2016"]
    assert read(client, english.get_parent()).get(LANGUAGE) == "en"
    assert client.get(f"{swedish.url}feed/").status_code == 404


def test_an_alias_is_left_to_its_original(client: Client) -> None:
    original = ResultsPageFactory.create()
    english_index = in_english(original.get_parent().specific)
    alias = original.copy_for_translation(english_index.locale, alias=True)
    assert titles(client, english_index) == []
    assert alias.full_url not in sitemap(client)


def test_a_feed_tells_nothing_of_the_body(client: Client) -> None:
    noticed = block("text", "c", heading="Hidden", text="<p>Hidden words</p>", care="collapsed")
    edition = ResultsPageFactory.create(content=[noticed, *good_body()])
    assert b"Hidden" not in answer(client, edition.get_parent()).content


def test_any_title_makes_a_feed_that_can_be_read(client: Client) -> None:
    title = "</title><script> a & b \"c\" 'd' 😀 تقرير bell \x07 and \x0b tab"
    edition = ResultsPageFactory.create(slug="e")
    # As it may have been stored before texts were cleaned.
    Page.objects.filter(pk=edition.pk).update(title=title)
    ResultsPage.objects.update(introduction=title)
    plain = title.replace("\x07", "").replace("\x0b", "")
    assert titles(client, edition.get_parent()) == [plain]


def test_a_reader_that_has_the_feed_gets_it_once(client: Client) -> None:
    edition = ResultsPageFactory.create()
    index = edition.get_parent()
    first = answer(client, index)
    assert first.headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    same = {"if-none-match": first.headers["ETag"]}
    assert answer(client, index, **same).status_code == 304
    ResultsPage.objects.update(title="Changed", last_published_at=datetime(2017, 5, 1, tzinfo=UTC))
    assert answer(client, index, **same).status_code == 200


def test_a_reader_that_asks_by_time_is_told_that_an_edition_is_withdrawn(client: Client) -> None:
    index = ResultsIndexPageFactory.create()
    withdrawn = ResultsPageFactory.create(parent=index)
    since = {"if-modified-since": http_date(time())}
    assert answer(client, index, **since).status_code == 200
    withdrawn.unpublish()
    assert answer(client, index, **since).status_code == 200


def test_many_editions_cost_no_more_queries_than_one(client: Client) -> None:
    index = ResultsIndexPageFactory.create()
    ResultsPageFactory.create(parent=index, year=2000)
    few = queries(client, f"{index.url}feed/")
    for year in range(2001, 2011):
        ResultsPageFactory.create(parent=index, year=year)
    assert queries(client, f"{index.url}feed/") == few
    assert len(titles(client, index)) == 11


SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def sitemap(client: Client) -> list[str]:
    """The addresses in the sitemap."""
    response: Any = client.get("/sitemap.xml")
    assert response.status_code == 200
    root = ElementTree.fromstring(response.content)  # noqa: S314
    return [url.findtext(f"{SITEMAP}loc", "") for url in root]


def test_the_pages_of_all_languages_are_there(client: Client) -> None:
    in_english(ResultsPageFactory.create())
    assert set(sitemap(client)) == {
        "http://localhost/",
        "http://localhost/en/",
        "http://localhost/results/",
        "http://localhost/en/results/",
        "http://localhost/results/2016/",
        "http://localhost/en/results/2016/",
        "http://localhost/results/data/",
        "http://localhost/en/results/data/",
    }


def test_a_page_tells_when_it_changed(client: Client) -> None:
    ResultsPageFactory.create()
    response = client.get("/sitemap.xml")
    assert b"<lastmod>2017-04-03</lastmod>" in response.content
    assert response.headers["Last-Modified"] == "Mon, 03 Apr 2017 08:30:00 GMT"


def test_two_indexes_and_another_site_keep_apart(client: Client) -> None:
    one = ResultsIndexPageFactory.create(slug="one")
    other = ResultsIndexPageFactory.create(slug="other")
    root = Page.get_first_root_node()
    elsewhere = root.add_child(instance=Page(title="Else", slug="else", locale=one.locale))
    Site.objects.create(hostname="elsewhere.example", root_page=elsewhere)
    found = sitemap(client)
    assert {one.full_url, other.full_url} <= {*found}
    assert not any("elsewhere" in address for address in found)


def test_twenty_editions_cost_no_more_queries_than_one(client: Client) -> None:
    index = ResultsIndexPageFactory.create()
    in_english(ResultsPageFactory.create(parent=index, year=1990))
    few = queries(client, "/sitemap.xml")
    for year in range(1991, 2011):
        in_english(ResultsPageFactory.create(parent=index, year=year), year=year)
    assert queries(client, "/sitemap.xml") == few
    assert len(sitemap(client)) == 2 * (1 + 2 + 21)


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
    assert sitemap(client) == []
