"""The tables say what was measured, and the documentation takes them between its marks."""

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.figures import Comparison, Figure, Result, Share, at_least, at_most
from benchmarks.report import BEGIN, DOCS, END, Report
from benchmarks.rounds import Series
from benchmarks.sites import MeasuringError

TABLE = Comparison("table/html", "HTML", at_least(35), at_least(44), target="a", baseline="b")
MISS = Figure("miss/queries", "SQL statements", at_most(20), unit="")
NGINX = Comparison("plain/nginx", "nginx", target="a", baseline="b")


def report(*, judges: bool = True) -> Report:
    return Report(
        day="2026-11-26",
        machine="Linux, 2 processors",
        busyness=(0.2, 1.9),
        versions={"Wagtail": "8.0.1"},
        form="3 rounds.",
        results=[
            Result(TABLE, {1: Series([40, 45, 61]), 16: Series([44])}),
            Result(MISS, {0: Series([23])}),
            Result(NGINX, skipped="not installed"),
        ],
        judges=judges,
    )


def test_a_row_has_the_must_the_aim_the_median_and_its_range() -> None:
    text = " ".join(report().text().split())

    assert "table/html ≥ 35 ≥ 44 45.0× [40.0–61.0] 44.0× yes" in text
    assert "miss/queries ≤ 20 23 no" in text


def test_what_was_not_measured_says_why() -> None:
    assert "not installed" in report().text()


def test_the_report_ends_with_how_many_musts_are_reached() -> None:
    assert report().text().endswith("1 of 2 musts are reached. Not reached: `miss/queries`.")


def test_the_quick_form_judges_nothing() -> None:
    text = report(judges=False).text()

    assert "yes" not in text
    assert "musts" not in text


def test_the_tables_stand_between_the_marks_and_nothing_else_is_touched(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_text(f"# Performance\n\n{BEGIN}\nold\n{END}\n\n## How to read it\n")

    report().write_docs(page)

    text = page.read_text()
    assert text.startswith(f"# Performance\n\n{BEGIN}\n")
    assert text.endswith(f"{END}\n\n## How to read it\n")
    assert "| HTML (`table/html`) | ≥ 35 |" in text
    assert "old" not in text


def test_a_page_without_marks_is_left_alone(tmp_path: Path) -> None:
    page = tmp_path / "performance.md"
    page.write_text("# Performance\n")

    with pytest.raises(MeasuringError, match=r"performance\.md"):
        report().write_docs(page)
    assert page.read_text() == "# Performance\n"


def test_the_documentation_has_a_place_for_the_tables() -> None:
    assert BEGIN in DOCS.read_text()
    assert END in DOCS.read_text()


def test_the_shares_of_the_processor_s_time_are_a_table_of_their_own() -> None:
    shares = [
        Result(Share(f"shares/miss/{group}", "", way="miss", group=group), {0: Series([value])})
        for group, value in (("queries", 44.6), ("site", 0.2))
    ]
    found = report()
    text = " ".join(replace(found, results=[*found.results, *shares]).text().split())

    assert "Code miss Django’s queries: building, compiling, running 45 %" in text
    assert "the site 0 %" in text
    assert "shares/miss" not in text
