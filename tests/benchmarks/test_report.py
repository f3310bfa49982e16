"""The tables say what was measured, and the documentation takes them between its marks."""

from pathlib import Path

from benchmarks.figures import Figure, Result, at_least, at_most
from benchmarks.report import BEGIN, DOCS, END, Report

TABLE = Figure("table/html", "HTML", at_least(35))
MISS = Figure("miss/queries", "SQL statements", at_most(22), unit="")
MEMORY = Figure("memory/plain", "Memory")


def report(*, judges: bool = True) -> Report:
    results = [
        Result(TABLE, {1: [40, 45, 61], 16: [44]}),
        Result(MISS, {0: [23]}),
        Result(MEMORY, skipped="not in the quick form"),
    ]
    return Report("2026-11-26: Linux, 2 processors.", results, judges)


def test_a_row_has_the_must_the_median_and_its_range() -> None:
    text = " ".join(report().text().split())

    assert "table/html ≥ 35 45.0× [40.0–61.0] 44.0× yes" in text
    assert "miss/queries ≤ 22 23 no" in text
    assert "memory/plain not in the quick form" in text


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


def test_the_documentation_has_a_place_for_the_tables() -> None:
    assert BEGIN in DOCS.read_text()
    assert END in DOCS.read_text()
