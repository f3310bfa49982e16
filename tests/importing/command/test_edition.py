"""The command makes an edition of a document once, and takes it back."""

import json
from io import StringIO
from pathlib import Path

from django.core.management import CommandError, call_command

import pytest

from results.content import figures_on
from results.importing.models import DocumentImport
from results.models import ResultsIndexPage, ResultsPage
from tests.factories import (
    EDITOR,
    ResultsIndexPageFactory,
    ResultsPageFactory,
    UserFactory,
    home_page,
)
from tests.importing.bad_documents import workbook
from tests.importing.papers import CLEAN, OPEN, holdings

from .running import assert_refused, run, written

pytestmark = pytest.mark.django_db


def test_the_person_named_by_user_owns_the_edition(index: ResultsIndexPage, paper: Path) -> None:
    person = UserFactory.create(username="eva", may=EDITOR)

    run(paper, "--year", 2016, "--user", "eva")

    page = ResultsPage.objects.get()
    assert page.owner == page.latest_revision.user == person
    assert DocumentImport.objects.get().user == person


def test_the_language_or_else_that_of_the_site_chooses_the_index_page(
    index: ResultsIndexPage, paper: Path
) -> None:
    swedish = ResultsIndexPageFactory.create(slug="resultat")

    run(paper, "--year", 2016)
    run(paper, "--year", 2016, "--locale", "sv")

    chosen = [page.get_parent().specific for page in ResultsPage.objects.order_by("pk")]
    assert chosen == [index, swedish]


def test_the_numbers_of_a_workbook_are_those_of_its_cells_in_every_language(
    index: ResultsIndexPage, tmp_path: Path
) -> None:
    ResultsIndexPageFactory.create(slug="resultat")
    paper = written(tmp_path / "a.xlsx", workbook(("", 2016, "Share"), ("Bo", 12.345, 133_000)))

    for locale in ("sv", "en"):
        run(paper, "--year", 2016, "--locale", locale)

    found = [
        str(figure["value"])
        for page in ResultsPage.objects.all()
        for figure in figures_on(page.get_latest_revision_as_object())
    ]
    assert found == ["12.345", "133000"] * 2


@pytest.mark.parametrize("way", ["url_path", "pk", "slug", "full_url"])
def test_the_parent_is_named_by_its_path_its_address_or_its_id(
    index: ResultsIndexPage, paper: Path, way: str
) -> None:
    other = ResultsIndexPageFactory.create(parent=home_page("en"), slug="other")

    run(paper, "--year", 2016, "--parent", getattr(other, way))

    assert ResultsPage.objects.get().get_parent().specific == other


def test_the_parent_is_found_by_the_path_that_visitors_know(paper: Path, db: None) -> None:
    ResultsIndexPageFactory.create(
        parent=home_page().add_child(instance=home_page().__class__(title="More", slug="more")),
        slug="resultat",
    )
    index = ResultsIndexPageFactory.create(slug="resultat")

    run(paper, "--year", 2016, "--parent", "/resultat/")

    assert ResultsPage.objects.get().get_parent().specific == index


def test_a_clean_document_is_published_when_that_is_asked_for(
    index: ResultsIndexPage, paper: Path
) -> None:
    report = run(paper, "--year", 2016, "--publish")

    page = ResultsPage.objects.get()
    assert page.live
    assert not page.has_unpublished_changes
    assert page.full_url in report
    assert "--undo" not in report


def test_with_something_left_to_do_the_draft_is_kept_and_the_code_is_1(
    index: ResultsIndexPage, tmp_path: Path
) -> None:
    out = StringIO()
    with pytest.raises(CommandError) as error:
        call_command(
            "import_results",
            str(written(tmp_path / "a.md", OPEN)),
            "--year=2016",
            "--publish",
            "--format=json",
            stdout=out,
        )

    page = ResultsPage.objects.get()
    assert not page.live
    assert error.value.returncode == 1
    for point in page.open_points:
        assert point["text"] in str(error.value)
    assert json.loads(out.getvalue())["page"]["live"] is False


def test_somebody_who_may_not_publish_is_told_so_and_the_draft_is_kept(
    index: ResultsIndexPage, paper: Path
) -> None:
    UserFactory.create(username="eva", may=EDITOR)

    with pytest.raises(CommandError, match="You may not publish this page") as error:
        run(paper, "--year", 2016, "--user", "eva", "--publish")

    assert error.value.returncode == 1
    assert not ResultsPage.objects.get().live


def test_the_same_document_again_by_whatever_name_says_so_and_makes_nothing(
    index: ResultsIndexPage, paper: Path, tmp_path: Path
) -> None:
    run(paper, "--year", 2016)
    before = holdings()

    report = run(written(tmp_path / "other.md", CLEAN), "--year", 2016)

    assert holdings() == before
    assert "was imported before, as “Our results”" in report
    assert "Nothing was created" in report
    known = json.loads(run(paper, "--year", 2016, "--format", "json"))
    assert known["page"]["made_now"] is False
    assert known["page"]["id"] == ResultsPage.objects.get().pk


def test_again_makes_another_draft(index: ResultsIndexPage, paper: Path) -> None:
    run(paper, "--year", 2016)

    run(paper, "--year", 2016, "--again")

    assert {page.slug for page in ResultsPage.objects.all()} == {"2016", "2016-2"}


def test_a_document_whose_edition_was_deleted_or_undone_is_imported_again(
    index: ResultsIndexPage, paper: Path
) -> None:
    run(paper, "--year", 2016)
    ResultsPage.objects.get().delete()
    assert "Draft created" in run(paper, "--year", 2016)

    assert "have been deleted" in run("--undo", ResultsPage.objects.get().pk)

    # That of the page that was deleted stays.
    assert DocumentImport.objects.get().page is None
    assert "Draft created" in run(paper, "--year", 2016)


def test_undo_of_a_page_that_no_import_made_is_refused(index: ResultsIndexPage) -> None:
    page = ResultsPageFactory.create(parent=index, live=False)

    for number in (page.pk, 0, -5, 2**63):
        assert_refused(f"Page {number} was not created by an import.", f"--undo={number}")


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
