"""Each test has its state of the database as it was made, whatever the test before did to it."""

from pathlib import Path
from typing import Any

from django.core.files.storage import default_storage

from wagtail.models import Page

import pytest

from results.models import ResultsIndexPage, ResultsPage
from tests.database import state_of
from tests.factories import ResultsPageFactory
from tests.translation.building import make_image

THREE_TIMES = pytest.mark.parametrize("turn", range(3))


def spoil() -> None:
    """Delete what the state has, and make a page and a file that it has not."""
    page = ResultsPageFactory.create(parent=ResultsIndexPage.objects.get(), year=2015)
    make_image("Another")
    Page.objects.exclude(pk=page.pk).filter(depth__gt=3).delete()


def look(page: ResultsPage, media: Path) -> None:
    assert page.title == "Resultat 2016"
    assert default_storage.exists(str(page.hero_image and page.hero_image.file))
    assert sorted(path.suffix for path in media.rglob("*.*")) == [".pdf", ".png"]
    assert ResultsPage.objects.count() == 1


@THREE_TIMES
def test_a_state_is_as_it_was(whole_edition: ResultsPage, media_folder: Path, turn: int) -> None:
    look(whole_edition, media_folder)
    spoil()


@THREE_TIMES
@pytest.mark.django_db(transaction=True)
def test_a_state_is_as_it_was_after_commits(
    whole_edition: ResultsPage, media_folder: Path, turn: int
) -> None:
    look(whole_edition, media_folder)
    spoil()


@THREE_TIMES
@pytest.mark.django_db
def test_who_asks_for_no_state_has_what_migrations_leave(media_folder: Path, turn: int) -> None:
    assert not ResultsPage.objects.exists()
    assert not media_folder.exists()


def test_the_state_is_that_which_has_all_others() -> None:
    names: Any = ["db", "two_languages", "translated_edition", "whole_edition"]
    assert state_of(names) == "translated_edition"
    with pytest.raises(pytest.UsageError, match="small_edition"):
        state_of([*names, "small_edition"])
