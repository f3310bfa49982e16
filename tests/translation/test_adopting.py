"""A translation that was stopped, written by hand, and started again keeps what was written."""

from typing import Any

from django.test import Client
from django.urls import reverse

import pytest

from results.translation.strings.doubts import Doubt, strings_of
from tests.factories import ResultsPageFactory

from .changing import body_with, publish, published_in_english, stat
from .translating import in_english, target, translation_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(home_en: Any) -> Any:
    return ResultsPageFactory.create(introduction="What we do.")


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


def test_what_was_written_by_hand_is_the_translation_then(browser: Client, page: Any) -> None:
    translation = published_in_english(page)
    stop_and_write(translation, page)
    restart(browser, page)
    translation.refresh_from_db()
    assert translation.enabled
    assert not [each for each in strings_of(translation) if each.doubts]
    translation.save_target()
    assert target(page).introduction == "Written by hand."
    assert stat(target(page))["label"] == in_english("reports reviewed")


def test_what_changed_in_the_source_meanwhile_is_marked(browser: Client, page: Any) -> None:
    translation = published_in_english(page)
    stop_and_write(translation, page)
    publish(page, body_with(value="7001"), introduction="What we did.")
    restart(browser, page)
    (string,) = [each for each in strings_of(translation) if each.doubts]
    assert string.doubts == [Doubt.STALE]
    assert (string.previous_source, string.text) == ("What we do.", "Written by hand.")
    translation_of(page).save_target()
    assert target(page).introduction == "Written by hand."
    assert stat(target(page))["value"] == "7001"


def test_a_draft_by_hand_is_adopted_and_not_published(browser: Client, page: Any) -> None:
    translation = published_in_english(page)
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
