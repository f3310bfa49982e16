"""Which of several language versions is the source."""

from typing import Any

import pytest

from results.models import ResultsPage
from results.record.sources import source_in
from tests.factories import LocaleFactory, ResultsPageFactory, home_page

pytestmark = pytest.mark.django_db


def family() -> tuple[Any, Any]:
    """An edition in English, and the Swedish draft that was made of it by hand."""
    home_page("en")
    page = ResultsPageFactory.create(
        parent__parent=home_page("en"),
        parent__locale=LocaleFactory(language_code="en"),
        locale=LocaleFactory(language_code="en"),
    )
    return page, page.copy_for_translation(LocaleFactory(language_code="sv"), copy_parents=True)


def source_of(page: Any) -> Any:
    return source_in(ResultsPage.objects.all(), page.translation_key).first()


def test_a_draft_in_the_first_language_is_no_source_of_a_public_page() -> None:
    english, swedish = family()
    assert source_of(english) == english
    swedish.save_revision().publish()
    assert source_of(english) == swedish


def test_what_was_withdrawn_is_a_source_still() -> None:
    english, swedish = family()
    swedish.save_revision().publish()
    swedish.unpublish()
    assert source_of(english) == swedish


def test_of_drafts_it_is_the_one_in_the_first_language() -> None:
    english, swedish = family()
    ResultsPage.objects.filter(pk=english.pk).update(live=False, first_published_at=None)
    assert source_of(english) == swedish
