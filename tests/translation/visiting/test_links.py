"""A link to a page that exists only in another language says in which."""

from typing import Any

from django.test import Client
from django.utils import timezone

from wagtail.models import Page, PageViewRestriction

import pytest

from results.models import ResultsPage
from tests.api.conftest import V2
from tests.factories import ResultsPageFactory, block

from ..changing import published_in_english
from ..translating import Translator, english, target
from .test_apis import ask, displays
from .visitors import visit

pytestmark = pytest.mark.django_db


def linking_to(page: Any, parent: Page) -> ResultsPage:
    """An English edition with a link to the page, in its text and below it."""
    text = f'<p>See <a linktype="page" id="{page.pk}">the year before</a>.</p>'
    link = block("link", "to-page", text="Read about that year", page=page.pk)
    body = [block("text", "links", heading="Links", text=text, links=[link])]
    edition: ResultsPage = ResultsPageFactory.create(parent=parent, year=2018, content=body)
    return edition


def links(page: Any) -> list[Any]:
    """The two links of the page."""
    return [
        link
        for link in visit(page).find_all("a")
        if link.text in {"the year before", "Read about that year"}
    ]


def in_swedish(link: Any) -> bool:
    """Whether the link says that it leads to Swedish, to programs and to people."""
    said = link.find_next_sibling("span")
    return link.get("hreflang") == "sv" and said is not None and said.text == "(in Swedish)"


@pytest.fixture
def index_en(page: Any) -> Page:
    """The English index page."""
    return page.get_parent().copy_for_translation(english(), copy_parents=True, alias=True)


def test_a_translation_that_nobody_has_worked_on(submitted: ResultsPage) -> None:
    edition = linking_to(submitted, target(submitted).get_parent())
    found = links(edition)
    assert [link["href"] for link in found] == [target(submitted).url] * 2
    assert all(in_swedish(link) for link in found)


def test_the_words_are_in_the_language_of_the_page_for_clients_too(
    page: Any, index_en: Page
) -> None:
    shown = displays(ask(V2, linking_to(page, index_en))["body"])
    assert "(in Swedish)" in shown[0]["text"]
    assert shown[1]["language"] == "sv"


def test_in_a_list_within_an_alias_the_others_say_that_they_are_english(
    submitted: ResultsPage,
) -> None:
    index = target(submitted).get_parent()
    other = ResultsPageFactory.create(parent=index, title="Results 2014", year=2014)
    link = visit(target(submitted)).find("a", href=other.url, class_="results-link")
    assert link
    assert (link.get("lang"), link.get("hreflang")) == ("en", "en")


def hide(page: Any, state: str) -> None:
    """Make the page one that no visitor reaches."""
    if state == "draft":
        page.unpublish()
    elif state == "expired":
        Page.objects.filter(pk=page.pk).update(expire_at=timezone.now())
    else:
        PageViewRestriction.objects.create(page=page, restriction_type="login")


def versions(page: Any) -> set[tuple[str, str]]:
    """The languages and addresses that a search engine is told of."""
    found = visit(page).find_all("link", rel="alternate", hreflang=True)
    return {(str(link["hreflang"]), str(link["href"])) for link in found}


@pytest.mark.parametrize("state", ["draft", "expired", "private"])
def test_a_translation_that_nobody_may_reach_is_as_none(
    page: Any, index_en: Page, state: str
) -> None:
    edition = linking_to(page, index_en)
    published_in_english(page)
    hide(target(page), state)
    found = links(edition)
    assert [link["href"] for link in found] == [page.url] * 2
    assert all(in_swedish(link) for link in found)
    assert versions(page) == set()
    assert target(page).full_url not in Client().get("/sitemap.xml").content.decode()


def test_the_sitemap_has_both_languages_and_leaves_out_what_is_treated_as_an_alias(
    submitted: ResultsPage, page: Any
) -> None:
    published_in_english(page)
    sitemap = Client().get("/sitemap.xml").content.decode()
    for each in (page, target(page)):
        assert f"<loc>{each.full_url}</loc>" in sitemap
    assert sitemap.count(f'hreflang="en" href="{target(page).full_url}"') == 2
    assert target(submitted).full_url not in sitemap
    assert f"<loc>{submitted.full_url}</loc>" in sitemap


def test_the_switcher_leads_to_the_same_edition_without_a_script(page: Any) -> None:
    published_in_english(page)
    for here, there, code in ((page, target(page), "en"), (target(page), page, "sv")):
        (link,) = visit(here).select("[data-results-languages] a")
        assert (link["href"], link["lang"], link["hreflang"]) == (there.url, code, code)


def test_the_public_is_told_of_no_translation_before_a_person_has_published_it(
    submitted: ResultsPage, browser: Client
) -> None:
    source, page = ResultsPage.objects.get(pk=submitted.pk), target(submitted)
    feed = page.get_parent().specific.address_of("feed", None)

    def head(page: Any) -> str:
        return str(visit(page).head)

    assert f'<link href="{source.full_url}" rel="canonical"/>' in head(page)
    assert "hreflang" not in head(page) + head(source)
    assert page.full_url not in Client().get(feed).content.decode()

    Translator(browser, page).publish()
    assert f'<link href="{page.full_url}" rel="canonical"/>' in head(page)
    of_source = {("sv", source.full_url), ("x-default", source.full_url)}
    assert versions(page) == versions(source) == {*of_source, ("en", page.full_url)}
    assert page.full_url in Client().get(feed).content.decode()
