"""Yesterday's backup is put back as docs/how-to/deploy.md says, and the site goes on from there."""

import shutil
import subprocess
from pathlib import Path

import psycopg
import pytest
import requests

from tests.cms.load import CONTENT
from tests.processes import manage

from .site import DATABASE_URL, Site, killable_site

pytestmark = [
    pytest.mark.drill,
    pytest.mark.soak,
    pytest.mark.server,
    pytest.mark.timeout(300),
    pytest.mark.usefixtures("django_db_setup"),
]

PUBLISH = """
from results.models import ResultsPage
page = ResultsPage.objects.get(slug="edition-0")
page.title = "{}"
page.save_revision().publish()
"""
VACUUM = """
from django.db import connection
connection.cursor().execute("VACUUM INTO %s", ["{}"])
"""


def back_up(site: Site, backup: Path) -> None:
    """Write the backup while the site goes on."""
    if DATABASE_URL:
        _postgres("pg_dump", "--format=custom", f"--file={backup}", site.database_url)
    else:
        site.fill(VACUUM.format(backup))


def restore(site: Site, backup: Path) -> None:
    """Put the backup in the place of what the stopped site has."""
    if not DATABASE_URL:
        for file in site.folder.glob("db.sqlite3*"):
            file.unlink()
        shutil.copyfile(backup, site.folder / "db.sqlite3")
        return
    name = site.database_url.rsplit("/", 1)[-1]
    with psycopg.connect(DATABASE_URL, autocommit=True) as server:
        server.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())
        server.execute(f"CREATE DATABASE {name}".encode())
    _postgres("pg_restore", "--no-owner", f"--dbname={site.database_url}", str(backup))


def _postgres(program: str, *arguments: str) -> None:
    found = shutil.which(program) or next(Path("/usr/lib/postgresql").glob(f"*/bin/{program}"))
    subprocess.run([str(found), *arguments], check=True)


def read(site: Site) -> str:
    """The page, asked twice: the second time what is stored of it."""
    for _time in range(2):
        answer = requests.get(f"{site.address}/edition-0/", timeout=60)
        assert answer.status_code == 200
    return answer.text


def test_a_backup_brings_back_its_day_and_nothing_of_the_day_after(tmp_path: Path) -> None:
    backup = tmp_path / "backup"
    with killable_site(tmp_path) as site:
        site.env["TMPDIR"] = str(tmp_path)
        site.fill(f"EDITORS = 1\n{CONTENT}\n{PUBLISH.format('Yesterday')}")
        site.start()
        assert "Yesterday" in read(site)
        back_up(site, backup)
        site.fill(PUBLISH.format("Today"))
        assert "Today" in read(site)
        site.kill_all()

        restore(site, backup)
        for command in (("migrate", "--no-input"), ("snapshots", "clear")):
            assert manage(*command, env=site.env).returncode == 0
        site.start()

        assert "Yesterday" in read(site)
        assert "Today" not in read(site)
        assert manage("run_results", "--once", env=site.env).returncode == 0
        site.fill(PUBLISH.format("Tomorrow"))
        assert "Tomorrow" in read(site)
