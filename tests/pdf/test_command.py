"""The command that makes PDFs, and what is said where they cannot be made."""

import subprocess
import sys
from io import StringIO

from django.core.management import CommandError, call_command
from django.test import Client

import pytest

from results.generated_files import GeneratedFile
from results.pdf import step
from results.pdf.checks import check_weasyprint
from results.pdf.step import find_current
from results.publishing import Publication, run_steps

from .conftest import Small

pytestmark = pytest.mark.django_db


def run(*options: str) -> str:
    output = StringIO()
    call_command("make_results_pdf", *options, stdout=output, stderr=output)
    return output.getvalue()


def test_every_published_edition_gets_its_pdf(edition: Small) -> None:
    edition.english.unpublish()

    assert "Made 1 of 1." in run()
    assert find_current(edition.swedish) is not None


def test_only_the_pages_that_are_named_get_one(edition: Small) -> None:
    assert "Made 1 of 1." in run("--page", str(edition.english.pk))
    assert GeneratedFile.objects.get().page_id == edition.english.pk


def test_only_what_is_missing_is_made_when_asked_so(edition: Small) -> None:
    step.make(edition.swedish)
    earlier = GeneratedFile.objects.get()

    assert "Made 1 of 1." in run("--missing")
    assert GeneratedFile.objects.filter(pk=earlier.pk).exists()


def test_a_page_that_is_no_edition_is_refused(edition: Small) -> None:
    with pytest.raises(CommandError, match=f"No published edition has the id {edition.index.pk}"):
        run("--page", str(edition.index.pk))


@pytest.fixture
def without_weasyprint(monkeypatch: pytest.MonkeyPatch) -> None:
    """A site that has not installed WeasyPrint."""
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
