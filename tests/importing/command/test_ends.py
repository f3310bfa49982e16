"""However the command ends, its exit code says what was done."""

import errno
import os
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

from django.core.management import CommandError, call_command

import pytest

from results.importing.management.commands.import_results import Command
from results.importing.models import DocumentImport
from results.models import ResultsIndexPage, ResultsPage
from tests.importing.command.running import run, written
from tests.importing.papers import OPEN, holdings
from tests.processes import manage

pytestmark = pytest.mark.django_db


class Full(StringIO):
    """A file on a full disk: what is written is only told to be lost as the buffer is emptied."""

    def flush(self) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class Broken(StringIO):
    """A pipe whose reader has gone."""

    def write(self, text: str) -> int:
        raise BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE))


def closed() -> StringIO:
    """A file that is closed."""
    out = StringIO()
    out.close()
    return out


def unreported(out: StringIO, *arguments: object) -> CommandError:
    with pytest.raises(CommandError) as error:
        call_command("import_results", *map(str, arguments), stdout=out)
    assert "\n" not in str(error.value)
    return error.value


@pytest.mark.parametrize(("out", "form"), [(Full, "text"), (Broken, "json"), (closed, "text")])
def test_a_report_that_cannot_be_written_says_which_draft_was_made(
    index: ResultsIndexPage, paper: Path, out: Callable[[], StringIO], form: str
) -> None:
    error = unreported(out(), paper, "--year", 2016, "--format", form)

    page = ResultsPage.objects.get()
    assert error.returncode == 3
    assert str(error).startswith(
        f"The draft “Our results” was made, page {page.pk}, but the report could not be written: "
    )


def test_a_report_that_cannot_be_written_hides_no_refusal_to_publish(
    index: ResultsIndexPage, tmp_path: Path
) -> None:
    error = unreported(Full(), written(tmp_path / "a.md", OPEN), "--year", 2016, "--publish")

    assert error.returncode == 3
    assert "No space left on device. The draft was made, but not published. " in str(error)


def test_a_report_that_cannot_be_written_of_a_dry_run_says_that_nothing_was_made(
    index: ResultsIndexPage, paper: Path
) -> None:
    before = holdings()

    error = unreported(Full(), paper, "--year", 2016, "--dry-run")

    assert error.returncode == 3
    assert str(error) == (
        "Nothing was made, and the report could not be written: No space left on device."
    )
    assert holdings() == before


def test_a_report_that_cannot_be_written_of_a_known_document_says_that_nothing_was_made(
    index: ResultsIndexPage, paper: Path
) -> None:
    run(paper, "--year", 2016)

    error = unreported(Broken(), paper, "--year", 2016)

    assert error.returncode == 3
    assert str(error) == "Nothing was made, and the report could not be written: Broken pipe."


def test_an_undo_that_cannot_be_reported_says_that_the_draft_is_gone(
    index: ResultsIndexPage, paper: Path
) -> None:
    run(paper, "--year", 2016)

    error = unreported(Full(), "--undo", ResultsPage.objects.get().pk)

    assert error.returncode == 3
    assert str(error) == (
        "The draft is gone, but the report could not be written: No space left on device."
    )
    assert not DocumentImport.objects.exists()


def test_the_exit_code_is_the_same_where_standard_error_fails_too(
    index: ResultsIndexPage, paper: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    command: Any = Command(stdout=Full(), stderr=Broken())

    with pytest.raises(SystemExit) as ended:
        command.run_from_argv(["manage.py", "import_results", str(paper), "--year", "2016"])

    assert ended.value.code == 3


def test_a_database_that_is_not_there_is_told_in_a_sentence(paper: Path, tmp_path: Path) -> None:
    env = {"DATA_DIR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "cms.settings.dev"}

    result = manage("import_results", str(paper), "--year", "2016", env=env)

    assert result.returncode == 2
    assert "Databasen kan inte användas (no such table: " in result.stderr
    assert "Traceback" not in result.stderr
