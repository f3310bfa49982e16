"""Every shell example of the documentation is run, or its page says why not."""

import csv
import re
import shutil
import tomllib
from collections.abc import Callable
from pathlib import Path

from django.core.management import get_commands

import pytest
from pytest_django import Settings

from results.models import ResultsPage
from results.previews.models import token_for
from results.testing import edition
from tests.docs.markdown import GUIDES, rows, snippets, spans
from tests.docs.shell import Shell, lines, parse, words
from tests.factories import AdminFactory, api_client
from tests.processes import ROOT
from tests.snapshots.conftest import no_file_left, snapshots

# Responses are stored, as on every site in production.
__all__ = ["no_file_left", "snapshots"]

pytestmark = pytest.mark.django_db

DOCUMENT = ROOT / "tests" / "importing" / "documents" / "102-science-outreach.docx"
MAKEFILE = (ROOT / "Makefile").read_text()
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
COMMAND = re.compile(r"(?:^|\s)(?:manage\.py|manage) ([a-z]\w+(?:$| .*))")
MADE = re.compile(r"(?:^|\s)make ([a-z-]+)")
EXTRAS = re.compile(r"wagtail-results\[([\w,]+)\]")


def token(_edition: ResultsPage) -> str:
    return str(api_client().defaults["HTTP_AUTHORIZATION"]).removeprefix("Bearer ")


def preview(edition: ResultsPage) -> str:
    return f"previews/{token_for(edition, AdminFactory.create(), is_shared=False)}/"


def with_empty_figure(_last: ResultsPage) -> str:
    stats = {"heading": "Example data", "stats": [("stat", {"label": "granskade tips"})]}
    found = ResultsPage.objects.filter(slug="2017").first()
    return f"--edition {(found or edition(None, 2017, [('stats', stats)], live=False)).pk}"


def on_another_site(edition: ResultsPage) -> str:
    """The front page of a site that has none of our pages."""
    index = edition.get_parent()
    index.delete()
    return f"--parent {index.get_parent().pk}"


# What a page leaves to its readers, and what they would type.
FILLED_IN: dict[str, Callable[[ResultsPage], str]] = {
    "EDITION=11": lambda edition: f"EDITION={edition.pk}",
    "wagtail_…": token,
    "previews/TOKEN/": preview,
    "--undo 42": lambda _edition: f"--undo {ResultsPage.objects.get().pk}",
    "--edition 9": with_empty_figure,
    "--parent 3": on_another_site,
}


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with the files that the pages speak of."""
    monkeypatch.chdir(tmp_path)
    # Only the tests set it, and `check --deploy` would not have it.
    monkeypatch.delenv("DJANGO_ALLOW_ASYNC_UNSAFE")
    shutil.copy(DOCUMENT, "results-2016.docx")
    sheet = rows((ROOT / "docs/how-to/editors-guide.md").read_text(), "Indicator")
    with Path("figures-2017.csv").open("w", newline="") as file:
        csv.writer(file, delimiter=";").writerows([sheet[0], *(row.values() for row in sheet)])


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("name", [each for each in GUIDES if snippets(each, "shell")])
def test_a_shell_example_runs(
    name: str, edition_2016: ResultsPage, files: None, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "www.example.org"]
    AdminFactory.create(username="editor")
    page = ResultsPage.objects.get(pk=edition_2016.pk)
    if name.endswith("/import.md"):
        page.delete()
    shell = Shell()
    for line in lines("".join(snippets(name, "shell"))):
        for theirs, ours in FILLED_IN.items():
            if theirs in line:
                line = line.replace(theirs, ours(page))
        shell.run(line)


@pytest.mark.parametrize("name", GUIDES)
def test_what_is_not_run_or_stands_in_a_sentence_is_there(name: str) -> None:
    typed = lines("".join(snippets(name, "shell", run=False)))
    for line in (*typed, *spans((ROOT / name).read_text())):
        for found in COMMAND.findall(line):
            command, *arguments = words(found)
            assert command in get_commands(), line
            if arguments:
                parse(command, *arguments)
        for target in MADE.findall(line):
            assert f"\n{target}:" in MAKEFILE, line
        for extras in EXTRAS.findall(line):
            assert set(extras.split(",")) <= set(PROJECT["optional-dependencies"]), line
