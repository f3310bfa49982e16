"""The address of a PDF: what visitors get, and when they do not get it."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.test import Client
from django.utils import translation

from wagtail.models import PageViewRestriction

import pytest

from results.generated_files import GeneratedFile
from results.models import Download, ResultsPage
from results.pdf import step
from results.pdf.step import fingerprint_of
from results.pdf.views import file_name
from results.publishing import Publication, StepRun, reconcile

from .conftest import Small
from .spoken import Spoken

pytestmark = pytest.mark.django_db

PDF = "/resultat/2016/pdf/"


def get(address: str = PDF, **headers: str) -> Any:
    return Client().get(address, headers=headers)


def content(response: Any) -> bytes:
    return b"".join(response.streaming_content)


@pytest.fixture
def made(edition: Small) -> ResultsPage:
    step.make(edition.swedish)
    return edition.swedish


def test_a_published_edition_is_served_as_pdf(made: ResultsPage) -> None:
    response = get()

    assert response.status_code == 200
    assert content(response).startswith(b"%PDF-1.7")
    assert response["Content-Type"] == "application/pdf"
    assert response["Content-Disposition"] == 'inline; filename="Results 2016.pdf"'
    assert response["Content-Language"] == "sv"
    assert response["Link"] == '<http://testserver/resultat/2016/>; rel="canonical"'
    assert response["Cache-Control"] == "no-cache"


def test_who_has_the_file_is_not_sent_it_again(made: ResultsPage) -> None:
    response = get(if_none_match=get()["ETag"])

    assert response.status_code == 304
    assert response["Cache-Control"] == "no-cache"


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


def test_a_visitor_makes_nothing_but_has_it_made(edition: Small) -> None:
    StepRun.objects.all().delete()

    get()
    get()

    assert not GeneratedFile.objects.exists()
    (run,) = StepRun.objects.all()
    assert (run.name, run.state, run.publication.page_id) == ("pdf", "pending", edition.swedish.pk)
    reconcile()
    assert get().status_code == 200


def test_what_failed_is_not_asked_for_again_by_visitors(edition: Small) -> None:
    StepRun.objects.update(state=StepRun.State.FAILED, tries=7)

    get()

    assert set(StepRun.objects.values_list("state", "tries")) == {("failed", 7)}


def test_the_last_one_is_served_until_the_next_one_is_made(made: ResultsPage) -> None:
    made.title = "Published again"
    made.save_revision().publish()

    earlier = get()
    assert "Published again" not in Spoken(content(earlier)).text
    step.make(made)
    assert get()["ETag"] != earlier["ETag"]
    assert "Published again" in Spoken(content(get())).text


def test_a_page_that_moved_has_its_new_address_on_paper(made: ResultsPage) -> None:
    made.slug = "elsewhere"
    made.save()

    assert get("/resultat/elsewhere/pdf/").status_code == 200
    step.make(made)
    text = Spoken(content(get("/resultat/elsewhere/pdf/"))).text
    assert "http://testserver/resultat/elsewhere/" in text


def test_a_draft_never_leaks(made: ResultsPage) -> None:
    draft = ResultsPage.objects.get(pk=made.pk)
    draft.title = draft.introduction = "Not yet public"
    draft.save_revision()
    before = fingerprint_of(made.pk)

    step.make(ResultsPage.objects.get(pk=made.pk).get_latest_revision_as_object())

    assert fingerprint_of(made.pk) == before
    assert "Not yet public" not in Spoken(content(get())).text


def test_an_unpublished_edition_has_no_pdf(made: ResultsPage, media_folder: Path) -> None:
    made.unpublish()

    assert get().status_code == 404
    step.follow(Publication.objects.filter(page_id=made.pk)[0])
    assert not GeneratedFile.objects.exists()


def test_only_who_may_read_a_private_page_gets_its_pdf_and_no_shared_cache_keeps_it(
    made: ResultsPage, admin_client: Client
) -> None:
    PageViewRestriction.objects.create(page=made, restriction_type=PageViewRestriction.LOGIN)

    refusal = get()
    response = admin_client.get(PDF)

    assert refusal.status_code == 302
    assert "login" in refusal["Location"]
    assert response.status_code == 200
    assert "private" in response["Cache-Control"]


def test_a_file_that_is_gone_is_made_again(made: ResultsPage, media_folder: Path) -> None:
    publication = Publication.objects.filter(page_id=made.pk)[0]
    StepRun.objects.filter(publication=publication, name="pdf").update(state="done")
    (file,) = media_folder.glob("results/pdf/*/*.pdf")
    file.unlink()

    assert get().status_code == 503
    assert not GeneratedFile.objects.exists()
    reconcile()
    assert get().status_code == 200


def offered(page: ResultsPage) -> Download:
    """The PDF among the downloads of the page."""
    (found,) = (each for each in page.get_reading_context(None)["downloads"] if each.url == PDF)
    return found


def test_the_page_offers_its_pdf_while_there_is_one(made: ResultsPage) -> None:
    with translation.override("en"):
        download = offered(made)

    assert download.url == PDF
    # In the language of the page, whatever language is active.
    assert download.label == "Ladda ner som PDF"
    assert download.file.startswith("PDF, ")
    assert download.file.endswith("\u00a0kB") or download.file.endswith("\u00a0KB")

    GeneratedFile.objects.update(made_at=datetime(2026, 11, 26, 13, 5, tzinfo=UTC))
    made.title = "Published again"
    made.save_revision().publish()
    download = offered(made)
    assert download.file.endswith(", version från 26 november 2026 14:05")
