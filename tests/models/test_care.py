"""An edition about violence: what its index page has for readers in distress, and who misses it."""

from typing import Any

import pytest
from bs4 import BeautifulSoup

from results.models import ResultsIndexPage, ResultsPage
from results.rules import issues_of
from tests.factories import (
    HIDDEN,
    ResultsIndexPageFactory,
    ResultsPageFactory,
    block,
    hide,
    home_page,
)
from tests.pages import visit
from tests.sharing.building import in_english

pytestmark = pytest.mark.django_db

NOTICE = "The results are about crimes."
LEAVE = "https://weather.example.org/"
LINE = block("helpline", "line", name="Children’s line", telephone="116 111", hours="all day")
SITE = block("helpline", "site", name="A chat", url="https://chat.example.org/")
HARD = [block("text", "hard", heading="A hard part", text="<p>Text.</p>", care="notice")]


def ways(*items: dict[str, Any]) -> Any:
    return ResultsIndexPage._meta.get_field("ways_to_help").to_python(list(items))


def index_with_help(**fields: Any) -> ResultsIndexPage:
    """An index page with a way of each kind; the link leads to the front page."""
    report = block("link", "report", text="Report what you saw", page=home_page().pk)
    given = {"ways_to_help": ways(LINE, SITE, report), "content_notice": NOTICE, "leave_url": LEAVE}
    index: ResultsIndexPage = ResultsIndexPageFactory.create(**{**given, **fields})
    return index


def lines(page: BeautifulSoup, place: str) -> list[tuple[str, str]]:
    return [
        (" ".join(link.get_text(" ").split()), str(link["href"]))
        for link in page.select(f"{place} a")
    ]


def test_an_edition_shows_each_way_to_help_in_its_middle_on_paper_and_at_its_end() -> None:
    edition = ResultsPageFactory.create(parent=index_with_help())
    page = visit(edition.url)
    expected = [
        ("Children’s line 116 111", "tel:116111"),
        ("A chat", "https://chat.example.org/"),
        ("Report what you saw", home_page().url),
    ]
    for place in (".results-strip--paper", ".results-body .results-strip"):
        assert lines(page, place) == expected, place
    assert {href for _text, href in lines(page, "#results-help")} == {href for _t, href in expected}
    assert "all day" in page.select("#results-help")[0].get_text()
    # The middle of the page is after its first two parts, of which the second may be a chart.
    *parts, strip = page.select(".results-body > *")[:3]
    assert all("results-block" in part["class"] for part in parts)
    assert "results-strip" in strip["class"]


def test_a_content_notice_stands_on_the_cover_with_the_ways_out() -> None:
    edition = ResultsPageFactory.create(parent=index_with_help())
    page = visit(edition.url)
    notice = page.select(".results-cover .results-care__text")
    assert NOTICE in notice[0].get_text()
    assert [href for _text, href in lines(page, ".results-cover .results-care__text")] == [
        "#results-help",
        LEAVE,
    ]
    for href in ("#results-help", "#results-main"):
        assert page.select(href), href


def test_a_page_without_ways_to_help_has_no_empty_place_for_them() -> None:
    page = visit(ResultsPageFactory.create().url)
    assert not page.select("#results-help, .results-strip, .results-mark, .results-leave")


def test_a_withdrawn_edition_still_names_them() -> None:
    edition = ResultsPageFactory.create(parent=index_with_help())
    ResultsPage.objects.get(pk=edition.pk).withdraw("It was wrong.")
    page = visit(edition.url, status=410)
    assert page.select("#results-help")
    assert page.select(".results-leave")


@pytest.mark.parametrize("address", ["/not-here/", "/en/not-here/", "/results/"])
def test_every_other_page_of_the_site_leads_to_help_in_one_step(address: str) -> None:
    index_with_help()
    page = visit(address, status=200 if address == "/results/" else 404)
    marks = page.select(".site-header .results-mark")
    assert [str(mark["href"]) for mark in marks] == ["#results-help"]
    assert len(page.select("#results-help")) == 1


def test_the_ways_are_those_in_the_language_of_the_page_else_any() -> None:
    swedish = index_with_help()
    found = visit("/en/not-here/", status=404).select("#results-help")
    assert found[0]["lang"] == "sv"
    in_english(swedish, ways_to_help=ways(SITE))
    found = visit("/en/not-here/", status=404).select("#results-help")
    assert found[0]["lang"] == "en"
    assert "116 111" not in found[0].get_text()


@pytest.mark.parametrize("hidden", HIDDEN)
def test_what_is_not_public_names_no_help_elsewhere(hidden: str) -> None:
    hide(index_with_help(), hidden)
    assert not visit("/not-here/", status=404).select("#results-help")


MISSING = {"content_notice_missing", "ways_to_help_missing", "leave_url_missing"}


@pytest.mark.parametrize(
    ("fields", "body", "missing"),
    [
        ({}, HARD, set()),
        ({"ways_to_help": ways(), "leave_url": ""}, [], MISSING - {"content_notice_missing"}),
        ({"ways_to_help": ways()}, [*HARD, LINE], set()),
        ({"content_notice": ""}, [], {"content_notice_missing"}),
    ],
)
def test_what_content_that_is_hard_to_read_lacks_is_said_before_publishing(
    fields: dict[str, Any], body: list[dict[str, Any]], missing: set[str]
) -> None:
    edition = ResultsPageFactory.create(parent=index_with_help(**fields), content=body)
    assert {found.code for found in issues_of(edition)} & MISSING == missing


def test_an_index_page_is_told_of_it_too_and_not_of_one_that_helps_nobody() -> None:
    index = index_with_help(ways_to_help=ways())
    assert {found.code for found in issues_of(index)} == {"ways_to_help_missing"}
    index = ResultsIndexPage(
        title="x", ways_to_help=ways(block("helpline", "none", name="No way there"))
    )
    assert [found.code for found in index.get_refusals(publishing=True)] == ["helpline_unreachable"]
