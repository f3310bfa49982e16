"""The step and the command that make PDFs, on good days and bad ones."""

import errno
import json
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.core.management import CommandError, call_command
from django.test import Client, override_settings

import pytest

from results.generated_files import GeneratedFile
from results.models import ResultsIndexPage, ResultsPage
from results.pdf import step
from results.pdf.checks import check_weasyprint
from results.pdf.making import make_pdf
from results.pdf.step import is_current
from results.publishing import Publication, StepRun, run_steps
from tests.factories import block

from .conftest import Small, files
from .spoken import Spoken

pytestmark = pytest.mark.django_db

PDF = "/resultat/2016/pdf/"


class FullDisk(FileSystemStorage):
    def _save(self, name: str, content: Any) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")


def test_a_publication_is_followed_by_its_pdf(
    edition: Small, django_capture_on_commit_callbacks: Any
) -> None:
    page = edition.english
    page.title = "Published by a person"

    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()

    assert is_current(GeneratedFile.objects.get(page_id=page.pk, kind="pdf"))
    publication = Publication.objects.filter(page_id=page.pk)[0]
    assert publication.step_runs.get(name="pdf").state == StepRun.State.DONE


def test_what_an_index_page_says_of_help_is_followed_by_the_pdfs_of_its_editions(
    edition: Small, django_capture_on_commit_callbacks: Any
) -> None:
    edition.swedish.title = "Published by a person"
    with django_capture_on_commit_callbacks(execute=True):
        edition.swedish.save_revision().publish()
    run = StepRun.objects.filter(
        name="pdf", publication=step.current_publication(edition.swedish.pk)
    )
    assert run.get().state == StepRun.State.DONE

    edition.index.content_notice = "Resultaten handlar om brott."
    with django_capture_on_commit_callbacks(execute=True):
        edition.index.save_revision().publish()

    assert run.get().state == StepRun.State.PENDING


def test_a_pdf_names_the_ways_to_help_with_whole_addresses_on_its_first_page(
    edition: Small,
) -> None:
    ways = [
        block("helpline", "line", name="Jourlinjen", telephone="116 111"),
        block("link", "tip", text="Tipsa oss", page=edition.index.get_parent().pk),
    ]
    ResultsIndexPage.objects.filter(pk=edition.index.pk).update(
        ways_to_help=json.dumps(ways), content_notice="Resultaten handlar om brott."
    )
    spoken = Spoken(make_pdf(ResultsPage.objects.get(pk=edition.swedish.pk)))
    # Each as a reader hears it, before what the edition says itself.
    said = ("Resultaten handlar om brott.", "Jourlinjen 116 111", "Tipsa oss (http://testserver/)")
    places = [" ".join(spoken.text.split()).index(each) for each in said]
    assert places == sorted(places)
    assert places[-1] < " ".join(spoken.text.split()).index("The hotline")


def test_a_page_keeps_one_file(
    edition: Small, media_folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        step.make(edition.swedish)
        step.make(edition.swedish)

    assert GeneratedFile.objects.count() == len(files(media_folder)) == 1


def test_of_publications_one_after_the_other_the_last_makes_the_file(edition: Small) -> None:
    page = edition.english
    for title in ("First", "Second"):
        page.title = title
        page.save_revision().publish()
    newer, older = Publication.objects.filter(page_id=page.pk)[:2]

    step.follow(older)
    assert not GeneratedFile.objects.exists()
    step.follow(newer)
    assert is_current(GeneratedFile.objects.get())


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


@pytest.mark.drill
def test_on_a_full_disk_the_step_fails_and_says_why(edition: Small, full_disk: None) -> None:
    publication = Publication.objects.filter(page_id=edition.swedish.pk)[0]

    run_steps(publication)

    run = publication.step_runs.get(name="pdf")
    assert run.state == StepRun.State.FAILED
    assert "No space left on device" in run.last_error
    assert Client().get(PDF).status_code == 503


def run(*options: str) -> str:
    output = StringIO()
    call_command("make_results_pdf", *options, stdout=output, stderr=output)
    return output.getvalue()


def test_every_published_edition_gets_its_pdf(edition: Small) -> None:
    edition.english.unpublish()

    assert "Made 1 of 1." in run()
    assert is_current(GeneratedFile.objects.get(page_id=edition.swedish.pk))


def test_only_the_pages_that_are_named_or_missing_get_one_when_asked_so(edition: Small) -> None:
    assert "Made 1 of 1." in run("--page", str(edition.english.pk))
    earlier = GeneratedFile.objects.get()
    assert earlier.page_id == edition.english.pk

    assert "Made 1 of 1." in run("--missing")
    assert GeneratedFile.objects.filter(pk=earlier.pk).exists()


def test_a_page_that_is_no_edition_is_refused(edition: Small) -> None:
    with pytest.raises(CommandError, match=f"No published edition has the id {edition.index.pk}"):
        run("--page", str(edition.index.pk))


@pytest.fixture
def without_weasyprint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    for name in ("results.pdf.making", "results.pdf.library"):
        monkeypatch.delitem(sys.modules, name, raising=False)
        monkeypatch.delattr(name, raising=False)


def test_one_page_that_cannot_be_printed_holds_up_no_other(
    edition: Small, without_weasyprint: None
) -> None:
    output = StringIO()

    with pytest.raises(CommandError, match="could not be made"):
        call_command("make_results_pdf", stdout=output, stderr=output)

    assert output.getvalue().count("weasyprint") == 2


def test_a_site_is_told_what_to_install(without_weasyprint: None) -> None:
    (message,) = check_weasyprint(None)

    assert message.id == "results_pdf.E001"
    assert "wagtail-results[pdf]" in (message.hint or "")


def test_loading_weasyprint_does_not_make_the_site_take_images_that_are_cut_off() -> None:
    code = (
        "import results.pdf.library; from PIL import ImageFile as f; print(f.LOAD_TRUNCATED_IMAGES)"
    )

    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "False"


def test_nothing_is_said_where_all_is_there() -> None:
    assert check_weasyprint(None) == []


def test_without_weasyprint_the_site_stands(edition: Small, without_weasyprint: None) -> None:
    publication = Publication.objects.filter(page_id=edition.swedish.pk)[0]

    run_steps(publication)

    assert publication.step_runs.get(name="pdf").state == "failed"
    assert Client().get("/resultat/2016/").status_code == 200
    assert Client().get("/resultat/2016/pdf/").status_code == 503
