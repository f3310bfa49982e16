"""Of a long document the command lists the chapters, and takes those that are named."""

import json
from pathlib import Path

import pytest

from results.models import ResultsIndexPage
from tests.importing.admin.long_documents import long_text
from tests.importing.command.running import assert_refused, run, written
from tests.importing.papers import holdings

pytestmark = pytest.mark.django_db


@pytest.fixture
def long(tmp_path: Path) -> Path:
    """A document of four chapters with a figure in each."""
    return written(tmp_path / "long.md", long_text())


def test_the_chapters_are_listed_and_nothing_is_written(
    index: ResultsIndexPage, long: Path
) -> None:
    before = holdings()
    listed = run(long, "--year", 2016, "--chapters").splitlines()
    assert listed[:2] == [
        "   1. The beginning (2 words, 0 figures)",
        "   2. Chapter 1 (4,270 words, 1 figure)",
    ]
    told = json.loads(run(long, "--year", 2016, "--chapters", "--format", "json"))["chapters"]
    assert told[1] == {
        "number": 2, "heading": "Chapter 1", "level": 1, "page": 0, "pages": 0, "words": 4270, "figures": 1,
    }  # fmt: skip
    assert (len(told), len(listed)) == (5, 5)
    assert holdings() == before


def test_the_edition_is_made_of_the_chapters_that_are_named(
    index: ResultsIndexPage, long: Path
) -> None:
    options = (long, "--year", 2016, "--dry-run", "--format", "json")
    report = json.loads(run(*options, "--chapters", "2, 4-5"))
    assert [figure["value"] for figure in report["figures"]] == ["6501", "6503", "6504"]
    assert {"text": "Chapter 2", "reason": "You have not chosen this chapter."} in report[
        "left_out"
    ]
    assert report["notices"] == []
    assert "--chapters lists its chapters" in json.loads(run(*options))["notices"][0]


@pytest.mark.parametrize("named", ["0", "6", "3-2", "a", "1,", "1-99999999999"])
def test_chapters_that_are_not_there_are_refused(
    index: ResultsIndexPage, long: Path, named: str
) -> None:
    assert_refused("--chapters lists them", long, "--year", 2016, "--chapters", named)


def test_who_imports_too_much_is_told_of_chapters(index: ResultsIndexPage, tmp_path: Path) -> None:
    content = long_text(chapters=6, words=90_000)
    assert_refused("--chapters lists", written(tmp_path / "a.md", content), "--year", 2016)
