"""The same document again makes nothing, and what was made can be taken back."""

import json
from pathlib import Path

import pytest

from results.importing.models import DocumentImport
from results.models import ResultsIndexPage, ResultsPage
from tests.factories import ResultsPageFactory, UserFactory
from tests.importing.command.running import assert_refused, run, written
from tests.importing.papers import CLEAN, holdings, illustrated, picture_tag

pytestmark = pytest.mark.django_db


def test_the_same_document_again_by_whatever_name_says_so_and_makes_nothing(
    index: ResultsIndexPage, paper: Path, tmp_path: Path
) -> None:
    run(paper, "--year", 2016)
    before = holdings()

    report = run(written(tmp_path / "other.md", CLEAN), "--year", 2016)

    assert holdings() == before
    assert "was imported before, as “Our results”" in report
    assert "Nothing was made" in report
    known = json.loads(run(paper, "--year", 2016, "--format", "json"))
    assert known["page"]["made_now"] is False
    assert known["page"]["id"] == ResultsPage.objects.get().pk


def test_again_makes_another_draft(index: ResultsIndexPage, paper: Path) -> None:
    run(paper, "--year", 2016)

    run(paper, "--year", 2016, "--again")

    assert {page.slug for page in ResultsPage.objects.all()} == {"2016", "2016-2"}


def test_a_document_whose_edition_was_deleted_is_imported_again(
    index: ResultsIndexPage, paper: Path
) -> None:
    run(paper, "--year", 2016)
    ResultsPage.objects.get().delete()

    assert "Draft made" in run(paper, "--year", 2016)


def test_undo_takes_the_draft_back(index: ResultsIndexPage, tmp_path: Path) -> None:
    of = illustrated(picture_tag(1), picture_tag(2))
    run(written(tmp_path / of.name, of.content), "--year", 2016)

    report = run("--undo", ResultsPage.objects.get().pk)

    assert "The draft is gone" in report
    assert not ResultsPage.objects.exists()
    assert not DocumentImport.objects.exists()


def test_undo_of_a_page_that_no_import_made_is_refused(index: ResultsIndexPage) -> None:
    page = ResultsPageFactory.create(parent=index, live=False)

    for number in (page.pk, 0, -5, 2**63):
        assert_refused(f"Page {number} was not made by an import.", f"--undo={number}")


def test_undo_by_somebody_without_rights_is_refused(index: ResultsIndexPage, paper: Path) -> None:
    run(paper, "--year", 2016)
    UserFactory.create(username="nobody")

    assert_refused(
        "You may not delete this page.",
        *("--undo", ResultsPage.objects.get().pk, "--user", "nobody"),
    )


def test_undo_does_not_know_a_dry_run_and_deletes_nothing(
    index: ResultsIndexPage, paper: Path
) -> None:
    run(paper, "--year", 2016)
    page = ResultsPage.objects.get()

    assert_refused("--undo has no --dry-run", "--undo", page.pk, "--dry-run")
    assert ResultsPage.objects.exists()
