"""An import that is killed at whatever moment has made its edition or nothing.

SEED= takes the moments of an earlier run, which printed it.
"""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random, SystemRandom

import pytest

from tests.importing.papers import illustrated, picture_tag
from tests.processes import ROOT, environment, manage
from tests.publishing.sudden_ends.site import Site, killable_site

pytestmark = [pytest.mark.server, pytest.mark.timeout(1800)]

PICTURES = 36
# Run by `manage.py shell`.
CONTENT = """
from results.models import ResultsIndexPage
from wagtail.models import Page, Site

root = Page.get_first_root_node()
index = ResultsIndexPage(title="Results", slug="resultat")
root.add_child(instance=index)
Site.objects.update_or_create(
    is_default_site=True, defaults={"hostname": "localhost", "root_page": index}
)
"""


@pytest.fixture
def site(tmp_path: Path, django_db_setup: None) -> Iterator[Site]:
    """A site with an index page, and a document with many pictures in its folder."""
    with killable_site(tmp_path) as site:
        site.fill(CONTENT)
        source = illustrated(*(picture_tag(number) for number in range(PICTURES)))
        (tmp_path / source.name).write_bytes(source.content)
        yield site


def arguments(site: Site) -> list[str]:
    return ["import_results", str(site.folder / "results.html"), "--year", "2016"]


def files(site: Site) -> set[str]:
    """The files of the site's images, by the names that the database has for them."""
    folder = site.folder / "media"
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def image_files(site: Site) -> set[str]:
    return {name for (name,) in site.rows("SELECT file FROM wagtailimages_image")}


def editions(site: Site) -> int:
    """How many editions there are; each is whole, and without one there is no picture either."""
    (drafts,) = site.rows("SELECT COUNT(*) FROM results_resultspage")
    (pages,) = site.rows("SELECT COUNT(*) FROM wagtailcore_page WHERE slug LIKE '2016%'")
    (revisions,) = site.rows("SELECT COUNT(*) FROM wagtailcore_revision")
    (made,) = site.rows(
        "SELECT COUNT(*) FROM results_importing_documentimport WHERE state = 'made'"
    )
    assert drafts == pages == revisions == made
    assert len(image_files(site)) == drafts[0] * PICTURES
    assert image_files(site) <= files(site)
    return int(drafts[0])


@contextmanager
def importing(site: Site) -> Iterator[subprocess.Popen[bytes]]:
    """The command at work; killed at the end, with all processes of it."""
    process = subprocess.Popen(
        [sys.executable, "manage.py", *arguments(site)],
        cwd=ROOT,
        env=environment(site.env),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield process
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        site.wait_for_database()


def written(site: Site, number: int, process: subprocess.Popen[bytes]) -> None:
    """Return when the import has written so many files, or has ended; fails after a minute."""
    before = files(site)
    until = time.monotonic() + 60
    while process.poll() is None and len(files(site) - before) < number:
        assert time.monotonic() < until
        time.sleep(0.002)


def undo(site: Site) -> None:
    ((page,),) = site.rows("SELECT page_ptr_id FROM results_resultspage")
    result = manage("import_results", "--undo", str(page), env=site.env)
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("lives", [3, pytest.param(100, marks=pytest.mark.soak)])
def test_a_killed_import_has_made_its_edition_or_nothing(lives: int, site: Site) -> None:
    seed = int(os.environ.get("SEED") or SystemRandom().randrange(1_000_000))
    chance = Random(seed)
    print(f"The seed is {seed}.")
    ends: list[str] = []
    for life in range(lives):
        with importing(site) as process:
            if life % 5 == 4:
                time.sleep(chance.uniform(0, 2))  # also before there is anything to lose
            else:
                # Not by the clock: a busy machine has another one.
                written(site, chance.randint(1, PICTURES), process)
                time.sleep(chance.uniform(0, 0.1))
        if editions(site):
            ends.append("made")
            undo(site)
        else:
            ends.append("files" if files(site) else "nothing")
        if life % 2:
            result = manage("run_results", "--once", env=site.env)
            assert result.returncode == 0, result.stderr
            assert files(site) == image_files(site)
    print({end: ends.count(end) for end in sorted(set(ends))})
    assert "files" in ends, "No import was killed between its files and its end."

    result = manage(*arguments(site), "--format", "json", env=site.env)
    assert result.returncode == 0, result.stderr
    assert json.loads(result.stdout)["page"]["made_now"] is True
    again = manage(*arguments(site), "--format", "json", env=site.env)
    assert json.loads(again.stdout)["page"]["made_now"] is False
    assert editions(site) == 1
    assert files(site) == image_files(site)
