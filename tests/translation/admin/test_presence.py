"""Two translators on the screen of texts at once."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from wagtail.admin.models import EditingSession
from wagtail_localize.models import StringTranslation

import pytest

from results.translation.admin.string_answers import GONE, MARGIN
from results.translation.strings.deciding import decide
from results.translation.strings.doubts import strings_of
from tests.factories import UserFactory, browser_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def other(translator: User) -> User:
    """Another translator of these pages."""
    user: User = UserFactory.create(first_name="Ada", last_name="Example")
    user.groups.set(translator.groups.all())
    return user


def ping(browser: Client, translation: Any, **form: Any) -> dict[str, Any]:
    url = reverse("results_translation:presence", args=[translation.pk])
    answer: dict[str, Any] = browser.post(url, {"since": 2**32, **form}).json()
    return answer


def people(browser: Client, translation: Any) -> list[tuple[str, int | None]]:
    return [(each["name"], each["string"]) for each in ping(browser, translation)["people"]]


def test_each_sees_who_else_is_there_and_in_which_text(
    browser: Client, translation: Any, other: User
) -> None:
    theirs = browser_of(other)
    assert people(theirs, translation) == []
    assert people(browser, translation) == [("Ada Example", None)]
    key = strings_of(translation)[1].key
    ping(theirs, translation, string=key)
    assert people(browser, translation) == [("Ada Example", key)]
    assert ping(browser, translation)["people"][0]["sentence"] == "Ada Example is in this text."
    assert EditingSession.objects.count() == 2


def test_whoever_is_not_heard_of_is_gone(browser: Client, translation: Any, other: User) -> None:
    ping(browser_of(other), translation)
    past = timezone.now() - GONE - timedelta(seconds=1)
    EditingSession.objects.filter(user=other).update(last_seen_at=past)
    assert people(browser, translation) == []


def test_another_language_is_another_screen(browser: Client, translation: Any, other: User) -> None:
    ping(browser_of(other), translation)
    assert people(browser, translation)
    # As if its key began with that of this one.
    EditingSession.objects.filter(user=other).update(object_id=f"{translation.pk}1/")
    assert people(browser, translation) == []


def test_what_somebody_else_saves_is_told_once(
    browser: Client, translation: Any, translator: User, other: User
) -> None:
    url = reverse("results_translation:strings", args=[translation.pk])
    since = int(browser.get(f"{url}?doubt=all").context["since"])
    StringTranslation.objects.update(updated_at=timezone.now() - timedelta(days=1))
    assert ping(browser, translation, since=since)["saved"] == []
    mine, string = strings_of(translation)[:2]
    decide(translation, mine, "My words", mine.text, translator)
    decide(translation, string, "Their words & more", string.text, other)
    answer = ping(browser, translation, since=since)
    (saved,) = answer["saved"]
    assert (saved["string"], saved["text"]) == (string.key, "Their words & more")
    assert saved["sentence"] == "Ada Example has saved this text."
    assert ping(browser, translation, since=answer["since"] + MARGIN + 1)["saved"] == []


@pytest.mark.parametrize("since", ["", "-1", "x", "1e9", str(10**30), "\x00"])
def test_a_damaged_question_is_refused(browser: Client, translation: Any, since: str) -> None:
    url = reverse("results_translation:presence", args=[translation.pk])
    assert browser.post(url, {"since": since}).status_code == 400
    assert browser.post(url, {"since": "1", "string": since or "x"}).status_code == 400
    assert not EditingSession.objects.exists()
