"""Imports happen as a whole or not at all, at the same moment too, and what a killed one left is cleared up."""

from contextlib import suppress
from io import BytesIO
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.core.files.storage import FileSystemStorage
from django.db import IntegrityError

from wagtail.images import get_image_model
from wagtail.models import Page

import pytest

from results.importing.drafting import images, undo, writing
from results.importing.drafting.undoing import sweep
from results.importing.errors import ImportRefused
from results.importing.models import DocumentImport
from results.models import ResultsIndexPage, ResultsPage
from results.quantities import Period
from tests.importing import papers
from tests.importing.papers import drafted, holdings, illustrated, media_files, picture_tag
from tests.publishing.test_races import EDITORS as IMPORTS
from tests.publishing.test_races import at_once
from tests.publishing.world import reconcile

pytestmark = pytest.mark.django_db(transaction=True)

PICTURES = [picture_tag(number) for number in range(3)]


@pytest.mark.parametrize(
    ("step", "files"), [("_write_page", 0), ("sweep_index", 0), ("_remember", len(PICTURES))]
)
def test_an_import_that_fails_behind_any_step_leaves_nothing(
    index: ResultsIndexPage, monkeypatch: pytest.MonkeyPatch, step: str, files: int
) -> None:
    before = holdings()
    take = getattr(writing, step)

    def and_fail(*arguments: Any, **options: Any) -> None:
        take(*arguments, **options)
        assert len(media_files()) >= files
        raise KeyboardInterrupt

    monkeypatch.setattr(writing, step, and_fail)

    with pytest.raises(KeyboardInterrupt):
        drafted(index, illustrated(*PICTURES))

    assert holdings() == before


def test_a_full_disk_refuses_the_import_and_leaves_nothing(
    index: ResultsIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = holdings()
    save: Any = vars(FileSystemStorage)["_save"]

    def third_fails(self: Any, name: str, content: Any) -> str:
        if len(media_files()) == 2:
            raise OSError(28, "No space left on device")
        return save(self, name, content)

    monkeypatch.setattr(FileSystemStorage, "_save", third_fails)

    with pytest.raises(ImportRefused, match="The server has no space left"):
        drafted(index, illustrated(*PICTURES))

    assert holdings() == before


def _no_room(self: Any, instance: Any) -> None:
    raise IntegrityError("the path is taken")


@pytest.mark.parametrize(
    ("changed", "name", "value", "said"),
    [
        (Period, "slug", "versions", "This address is reserved"),
        # Somebody else was faster.
        (ResultsIndexPage, "add_child", _no_room, "meanwhile"),
    ],
    ids=["guard", "path"],
)
def test_an_edition_that_the_site_refuses_leaves_nothing(
    index: ResultsIndexPage,
    monkeypatch: pytest.MonkeyPatch,
    changed: type,
    name: str,
    value: object,
    said: str,
) -> None:
    monkeypatch.setattr(changed, name, value)
    before = holdings()

    with pytest.raises(ImportRefused) as refused:
        drafted(index, illustrated(*PICTURES))

    assert said in f"{refused.value.code} {refused.value}"
    assert holdings() == before


def test_files_that_cannot_be_taken_away_at_once_are_later(
    index: ResultsIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_remember", _interrupted)
    monkeypatch.setattr(FileSystemStorage, "delete", _no_access)
    with pytest.raises(KeyboardInterrupt):
        drafted(index, illustrated(*PICTURES))
    assert len(media_files()) == len(PICTURES)
    monkeypatch.undo()

    reconcile()

    assert not media_files() - {image.file.name for image in get_image_model().objects.all()}


def _interrupted(*_arguments: Any) -> None:
    raise KeyboardInterrupt


def _no_access(self: Any, name: str) -> None:
    raise OSError("no access")


def left_behind(index: ResultsIndexPage, number: int = 0) -> DocumentImport:
    """What an import leaves that is killed between its files and the end of its transaction."""
    wanted = f"original_images/import-{number}-1.jpg"
    name = images.storage().save(wanted, BytesIO(papers.photograph()))
    return DocumentImport.objects.create(
        index=Page.objects.get(pk=index.pk),
        digest="0" * 64,
        file_name="a.md",
        period_start="2016-01-01",
        period_end="2016-12-31",
        files=[name, "original_images/never-written.jpg"],
    )


def test_the_next_import_takes_away_what_a_killed_one_left(index: ResultsIndexPage) -> None:
    left_behind(index)

    drafted(index, illustrated(*PICTURES))

    assert media_files() == {image.file.name for image in get_image_model().objects.all()}


def test_the_reconciliation_takes_away_what_a_killed_import_left(index: ResultsIndexPage) -> None:
    left_behind(index)

    assert reconcile().cleared == 1

    assert not media_files()
    assert reconcile().cleared == 0


def test_a_file_that_an_image_has_is_never_taken_away(index: ResultsIndexPage) -> None:
    drafted(index, illustrated(*PICTURES))
    DocumentImport.objects.update(state="begun", files=sorted(media_files()))

    assert reconcile().cleared == 0

    assert len(media_files()) == len(PICTURES)


def assert_whole(editions: int) -> None:
    """That many editions with their pictures, and nothing besides but other sizes of these."""
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

    def act(number: int) -> str:
        try:
            drafted(index, sources[number])
        except ImportRefused as refused:
            return refused.code
        return "made"

    assert at_once(act).count("period_taken") == IMPORTS - 1
    assert_whole(1)


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


TOO_LATE = (ObjectDoesNotExist, ValidationError, IntegrityError, AttributeError, ImportRefused)


def test_undoing_and_publishing_at_once_do_one_of_the_two(index: ResultsIndexPage) -> None:
    outcome = drafted(index, illustrated(*PICTURES))

    def act(number: int) -> str:
        with suppress(*TOO_LATE):
            if number % 2:
                undo(DocumentImport.objects.select_related("page").get(pk=outcome.record.pk))
                return "undone"
            ResultsPage.objects.get(pk=outcome.page.pk).latest_revision.publish()
        return ""

    was_undone = "undone" in at_once(act)

    assert ResultsPage.objects.filter(live=True).count() == int(not was_undone)
    assert_whole(int(not was_undone))
