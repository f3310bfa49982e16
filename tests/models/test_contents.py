"""The ruler of years and the list of contents."""

from django.test import Client

import pytest
from bs4 import BeautifulSoup

from tests.factories import ResultsIndexPageFactory, ResultsPageFactory, block

pytestmark = pytest.mark.django_db


def marks(client: Client, url: str) -> list[str]:
    page = BeautifulSoup(client.get(url).content, "html.parser")
    return [mark.get_text(" ", strip=True) for mark in page.select(".results-ruler li")]


def test_the_ruler_shows_an_edition_between_its_neighbours(client: Client) -> None:
    index = ResultsIndexPageFactory.create()
    pages = [ResultsPageFactory.create(parent=index, year=year) for year in range(2013, 2018)]
    newest = "senaste"

    assert marks(client, pages[2].url) == ["2014", "2015", "2016"]
    assert marks(client, pages[0].url) == ["2013", "2014"]
    assert marks(client, pages[4].url) == ["2016", f"2017 {newest}"]
    assert marks(client, index.url) == ["2016", f"2017 {newest}"]


def test_a_single_edition_has_no_ruler(client: Client) -> None:
    assert marks(client, ResultsPageFactory.create().url) == []


def test_every_entry_of_the_contents_leads_to_its_part(client: Client) -> None:
    sections = [block("text", str(n), heading=f"Part {n}", text="<p>Text.</p>") for n in range(3)]
    noted = block("stat", "s", value="1", label="one", note="Counted once.")
    url = ResultsPageFactory.create(content=[*sections, noted]).url
    page = BeautifulSoup(client.get(url).content, "html.parser")
    links = page.select(".results-contents a")

    assert [link.get_text() for link in links] == [
        *("Part 0", "Part 1", "Part 2"),
        "Källor och anmärkningar",
    ]
    assert all(page.select_one(str(link["href"])) for link in links)


def test_a_short_page_has_no_list_of_contents(client: Client) -> None:
    page = BeautifulSoup(client.get(ResultsPageFactory.create().url).content, "html.parser")
    assert not page.select(".results-contents")
