"""Machine translation through wagtail-localize's own back ends, marked until a person confirms it."""

from typing import Any

from django.test import Client
from django.urls import reverse

import pytest

from results.translation.strings.deciding import decide
from results.translation.strings.doubts import Doubt, TranslatedString, strings_of
from tests.factories import ResultsPageFactory, UserFactory

from .translating import submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def translation(home_en: Any, browser: Client, settings: Any) -> Any:
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


def test_what_a_machine_translated_is_marked_until_a_person_confirms_it(translation: Any) -> None:
    assert {doubt for s in strings_of(translation) for doubt in s.doubts} == {Doubt.MACHINE}
    string = introduction(translation)
    decide(translation, string, string.text, string.text, UserFactory.create())
    assert introduction(translation).doubts == []


def test_the_numbers_of_a_machine_are_compared_too(translation: Any, browser: Client) -> None:
    string = introduction(translation)
    assert string.row
    string.row.data = string.text.replace("6558", "6585")
    string.row.save()
    assert introduction(translation).doubts == [Doubt.FAULTY, Doubt.MACHINE]
