"""The command makes an edition where it is told to."""

from pathlib import Path

import pytest

from results.importing.models import DocumentImport
from results.models import ResultsIndexPage, ResultsPage
from tests.factories import (
    EDITOR,
    ResultsIndexPageFactory,
    UserFactory,
    home_page,
)
from tests.importing.command.running import run

pytestmark = pytest.mark.django_db


def test_the_edition_is_a_draft_of_that_year_below_the_index_page(
    index: ResultsIndexPage, paper: Path
) -> None:
    run(paper, "--year", 2016)

    page = ResultsPage.objects.child_of(index).get()
    assert (page.title, page.slug, page.live) == ("Our results", "2016", False)
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
