"""A document of a hundred pages is imported in seconds, and in little memory."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.importing.drafting.test_sudden_ends import CONTENT
from tests.importing.generated import Piece, as_html, as_word
from tests.importing.printed import printed
from tests.processes import ROOT, environment
from tests.publishing.sudden_ends.site import Site, killable_site

pytestmark = [
    pytest.mark.server,
    pytest.mark.soak,
    pytest.mark.timeout(600),
    pytest.mark.usefixtures("django_db_setup"),
]

PAGES = 100
SECONDS = 5
# A process of its own begins, and asks for the place of each letter.
SECONDS_OF_PDF = 10
MEGABYTES = 300
SENTENCES = (
    "Jourtelefonen var öppen alla dagar, och de som svarar har mött fler människor än någonsin. "
    "Det de får höra förs vidare till skolor, till polisen och till föräldrar som ber om råd. "
)
# Runs the command and tells, as the last line of its errors, how long it took, and its most memory.
MEASURED = """
import sys, time
from pathlib import Path

began = time.monotonic()
from django.core.management import execute_from_command_line

try:
    execute_from_command_line(["manage.py", *sys.argv[1:]])
finally:
    seconds = time.monotonic() - began
    # Not ru_maxrss, in which a process begins with what its parent used.
    status = Path("/proc/self/status").read_text().split("VmHWM:")[1]
    print(f"{seconds:.2f} {int(status.split()[0]) / 1024:.0f}", file=sys.stderr)
"""


def year(chapters: int) -> list[Piece]:
    """Chapters of a page: some five hundred words and as many figures as there are in a report."""
    parts = [Piece("heading", ("Våra resultat",), level=1), Piece("paragraph", ("I korthet.",))]
    for page in range(chapters):
        figures = (
            f"Vi svarade på {1000 + page} samtal, varav {200 + page} samtal från barn. Över "
            f"{page + 20} procent av dem som ringde fick svar inom en dag. "
        )
        parts.append(Piece("heading", (f"Vad vi gjorde i del {page}",)))
        texts = (figures + SENTENCES, SENTENCES * 5, SENTENCES * 4)
        parts += [Piece("paragraph", (text,)) for text in texts]
    return parts


def as_pdf(parts: list[Piece]) -> bytes:
    """A PDF with each chapter on a page of its own."""
    return printed(as_html(parts).decode(), "@page { size: A4 } h2 { break-before: page }")


FORMATS = {"a.html": as_html, "a.docx": as_word, "a.pdf": as_pdf}


@pytest.mark.parametrize("name", FORMATS)
def test_a_document_of_a_hundred_pages_takes_seconds_and_little_memory(
    name: str, tmp_path: Path
) -> None:
    with killable_site(tmp_path) as site:
        site.fill(CONTENT)
        (tmp_path / name).write_bytes(FORMATS[name](year(PAGES)))
        options = ["--year", "2016", "--format", "json"]
        told, seconds, megabytes = ran(site, "import_results", str(tmp_path / name), *options)
    print(f"{name}: {seconds} s, {megabytes} MB")
    assert json.loads(told)["title"] == "Våra resultat"
    assert seconds < (SECONDS_OF_PDF if name == "a.pdf" else SECONDS)
    assert megabytes < MEGABYTES


def ran(site: Site, *arguments: str) -> tuple[str, float, float]:
    """What a command prints, and the seconds and megabytes that it takes, with its start."""
    result = subprocess.run(
        [sys.executable, "-c", MEASURED, *arguments],
        cwd=ROOT,
        env=environment(site.env),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert result.returncode == 0, result.stderr[-3000:]
    seconds, megabytes = map(float, result.stderr.splitlines()[-1].split())
    return result.stdout, seconds, megabytes
