"""What the command says to people and to programs, however it ends, and what it refuses."""

import json
import os
from io import StringIO
from pathlib import Path

from django.core.management import call_command

import pytest
from pytest_django import Settings

from results.importing.models import DocumentImport
from results.models import ResultsIndexPage, ResultsPage
from tests.factories import (
    EDITOR,
    AdminFactory,
    ResultsIndexPageFactory,
    ResultsPageFactory,
    UserFactory,
    home_page,
)
from tests.importing.command.running import assert_refused, refused, run, written
from tests.importing.papers import CLEAN, OPEN, holdings, illustrated, picture_tag
from tests.processes import manage

pytestmark = pytest.mark.django_db


def test_the_text_names_sections_figures_links_and_the_draft(
    index: ResultsIndexPage, tmp_path: Path
) -> None:
    report = run(written(tmp_path / "a.md", OPEN), "--year", 2016)

    page = ResultsPage.objects.get()
    for line in (
        "Our results",
        "Sections (",
        ": The hotline",
        "Figures (5)",
        "over\N{NO-BREAK SPACE}250 – pupils took part",
        "“1,100 of the 6,558 reports were of crimes.",
        "→ https://ecpat.se/hotline",
        "→ no target yet",
        "Still to do (",
        f"Draft created: “Our results”, page {page.pk}.",
        f"import_results --undo {page.pk}",
    ):
        assert line in report


def test_as_json_the_report_is_all_of_standard_output(index: ResultsIndexPage, paper: Path) -> None:
    report = json.loads(run(paper, "--year", 2016, "--format", "json"))

    page = ResultsPage.objects.get()
    assert report["page"]["id"] == page.pk
    assert report["page"]["made_now"] is True
    assert report["sections"] == [
        {"kind": "campaign", "heading": "The hotline"},
        {"kind": "campaign", "heading": "Schools"},
    ]
    assert report["links"] == [
        {"text": "The work of the hotline", "target": "https://ecpat.se/hotline"}
    ]
    assert report["to_do"] == []
    assert {frozenset(left) for left in report["left_out"]} <= {frozenset({"text", "reason"})}
    # A value is whole, and in plain decimal notation.
    keys = ("value", "unit", "scale", "qualifier", "whole")
    assert [tuple(figure[key] for key in keys) for figure in report["figures"]] == [
        ("6558", "number", "none", "exact", None),
        ("1100", "number", "none", "exact", "6558"),
        ("250", "number", "none", "over", None),
        ("98.6", "percent", "none", "exact", None),
        ("1200000", "GBP", "million", "exact", None),
    ]


def test_the_report_is_in_the_language_of_the_site_or_in_the_one_that_is_chosen(
    index: ResultsIndexPage, paper: Path, settings: Settings
) -> None:
    settings.LANGUAGE_CODE = "sv"
    options = (paper, "--year", 2016, "--locale", "en", "--dry-run")

    report = run(*options)

    assert "Insats: The hotline" in report
    assert "över\N{NO-BREAK SPACE}250" in report
    assert "Figures" in run(*options, "--language", "en")


def test_a_dry_run_reports_the_same_and_writes_nothing(
    index: ResultsIndexPage, tmp_path: Path
) -> None:
    UserFactory.create(username="eva", may=EDITOR)
    unsure = "<p>We taught 87 of 112 pupils.</p>"
    of = illustrated(picture_tag(1), picture_tag(2, alt=""), more=unsure)
    options = (
        written(tmp_path / of.name, of.content),
        "--year",
        2016,
        "--format",
        "json",
        "--user=eva",
    )
    before = holdings()

    dry = json.loads(run(*options, "--dry-run"))

    assert holdings() == before
    assert dry.pop("page") is None
    told = {"text": "Children in a boat", "reason": "A picture: you may not add images."}
    assert told in dry["left_out"]
    real = json.loads(run(*options))
    real.pop("page")
    assert dry == real


def test_letters_that_a_terminal_has_not_do_not_stop_the_report(
    index: ResultsIndexPage, paper: Path
) -> None:
    class Narrow(StringIO):
        encoding = "latin-1"

    out = Narrow()
    call_command("import_results", str(paper), "--year", "2016", stdout=out)
    assert b"Our results" in out.getvalue().encode("latin-1")


def test_the_report_tells_that_a_figure_is_of_another_year(
    index: ResultsIndexPage, tmp_path: Path
) -> None:
    paper = written(
        tmp_path / "a.md", "# R\n\n## S\n\n| | 2015 | 2016 |\n|---|---|---|\n| Tips | 50 | 60 |"
    )
    assert "50 – Tips (Of 2015.)" in run(paper, "--year", 2016, "--dry-run")


def test_a_database_that_is_not_there_is_told_in_a_sentence(paper: Path, tmp_path: Path) -> None:
    env = {"DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "cms.settings.dev"}

    result = manage("import_results", str(paper), "--year", "2016", env=env)

    assert result.returncode == 2
    assert "Databasen kan inte användas (no such table: " in result.stderr
    assert "Traceback" not in result.stderr


def test_a_file_that_is_none_or_cannot_be_read_is_refused(
    index: ResultsIndexPage, tmp_path: Path
) -> None:
    assert_refused("Give a file and --year.", "--year", 2016)
    assert_refused("There is no file “", tmp_path / "none.txt", "--year", 2016)
    assert_refused("choose “Save page as”", "https://example.org/results", "--year", 2016)
    assert_refused("is a folder", tmp_path, "--year", 2016)
    # The test may run as root, to whom everything is readable but this.
    assert_refused("cannot be read", "/proc/self/mem", "--year", 2016)
    empty = written(tmp_path / "a.txt", "")
    assert_refused("no text in the file", empty, "--year", 2016)
    # Unread.
    os.truncate(empty, 100_000_000)
    assert_refused("larger than 20 MB", empty, "--year", 2016)


def test_a_language_a_parent_or_a_person_that_is_not_there_is_refused(
    index: ResultsIndexPage, paper: Path
) -> None:
    assert_refused("no language “xx”", paper, "--year", 2016, "--locale", "xx")
    assert_refused("at “/elsewhere/”", paper, "--year", 2016, "--parent", "/elsewhere/")
    assert_refused("There is no user “eva”.", paper, "--year", 2016, "--user", "eva")
    home_page("sv")
    assert_refused("There is no index page", paper, "--year", 2016, "--locale", "sv")


def test_a_file_whose_name_is_no_text_is_imported_or_refused_like_any_other(
    index: ResultsIndexPage, tmp_path: Path
) -> None:
    file = tmp_path / os.fsdecode(b"r\xe9sultats.txt")
    assert str(refused(file, "--year", 2016)).encode()

    run(written(file, CLEAN), "--year", 2016)

    assert DocumentImport.objects.get().file_name == "r?sultats.txt"


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


def test_a_year_that_has_a_draft_already_is_refused_but_by_a_dry_run(
    index: ResultsIndexPage, paper: Path
) -> None:
    ResultsPageFactory.create(parent=index, title="What we did", live=False)

    assert_refused("There is an edition for 2016 already: “What we did", paper, "--year", 2016)
    # What would be made is told all the same.
    assert "Nothing was written." in run(paper, "--year", 2016, "--dry-run")


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
