"""The command publishes when it is asked to and nothing is in the way."""

import json
from io import StringIO
from pathlib import Path

from django.core.management import CommandError, call_command

import pytest

from results.models import ResultsIndexPage, ResultsPage
from tests.factories import (
    EDITOR,
    UserFactory,
)
from tests.importing.command.running import run, written
from tests.importing.papers import OPEN

pytestmark = pytest.mark.django_db


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
