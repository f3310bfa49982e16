"""The PDF of an edition: made after a publication, and what visitors get of it."""

import errno
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.files.storage import FileSystemStorage
from django.test import Client
from django.utils import translation

from wagtail.models import PageViewRestriction

import pytest
from pytest_django import Settings

from results.models import ResultsPage
from results.pdf import stored
from results.pdf.apps import check_weasyprint
from results.pdf.stored import ask_for_missing, file_name, find_last, fingerprint_of, is_current
from results.publishing import Publication, State
from results.publishing.models import GeneratedFile
from results.publishing.steps import run_steps
from tests.publishing.world import reconcile

from .conftest import Small, files
from .spoken import Spoken

pytestmark = pytest.mark.django_db

PDF = "/resultat/2016/pdf/"


def get(address: str = PDF, **headers: str) -> Any:
    return Client().get(address, headers=headers)


def text(address: str = PDF) -> str:
    return Spoken(b"".join(get(address).streaming_content)).text


@pytest.fixture
def made(edition: Small) -> ResultsPage:
    stored.make(edition.swedish)
    return edition.swedish


def test_a_published_edition_is_served_as_pdf_and_sent_once(made: ResultsPage) -> None:
    response = get()

    assert response.status_code == 200
    assert b"".join(response.streaming_content).startswith(b"%PDF-1.7")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="Results 2016.pdf"'
    assert response["Content-Language"] == "sv"
    assert response["Link"] == '<http://testserver/resultat/2016/>; rel="canonical"'
    again = get(if_none_match=response["ETag"])
    assert again.status_code == 304
    assert response["Cache-Control"] == again["Cache-Control"] == "no-cache"


def test_a_file_name_has_nothing_in_it_that_a_system_refuses(edition: Small) -> None:
    edition.swedish.title = 'Mål/resultat: "2016" \u202efdp.exe\n' + 200 * "x"

    name = file_name(edition.swedish)

    assert name.startswith("Results Mål resultat 2016 fdp.exe xxx")
    assert name.endswith("x.pdf")
    assert len(name) < 130


@pytest.mark.parametrize(
    ("address", "words"),
    [(PDF, "/resultat/2016/"), ("/en/results/2016/pdf/", "Try again in a minute.")],
)
def test_while_it_is_not_made_the_visitor_is_told_to_come_again(
    edition: Small, address: str, words: str
) -> None:
    response = get(address)

    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    assert "no-store" in response["Cache-Control"]
    assert words in response.content.decode()
    assert f'<html lang="{"en" if "/en/" in address else "sv"}"' in response.content.decode()


def test_a_visitor_makes_nothing_but_has_it_made_where_it_has_not_failed(edition: Small) -> None:
    failed = {"pdf": {"state": State.FAILED, "at": "", "error": "The disk is full."}}
    Publication.objects.update(state=State.FAILED, tries=7, steps=failed)
    get()
    assert set(Publication.objects.values_list("state", "tries")) == {("failed", 7)}
    Publication.objects.update(state=State.DONE, tries=1, steps={})

    get()
    get()

    assert not GeneratedFile.objects.exists()
    (publication,) = Publication.objects.exclude(state=State.DONE)
    assert publication.page_id == edition.swedish.pk
    assert publication.state_of("pdf") == State.PENDING
    assert publication.state_of("record") == State.DONE
    reconcile()
    assert get().status_code == 200


def test_the_last_one_is_served_until_the_next_one_is_made(made: ResultsPage) -> None:
    made.title, made.slug = "Published again", "elsewhere"
    made.save()
    made.save_revision().publish()
    address = "/resultat/elsewhere/pdf/"

    before = get(address)["ETag"]
    assert "Published again" not in text(address)
    stored.make(made)
    assert get(address)["ETag"] != before
    assert "Published again" in text(address)
    assert "http://testserver/resultat/elsewhere/" in text(address)


def test_a_draft_never_leaks(made: ResultsPage) -> None:
    draft = ResultsPage.objects.get(pk=made.pk)
    draft.title = draft.introduction = "Not yet public"
    draft.save_revision()
    before = fingerprint_of(made.pk)

    stored.make(ResultsPage.objects.get(pk=made.pk).get_latest_revision_as_object())

    assert fingerprint_of(made.pk) == before
    assert "Not yet public" not in text()


@pytest.mark.parametrize("end", ["unpublish", "delete"])
def test_an_edition_that_is_public_no_more_has_no_pdf(
    made: ResultsPage, media_folder: Path, django_capture_on_commit_callbacks: Any, end: str
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        getattr(ResultsPage.objects.get(pk=made.pk), end)()

    assert get().status_code == 404
    assert not GeneratedFile.objects.exists()
    assert files(media_folder) == []


def test_only_who_may_read_a_private_page_gets_its_pdf_and_no_shared_cache_keeps_it(
    made: ResultsPage, admin_client: Client
) -> None:
    PageViewRestriction.objects.create(page=made, restriction_type=PageViewRestriction.LOGIN)

    refusal, response = get(), admin_client.get(PDF)

    assert refusal.status_code == 302
    assert "login" in refusal["Location"]
    assert response.status_code == 200
    assert "private" in response["Cache-Control"]


def test_a_file_that_is_gone_is_made_again(made: ResultsPage, media_folder: Path) -> None:
    Publication.objects.update(state=State.DONE, steps={})
    (file,) = files(media_folder)
    file.unlink()

    assert get().status_code == 503
    assert not GeneratedFile.objects.exists()
    reconcile()
    assert get().status_code == 200


def test_the_page_offers_its_pdf_while_there_is_one(made: ResultsPage) -> None:
    def offered() -> Any:
        downloads = made.get_reading_context(None)["downloads"]
        (found,) = (each for each in downloads if each.url == PDF)
        return found

    # In the language of the page, whatever language is active.
    with translation.override("en"):
        download = offered()
    assert download.label == "Ladda ner som PDF"
    assert download.file.startswith("PDF, ")
    assert download.file.lower().endswith("\u00a0kb")

    GeneratedFile.objects.update(made_at=datetime(2026, 11, 26, 13, 5, tzinfo=UTC))
    made.title = "Published again"
    made.save_revision().publish()
    assert offered().file.endswith(", version från 26 november 2026")
    made.live = False
    assert find_last(made) is None


def test_a_publication_is_followed_by_its_pdf_and_one_of_the_index_page_has_it_made_anew(
    edition: Small, media_folder: Path, django_capture_on_commit_callbacks: Any
) -> None:
    page = edition.english
    for title in ("Published by a person", "And again"):
        page.title = title
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()
    assert is_current(find_last(page))
    assert len(files(media_folder)) == 1
    assert stored.publications_of(page.pk)[0].state_of("pdf") == State.DONE

    # Its ways to help stand in the file.
    index = page.get_parent().specific
    index.content_notice = "The results are about crimes."
    with django_capture_on_commit_callbacks(execute=True):
        index.save_revision().publish()

    assert stored.publications_of(page.pk)[0].state_of("pdf") == State.PENDING


def test_of_publications_one_after_the_other_the_last_makes_the_file(edition: Small) -> None:
    page = edition.english
    for title in ("First", "Second"):
        page.title = title
        page.save_revision().publish()
    newer, older = Publication.objects.filter(page_id=page.pk)[:2]

    for publication in (older, Publication.objects.filter(page_id=edition.index.pk)[0]):
        stored.follow(publication)
        assert not GeneratedFile.objects.exists()
    stored.follow(newer)
    assert is_current(find_last(page))


class FullDisk(FileSystemStorage):
    def _save(self, name: str, content: Any) -> str:
        raise OSError(errno.ENOSPC, "No space left on device")


@pytest.mark.drill
def test_on_a_full_disk_the_step_fails_and_says_why(edition: Small, settings: Settings) -> None:
    storage = {"BACKEND": f"{FullDisk.__module__}.{FullDisk.__qualname__}"}
    settings.STORAGES = {**settings.STORAGES, "default": storage}
    publication = Publication.objects.filter(page_id=edition.swedish.pk)[0]

    run_steps(publication, lambda step: True)

    assert publication.state_of("pdf") == State.FAILED
    assert "No space left on device" in publication.error
    assert get().status_code == 503


def test_what_was_public_before_the_app_gets_its_pdf_and_what_has_one_keeps_it(
    edition: Small,
) -> None:
    Publication.objects.update(state=State.DONE, steps={})
    stored.make(edition.english)
    earlier = GeneratedFile.objects.get()

    assert ask_for_missing() == 1
    assert ask_for_missing() == 0
    reconcile()

    assert is_current(find_last(edition.swedish))
    assert GeneratedFile.objects.filter(pk=earlier.pk).exists()


@pytest.fixture
def without_weasyprint(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    monkeypatch.delitem(sys.modules, "results.pdf.making", raising=False)
    monkeypatch.delattr("results.pdf.making", raising=False)


def test_without_weasyprint_the_site_stands_and_is_told_what_to_install(
    edition: Small, without_weasyprint: None
) -> None:
    publication = Publication.objects.filter(page_id=edition.swedish.pk)[0]

    run_steps(publication, lambda step: True)

    assert publication.state_of("pdf") == State.FAILED
    assert get("/resultat/2016/").status_code == 200
    assert get().status_code == 503
    (message,) = check_weasyprint(None)
    assert message.id == "results_pdf.E001"
    assert "wagtail-results[pdf]" in (message.hint or "")


def test_loading_weasyprint_does_not_make_the_site_take_images_that_are_cut_off() -> None:
    assert check_weasyprint(None) == []
    code = (
        "import django; django.setup(); import results.pdf.making; "
        "from PIL import ImageFile; print(ImageFile.LOAD_TRUNCATED_IMAGES)"
    )

    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert said.stdout.strip() == "False"
