"""The command makes an edition where it is told to, and publishes it if nothing is in the way."""

import json
from io import StringIO
from pathlib import Path

from django.core.management import CommandError, call_command

import pytest

from results.importing.models import DocumentImport
from results.models import ResultsIndexPage, ResultsPage
from results.models.figure_nodes import figure_nodes

from ...factories import EDITOR, ResultsIndexPageFactory, UserFactory, home_page
from ..bad_documents import workbook
from ..papers import OPEN
from .running import run, written

pytestmark = pytest.mark.django_db


def test_the_edition_is_a_draft_of_that_year_below_the_index_page(
    index: ResultsIndexPage, paper: Path
) -> None:
    run(paper, "--year", 2016)

    page = ResultsPage.objects.child_of(index).get()
    assert (page.title, page.slug, page.live) == ("Our results", "2016", False)
    assert page.locale == index.locale
    assert (page.period_start.isoformat(), page.period_end.isoformat()) == (
        "2016-01-01",
        "2016-12-31",
    )


def test_the_person_named_by_user_owns_the_edition(index: ResultsIndexPage, paper: Path) -> None:
    person = UserFactory.create(username="eva", may=EDITOR)

    run(paper, "--year", 2016, "--user", "eva")

    page = ResultsPage.objects.get()
    assert page.owner == page.latest_revision.user == person
    assert DocumentImport.objects.get().user == person


def test_the_language_chooses_the_index_page(index: ResultsIndexPage, paper: Path) -> None:
    swedish = ResultsIndexPageFactory.create(slug="resultat")

    run(paper, "--year", 2016, "--locale", "sv")

    assert ResultsPage.objects.get().get_parent().specific == swedish


def test_the_numbers_of_a_workbook_are_those_of_its_cells_in_every_language(
    index: ResultsIndexPage, tmp_path: Path
) -> None:
    ResultsIndexPageFactory.create(slug="resultat")
    paper = written(tmp_path / "a.xlsx", workbook(("", 2016, "Share"), ("Bo", 12.345, 133_000)))

    for locale in ("sv", "en"):
        run(paper, "--year", 2016, "--locale", locale)

    found = [
        str(node.value["value"])
        for page in ResultsPage.objects.all()
        for node in figure_nodes(page.get_latest_revision_as_object())
    ]
    assert found == ["12.345", "133000"] * 2


def test_without_a_language_it_is_that_of_the_site(index: ResultsIndexPage, paper: Path) -> None:
    ResultsIndexPageFactory.create(slug="resultat")

    run(paper, "--year", 2016)

    assert ResultsPage.objects.get().get_parent().specific == index


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
