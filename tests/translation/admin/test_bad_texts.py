"""What a translator has typed stays in its field: with a sentence where it is refused, and when its page is gone."""

from collections.abc import Callable
from typing import Any

from django.test import Client
from django.urls import reverse

from wagtail.models import GroupPagePermission, Page

import pytest
from bs4 import BeautifulSoup

from results.models import ResultsPage
from results.translation.models import StringDecision
from results.translation.strings.doubts import strings_of

from ..changing import label_path, publish
from ..translating import string_at, target

pytestmark = pytest.mark.django_db

# Nobody sees it.
EMPTY = "\x00\u202e "
REFUSED = {
    "<script>alert(1)</script>": "<script> tag is not allowed",
    '<b onclick="x()">12</b>': "any HTML tags with attributes",
    '<a id="a9">12</a>': "Unrecognised id found in an <a> tag: a9",
    "<b>12": "The tag <b> has no counterpart",
    "12 <x and more": "“<” begins a tag that has no end",
    "12 <!-- 13 -->": "“<” begins a tag that has no end",
    "<b>" * 1500 + "12" + "</b>" * 1500: "It has too many tags.",
    "x" * 100_000: "20000 characters fit.",
    "x" * 161: "160 characters fit.",
    EMPTY: "Write a translation.",
}
CLEANED = {
    "12 < 13 reports": "12 < 13 reports",
    "12 \u202ereports\u2066": "12 reports",
    "e" + "\u0301" * 50: "e" + "\u0301" * 8,
}


def address(translation: Any) -> str:
    return reverse("results_translation:strings", args=[translation.pk])


@pytest.mark.parametrize("text", REFUSED, ids=lambda text: ascii(text[:20]))
def test_it_is_refused_beside_its_field_and_stays_in_it(
    browser: Client, page: ResultsPage, translation: Any, text: str
) -> None:
    string, sentence = string_at(translation, label_path(page)), REFUSED[text]
    form = {"string": string.key, "seen": string.text, "text": text}
    answer = browser.post(address(translation), form, headers={"Accept": "application/json"})
    assert answer.status_code == 409
    assert sentence in answer.json()["error"]
    # The same while it is typed, and without a script.
    check = reverse("results_translation:check_string", args=[translation.pk, string.key])
    faults = browser.post(check, {"text": text}).json()["faults"]
    assert [each["message"] for each in faults] == [answer.json()["error"]][: text != EMPTY]
    shown = BeautifulSoup(browser.post(address(translation), form).content, "html.parser")
    field = shown.select_one("textarea[aria-invalid=true]")
    assert field
    assert field.get_text().strip() == text.strip()
    notes = shown.select_one(f"#{str(field['aria-describedby']).split()[-1]} .error-message")
    assert notes
    assert sentence in notes.get_text()
    assert not StringDecision.objects.exists()


@pytest.mark.parametrize(("text", "kept"), CLEANED.items(), ids=ascii)
def test_what_nobody_sees_is_taken_out(
    browser: Client, page: ResultsPage, translation: Any, text: str, kept: str
) -> None:
    string = string_at(translation, label_path(page))
    form = {"string": string.key, "seen": string.text, "text": text}
    answer = browser.post(address(translation), form, headers={"Accept": "application/json"})
    assert answer.json()["seen"] == kept
    assert string_at(translation, label_path(page)).text == kept


TYPED = "Typed for <b>long</b>"


# What may happen while somebody types.
GONE: dict[str, Callable[[Any, Any], Any]] = {
    "the source": lambda page, translation: Page.objects.get(pk=page.pk).delete(),
    "the page": lambda page, translation: target(page).delete(),
    "the translation": lambda page, translation: translation.delete(),
    "the right": lambda page, translation: GroupPagePermission.objects.all().delete(),
    "the text": lambda page, translation: publish(page, body=[]),
}


@pytest.mark.parametrize("name", ["strings", "ask_author"])
@pytest.mark.parametrize("lose", GONE.values(), ids=GONE)
def test_what_was_typed_comes_back(
    browser: Client, page: ResultsPage, translation: Any, lose: Callable[..., None], name: str
) -> None:
    path = label_path(page)
    string = string_at(translation, path)
    form = {"string": string.key, "path": path, "seen": string.text}
    form |= {"text": TYPED} if name == "strings" else {"question": TYPED}
    keys = [translation.pk] if name == "strings" else [translation.pk, string.key]
    address = reverse(f"results_translation:{name}", args=keys)
    lose(page, translation)
    told = browser.post(address, form, headers={"Accept": "application/json"})
    assert told.status_code in {403, 404, 409}
    assert told.json()["error"]
    # The same without a script.
    answer = browser.post(address, form)
    assert answer.status_code == told.status_code
    shown = BeautifulSoup(answer.content, "html.parser")
    field = shown.select_one("textarea[readonly]")
    assert field
    assert field.get_text() == TYPED
    assert told.json()["error"] in shown.get_text()
    assert not StringDecision.objects.exists()


def test_a_text_whose_source_changes_meanwhile_is_found_under_its_new_key(
    browser: Client, page: ResultsPage, translation: Any
) -> None:
    string = string_at(translation, "introduction")
    publish(page, introduction="What we did.")
    address = reverse("results_translation:strings", args=[translation.pk])
    form = {"string": string.key, "path": "introduction", "seen": string.text, "text": TYPED}
    answer = browser.post(address, form, headers={"Accept": "application/json"})
    assert answer.status_code == 409
    assert answer.json()["moved"] in {each.key for each in strings_of(translation)}
    # The same without a script.
    shown = BeautifulSoup(browser.post(address, form).content, "html.parser")
    assert "The source has changed while you were writing. Compare, and save" in shown.get_text()
    assert [each.get_text().strip() for each in shown.select("[aria-invalid=true]")] == [TYPED]
