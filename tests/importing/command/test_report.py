"""The command reports to people and to programs."""

import json
from io import StringIO
from pathlib import Path

from django.core.management import call_command

import pytest
from pytest_django import Settings

from results.models import ResultsIndexPage, ResultsPage
from tests.factories import EDITOR, UserFactory
from tests.importing.command.running import run, written
from tests.importing.papers import OPEN, holdings, illustrated, picture_tag

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
        "over\N{NO-BREAK SPACE}250 – pupils who took part",
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
    unsure = "<p>We taught 87 of 112 pupils.</p>"
    of = illustrated(picture_tag(1), picture_tag(2, alt=""), more=unsure)
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


def test_the_language_of_the_messages_can_be_chosen(
    index: ResultsIndexPage, paper: Path, settings: Settings
) -> None:
    assert "Siffror" in run(paper, "--year", 2016, "--dry-run", "--language", "sv")
    assert "Figures" in run(paper, "--year", 2016, "--dry-run", "--language", "en")


def test_the_period_of_another_year_is_told(index: ResultsIndexPage, tmp_path: Path) -> None:
    table = "# R\n\n## S\n\n| | 2015 | 2016 |\n|---|---|---|\n| Tips | 50 | 60 |\n| Calls | 5 | 6 |"
    paper = written(tmp_path / "a.md", table)
    report = json.loads(run(paper, "--year", 2016, "--dry-run", "--format", "json"))
    periods = [report[kind][0]["period"] for kind in ("doubtful", "figures")]
    assert periods == [["2015-01-01", "2015-12-31"], None]
    assert "50 – Tips (Of 2015.)" in run(paper, "--year", 2016, "--dry-run")
