"""The plugin in sites that others made, on the newest and on the oldest versions it supports."""

import json
import re
import shutil
from pathlib import Path

import pytest

from tests.processes import ROOT
from tests.wheel.foreign import (
    HOST,
    NEWEST,
    OLDEST,
    PARTS,
    STACKS,
    Database,
    Site,
    Stack,
    add_everything,
    add_everything_later,
    add_own_page_type,
    add_translation,
    make_environment,
    ready,
    said_by_doctor,
)

pytestmark = [pytest.mark.wheel, pytest.mark.timeout(900)]

# What the versions of others hardly change: on all stacks in a long run only.
ON_THE_NEWEST = pytest.mark.parametrize(
    "stack",
    [
        pytest.param(NEWEST, id=NEWEST.name),
        pytest.param(OLDEST, id=OLDEST.name, marks=pytest.mark.soak),
    ],
    indirect=True,
    scope="module",
)
DOCUMENT = ROOT / "tests" / "importing" / "documents" / "24-sjoraddning.docx"


@pytest.fixture(scope="module", params=[NEWEST, OLDEST], ids=lambda stack: stack.name)
def stack(request: pytest.FixtureRequest) -> Stack:
    found: Stack = request.param
    return found


@pytest.fixture(scope="module")
def with_parts(
    stack: Stack, wheel: Path, postgresql: Database, tmp_path_factory: pytest.TempPathFactory
) -> tuple[Site, set[str]]:
    """A new site with everything on, and what the exercise said of its edition."""
    python = make_environment(stack, wheel, *PARTS)
    folder = tmp_path_factory.mktemp("parts") / "site"
    database = postgresql.copied() if stack == NEWEST else None
    site = ready(python, folder, add_everything, database=database)
    return site, site.exercise()


@pytest.fixture(scope="module")
def with_languages(
    stack: Stack, wheel: Path, postgresql: Database, tmp_path_factory: pytest.TempPathFactory
) -> Site:
    """A site with languages, a frame and a page type of its own, then everything; still empty.

    On the other database than the new one, so that each stack is tried on both.
    """
    python = make_environment(stack, wheel, *PARTS)
    folder = tmp_path_factory.mktemp("languages") / "site"
    additions = (add_translation, add_own_page_type, add_everything_later)
    database = postgresql.copied() if stack == OLDEST else None
    return ready(python, folder, *additions, database=database)


def test_a_site_with_nothing_else_publishes_results(
    stack: Stack, wheel: Path, tmp_path: Path
) -> None:
    site = ready(make_environment(stack, wheel), tmp_path / "site")

    done = {"published: /resultat/2016/", "corrected", "edited"}
    assert site.exercise() == done | {"read: HTML", "read: feed"}


def test_a_new_site_with_everything_on_says_the_right_thing_in_every_form(
    stack: Stack, with_parts: tuple[Site, set[str]]
) -> None:
    assert with_parts[1] == stack.said | {"stored"}


@ON_THE_NEWEST
def test_a_site_s_own_page_type_says_the_right_thing_in_every_form(
    stack: Stack, with_languages: Site, tmp_path: Path
) -> None:
    site = with_languages.copied(tmp_path)

    assert site.exercise("--page-type", "stories.StoryPage") == stack.said


def test_a_new_site_with_everything_on_is_well_but_for_the_process(
    with_parts: tuple[Site, set[str]],
) -> None:
    # Which has been at work, but not for long.
    assert said_by_doctor(with_parts[0]) <= {"results_doctor.W001"}


@ON_THE_NEWEST
def test_a_site_that_has_grown_is_well_once_its_frame_has_our_blocks(
    with_languages: Site, tmp_path: Path
) -> None:
    site = with_languages.copied(tmp_path)
    with pytest.raises(AssertionError, match=r"results_doctor\.E002"):
        said_by_doctor(site)
    seam = site.folder / "host" / "templates" / "results" / "base.html"
    seam.parent.mkdir()
    shutil.copy(HOST / "results_base.html", seam)

    assert said_by_doctor(site) == {"results_doctor.W001"}


@ON_THE_NEWEST
def test_a_site_makes_an_edition_of_a_document(
    with_parts: tuple[Site, set[str]], tmp_path: Path
) -> None:
    site, _said = with_parts
    document = Path(shutil.copy(DOCUMENT, tmp_path))

    said = site.manage("import_results", str(document), "--year", "2020", "--format", "json")

    report = json.loads(said)
    assert report["page"]["slug"] == "2020"
    assert len(report["figures"]) > 10


@ON_THE_NEWEST
def test_a_site_stores_its_answers(with_parts: tuple[Site, set[str]]) -> None:
    site, _said = with_parts
    made, kept, refused = re.findall(r"\d+", site.manage("snapshots", "warm").splitlines()[-1])

    assert refused == "0"
    assert int(made) + int(kept) > 2


@ON_THE_NEWEST
def test_a_site_goes_on_without_the_plugin(
    with_parts: tuple[Site, set[str]], tmp_path: Path
) -> None:
    site = with_parts[0].copied(tmp_path)

    said = site.uninstall()

    assert said.endswith("edited and deleted\n")
    assert "results" not in site.manage("showmigrations", "--list")


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("stack", STACKS, ids=lambda stack: stack.name)
@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_a_site_with_everything_on_says_the_right_thing_in_every_form_and_is_well(
    stack: Stack, vendor: str, wheel: Path, postgresql: Database, tmp_path: Path
) -> None:
    python = make_environment(stack, wheel, *PARTS)
    database = postgresql.copied() if vendor == "postgresql" else None
    site = ready(python, tmp_path / "site", add_everything, database=database)

    assert site.exercise() == stack.said | {"stored"}
    assert said_by_doctor(site) <= {"results_doctor.W001"}
