"""The plugin in sites that others made, on the newest and on the oldest versions it supports."""

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from tests.processes import ROOT
from tests.wheel.foreign import (
    HOST,
    NEWEST,
    OLDEST,
    Site,
    Stack,
    add_everything,
    add_everything_later,
    add_own_page_type,
    add_translation,
    make_environment,
    run,
    start_site,
)

pytestmark = [pytest.mark.wheel, pytest.mark.timeout(900)]

DOCUMENT = ROOT / "tests" / "importing" / "documents" / "24-sjoraddning.docx"


# Nothing listens there.
WEBHOOK = """
from results.models import ResultsPage
from results.webhooks.models import Endpoint

url = "http://127.0.0.1:9/"
Endpoint.objects.create(name="Example data", url=url, events=["edition.unpublished"])
ResultsPage.objects.get(slug="2016").unpublish()
"""
PARTS = ("import", "localize", "pdf", "snapshots", "webhooks")


def ready(python: Path, folder: Path, *additions: Callable[[Site], None]) -> Site:
    code = (
        "import sys, django, wagtail;"
        "print(f'Python {sys.version.split()[0]}, Django {django.__version__}, Wagtail {wagtail.__version__}')"
    )
    print(run([python, "-c", code], python.parent).stdout.strip())
    site = start_site(python, folder)
    for add in additions:
        add(site)
    # Both check the whole site before.
    site.manage("makemigrations", "--check", "--dry-run")
    site.manage("migrate", "--verbosity", "0")
    return site


@pytest.fixture(scope="module", params=[NEWEST, OLDEST], ids=lambda stack: stack.name)
def stack(request: pytest.FixtureRequest) -> Stack:
    found: Stack = request.param
    return found


@pytest.fixture(scope="module")
def with_parts(
    stack: Stack, wheel: Path, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Site, str]:
    """A new site with everything on, and what its edition said."""
    python = make_environment(stack, wheel, *PARTS)
    site = ready(python, tmp_path_factory.mktemp("parts") / "site", add_everything)
    return site, site.exercise("--snapshots")


@pytest.fixture(scope="module")
def with_languages(stack: Stack, wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site with languages, a frame and a page type of its own, then everything; still empty."""
    python = make_environment(stack, wheel, *PARTS)
    folder = tmp_path_factory.mktemp("languages") / "site"
    return ready(python, folder, add_translation, add_own_page_type, add_everything_later)


def said_by_doctor(site: Site) -> set[str]:
    report = json.loads(site.manage("results_doctor", "--format", "json"))
    return {each["id"] for each in report["warning"]}


def test_a_site_with_nothing_else_publishes_results(
    stack: Stack, wheel: Path, tmp_path: Path
) -> None:
    site = ready(make_environment(stack, wheel), tmp_path / "site")

    assert "read: 200" in site.exercise()


def test_a_site_with_wagtail_localize_translates_results(
    with_languages: Site, tmp_path: Path
) -> None:
    assert "translated: /en/" in with_languages.copied(tmp_path).exercise("--translate")


def test_a_site_s_own_page_type_publishes_translates_and_answers_clients(
    with_languages: Site, tmp_path: Path
) -> None:
    site = with_languages.copied(tmp_path)

    said = site.exercise("--page-type", "stories.StoryPage", "--api", "--translate")

    assert "asked: 200" in said
    assert "translated: /en/" in said


def test_a_new_site_with_everything_on_is_well_but_for_the_process(
    with_parts: tuple[Site, str],
) -> None:
    assert said_by_doctor(with_parts[0]) == {"results_doctor.W001"}


def test_a_site_that_has_grown_is_well_once_its_frame_has_our_blocks(
    with_languages: Site, tmp_path: Path
) -> None:
    site = with_languages.copied(tmp_path)
    checked = run([site.python, "manage.py", "check"], site.folder).stderr
    seam = site.folder / "host" / "templates" / "results" / "base.html"
    seam.parent.mkdir()
    shutil.copy(HOST / "results_base.html", seam)

    assert "results.W005" in checked
    assert said_by_doctor(site) == {"results_doctor.W001"}


def test_a_site_makes_an_edition_of_a_document(
    with_parts: tuple[Site, str], tmp_path: Path
) -> None:
    site, _said = with_parts
    document = Path(shutil.copy(DOCUMENT, tmp_path))

    said = site.manage("import_results", str(document), "--year", "2020", "--format", "json")

    report = json.loads(said)
    assert report["page"]["slug"] == "2020"
    assert len(report["figures"]) > 10


def test_a_site_makes_pdfs_of_its_editions(with_parts: tuple[Site, str]) -> None:
    site, _said = with_parts

    assert "Made 1 of 1." in site.manage("make_results_pdf")
    file, *_older = site.folder.glob("media/results/pdf/*/*.pdf")
    with pikepdf.open(file) as pdf:
        fonts = [str(font.BaseFont) for font in pdf.pages[0].Resources.Font.values()]
    assert all("+Results-" in font for font in fonts), "those of the wheel, not of the system"


def test_a_site_tells_other_systems_of_its_editions(
    with_parts: tuple[Site, str], tmp_path: Path
) -> None:
    site = with_parts[0].copied(tmp_path)
    site.manage("shell", "-c", WEBHOOK)

    site.manage("run_results", "--once")

    said = site.manage("dumpdata", "results_webhooks.delivery")
    (delivery,) = json.loads(said)
    assert json.loads(delivery["fields"]["body"])["type"] == "edition.unpublished"
    assert "refused" in delivery["fields"]["error"]


def test_a_site_stores_its_answers(with_parts: tuple[Site, str]) -> None:
    site, said = with_parts
    warmed = json.loads(
        site.manage("snapshots", "warm", "--host", "testserver", "--format", "json")
    )
    verified = json.loads(site.manage("snapshots", "verify", "--all", "--format", "json"))

    assert "stored: hit" in said
    assert warmed["refused"] == []
    assert verified["different"] == []
    # What was published has answers at the host of Wagtail's site besides.
    assert verified["same"] == verified["compared"] >= warmed["made"] + warmed["kept"] > 2


def test_a_site_goes_on_without_the_plugin(with_parts: tuple[Site, str], tmp_path: Path) -> None:
    site = with_parts[0].copied(tmp_path)

    said = site.uninstall()

    assert said.endswith("edited and deleted\n")
    assert (site.folder / "results-export.zip").exists()
    assert "results" not in site.manage("showmigrations", "--list")
