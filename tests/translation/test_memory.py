"""What was translated anywhere on the site serves the same text again, exactly and marked."""

from typing import Any

from wagtail_localize.models import StringTranslation

import pytest

from results.models import ResultsPage
from results.translation.strings.deciding import decide
from results.translation.strings.doubts import MEMORY, Doubt, strings_of
from results.translation.strings.memory import fill_from_memory
from tests.factories import LocaleFactory, ResultsPageFactory, UserFactory

from .changing import published_in_english
from .translating import in_english, say, submit

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(home_en: Any) -> Any:
    return ResultsPageFactory.create(introduction="What we do.")


def copied(page: Any) -> Any:
    return page.copy(
        keep_live=False,
        update_attrs={"slug": "2017", "title": "2017"},
    )


def test_a_copied_page_starts_with_every_translation_and_each_is_marked(page: Any) -> None:
    published_in_english(page)
    translation = submit(ResultsPage.objects.get(pk=copied(page).pk))
    strings = strings_of(translation)
    filled = [string for string in strings if string.row]
    assert len(filled) == len(strings) - 1
    assert all(string.doubts == [Doubt.MEMORY] for string in filled)
    assert {string.text for string in filled} >= {in_english("What we do.")}


def test_saving_confirms_what_was_filled_in(page: Any) -> None:
    published_in_english(page)
    translation = submit(ResultsPage.objects.get(pk=copied(page).pk))
    string = next(s for s in strings_of(translation) if s.source == "What we do.")
    decide(translation, string, string.text, string.text, UserFactory.create())
    string = next(s for s in strings_of(translation) if s.source == "What we do.")
    assert string.doubts == []


def test_similar_texts_are_not_offered(page: Any) -> None:
    published_in_english(page)
    other = ResultsPageFactory.create(
        parent=page.get_parent().specific, year=2018, introduction="What we did.", content=[]
    )
    translation = submit(other)
    assert all(string.row is None for string in strings_of(translation))


def test_a_persons_words_are_preferred_to_a_machines_and_then_the_latest(page: Any) -> None:
    first, second = submit(page), None
    say(first, "introduction", "By a person.")
    for year, text, kind in ((2018, "By a machine.", "machine"), (2019, "Later.", "manual")):
        other = ResultsPageFactory.create(
            parent=page.get_parent().specific, year=year, introduction="What we do.", content=[]
        )
        second = submit(other)
        say(second, "introduction", text)
        StringTranslation.objects.filter(data=text).update(translation_type=kind)
    last = ResultsPageFactory.create(
        parent=page.get_parent().specific, year=2020, introduction="What we do.", content=[]
    )
    translation = submit(last)
    (string,) = [s for s in strings_of(translation) if s.source == "What we do."]
    assert string.text == "Later."


def test_another_language_is_another_memory(page: Any) -> None:
    published_in_english(page)
    rows = StringTranslation.objects.count()
    StringTranslation.objects.update(locale=LocaleFactory.create(language_code="fi"))
    other = ResultsPageFactory.create(parent=page.get_parent().specific, year=2018)
    submit(other)
    assert StringTranslation.objects.count() == rows


def test_what_is_translated_already_is_left_alone(page: Any) -> None:
    translation = published_in_english(page)
    before = list(StringTranslation.objects.order_by("pk").values("pk", "data", "tool_name"))
    assert fill_from_memory(translation) == 0
    assert (
        list(StringTranslation.objects.order_by("pk").values("pk", "data", "tool_name")) == before
    )
    assert not StringTranslation.objects.filter(tool_name=MEMORY).exists()
