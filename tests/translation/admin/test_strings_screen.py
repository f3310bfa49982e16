"""The screen "Texts", as a translator uses it, and what stands beside the texts."""

from typing import Any

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from wagtail.models import Locale
from wagtail_localize.models import StringTranslation, Translation

import pytest
from bs4 import BeautifulSoup, Tag

from results.translation.models import TextState
from results.translation.strings.deciding import decide
from results.translation.strings.doubts import Doubt, strings_of
from results.translation.tables import string_translations
from tests.factories import ResultsPageFactory, UserFactory, block, good_body

from ..building import make_image
from ..changing import LABEL, publish
from ..translating import (
    edit_url,
    in_english,
    mark_memory,
    say,
    soup,
    string_at,
    strings_url,
    target,
    translation_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(stale_edition: Any) -> Any:
    """An edition of whose translation one text is stale."""
    return stale_edition


def look(browser: Client, address: str) -> BeautifulSoup:
    response = browser.get(address)
    assert response.status_code == 200
    return soup(response)


def decision(translation: Any, text: str, **more: Any) -> dict[str, Any]:
    """The form of the stale string, with another text in it."""
    key = next(string.key for string in strings_of(translation) if string.state.since)
    return {"string": key, "seen": in_english("reports reviewed"), "text": text, **more}


def test_a_banner_above_the_editor_leads_here(browser: Client, page: Any, translation: Any) -> None:
    editor = look(browser, f"{edit_url(target(page))}?editor=1")
    banner = editor.select(".messages .warning")[0]
    assert "7 of 7 translated, 1 to review" in banner.get_text()
    assert banner.select_one(f'a[href="{strings_url(translation)}"]')


def test_who_opens_it_gets_its_texts(browser: Client, page: Any, translation: Any) -> None:
    address = edit_url(target(page))
    assert browser.get(address)["Location"] == strings_url(translation)
    screen = look(browser, strings_url(translation))
    # How the page stands.
    history = reverse("wagtailadmin_pages:history", args=[target(page).pk])
    assert screen.select(f'a.page-status-tag[href="{target(page).url}"]')
    assert screen.select(f'header a[href="{history}"]')
    # The other editor is one link away.
    other = screen.select('a[href$="?editor=1"]')[0]
    assert "js-translation-editor" in browser.get(str(other["href"])).text
    # A stopped one is written like any other page.
    Translation.objects.update(enabled=False)
    assert browser.get(address).status_code == 200


def test_a_stopped_one_leads_to_differences(browser: Client, page: Any, translation: Any) -> None:
    said = "The translation of this page has been stopped: nothing that is written here reaches the"
    differences = reverse("results_admin:language_differences", args=[target(page).pk])
    string = strings_of(translation)[0]
    Translation.objects.update(enabled=False)
    screen = look(browser, f"{strings_url(translation)}?doubt=all")
    assert said in screen.text
    assert screen.select_one(f'.results-strings a[href="{differences}"]')
    assert not screen.select_one("input[name=action][value=publish]")
    assert not screen.select(
        "[data-results-strings], .results-string textarea, .results-string form"
    )
    saved = browser.post(
        strings_url(translation), {"string": string.key, "text": "Typed", "seen": "x"}
    )
    assert said in saved.text
    assert "Typed" in saved.text
    assert not StringTranslation.objects.filter(data="Typed").exists()
    # Published from a screen that was open before.
    answer = browser.post(edit_url(target(page)), {"action": "publish"}, follow=True)
    assert answer.redirect_chain == [(differences, 302)]
    assert said in answer.text
    report = look(browser, reverse("results_translation:report"))
    assert not report.select(f'a[href^="{strings_url(translation)}"]')


def test_nothing_but_the_preview_may_stand_in_a_frame(browser: Client, translation: Any) -> None:
    preview = reverse("wagtail_localize:preview_translation", args=[translation.pk])
    assert browser.get(preview)["X-Frame-Options"] == "SAMEORIGIN"
    assert browser.get(strings_url(translation))["X-Frame-Options"] == "DENY"


def test_still_right_is_one_press_and_can_be_undone(browser: Client, translation: Any) -> None:
    form = decision(translation, in_english("reports reviewed"), confirm=1)
    assert browser.post(strings_url(translation), form).status_code == 302
    screen = look(browser, strings_url(translation))
    assert not screen.select(".results-string")
    undo = screen.select(".results-strings__decisions form")[0]
    assert browser.post(str(undo["action"])).status_code == 302
    assert look(browser, strings_url(translation)).select(".results-string")


def test_the_undo_of_a_first_text_says_what_it_was(browser: Client, translation: Any) -> None:
    StringTranslation.objects.filter(context__path="title").delete()
    string = string_at(translation, "title")
    (first,) = decide(translation, string, "Typed for long", "", UserFactory.create())
    undo = reverse("results_translation:undo", args=[translation.pk, first.act])
    said = browser.post(undo, follow=True).content.decode()
    assert "Undone. It was: “Typed for long”." in said


def test_texts_of_last_year_are_confirmed_together_and_undone_at_once(
    browser: Client, translation: Any
) -> None:
    keys = string_translations(translation).filter(state=None).values_list("pk", flat=True)
    of_memory = string_translations(translation).filter(pk__in=list(keys))
    mark_memory(of_memory)
    screen = look(browser, f"{strings_url(translation)}?doubt=memory")
    (form,) = screen.select("form.results-strings__all")
    number = len(screen.select(".results-string"))
    assert form.button
    assert form.button.text == f"Confirm these {number}"
    data = {"all": str(form.select("[name=all]")[0]["value"])}
    # Somebody decides on one meanwhile.
    changed = of_memory.get(context__path="title")
    changed.data = "2016, anew"
    changed.save()
    said = browser.post(strings_url(translation), data, follow=True).text
    assert f"{number - 1} texts confirmed." in said
    assert "1 text has been changed meanwhile" in said
    assert not any(Doubt.MEMORY in each.doubts for each in strings_of(translation))
    undo = look(browser, strings_url(translation)).select(".results-strings__decisions form")
    assert len(undo) == 1
    browser.post(str(undo[0]["action"]))
    asked = [each for each in strings_of(translation) if Doubt.MEMORY in each.doubts]
    assert len(asked) == number - 1


def test_still_right_does_not_throw_a_change_away(browser: Client, translation: Any) -> None:
    response = browser.post(strings_url(translation), decision(translation, "changed", confirm=1))
    assert response.status_code == 200
    assert "changed" in response.content.decode()
    assert not TextState.objects.exclude(history=[]).exists()


def test_a_refusal_stays_here_beside_its_text(browser: Client, page: Any, translation: Any) -> None:
    say(translation, "title", "x" * 256)
    # However often it is tried, the text is not left in the source language.
    for _attempt in range(2):
        answer = browser.post(edit_url(target(page)), {"action": "publish"}, follow=True)
    assert target(page).title == in_english("2016")
    assert answer.request["PATH_INFO"] == strings_url(translation)
    screen = soup(answer)
    reason = "Ensure this value has at most 255 characters (it has 256)."
    (message,) = screen.select(".messages .error")
    assert reason in message.get_text()
    link = message.select("li a")[0]
    string = screen.select(f"#{str(link['href']).partition('#')[2]}")[0]
    assert reason in string.select(".error-message")[0].get_text()


def test_other_refusals_lead_to_the_source(admin: Client, page: Any, translation: Any) -> None:
    english = target(page)
    english.unpublish()
    ResultsPageFactory.create(parent=english.get_parent(), locale=english.locale, slug="other")
    answer = admin.post(edit_url(english), {"action": "publish"}, follow=True)
    link = soup(answer).select(".messages .error li a")[0]
    assert str(link["href"]).startswith(edit_url(page))


def test_where_number_words_are_not_known_it_says_so(admin: Client, translation: Any) -> None:
    sentence = "Numbers are compared in digits only"
    assert sentence not in admin.get(strings_url(translation)).text
    Locale.objects.filter(language_code="en").update(language_code="fr")
    assert f"{sentence}: number words of French" in admin.get(strings_url(translation)).text


def shown(client: Client, page: Any, path: str) -> Tag:
    """The text at this path, as the screen shows it."""
    screen = look(client, f"{strings_url(translation_of(page))}?doubt=all")
    found = screen.select(f'[name=path][value="{path}"]')[0].find_parent("section")
    assert found
    return found


def beside(text: Tag) -> list[str]:
    return [" ".join(each.get_text().split()) for each in text.select(".results-string__beside")]


def test_a_figure_stands_beside_its_texts_in_both_languages(browser: Client, page: Any) -> None:
    body = good_body()
    body[1]["value"]["stats"][0]["value"].update(value="6558.5", label="reports")
    publish(page, body)
    expected = ["Beside it: 6 558,5 reports", "Beside it: 6,558.5 [en] reports reviewed"]
    ours = beside(shown(browser, page, LABEL))
    assert [text.replace("\xa0", " ") for text in ours] == expected
    # And beside the texts of the piece that it belongs to.
    heading = shown(browser, page, f"body.{body[1]['id']}.heading")
    assert [text.replace("\xa0", " ") for text in beside(heading)] == expected
    assert beside(shown(browser, page, "title")) == []


def test_the_sentence_of_a_main_point_has_its_figure(browser: Client, page: Any) -> None:
    figure = page.body.raw_data[1]["value"]["stats"][0]["id"]
    point = block("point", "point", figure=figure, text="were reviewed.")
    publish(page, main_points=[point])
    assert len(beside(shown(browser, page, f"main_points.{point['id']}.text"))) == 2


def test_a_picture_stands_beside_what_describes_it(admin: Client, published: Any) -> None:
    image = next(each for each in published.body.raw_data if each["type"] == "image")
    for path in (f"body.{image['id']}.alt_text", "hero_alt_text"):
        picture = shown(admin, published, path).select("img")[0]
        assert admin.get(str(picture["src"])).status_code == 200


def test_many_pictures_cost_no_more_queries_than_one(admin: Client, page: Any) -> None:
    screen, costs = f"{strings_url(translation_of(page))}?doubt=all", []
    for number in (1, 4):
        pictures = [
            block("image", f"picture {n}", image=make_image().pk, alt_text=f"Picture {n}")
            for n in range(number)
        ]
        publish(page, [*good_body(), *pictures])
        admin.get(screen)
        with CaptureQueriesContext(connection) as queries:
            shown = admin.get(screen).text
        assert shown.count("results-string__picture") == number
        costs.append(len(queries))
    assert costs[0] == costs[1]
