"""Of imports at the same moment each happens as a whole or not at all."""

from collections.abc import Callable
from threading import Barrier, Thread
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import IntegrityError, connection

from wagtail.images import get_image_model
from wagtail.models import Page

import pytest

from results.importing.drafting import undo
from results.importing.drafting.undoing import sweep
from results.importing.errors import ImportRefused
from results.importing.models import DocumentImport
from results.models import ResultsIndexPage, ResultsPage
from tests.importing.papers import drafted, illustrated, media_files, picture_tag

pytestmark = pytest.mark.django_db(transaction=True)

IMPORTS = 4
PICTURES = [picture_tag(number) for number in range(3)]


def at_once(act: Callable[[int], Any]) -> list[Any]:
    """What act(0), act(1), … answer or raise, each in a thread of its own, at the same moment."""
    barrier = Barrier(IMPORTS)
    answers: list[Any] = [None] * IMPORTS

    def run(number: int) -> None:
        try:
            barrier.wait(30)
            answers[number] = act(number)
        except ImportRefused as refused:
            answers[number] = refused.code
        finally:
            connection.close()

    threads = [Thread(target=run, args=[number]) for number in range(IMPORTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def assert_whole(editions: int) -> None:
    """That many editions with their pictures, and nothing besides.

    What follows from a publication may have made more: other sizes of the pictures, a share image.
    """
    originals = [name for name in media_files() if name.startswith("original_images/")]
    assert ResultsPage.objects.count() == DocumentImport.objects.count() == editions
    assert get_image_model().objects.count() == len(originals) == editions * len(PICTURES)
    assert not any(Page.find_problems())


def test_of_imports_of_the_same_document_at_once_one_makes_the_edition(
    index: ResultsIndexPage,
) -> None:
    source = illustrated(*PICTURES)

    outcomes = at_once(lambda number: drafted(index, source))

    assert sorted(outcome.is_new for outcome in outcomes) == [False, False, False, True]
    assert len({outcome.page.pk for outcome in outcomes}) == 1
    assert_whole(1)


def test_of_imports_of_other_documents_for_the_same_year_at_once_one_wins(
    index: ResultsIndexPage,
) -> None:
    sources = [illustrated(*PICTURES, more=f"<p>Part {n}</p>") for n in range(IMPORTS)]

    answers = at_once(lambda number: drafted(index, sources[number]))

    assert answers.count("period_taken") == IMPORTS - 1
    assert_whole(1)


def test_imports_for_other_years_at_once_all_make_their_edition(index: ResultsIndexPage) -> None:
    source = illustrated(*PICTURES)

    outcomes = at_once(lambda number: drafted(index, source, year=2010 + number))

    assert all(outcome.is_new for outcome in outcomes)
    assert_whole(IMPORTS)


def test_imports_again_at_once_all_make_a_draft(index: ResultsIndexPage) -> None:
    source = illustrated(*PICTURES)

    at_once(lambda number: drafted(index, source, again=True))

    slugs = {page.slug for page in ResultsPage.objects.all()}
    assert slugs == {"2016", "2016-2", "2016-3", "2016-4"}
    assert_whole(IMPORTS)


def test_clearing_up_takes_nothing_from_an_import_at_work(index: ResultsIndexPage) -> None:
    source = illustrated(*PICTURES)

    def act(number: int) -> None:
        if number % 2:
            for _again in range(10):
                sweep()
        else:
            drafted(index, source, year=2010 + number)

    at_once(act)

    assert_whole(IMPORTS // 2)


def test_undoing_and_publishing_at_once_do_one_of_the_two(index: ResultsIndexPage) -> None:
    outcome = drafted(index, illustrated(*PICTURES))

    def act(number: int) -> str:
        if number % 2:
            undo(DocumentImport.objects.select_related("page").get(pk=outcome.record.pk))
            return "undone"
        ResultsPage.objects.get(pk=outcome.page.pk).latest_revision.publish()
        return "published"

    def carefully(number: int) -> str:
        try:
            return act(number)
        except (ObjectDoesNotExist, ValidationError, IntegrityError, AttributeError):
            return "too late"

    answers = at_once(carefully)

    assert ResultsPage.objects.filter(live=True).count() == int("undone" not in answers)
    assert_whole(int("undone" not in answers))
