"""What the command line may ask for, how a must is judged, and where the tables stand."""

from pathlib import Path

import pytest

from benchmarks.figures import Bound, Figure, Result, at_least, at_most
from benchmarks.options import read_options
from benchmarks.report import BEGIN, DOCS, END, Report
from benchmarks.setups import describe


def test_the_quick_form_can_be_lengthened() -> None:
    options = read_options(["--quick", "--rounds", "3"])

    assert (options.quick, options.rounds, options.seconds) == (True, 3, 0.3)


def test_only_a_full_run_writes_into_the_documentation() -> None:
    with pytest.raises(SystemExit):
        read_options(["--write-docs", "--quick"])
    with pytest.raises(SystemExit):
        read_options(["--write-docs", "--only", "table"])


@pytest.mark.parametrize(
    ("only", "wanted"),
    [("table", True), ("table/html/plain", True), ("tab", False), ("table/v3", False)],
)
def test_a_figure_is_asked_for_by_its_name_or_what_it_is_below(only: str, wanted: bool) -> None:
    assert read_options(["--only", "other", only]).wants("table/html/plain") is wanted
    assert read_options([]).wants("table/html/plain")


BY_16 = Figure("granian", "", at_least(250), judged=(16,))
BY_ALL = Figure("table", "", at_least(35), judged=(1, 16))


def result(figure: Figure, **values: list[float]) -> Result:
    """A result with these values by the number of connections, such as c16."""
    return Result(figure, {int(level[1:]): found for level, found in values.items()})


def test_a_must_is_reached_by_the_median() -> None:
    assert result(BY_ALL, c1=[20, 36, 50], c16=[36]).reached is True
    assert result(BY_ALL, c1=[20, 34, 50], c16=[36]).reached is False


def test_a_must_holds_at_every_number_of_connections_that_it_names() -> None:
    assert result(BY_ALL, c1=[36], c16=[34]).reached is False
    assert result(BY_16, c1=[90], c16=[251]).reached is True


def test_what_was_not_measured_or_has_no_must_is_neither_reached_nor_missed() -> None:
    assert Result(BY_ALL, skipped="not in the quick form").reached is None
    assert result(Figure("uncached/html", ""), c0=[300]).reached is None


@pytest.mark.parametrize(
    ("bound", "inside", "outside", "text"),
    [
        (at_least(0.6), 0.6, 0.59, "≥ 0.6"),
        (at_most(20), 20, 20.1, "≤ 20"),
        (Bound(0.8, 1.2), 1.2, 0.79, "0.8–1.2"),
    ],
)
def test_a_bound_holds_its_ends(bound: Bound, inside: float, outside: float, text: str) -> None:
    assert bound.holds(inside)
    assert not bound.holds(outside)
    assert str(bound) == text


def test_a_target_is_described_by_its_page_its_server_and_its_form() -> None:
    assert describe("table:html:304") == "HTML from the SQLite table, answer 304"
    assert (
        describe("wrapper-granian-10000:v3-list")
        == "API v3’s list from memory on granian, 10,000 editions"
    )


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
    assert "| HTML | ≥ 35 | 45.0× | 44.0× | yes |" in text
    assert "old" not in text


def test_the_documentation_has_a_place_for_the_tables() -> None:
    assert BEGIN in DOCS.read_text()
    assert END in DOCS.read_text()
