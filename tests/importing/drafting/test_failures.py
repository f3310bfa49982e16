"""An import happens as a whole or not at all, and what a killed one left is cleared up."""

from io import BytesIO
from typing import Any

from django.core.files.storage import FileSystemStorage
from django.db import IntegrityError

from wagtail.images import get_image_model
from wagtail.models import Page

import pytest

from results.importing.drafting import images, writing
from results.importing.errors import ImportRefused
from results.importing.models import DocumentImport
from results.models import ResultsIndexPage
from results.publishing import reconcile
from results.quantities import Period

from .. import papers
from ..papers import drafted, holdings, illustrated, media_files, picture_tag

pytestmark = pytest.mark.django_db(transaction=True)

PICTURES = [picture_tag(number) for number in range(3)]


class Failed(Exception):
    """What a test lets happen."""


def failing(*_arguments: Any, **_options: Any) -> None:
    raise Failed


@pytest.mark.parametrize("step", ["_write_page", "sweep_index"])
def test_an_import_that_fails_at_any_step_leaves_nothing(
    index: ResultsIndexPage, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    before = holdings()
    monkeypatch.setattr(writing, step, failing)

    with pytest.raises(Failed):
        drafted(index, illustrated(*PICTURES))

    assert holdings() == before
    monkeypatch.undo()


def test_an_import_that_fails_after_its_last_write_leaves_nothing(
    index: ResultsIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    remember = writing._remember
    before = holdings()

    def and_fail(*arguments: Any) -> None:
        remember(*arguments)
        assert len(media_files()) == len(PICTURES)
        raise KeyboardInterrupt

    monkeypatch.setattr(writing, "_remember", and_fail)

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

    with pytest.raises(ImportRefused, match="The server has no room left for files"):
        drafted(index, illustrated(*PICTURES))

    assert holdings() == before


def test_what_the_guard_refuses_leaves_nothing(
    index: ResultsIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Period, "slug", "versions")
    before = holdings()

    with pytest.raises(ImportRefused, match="This address is reserved"):
        drafted(index, illustrated(*PICTURES))

    assert holdings() == before


def test_a_path_that_somebody_else_took_refuses_the_import_and_leaves_nothing(
    index: ResultsIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = holdings()
    monkeypatch.setattr(ResultsIndexPage, "add_child", _no_room)

    with pytest.raises(ImportRefused) as refused:
        drafted(index, illustrated(*PICTURES))

    assert refused.value.code == "meanwhile"
    assert holdings() == before


def test_files_that_cannot_be_taken_away_at_once_are_later(
    index: ResultsIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "_remember", failing)
    monkeypatch.setattr(FileSystemStorage, "delete", _no_access)
    with pytest.raises(Failed):
        drafted(index, illustrated(*PICTURES))
    assert len(media_files()) == len(PICTURES)
    monkeypatch.undo()

    reconcile()

    assert not media_files() - {image.file.name for image in get_image_model().objects.all()}


def _no_room(self: Any, instance: Any) -> None:
    raise IntegrityError("the path is taken")


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
