"""Words are looked up in all translations of the site."""

from typing import Any

from django.test import Client
from django.urls import reverse

from wagtail.models import Page, PageViewRestriction
from wagtail_localize.models import StringTranslation

import pytest
from bs4 import BeautifulSoup

from results.models import ResultsPage
from results.translation.strings.memory import MOST_PAIRS, concordance
from tests.factories import ResultsPageFactory, UserFactory
from tests.translation.changing import published_in_english
from tests.translation.translating import in_english, say, target

pytestmark = pytest.mark.django_db


def pairs(browser: Client, translation: Any, words: str) -> list[tuple[str, str]]:
    """The pairs that the screen shows: the source with its marks, and the page."""
    url = reverse("results_translation:concordance", args=[translation.pk])
    response = browser.get(url, {"q": words})
    assert response.status_code == 200
    screen = BeautifulSoup(response.content, "html.parser")
    return [
        (each.select_one("p").decode_contents(), each.select_one("a").get_text())  # type: ignore[union-attr]
        for each in screen.select(".results-pairs li")
    ]


def test_words_are_found_in_either_text_with_the_page(
    browser: Client, page: ResultsPage, translation: Any
) -> None:
    assert pairs(browser, translation, "REPORTS rev") == [
        ("<mark>reports rev</mark>iewed", target(page).title)
    ]
    assert len(pairs(browser, translation, "[en]")) == translation.status.total
    assert pairs(browser, translation, "nothing like it") == pairs(browser, translation, " ") == []


@pytest.mark.parametrize("words", ["Åtta & en", "åtta & EN", "<b>åtta", "ÅTTA"])
def test_words_are_found_in_any_case_and_as_they_are_read(
    page: ResultsPage, translation: Any, words: str
) -> None:
    StringTranslation.objects.filter(data=in_english("reports reviewed")).update(
        data="Vi är <b>åtta &amp; en</b>"
    )
    (pair,) = concordance(translation, words, UserFactory.create())
    mark = BeautifulSoup(pair.text, "html.parser").select_one("mark")
    assert mark
    assert mark.get_text().lower() == words.lower()


def test_only_of_pages_that_are_public_or_the_users(
    browser: Client, page: ResultsPage, translation: Any
) -> None:
    stranger = UserFactory.create()
    assert concordance(translation, "reviewed", stranger)
    # The source is still public, its translation is not.
    english = Page.objects.filter(pk=target(page).pk)
    english.update(live=False)
    assert concordance(translation, "reviewed", stranger) == []
    assert pairs(browser, translation, "reviewed")
    english.update(live=True)
    PageViewRestriction.objects.create(page=english.get(), restriction_type="login")
    assert concordance(translation, "reviewed", stranger) == []


def test_what_was_saved_after_the_publication_is_for_those_who_may_edit_the_page(
    browser: Client, page: ResultsPage, translation: Any
) -> None:
    say(translation, "introduction", "What we plan.")
    assert concordance(translation, "we plan", UserFactory.create()) == []
    assert pairs(browser, translation, "we plan")


def test_the_latest_come_first_and_not_more_than_can_be_read(
    page: ResultsPage, translation: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert MOST_PAIRS == 50
    monkeypatch.setattr("results.translation.strings.memory.MOST_PAIRS", 3)
    other = ResultsPageFactory.create(parent=page.get_parent().specific, year=2018)
    published_in_english(other)
    found = concordance(translation, "[en]", UserFactory.create())
    assert [pair.page.pk for pair in found] == 3 * [target(other).pk]


@pytest.mark.parametrize("words", ["\x00", "%", "_", "'", "x" * 100_000, "\\", "(", "<script>"])
def test_any_words_are_only_words(browser: Client, translation: Any, words: str) -> None:
    assert pairs(browser, translation, words) == []
