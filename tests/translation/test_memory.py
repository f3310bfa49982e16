"""Translations are taken over from elsewhere on the site, from last year's edition, and from what was written by hand."""

from typing import Any

from django.test import Client

from wagtail_localize.models import StringTranslation, Translation

import pytest

from results.models import ResultsPage
from results.models.next_edition import start_next_edition
from results.publishing import Publication
from results.translation.strings.deciding import decide
from results.translation.strings.doubts import Doubt, strings_of
from results.translation.sync.source import submit_next_edition
from tests.factories import ResultsPageFactory, UserFactory, again

from .changing import body_with, publish, stat
from .translating import edit_url, in_english, say, submit, target, translation_of

pytestmark = pytest.mark.django_db


def test_a_copied_page_has_every_translation_marked_until_it_is_saved(page: Any) -> None:
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


def submitted(page: Any, year: int, introduction: str = "What we do.") -> Any:
    parent = page.get_parent().specific
    fields = {"introduction": introduction, "content": []}
    return submit(ResultsPageFactory.create(parent=parent, year=year, **fields))


def test_similar_texts_are_not_offered(page: Any) -> None:
    translation = submitted(page, 2018, "What we did.")
    assert all(string.row is None for string in strings_of(translation))


def test_a_persons_words_are_preferred_to_a_machines_and_then_the_latest(page: Any) -> None:
    say(translation_of(page), "introduction", "By a person.")
    for year, text, kind in ((2018, "By a machine.", "machine"), (2019, "Later.", "manual")):
        say(submitted(page, year), "introduction", text)
        StringTranslation.objects.filter(data=text).update(translation_type=kind)
    translation = submitted(page, 2020)
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
    address = edit_url(target(page))
    response = browser.post(address, {"localize-restart-translation": "1"})
    assert response.status_code == 302


def test_what_was_written_by_hand_is_taken(browser: Client, page: Any, translation: Any) -> None:
    stop_and_write(translation, page)
    restart(browser, page)
    translation.refresh_from_db()
    assert translation.enabled
    assert not [each for each in strings_of(translation) if each.doubts]
    translation.save_target()
    assert target(page).introduction == "Written by hand."
    assert stat(target(page))["label"] == in_english("reports reviewed")


def test_what_changed_meanwhile_is_marked(browser: Client, page: Any, translation: Any) -> None:
    stop_and_write(translation, page)
    publish(page, body_with(value="7001"), introduction="What we did.")
    restart(browser, page)
    (string,) = [each for each in strings_of(translation) if Doubt.STALE in each.doubts]
    assert (string.previous_source, string.text) == ("What we do.", "Written by hand.")
    translation_of(page).save_target()
    assert target(page).introduction == "Written by hand."
    assert stat(target(page))["value"] == "7001"


def test_a_draft_by_hand_is_adopted_only(browser: Client, page: Any, translation: Any) -> None:
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


def publish_and_follow(edition: Any) -> Any:
    """Publish the edition with a figure and nothing left to do; let the languages follow."""
    publish(edition, body_with(value="7"), open_points=[])
    submit_next_edition(Publication.objects.filter(page_id=edition.pk).latest("pk"))
    return again(edition)


def test_it_follows_in_each_language_with_last_year_s_translation_as_memory(page: Any) -> None:
    following = publish_and_follow(start_next_edition(page))
    strings = strings_of(translation_of(following))
    filled = [string for string in strings if string.row]
    assert filled
    assert all(string.doubts == [Doubt.MEMORY] for string in filled)
    english = following.get_translations().get()
    assert not english.live
    assert english.get_parent() == page.get_parent().get_translations().get()


def test_a_translation_that_somebody_has_deleted_stays_away(page: Any) -> None:
    following = publish_and_follow(start_next_edition(page))
    following.get_translations().get().delete()
    Translation.objects.filter(source__object_id=following.translation_key).delete()
    publish_and_follow(following)
    assert not following.get_translations().exists()
