"""Translations are taken over from elsewhere on the site, and from what was written by hand."""

from typing import Any

from django.test import Client
from django.urls import reverse

from wagtail_localize.models import StringTranslation

import pytest

from results.models import ResultsPage
from results.translation.strings.deciding import decide
from results.translation.strings.doubts import Doubt, strings_of
from tests.factories import ResultsPageFactory, UserFactory

from .changing import body_with, publish, stat
from .translating import in_english, say, submit, target, translation_of

pytestmark = pytest.mark.django_db


def test_a_copied_page_starts_with_every_translation_and_each_is_marked_until_it_is_saved(
    page: Any,
) -> None:
    copied = page.copy(keep_live=False, update_attrs={"slug": "2017", "title": "2017"})
    translation = submit(ResultsPage.objects.get(pk=copied.pk))
    strings = strings_of(translation)
    filled = [string for string in strings if string.row]
    assert len(filled) == len(strings) - 1
    assert all(string.doubts == [Doubt.MEMORY] for string in filled)
    string = next(string for string in filled if string.source == "What we do.")
    assert string.text == in_english("What we do.")
    decide(translation, string, string.text, string.text, UserFactory.create())
    string = next(s for s in strings_of(translation) if s.source == "What we do.")
    assert string.doubts == []


def test_similar_texts_are_not_offered(page: Any) -> None:
    other = ResultsPageFactory.create(
        parent=page.get_parent().specific, year=2018, introduction="What we did.", content=[]
    )
    translation = submit(other)
    assert all(string.row is None for string in strings_of(translation))


def test_a_persons_words_are_preferred_to_a_machines_and_then_the_latest(page: Any) -> None:
    say(translation_of(page), "introduction", "By a person.")
    for year, text, kind in ((2018, "By a machine.", "machine"), (2019, "Later.", "manual")):
        other = ResultsPageFactory.create(
            parent=page.get_parent().specific, year=year, introduction="What we do.", content=[]
        )
        say(submit(other), "introduction", text)
        StringTranslation.objects.filter(data=text).update(translation_type=kind)
    last = ResultsPageFactory.create(
        parent=page.get_parent().specific, year=2020, introduction="What we do.", content=[]
    )
    translation = submit(last)
    (string,) = [s for s in strings_of(translation) if s.source == "What we do."]
    assert string.text == "Later."


def stop_and_write(translation: Any, page: Any) -> None:
    """Stop the translation, and write the introduction in the page editor."""
    translation.enabled = False
    translation.save()
    english = target(page)
    english.introduction = "Written by hand."
    english.save_revision().publish()


def restart(browser: Client, page: Any) -> None:
    address = reverse("wagtailadmin_pages:edit", args=[target(page).pk])
    response = browser.post(address, {"localize-restart-translation": "1"})
    assert response.status_code == 302


def test_what_was_written_by_hand_is_the_translation_then(
    browser: Client, page: Any, translation: Any
) -> None:
    stop_and_write(translation, page)
    restart(browser, page)
    translation.refresh_from_db()
    assert translation.enabled
    assert not [each for each in strings_of(translation) if each.doubts]
    translation.save_target()
    assert target(page).introduction == "Written by hand."
    assert stat(target(page))["label"] == in_english("reports reviewed")


def test_what_changed_in_the_source_meanwhile_is_marked(
    browser: Client, page: Any, translation: Any
) -> None:
    stop_and_write(translation, page)
    publish(page, body_with(value="7001"), introduction="What we did.")
    restart(browser, page)
    (string,) = [each for each in strings_of(translation) if Doubt.STALE in each.doubts]
    assert (string.previous_source, string.text) == ("What we do.", "Written by hand.")
    translation_of(page).save_target()
    assert target(page).introduction == "Written by hand."
    assert stat(target(page))["value"] == "7001"


def test_a_draft_by_hand_is_adopted_and_not_published(
    browser: Client, page: Any, translation: Any
) -> None:
    translation.enabled = False
    translation.save()
    english = target(page)
    english.introduction = "A draft by hand."
    english.save_revision()
    restart(browser, page)
    assert target(page).introduction == in_english("What we do.")
    translation.refresh_from_db()
    translation.save_target()
    assert target(page).introduction == "A draft by hand."
