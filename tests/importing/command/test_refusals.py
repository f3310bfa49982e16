"""What cannot be imported is refused in one sentence, with exit code 2, and nothing is written."""

import os
from pathlib import Path

import pytest

from results.importing.models import DocumentImport
from results.models import ResultsIndexPage, ResultsPage
from tests.factories import (
    AdminFactory,
    ResultsIndexPageFactory,
    ResultsPageFactory,
    UserFactory,
    home_page,
)
from tests.importing.command.running import assert_refused, refused, run, written
from tests.importing.papers import CLEAN

pytestmark = pytest.mark.django_db


def test_a_file_that_is_none_or_cannot_be_read_is_refused(
    index: ResultsIndexPage, tmp_path: Path
) -> None:
    assert_refused("Give a file and --year.", "--year", 2016)
    assert_refused("There is no file “", tmp_path / "none.txt", "--year", 2016)
    assert_refused("choose “Save page as”", "https://example.org/results", "--year", 2016)
    assert_refused("is a folder", tmp_path, "--year", 2016)
    # The test may run as root, to whom everything is readable but this.
    assert_refused("cannot be read", "/proc/self/mem", "--year", 2016)
    assert_refused("no text in the file", written(tmp_path / "a.txt", ""), "--year", 2016)


def test_a_language_a_parent_or_a_person_that_is_not_there_is_refused(
    index: ResultsIndexPage, paper: Path
) -> None:
    assert_refused("no language “xx”", paper, "--year", 2016, "--locale", "xx")
    assert_refused("at “/elsewhere/”", paper, "--year", 2016, "--parent", "/elsewhere/")
    assert_refused("There is no user “eva”.", paper, "--year", 2016, "--user", "eva")


def test_a_name_that_is_no_text_is_refused_like_any_other(
    index: ResultsIndexPage, tmp_path: Path
) -> None:
    name = os.fsdecode(b"r\xe9sultats.txt")

    error = refused(tmp_path / name, "--year", 2016)

    assert error.returncode == 2
    assert str(error).encode()


def test_a_file_whose_name_is_no_text_is_imported(index: ResultsIndexPage, tmp_path: Path) -> None:
    name = os.fsdecode(b"r\xe9sultats.txt")

    run(written(tmp_path / name, CLEAN), "--year", 2016)

    assert DocumentImport.objects.get().file_name == "r?sultats.txt"


def test_a_file_of_100_megabytes_is_refused_unread(index: ResultsIndexPage, tmp_path: Path) -> None:
    large = tmp_path / "a.txt"
    with large.open("wb") as file:
        file.truncate(100_000_000)

    assert_refused("larger than 20 MB", large, "--year", 2016)


def test_an_index_page_in_the_other_language_only_is_refused(
    index: ResultsIndexPage, paper: Path
) -> None:
    home_page("sv")

    assert_refused("There is no index page", paper, "--year", 2016, "--locale", "sv")


def test_several_index_pages_are_refused_with_their_paths(
    index: ResultsIndexPage, paper: Path
) -> None:
    other = ResultsIndexPageFactory.create(parent=home_page("en"), slug="other")

    error = refused(paper, "--year", 2016)

    assert error.returncode == 2
    named = str(error).partition("--parent: ")[2].split(", ")
    assert len(named) == 2
    run(paper, "--year", 2016, "--parent", next(path for path in named if "other" in path))
    assert ResultsPage.objects.get().get_parent().specific == other


def test_a_year_that_has_a_draft_already_is_refused(index: ResultsIndexPage, paper: Path) -> None:
    ResultsPageFactory.create(parent=index, title="What we did", live=False)

    assert_refused("There is an edition for 2016 already: “What we did", paper, "--year", 2016)
    assert_refused("There is an edition", paper, "--year", 2016, "--dry-run")


def test_a_user_without_rights_or_who_has_left_is_refused(
    index: ResultsIndexPage, paper: Path
) -> None:
    UserFactory.create(username="eva", may=("change_page",))
    AdminFactory.create(username="adam", is_active=False)

    for name in ("eva", "adam"):
        assert_refused("You may not add pages here.", paper, "--year", 2016, "--user", name)


def test_a_bad_year_is_refused(index: ResultsIndexPage, paper: Path) -> None:
    for year in ["16", "0", "20016", "1899", "2101", "-2016", "2016/17", "²016", "last"]:
        assert_refused("Give the year with four digits", paper, f"--year={year}")
