"""The plugin in sites that others made, on the newest and on the oldest versions it supports."""

import json
import shutil
from pathlib import Path

import pikepdf
import pytest

from tests.processes import ROOT
from tests.wheel.foreign import (
    NEWEST,
    OLDEST,
    Stack,
    add_api,
    add_importing,
    add_own_page_type,
    add_pdf,
    add_snapshots,
    add_translation,
    make_environment,
    run,
    start_site,
)

pytestmark = [pytest.mark.wheel, pytest.mark.timeout(900)]

DOCUMENT = ROOT / "tests" / "importing" / "documents" / "24-sjoraddning.docx"

STACKS = pytest.mark.parametrize("stack", [NEWEST, OLDEST], ids=lambda stack: stack.name)


def say_versions(python: Path) -> None:
    code = (
        "import sys, django, wagtail;"
        "print(f'Python {sys.version.split()[0]}, Django {django.__version__}, Wagtail {wagtail.__version__}')"
    )
    print(run([python, "-c", code], python.parent).stdout.strip())


@STACKS
def test_a_site_with_nothing_else_publishes_results(
    stack: Stack, wheel: Path, tmp_path: Path
) -> None:
    python = make_environment(stack, wheel)
    say_versions(python)
    site = start_site(python, tmp_path / "site")

    site.manage("check")
    site.manage("makemigrations", "--check", "--dry-run")
    site.manage("migrate", "--verbosity", "0")

    assert "read: 200" in site.exercise()


@STACKS
def test_a_site_with_wagtail_localize_translates_results(
    stack: Stack, wheel: Path, tmp_path: Path
) -> None:
    python = make_environment(stack, wheel, "localize")
    say_versions(python)
    site = start_site(python, tmp_path / "site")
    add_translation(site)

    site.manage("check")
    site.manage("makemigrations", "--check", "--dry-run")
    site.manage("migrate", "--verbosity", "0")

    assert "translated: /en/" in site.exercise("--translate")


@STACKS
def test_a_site_makes_an_edition_of_a_document(stack: Stack, wheel: Path, tmp_path: Path) -> None:
    python = make_environment(stack, wheel, "import")
    say_versions(python)
    site = start_site(python, tmp_path / "site")
    add_importing(site)
    document = Path(shutil.copy(DOCUMENT, tmp_path))

    site.manage("check")
    site.manage("makemigrations", "--check", "--dry-run")
    site.manage("migrate", "--verbosity", "0")
    site.exercise()

    said = site.manage("import_results", str(document), "--year", "2031", "--format", "json")

    report = json.loads(said)
    assert report["page"]["slug"] == "2031"
    assert len(report["figures"]) > 10


@STACKS
def test_a_site_makes_pdfs_of_its_editions(stack: Stack, wheel: Path, tmp_path: Path) -> None:
    python = make_environment(stack, wheel, "pdf")
    say_versions(python)
    site = start_site(python, tmp_path / "site")
    site.manage("migrate", "--verbosity", "0")
    site.exercise()
    add_pdf(site)

    site.manage("check")
    site.manage("makemigrations", "--check", "--dry-run")

    assert "Made 1 of 1." in site.manage("make_results_pdf")
    (file,) = site.folder.glob("media/results/pdf/*/*.pdf")
    with pikepdf.open(file) as pdf:
        fonts = [str(font.BaseFont) for font in pdf.pages[0].Resources.Font.values()]
    assert all("+Results-" in font for font in fonts), "those of the wheel, not of the system"


@STACKS
def test_a_site_stores_its_answers(stack: Stack, wheel: Path, tmp_path: Path) -> None:
    python = make_environment(stack, wheel, "snapshots")
    say_versions(python)
    site = start_site(python, tmp_path / "site")
    add_snapshots(site)

    site.manage("check")
    site.manage("makemigrations", "--check", "--dry-run")
    site.manage("migrate", "--verbosity", "0")
    said = site.exercise("--snapshots")
    warmed = json.loads(
        site.manage("snapshots", "warm", "--host", "testserver", "--format", "json")
    )
    verified = json.loads(site.manage("snapshots", "verify", "--all", "--format", "json"))

    assert "stored: hit" in said
    assert warmed["refused"] == []
    assert verified["different"] == []
    # What was published has answers at the host of Wagtail's site besides.
    assert verified["same"] == verified["compared"] >= warmed["made"] + warmed["kept"] > 2


@STACKS
def test_a_site_s_own_page_type_publishes_translates_and_answers_clients(
    stack: Stack, wheel: Path, tmp_path: Path
) -> None:
    python = make_environment(stack, wheel, "localize")
    say_versions(python)
    site = start_site(python, tmp_path / "site")
    add_translation(site)
    add_api(site)
    add_own_page_type(site)

    site.manage("check")
    site.manage("makemigrations", "--check", "--dry-run")
    site.manage("migrate", "--verbosity", "0")

    said = site.exercise("--page-type", "stories.StoryPage", "--api", "--translate")

    assert "asked: 200" in said
    assert "translated: /en/" in said
