"""A document of a hundred pages is imported in seconds, and in little memory."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.processes import ROOT, environment, manage
from tests.publishing.sudden_ends.site import Site, killable_site

from .test_sudden_ends_of_imports import CONTENT

docx = pytest.importorskip("docx")

pytestmark = [pytest.mark.server, pytest.mark.soak, pytest.mark.timeout(600)]

PAGES = 100
SECONDS = 5
MEGABYTES = 300
SENTENCES = (
    "The hotline was open every day, and those who answer it have met more people than ever. "
    "What they hear is passed on to schools, to the police and to parents, who ask us for advice. "
)
# Runs the command and tells, as the last line of its errors, how long it took, how long it computed, and
# its most memory.
MEASURED = """
import resource, sys, time
from pathlib import Path

began = time.monotonic()
from django.core.management import execute_from_command_line

try:
    execute_from_command_line(["manage.py", *sys.argv[1:]])
finally:
    seconds = time.monotonic() - began
    used = resource.getrusage(resource.RUSAGE_SELF)
    busy = used.ru_utime + used.ru_stime
    print(f"{seconds:.2f} {busy:.2f} {used.ru_maxrss / 1024:.0f}", file=sys.stderr)
"""


def paragraphs(page: int) -> list[str]:
    """The prose of a page: some five hundred words and as many figures as there are in a report."""
    figures = f"We answered {1000 + page} calls, of which {200 + page} calls came from children. "
    return [figures + SENTENCES, SENTENCES * 5, SENTENCES * 4]


def heading(page: int) -> str:
    return f"What we did in part {page}"


def as_text(path: Path) -> None:
    pages = ["\n\n".join([heading(page), *paragraphs(page)]) for page in range(PAGES)]
    path.write_text("\n\n".join(["Our results", "In short.", *pages]))


def as_page(path: Path) -> None:
    pages = (
        f"<h2>{heading(page)}</h2>" + "".join(f"<p>{text}</p>" for text in paragraphs(page))
        for page in range(PAGES)
    )
    path.write_text(f"<!DOCTYPE html><h1>Our results</h1><p>In short.</p>{''.join(pages)}")


def as_word(path: Path) -> None:
    document = docx.Document()
    document.add_heading("Our results", 0)
    document.add_paragraph("In short.")
    for page in range(PAGES):
        document.add_heading(heading(page), 1)
        for text in paragraphs(page):
            document.add_paragraph(text)
    document.save(str(path))


@pytest.mark.parametrize(
    ("name", "write"), [("a.txt", as_text), ("a.html", as_page), ("a.docx", as_word)]
)
def test_a_document_of_a_hundred_pages_takes_seconds_and_little_memory(
    name: str, write: Callable[[Path], None], tmp_path: Path
) -> None:
    with killable_site(tmp_path) as site:
        assert manage("migrate", "-v", "0", env=site.env).returncode == 0
        assert manage("shell", "--no-imports", "-c", CONTENT, env=site.env).returncode == 0
        write(tmp_path / name)
        options = ["--year", "2016", "--format", "json"]
        dry = measured(site, str(tmp_path / name), *options, "--dry-run")
        seconds, busy, megabytes = measured(site, str(tmp_path / name), *options)
    print(f"{name}: {seconds} s, of which computing {busy} s, {megabytes} MB; dry run: {dry[0]} s")
    assert seconds < SECONDS
    assert megabytes < MEGABYTES


def measured(site: Site, *arguments: str) -> list[float]:
    """The seconds, seconds of computing and megabytes that it takes, with the process's start."""
    result = subprocess.run(
        [sys.executable, "-c", MEASURED, "import_results", *arguments],
        cwd=ROOT,
        env=environment(site.env),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert result.returncode == 0, result.stderr[-3000:]
    assert json.loads(result.stdout)["title"] == "Our results"
    return [float(number) for number in result.stderr.splitlines()[-1].split()]
