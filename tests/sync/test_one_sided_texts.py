"""Texts that only one language has, and texts that are translated in part, on pages written by hand."""

from typing import Any

import pytest

from results.models import LanguageVersion, ResultsPage
from results.sync import sync_languages
from tests.factories import ResultsPageFactory, block, described, good_body

from .test_figures import anew, in_english

pytestmark = pytest.mark.django_db

STAT = good_body()[1]["value"]["stats"][0]["id"]
NOTE = f"body.{good_body()[1]['id']}.stats.{STAT}.note"


@pytest.fixture
def compared(db: None) -> tuple[Any, Any]:
    """A source, and its version in English, which have been compared."""
    page = ResultsPageFactory.create()
    english = in_english(page)
    sync_languages(english)
    return page, english


def publish(page: Any, body: list[dict[str, Any]], **fields: Any) -> None:
    page = anew(page)
    page.body = body
    for name, value in fields.items():
        setattr(page, name, value)
    described(page).save_revision().publish()
    sync_languages(anew(page))


def with_note(body: Any, note: str) -> list[dict[str, Any]]:
    raw = list(body)
    raw[1]["value"]["stats"][0]["value"]["note"] = note
    return raw


def differences(page: Any) -> set[tuple[str, str]]:
    found = LanguageVersion.objects.get(page=page.pk).differences
    return {(each["kind"], each["path"]) for each in found}


def test_a_text_that_the_language_has_emptied_is_left_out_there(
    compared: tuple[Any, Any],
) -> None:
    page, english = compared
    publish(page, with_note(good_body(), "En anmärkning."))
    assert ("missing", NOTE) not in differences(english)
    publish(english, with_note(anew(english).body.raw_data, ""))
    assert ("missing", NOTE) in differences(english)


def test_a_text_of_the_languages_own_is_marked(
    compared: tuple[Any, Any],
) -> None:
    _page, english = compared
    publish(english, with_note(anew(english).body.raw_data, "A note."), introduction="What we do.")
    assert {("extra", NOTE), ("extra", "introduction")} <= differences(english)


def test_markup_without_words_is_no_text(compared: tuple[Any, Any]) -> None:
    for page, text in zip(compared, ['<p data-block-key="a1"> </p>', ""], strict=True):
        body = list(anew(page).body.raw_data)
        body[0]["value"]["text"] = text
        ResultsPage.objects.filter(pk=page.pk).update(body=body)
    sync_languages(anew(compared[1]))
    assert differences(compared[1]) == set()


def test_what_of_a_copied_paragraph_is_not_translated_yet_keeps_its_language(
    compared: tuple[Any, Any],
) -> None:
    page, english = compared
    two = "<p>Vi granskade tipsen.</p><p>De flesta ledde vidare.</p>"
    new = block("text", "new", heading="Nytt", text=two, links=[])
    publish(page, [*good_body(), new])
    path = f"body.{new['id']}.text"
    assert len(LanguageVersion.objects.get(page=english.pk).untranslated[path]) == 2
    body = list(anew(english).body.raw_data)
    body[2]["value"]["text"] = "<p>We reviewed the reports.</p><p>De flesta ledde vidare.</p>"
    publish(english, body)
    row = LanguageVersion.objects.get(page=english.pk)
    assert row.untranslated[path] == ["De flesta ledde vidare."]
