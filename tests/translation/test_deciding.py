"""What a translator decides about a doubtful string, and takes back."""

from typing import Any

from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from wagtail_localize.models import StringTranslation

import pytest

from results.translation.models import StaleString, StringDecision
from results.translation.strings.deciding import decide, latest_decisions, undo
from results.translation.strings.doubts import Doubt, TranslatedString, strings_of

from ..factories import ResultsPageFactory, UserFactory, home_page
from .changing import body_with, publish, published_in_english
from .translating import in_english, say, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def translation() -> Any:
    """A translation of which one text is stale."""
    home_page("en")
    page = ResultsPageFactory.create()
    translation = published_in_english(page)
    publish(page, body_with(label="reports examined"))
    return translation


def stale(translation: Any) -> TranslatedString:
    return next(s for s in strings_of(translation) if s.source == "reports examined")


def test_a_stale_string_says_what_it_is_the_translation_of(translation: Any) -> None:
    string = stale(translation)
    assert string.doubts == [Doubt.STALE]
    assert string.previous_source == "reports reviewed"
    assert string.text == in_english("reports reviewed")


def test_saving_clears_the_doubt(translation: Any) -> None:
    user, string = UserFactory.create(), stale(translation)
    decision = decide(translation, string, "reports examined, in English", string.text, user)
    assert decision.kind == StringDecision.Kind.SAVED
    string = stale(translation)
    assert string.doubts == []
    assert string.text == "reports examined, in English"
    assert string.row is not None
    assert string.row.last_translated_by == user


def test_confirming_clears_the_doubt_and_keeps_the_text(translation: Any) -> None:
    string = stale(translation)
    decision = decide(translation, string, string.text, string.text, UserFactory.create())
    assert decision.kind == StringDecision.Kind.CONFIRMED
    assert stale(translation).doubts == []
    assert stale(translation).text == in_english("reports reviewed")


@pytest.mark.parametrize("text", ["reports examined, in English", in_english("reports reviewed")])
def test_a_decision_can_be_undone(translation: Any, text: str) -> None:
    string = stale(translation)
    mark = StaleString.objects.get()
    decision = decide(translation, string, text, string.text, UserFactory.create())
    undo(decision)
    string = stale(translation)
    assert string.doubts == [Doubt.STALE]
    assert string.text == in_english("reports reviewed")
    assert string.stale is not None
    assert string.stale.since == mark.since
    assert latest_decisions(translation) == []
    with pytest.raises(ValidationError):
        undo(decision)


def test_what_has_changed_since_is_not_undone(translation: Any) -> None:
    string = stale(translation)
    decision = decide(translation, string, "one", string.text, UserFactory.create())
    say(translation, string.segment.context.path, "two")
    with pytest.raises(ValidationError):
        undo(decision)
    assert stale(translation).text == "two"
    assert latest_decisions(translation) == []


def test_somebody_elses_words_are_not_overwritten(translation: Any) -> None:
    string = stale(translation)
    say(translation, string.segment.context.path, "theirs")
    with pytest.raises(ValidationError, match="theirs"):
        decide(translation, string, "mine", string.text, UserFactory.create())
    assert stale(translation).text == "theirs"


@pytest.mark.parametrize("text", ["", "  ", "<script>alert(1)</script>", '<a id="a7">x</a>'])
def test_a_text_that_cannot_be_used_is_refused(translation: Any, text: str) -> None:
    string = stale(translation)
    with pytest.raises(ValidationError):
        decide(translation, string, text, string.text, UserFactory.create())
    assert stale(translation).text == string.text


def test_a_missing_translation_is_written_and_undone(translation: Any) -> None:
    StringTranslation.objects.filter(context__path="title").delete()
    string = next(s for s in strings_of(translation) if s.segment.context.path == "title")
    assert string.doubts == [Doubt.MISSING]
    decision = decide(translation, string, "Results", "", UserFactory.create())
    assert Doubt.MISSING not in {d for s in strings_of(translation) for d in s.doubts}
    undo(decision)
    assert not StringTranslation.objects.filter(context__path="title").exists()


def test_saving_in_the_stock_editor_clears_the_doubt_too(translation: Any) -> None:
    row = stale(translation).row
    assert row is not None
    row.tool_name = ""
    row.save()
    assert not [each for each in strings_of(translation) if each.doubts]


def test_an_ampersand_is_typed_as_it_is_read() -> None:
    home_page("en")
    page = ResultsPageFactory.create(introduction="Vi & ni")
    translation = submit(page)
    say(translation, "introduction", "You &amp; us")
    string = next(s for s in strings_of(translation) if s.segment.context.path == "introduction")
    decision = decide(translation, string, "You & us", "You & us", UserFactory.create())
    assert decision.kind == StringDecision.Kind.CONFIRMED


@pytest.fixture
def machine_translation(home_en: Any, browser: Client, settings: Any) -> Any:
    """A translation that wagtail-localize's button "Translate with…" has filled."""
    settings.WAGTAILLOCALIZE_MACHINE_TRANSLATOR = {
        "CLASS": "wagtail_localize.machine_translators.dummy.DummyTranslator"
    }
    page = ResultsPageFactory.create(introduction="Vi granskade 6558 tips år 2016.")
    translation = submit(page)
    url = reverse("wagtail_localize:machine_translate", args=[translation.pk])
    assert browser.post(url).status_code == 302
    return translation


def introduction(translation: Any) -> TranslatedString:
    return next(s for s in strings_of(translation) if s.segment.context.path == "introduction")


def test_what_a_machine_translated_is_marked_until_a_person_confirms_it(
    machine_translation: Any,
) -> None:
    assert {doubt for s in strings_of(machine_translation) for doubt in s.doubts} == {Doubt.MACHINE}
    string = introduction(machine_translation)
    decide(machine_translation, string, string.text, string.text, UserFactory.create())
    assert introduction(machine_translation).doubts == []


def test_the_numbers_of_a_machine_are_compared_too(
    machine_translation: Any, browser: Client
) -> None:
    string = introduction(machine_translation)
    assert string.row
    string.row.data = string.text.replace("6558", "6585")
    string.row.save()
    assert introduction(machine_translation).doubts == [Doubt.FAULTY, Doubt.MACHINE]
