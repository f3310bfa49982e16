"""An import happens as a whole or not at all."""

from typing import Any

from django.core.files.storage import FileSystemStorage
from django.db import IntegrityError

from wagtail.images import get_image_model

import pytest

from results.importing.drafting import writing
from results.importing.errors import ImportRefused
from results.models import ResultsIndexPage
from results.publishing import reconcile
from tests.importing.papers import drafted, holdings, illustrated, media_files, picture_tag

pytestmark = pytest.mark.django_db(transaction=True)

PICTURES = [picture_tag(number) for number in range(3)]


class Failed(Exception):
    """What a test lets happen."""


def failing(*_arguments: Any, **_options: Any) -> None:
    raise Failed


@pytest.mark.parametrize("step", ["_remember", "_write_page", "sweep_index", "collection_for"])
def test_an_import_that_fails_at_any_step_leaves_nothing(
    index: ResultsIndexPage, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    source = illustrated(*PICTURES)
    before = holdings()
    if step == "collection_for":
        monkeypatch.setattr(writing, "leave_pictures_out", lambda plan, user: None)
    monkeypatch.setattr(writing, step, failing)

    with pytest.raises(Failed):
        drafted(index, source)

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

    with pytest.raises(ImportRefused, match="cannot be stored: No space left on device"):
        drafted(index, illustrated(*PICTURES))

    assert holdings() == before


def test_what_the_guard_refuses_leaves_nothing(
    index: ResultsIndexPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(writing, "free_slug", lambda place: "versions")
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
