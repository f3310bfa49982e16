"""Words are looked up in all translations of the site, and replaced in those of a page."""

from typing import Any

from django.test import Client
from django.urls import reverse

from wagtail.models import Page, PageViewRestriction
from wagtail_localize.models import StringTranslation

import pytest
from bs4 import BeautifulSoup

from results.translation.models import StringDecision
from results.translation.strings.doubts import Doubt, strings_of
from results.translation.strings.memory import MOST_PAIRS, concordance
from tests.factories import UserFactory

from ..changing import another, body_with, publish, published_in_english
from ..translating import in_english, say, soup, target


def pairs(browser: Client, translation: Any, words: str) -> list[tuple[str, str]]:
    url = reverse("results_translation:concordance", args=[translation.pk])
    response = browser.get(url, {"q": words})
    assert response.status_code == 200
    screen = soup(response)
    return [
        (each.select_one("p").decode_contents(), each.select_one("a").get_text())  # type: ignore[union-attr]
        for each in screen.select(".results-pairs li")
    ]


def test_words_are_found_in_either_text(browser: Client, page: Any, translation: Any) -> None:
    assert pairs(browser, translation, "REPORTS rev") == [
        ("<mark>reports rev</mark>iewed", target(page).title)
    ]
    assert len(pairs(browser, translation, "[en]")) == translation.source.stringsegment_set.count()
    assert pairs(browser, translation, "nothing like it") == pairs(browser, translation, " ") == []


@pytest.mark.parametrize("words", ["åtta & EN", "<b>åtta"])
def test_words_are_found_in_any_case_and_as_they_are_read(translation: Any, words: str) -> None:
    StringTranslation.objects.filter(data=in_english("reports reviewed")).update(
        data="Vi är <b>åtta &amp; en</b>"
    )
    (pair,) = concordance(translation, words, UserFactory.create())
    mark = BeautifulSoup(pair.text, "html.parser").select("mark")[0]
    assert mark.get_text().lower() == words.lower()


def test_only_of_pages_public_or_the_users(browser: Client, page: Any, translation: Any) -> None:
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


def test_what_was_saved_since_is_for_those_who_may_edit(browser: Client, translation: Any) -> None:
    say(translation, "introduction", "What we plan.")
    assert concordance(translation, "we plan", UserFactory.create()) == []
    assert pairs(browser, translation, "we plan")


def test_the_latest_come_first_and_not_all(page: Any, translation: Any, monkeypatch: Any) -> None:
    assert MOST_PAIRS == 50
    monkeypatch.setattr("results.translation.strings.memory.MOST_PAIRS", 3)
    other = another(page, 2018)
    published_in_english(other)
    found = concordance(translation, "[en]", UserFactory.create())
    assert [pair.page.pk for pair in found] == 3 * [target(other).pk]


@pytest.mark.parametrize("words", ["\x00", "%", "_", "x" * 100_000, "("])
def test_any_words_are_only_words(browser: Client, translation: Any, words: str) -> None:
    assert pairs(browser, translation, words) == []


def replace(browser: Client, translation: Any, words: str, by: str, **more: Any) -> BeautifulSoup:
    """Look at what would change and save what is ticked; with `more` in the form."""
    url = reverse("results_translation:replace", args=[translation.pk])
    screen = soup(browser.get(url, {"q": words, "by": by}))
    fields = {
        str(each["name"]): str(each["value"])
        for each in screen.select("form[method=post] [type=hidden]")
    }
    ticked = [str(each["value"]) for each in screen.select("[name=string][checked]")]
    answer = browser.post(url, {**fields, "string": ticked, **more})
    assert answer.status_code == 200
    return soup(answer)


def texts(translation: Any) -> list[str]:
    return [string.text for string in strings_of(translation)]


def test_what_would_change_is_listed_and_not_saved(browser: Client, translation: Any) -> None:
    before = texts(translation)
    url = reverse("results_translation:replace", args=[translation.pk])
    answer = browser.get(url, {"q": "reports", "by": "tips"})
    listed = soup(answer).select(".results-pairs li")
    assert len(listed) == sum("reports" in each for each in before) > 0
    assert [each.get_text() for each in listed[0].select("del, ins")] == ["reports", "tips"]
    assert listed[0].select_one("[name=string][checked]")
    assert texts(translation) == before


def test_what_is_ticked_is_saved_and_undone_at_will(browser: Client, translation: Any) -> None:
    before = texts(translation)
    screen = replace(browser, translation, "[en]", "[EN]")
    assert texts(translation) == [each.replace("[en]", "[EN]") for each in before]
    assert StringDecision.objects.count() == len(before)
    *each, together = screen.select("form[action*=undo]")
    assert len(each) == len(before)
    browser.post(str(each[0]["action"]))
    assert texts(translation)[0] == before[0]
    assert texts(translation)[1] != before[1]
    keys = [str(field["value"]) for field in together.select("[name=decision]")]
    answer = browser.post(str(together["action"]), {"decision": keys}, follow=True)
    assert texts(translation) == before
    assert "cannot be undone" in answer.content.decode()


def test_what_is_refused_is_said_with_its_reason(browser: Client, translation: Any) -> None:
    screen = replace(browser, translation, "[en] reports reviewed", "<script>")
    refused = screen.select(".results-pairs .error-message")[0]
    assert refused.get_text().startswith("Not saved:")
    key = next(each.key for each in strings_of(translation) if "reports rev" in each.text)
    seen = {f"seen-{key}": "Something else"}
    screen = replace(browser, translation, "reports reviewed", "read", **seen)
    assert "Somebody has changed" in screen.get_text()
    # Nothing is ticked: the list is shown again.
    assert replace(browser, translation, "reviewed", "read", string=[]).select("[name=string]")
    assert (
        "1 text is not on the page any more"
        in replace(browser, translation, "reviewed", "read", string=["0"]).get_text()
    )
    assert not StringDecision.objects.exists()


def test_what_needs_a_look_is_not_ticked(browser: Client, page: Any, translation: Any) -> None:
    publish(page, body_with(label="reports examined"))
    replace(browser, translation, "reports", "tips")
    (stale,) = [each for each in strings_of(translation) if Doubt.STALE in each.doubts]
    assert stale.text == in_english("reports reviewed")


def test_tags_stay_as_they_are(browser: Client, translation: Any) -> None:
    say(translation, "introduction", "<b>b & b</b>")
    replace(browser, translation, "b", "<i>c</i>")
    assert StringTranslation.objects.filter(data="<b><i>c</i> & <i>c</i></b>").exists()


@pytest.mark.parametrize("words", ["\x00", "(", "x" * 30_000, "\\1"])
def test_any_words_are_replaced_as_words(browser: Client, translation: Any, words: str) -> None:
    before = texts(translation)
    replace(browser, translation, words, words)
    replace(browser, translation, "[en]", "x" * 30_000)
    assert texts(translation) == before
    replace(browser, translation, "[en]", "\\1")
    assert texts(translation)[0].startswith("\\1")
