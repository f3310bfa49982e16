"""Which page is the source of its versions."""

from wagtail_localize.operations import translate_object

import pytest

from results.translation.lifecycle.versions import versions_of
from tests.factories import ResultsPageFactory

from .families import Family, Version, locale

pytestmark = pytest.mark.django_db


def test_of_versions_made_by_hand_the_source_is_in_the_first_language(family: Family) -> None:
    english = family.edition.copy_for_translation(locale("en"), copy_parents=True)
    assert list(versions_of([english, family.edition])) == [family.edition.pk]


def test_a_page_that_was_translated_into_the_first_language_is_no_source(family: Family) -> None:
    english = family.destination(family.make("en", Version.ALIAS))
    page = ResultsPageFactory.create(parent=english, year=2021, locale=locale("en"))
    translate_object(page, [locale("sv")])
    swedish = page.get_translation(locale("sv"))
    assert list(versions_of([swedish, page])) == [page.pk]
