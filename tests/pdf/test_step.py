"""The step that makes PDFs, on good days and bad ones."""

import errno
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import connection
from django.db.models.signals import pre_save
from django.test import Client, override_settings

import pytest

from results.generated_files import GeneratedFile
from results.models import ResultsPage
from results.pdf import making, step
from results.pdf.step import find_current
from results.publishing import Publication, StepRun, run_steps

from .conftest import Small

pytestmark = pytest.mark.django_db

PDF = "/resultat/2016/pdf/"


class FullDisk(FileSystemStorage):
    """A storage that takes nothing more."""

    def _save(self, name: str, content: Any) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")


def files(media: Path) -> list[Path]:
    return sorted(media.glob("results/pdf/*/*.pdf"))


def test_a_publication_is_followed_by_its_pdf(
    edition: Small, django_capture_on_commit_callbacks: Any
) -> None:
    page = edition.english
    page.title = "Published by a person"

    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()

    assert find_current(page) is not None
    publication = Publication.objects.filter(page_id=page.pk)[0]
    assert publication.step_runs.get(name="pdf").state == StepRun.State.DONE


def test_a_page_keeps_one_file(
    edition: Small, media_folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        step.make(edition.swedish)
        step.make(edition.swedish)

    assert GeneratedFile.objects.count() == len(files(media_folder)) == 1


def test_a_page_that_is_no_edition_is_left_alone(edition: Small) -> None:
    step.follow(Publication.objects.filter(page_id=edition.index.pk)[0])

    assert not GeneratedFile.objects.exists()


def test_a_deleted_page_leaves_no_file(
    edition: Small, media_folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    step.make(edition.swedish)

    with django_capture_on_commit_callbacks(execute=True):
        ResultsPage.objects.get(pk=edition.swedish.pk).delete()

    assert not GeneratedFile.objects.exists()
    assert files(media_folder) == []


@pytest.fixture
def full_disk() -> Iterator[None]:
    name = f"{FullDisk.__module__}.{FullDisk.__qualname__}"
    with override_settings(STORAGES={**settings.STORAGES, "default": {"BACKEND": name}}):
        yield


def test_on_a_full_disk_the_step_fails_and_says_why(edition: Small, full_disk: None) -> None:
    publication = Publication.objects.filter(page_id=edition.swedish.pk)[0]

    run_steps(publication)

    run = publication.step_runs.get(name="pdf")
    assert run.state == StepRun.State.FAILED
    assert "No space left on device" in run.last_error
    assert Client().get(PDF).status_code == 503


def test_a_page_that_is_published_while_its_pdf_is_made_gets_the_newer_one(
    edition: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, make_pdf, titles = edition.swedish, making.make_pdf, []

    def slowly(current: ResultsPage) -> bytes:
        titles.append(current.title)
        if len(titles) == 1:
            newer = ResultsPage.objects.get(pk=page.pk)
            newer.title = "Meanwhile"
            newer.save_revision().publish()
        return make_pdf(current)

    monkeypatch.setattr(making, "make_pdf", slowly)
    step.make(page)

    assert titles == ["2016", "Meanwhile"]
    assert find_current(page) is not None


def test_a_page_that_is_unpublished_while_its_pdf_is_made_keeps_none(
    edition: Small, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, make_pdf = edition.swedish, making.make_pdf

    def slowly(current: ResultsPage) -> bytes:
        ResultsPage.objects.get(pk=page.pk).unpublish()
        return make_pdf(current)

    monkeypatch.setattr(making, "make_pdf", slowly)
    step.make(page)

    assert not GeneratedFile.objects.exists()


def test_who_keeps_the_first_file_of_a_page_may_be_a_moment_late(
    edition: Small, media_folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    page = edition.swedish

    def be_first(sender: Any, instance: GeneratedFile, **kwargs: Any) -> None:
        pre_save.disconnect(be_first, GeneratedFile)
        GeneratedFile(page_id=page.pk, kind="pdf", fingerprint="1", file="x.pdf", size=1).save()

    pre_save.connect(be_first, GeneratedFile)
    with django_capture_on_commit_callbacks(execute=True):
        step.make(page)

    assert find_current(page) is not None
    assert len(files(media_folder)) == 1


@pytest.mark.django_db(transaction=True)
def test_two_makers_at_once_leave_one_file(edition: Small, media_folder: Path) -> None:
    # The publication has been followed by a file already, since this test really commits.
    GeneratedFile.objects.all().delete()
    for file in files(media_folder):
        file.unlink()
    failures: list[BaseException] = []
    start = threading.Barrier(2)

    def make() -> None:
        try:
            start.wait()
            step.make(edition.swedish)
        except BaseException as error:  # noqa: BLE001
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=make) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    assert GeneratedFile.objects.count() == len(files(media_folder)) == 1
    assert Client().get(PDF).status_code == 200
