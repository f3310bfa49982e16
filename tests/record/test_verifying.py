"""Which version is the source; reconciling brings a record that differs into line."""

from collections.abc import Callable
from typing import Any

from django.core.management import call_command

from wagtail.models import Page

import pytest

from results.models import Figure, ResultsIndexPage, ResultsPage
from results.record.models import source_in
from tests.factories import (
    LocaleFactory,
    ResultsPageFactory,
    as_stream,
    home_page,
)

from .building import anew, body, differences, edition, publish, rows

pytestmark = pytest.mark.django_db(transaction=True)


def run() -> None:
    call_command("run_results", once=True)


def write_past_the_page(page: Any) -> None:
    changed = as_stream(body({"value": "6500"}))
    type(page).objects.filter(pk=page.pk).update(body=changed)


DAMAGES: dict[str, Callable[[Any], Any]] = {
    "a row is gone": lambda page: Figure.objects.all().delete(),
    "the page was changed past the guard": write_past_the_page,
    "the page was unpublished past the guard": lambda page: Page.objects.update(live=False),
}


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_reconciling_brings_the_record_into_line(
    index: ResultsIndexPage, damage: Callable[[Any], Any]
) -> None:
    page = edition(index)
    damage(page)
    assert differences() != []
    run()
    assert differences() == []


def test_rebuild_keeps_what_is_closed(index: ResultsIndexPage) -> None:
    page = edition(index)
    publish(page, {"value": "6500"})
    Figure.objects.filter(valid_to=None).update(value=1)

    run()

    assert rows(page) == [(6558, False), (1, False), (6500, True)]


def test_rebuild_keeps_the_record_of_a_page_that_is_gone(index: ResultsIndexPage) -> None:
    page = edition(index)
    anew(page).delete()
    Figure.objects.update(valid_to=None)

    run()

    assert rows(page) == [(6558, False)]


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
