"""The screen "Texts", as a translator uses it."""

import json
from typing import Any

from django.test import Client
from django.urls import reverse

from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation

import pytest
from bs4 import BeautifulSoup

from results.models import ResultsPage
from results.translation.models import StringDecision
from results.translation.strings.deciding import decide
from results.translation.strings.doubts import strings_of
from tests.factories import AdminFactory, ResultsPageFactory, UserFactory, block, browser_of

from ..changing import body_with, publish
from ..translating import in_english, say, string_at, target

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def shared_page(shared_page: ResultsPage) -> ResultsPage:
    """An edition of whose translation one text is stale."""
    publish(shared_page, body_with(label="reports examined closely"))
    return shared_page


def url(translation: Any) -> str:
    return reverse("results_translation:strings", args=[translation.pk])


def look(browser: Client, address: str) -> BeautifulSoup:
    response = browser.get(address)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def decision(translation: Any, text: str, **more: Any) -> dict[str, Any]:
    """The form of the stale string, with another text in it."""
    key = next(string.key for string in strings_of(translation) if string.stale)
    return {"string": key, "seen": in_english("reports reviewed"), "text": text, **more}


def test_the_banner_above_the_editor_counts_and_leads_here(
    browser: Client, page: ResultsPage, translation: Any
) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[target(page).pk])
    editor = look(browser, f"{address}?editor=1")
    banner = editor.select_one(".messages .warning")
    assert banner
    assert "The source of 1 text has changed" in banner.get_text()
    assert banner.select_one(f'a[href="{url(translation)}"]')


def test_whoever_opens_a_translation_gets_its_texts(
    browser: Client, page: ResultsPage, translation: Any
) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[target(page).pk])
    assert browser.get(address)["Location"] == url(translation)
    # The other editor is one link away.
    other = look(browser, url(translation)).select_one('a[href$="?editor=1"]')
    assert other
    assert "js-translation-editor" in browser.get(str(other["href"])).text
    # A stopped one is written like any other page.
    Translation.objects.update(enabled=False)
    assert browser.get(address).status_code == 200


def test_a_stopped_translation_says_so_and_leads_to_the_differences(
    browser: Client, page: ResultsPage, translation: Any
) -> None:
    said = "The translation of this page has been stopped: nothing that is written here reaches the"
    differences = reverse("results_admin:language_differences", args=[target(page).pk])
    edit = reverse("wagtailadmin_pages:edit", args=[target(page).pk])
    string = strings_of(translation)[0]
    Translation.objects.update(enabled=False)
    screen = look(browser, f"{url(translation)}?doubt=all")
    assert said in screen.text
    assert screen.select_one(f'.results-strings a[href="{differences}"]')
    assert not screen.select_one("input[name=action][value=publish]")
    saved = browser.post(url(translation), {"string": string.key, "text": "Typed", "seen": "x"})
    assert said in saved.text
    assert "Typed" in saved.text
    assert not StringTranslation.objects.filter(data="Typed").exists()
    # Published from a screen that was open before.
    answer = browser.post(edit, {"action": "publish"}, follow=True)
    assert answer.redirect_chain == [(differences, 302)]
    assert said in answer.text
    report = look(browser, reverse("results_translation:report"))
    assert not report.select(f'a[href^="{url(translation)}"]')


def test_texts_of_pieces_alike_are_told_apart_by_the_headings_of_their_pieces(
    browser: Client, page: ResultsPage, translation: Any
) -> None:
    headings = ("The hotline", "The helpline")
    publish(
        page,
        [block("text", each, heading=each, text=f"<p>{each}.</p>", links=[]) for each in headings],
    )
    screen = look(browser, f"{url(translation)}?doubt=all")
    places = [" ".join(each.get_text(" ").split()) for each in screen.select(".results-string h2")]
    for heading in headings:
        assert f"Body › Text section “{heading}” › Text" in " ".join(places)


def test_the_preview_may_stand_in_a_frame_of_the_site_and_nothing_else_may(
    browser: Client, translation: Any
) -> None:
    preview = reverse("wagtail_localize:preview_translation", args=[translation.pk])
    assert browser.get(preview)["X-Frame-Options"] == "SAMEORIGIN"
    assert browser.get(url(translation))["X-Frame-Options"] == "DENY"


def test_still_right_is_one_press_and_can_be_undone(browser: Client, translation: Any) -> None:
    form = decision(translation, in_english("reports reviewed"), confirm=1)
    assert browser.post(url(translation), form).status_code == 302
    screen = look(browser, url(translation))
    assert not screen.select(".results-string")
    undo = screen.select_one(".results-strings__decisions form")
    assert undo
    assert browser.post(str(undo["action"])).status_code == 302
    assert look(browser, url(translation)).select(".results-string")


def test_the_undo_of_a_first_text_says_what_it_was(browser: Client, translation: Any) -> None:
    StringTranslation.objects.filter(context__path="title").delete()
    string = string_at(translation, "title")
    first = decide(translation, string, "Typed for long", "", UserFactory.create())
    undo = reverse("results_translation:undo", args=[translation.pk, first.pk])
    said = browser.post(undo, follow=True).content.decode()
    assert "Undone. It was: “Typed for long”." in said


def test_still_right_does_not_throw_a_change_away(browser: Client, translation: Any) -> None:
    response = browser.post(url(translation), decision(translation, "changed", confirm=1))
    assert response.status_code == 200
    assert "changed" in response.content.decode()
    assert not StringDecision.objects.exists()


def test_a_refused_publication_stays_here_with_the_reason_beside_the_text(
    browser: Client, page: ResultsPage, translation: Any
) -> None:
    say(translation, "title", "x" * 256)
    address = reverse("wagtailadmin_pages:edit", args=[target(page).pk])
    # However often it is tried, the text is not left in the source language.
    for _attempt in range(2):
        answer = browser.post(address, {"action": "publish"}, follow=True)
    assert target(page).title == in_english("2016")
    assert answer.request["PATH_INFO"] == url(translation)
    screen = BeautifulSoup(answer.content, "html.parser")
    reason = "Ensure this value has at most 255 characters (it has 256)."
    message = screen.select_one(".messages .error")
    assert message
    assert reason in message.get_text()
    link = message.select_one("li a")
    assert link
    string = screen.select_one(f"#{str(link['href']).partition('#')[2]}")
    assert string
    assert reason in string.select(".error-message")[0].get_text()


def test_a_refusal_that_no_text_can_mend_leads_to_the_editor_of_the_source(
    admin: Client, page: ResultsPage, translation: Any
) -> None:
    english = target(page)
    english.unpublish()
    ResultsPageFactory.create(parent=english.get_parent(), locale=english.locale, slug="other")
    address = reverse("wagtailadmin_pages:edit", args=[english.pk])
    answer = admin.post(address, {"action": "publish"}, follow=True)
    message = BeautifulSoup(answer.content, "html.parser").select_one(".messages .error")
    assert message
    link = message.select_one("li a")
    assert link
    assert str(link["href"]).startswith(reverse("wagtailadmin_pages:edit", args=[page.pk]))


def test_the_screen_says_how_the_page_stands(
    browser: Client, page: ResultsPage, translation: Any
) -> None:
    english = target(page)
    screen = look(browser, url(translation))
    assert screen.select_one(f'a.page-status-tag[href="{english.url}"]')
    panel = screen.select_one("[data-side-panel=status]")
    assert panel
    assert panel.select_one(f'a[href="{reverse("wagtailadmin_pages:history", args=[english.pk])}"]')
    assert "Live" in panel.get_text()
    english.unpublish()
    screen = look(browser, url(translation))
    assert not screen.select_one("a.page-status-tag")


def test_where_number_words_are_not_known_it_says_so(admin: Client, translation: Any) -> None:
    url = reverse("results_translation:strings", args=[translation.pk])
    sentence = "Numbers are compared in digits only"
    assert sentence not in admin.get(url).content.decode()
    Locale.objects.filter(language_code="en").update(language_code="fr")
    assert f"{sentence}: number words of French" in admin.get(url).content.decode()


def test_the_button_of_the_other_editor_parts_its_words() -> None:
    for language, words in {"sv": "Publicera på ", "en": "Publish in "}.items():
        admin = browser_of(AdminFactory.create(), language=language)
        catalogue = admin.get(reverse("wagtail_localize:javascript_catalog")).text
        assert f'"Publish in ": {json.dumps(words)}' in catalogue
