"""The command imports as told, reports, and ends with a code that says how it went."""

import json
import os
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command

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

from .papers import CLEAN, OPEN, holdings, illustrated, media_files, picture_tag

pytestmark = pytest.mark.django_db


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A document with nothing left to do."""
    return written(tmp_path / "results.md", CLEAN)


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def run(*arguments: object, **options: Any) -> str:
    """What the command writes to standard output."""
    out = StringIO()
    call_command("import_results", *map(str, arguments), stdout=out, **options)
    return out.getvalue()


def refused(*arguments: object) -> CommandError:
    """The error that the command ends with, having written nothing anywhere."""
    before = holdings()
    out = StringIO()
    with pytest.raises(CommandError) as error:
        call_command("import_results", *map(str, arguments), stdout=out)
    assert out.getvalue() == ""
    assert holdings() == before
    return error.value


def assert_refused(sentence: str, *arguments: object) -> None:
    error = refused(*arguments)
    assert error.returncode == 2
    assert sentence in str(error)
    assert "\n" not in str(error)


# What it makes


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


# What it reports


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
        "“We reviewed 6,558 reports, of which 1,100 reports were of crimes.",
        "→ https://ecpat.se/hotline",
        "→ no target yet",
        "Still to do (",
        f"Draft made: “Our results”, page {page.pk}.",
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


def test_in_json_a_value_is_whole_and_in_plain_decimal_notation(
    index: ResultsIndexPage, paper: Path
) -> None:
    report = json.loads(run(paper, "--year", 2016, "--format", "json"))

    keys = {"value", "unit", "scale", "qualifier", "label", "whole", "context"}
    assert all(set(figure) >= keys for figure in report["figures"])
    found = [
        tuple(figure[key] for key in ("value", "unit", "scale", "qualifier", "whole"))
        for figure in report["figures"]
    ]
    assert found == [
        ("6558", "number", "none", "exact", None),
        ("1100", "number", "none", "exact", "6558"),
        ("250", "number", "none", "over", None),
        ("98.6", "percent", "none", "exact", None),
        ("1200000", "GBP", "million", "exact", None),
    ]


def test_the_report_is_in_the_language_of_the_site(
    index: ResultsIndexPage, paper: Path, settings: Settings
) -> None:
    settings.LANGUAGE_CODE = "sv"

    report = run(paper, "--year", 2016, "--locale", "en", "--dry-run")

    assert "Insats: The hotline" in report
    assert "över\N{NO-BREAK SPACE}250" in report


def test_a_dry_run_reports_the_same_and_writes_nothing(
    index: ResultsIndexPage, tmp_path: Path
) -> None:
    of = illustrated(picture_tag(1), picture_tag(2, alt=""))
    paper = written(tmp_path / of.name, of.content)
    before = holdings()

    dry = json.loads(run(paper, "--year", 2016, "--dry-run", "--format", "json"))

    assert holdings() == before
    assert dry.pop("page") is None
    real = json.loads(run(paper, "--year", 2016, "--format", "json"))
    real.pop("page")
    assert dry == real


def test_a_dry_run_tells_that_pictures_will_be_left_out_for_somebody_who_may_not_add_any(
    index: ResultsIndexPage, tmp_path: Path
) -> None:
    UserFactory.create(username="eva", may=EDITOR)
    of = illustrated(picture_tag())
    paper = written(tmp_path / of.name, of.content)

    report = json.loads(
        run(paper, "--year", 2016, "--user", "eva", "--dry-run", "--format", "json")
    )

    assert {"text": "Children in a boat", "reason": "A picture: you may not add images."} in report[
        "left_out"
    ]


def test_letters_that_a_terminal_has_not_do_not_stop_the_report(
    index: ResultsIndexPage, paper: Path
) -> None:
    class Narrow(StringIO):
        encoding = "latin-1"

    out = Narrow()
    call_command("import_results", str(paper), "--year", "2016", stdout=out)
    out.getvalue().encode("latin-1")
    out = Narrow()
    call_command("import_results", str(paper), "--year", "2016", "--format", "json", stdout=out)
    assert json.loads(out.getvalue().encode("latin-1"))["title"] == "Our results"


# What it publishes


def test_a_clean_document_is_published_when_that_is_asked_for(
    index: ResultsIndexPage, paper: Path
) -> None:
    report = run(paper, "--year", 2016, "--publish")

    page = ResultsPage.objects.get()
    assert page.live
    assert not page.has_unpublished_changes
    assert page.full_url in report
    assert "--undo" not in report


def test_in_json_a_published_edition_is_live(index: ResultsIndexPage, paper: Path) -> None:
    report = json.loads(run(paper, "--year", 2016, "--publish", "--format", "json"))

    assert report["page"]["live"] is True


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


# Again, and undone


def test_the_same_document_again_says_so_and_makes_nothing(
    index: ResultsIndexPage, paper: Path
) -> None:
    run(paper, "--year", 2016)
    before = holdings()

    report = run(paper, "--year", 2016)

    assert holdings() == before
    assert "was imported before, as “Our results”" in report
    assert "Nothing was made" in report
    known = json.loads(run(paper, "--year", 2016, "--format", "json"))
    assert known["page"]["made_now"] is False
    assert known["page"]["id"] == ResultsPage.objects.get().pk


def test_the_same_document_by_another_name_is_known_again(
    index: ResultsIndexPage, paper: Path, tmp_path: Path
) -> None:
    run(paper, "--year", 2016)

    run(written(tmp_path / "other.md", CLEAN), "--year", 2016)

    assert ResultsPage.objects.count() == 1


def test_again_makes_another_draft(index: ResultsIndexPage, paper: Path) -> None:
    run(paper, "--year", 2016)

    run(paper, "--year", 2016, "--again")

    assert {page.slug for page in ResultsPage.objects.all()} == {"2016", "2016-2"}


def test_the_same_document_makes_an_edition_of_another_year(
    index: ResultsIndexPage, paper: Path
) -> None:
    run(paper, "--year", 2016)

    run(paper, "--year", 2017)

    assert {page.slug for page in ResultsPage.objects.all()} == {"2016", "2017"}


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

    assert_refused(f"Page {page.pk} was not made by an import.", "--undo", page.pk)
    assert_refused("Page 0 was not made by an import.", "--undo", 0)


def test_undo_by_somebody_without_rights_is_refused(index: ResultsIndexPage, paper: Path) -> None:
    run(paper, "--year", 2016)
    UserFactory.create(username="nobody")

    assert_refused(
        "You may not delete this page.",
        *("--undo", ResultsPage.objects.get().pk, "--user", "nobody"),
    )


# What it refuses


def test_a_file_that_is_not_there_is_refused(index: ResultsIndexPage, tmp_path: Path) -> None:
    assert_refused("There is no file “", tmp_path / "none.txt", "--year", 2016)


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


def test_no_file_at_all_is_refused(index: ResultsIndexPage) -> None:
    assert_refused("Give a file and --year.", "--year", 2016)


def test_a_folder_is_refused(index: ResultsIndexPage, tmp_path: Path) -> None:
    assert_refused("is a folder", tmp_path, "--year", 2016)


def test_a_file_that_cannot_be_read_is_refused(index: ResultsIndexPage, paper: Path) -> None:
    # The test may run as root, to whom everything is readable but this.
    assert_refused("cannot be read", "/proc/self/mem", "--year", 2016)


def test_an_empty_file_is_refused(index: ResultsIndexPage, tmp_path: Path) -> None:
    assert_refused("no text in the file", written(tmp_path / "a.txt", ""), "--year", 2016)


def test_a_file_of_100_megabytes_is_refused_unread(index: ResultsIndexPage, tmp_path: Path) -> None:
    large = tmp_path / "a.txt"
    with large.open("wb") as file:
        file.truncate(100_000_000)

    assert_refused("larger than 20 MB", large, "--year", 2016)


def test_an_unknown_language_is_refused(index: ResultsIndexPage, paper: Path) -> None:
    assert_refused("no language “xx”", paper, "--year", 2016, "--locale", "xx")


def test_without_an_index_page_it_is_refused(paper: Path, settings: Settings, db: None) -> None:
    settings.LANGUAGE_CODE = "en"
    home_page("en")

    assert_refused("There is no index page of results", paper, "--year", 2016)


def test_an_index_page_in_the_other_language_only_is_refused(
    index: ResultsIndexPage, paper: Path
) -> None:
    home_page("sv")

    assert_refused("There is no index page", paper, "--year", 2016, "--locale", "sv")


def test_a_parent_that_is_none_is_refused_by_its_name(index: ResultsIndexPage, paper: Path) -> None:
    assert_refused("at “/elsewhere/”", paper, "--year", 2016, "--parent", "/elsewhere/")


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


@pytest.mark.parametrize("live", [True, False], ids=["live", "draft"])
def test_a_year_that_has_an_edition_is_refused(
    index: ResultsIndexPage, paper: Path, live: bool
) -> None:
    ResultsPageFactory.create(parent=index, title="What we did", live=live)

    assert_refused("There is an edition for 2016 already: “What we did", paper, "--year", 2016)
    assert_refused("There is an edition", paper, "--year", 2016, "--dry-run")


def test_an_unknown_user_is_refused(index: ResultsIndexPage, paper: Path) -> None:
    assert_refused("There is no user “eva”.", paper, "--year", 2016, "--user", "eva")


def test_a_user_without_rights_is_refused(index: ResultsIndexPage, paper: Path) -> None:
    UserFactory.create(username="eva", may=("change_page",))

    assert_refused("You may not add pages here.", paper, "--year", 2016, "--user", "eva")


def test_a_user_who_has_left_is_refused(index: ResultsIndexPage, paper: Path) -> None:
    AdminFactory.create(username="eva", is_active=False)

    assert_refused("You may not add pages here.", paper, "--year", 2016, "--user", "eva")


@pytest.mark.parametrize(
    "year", ["16", "0", "20016", "1899", "2101", "-2016", "2016/17", "²016", "last"]
)
def test_a_bad_year_is_refused(index: ResultsIndexPage, paper: Path, year: str) -> None:
    assert_refused("Give the year with four digits", paper, f"--year={year}")


def test_pictures_are_on_the_site_only_as_images(index: ResultsIndexPage, tmp_path: Path) -> None:
    of = illustrated(picture_tag(1), picture_tag(2))

    run(written(tmp_path / of.name, of.content), "--year", 2016)

    assert len(media_files()) == 2
