"""The database goes away under readers: they do not notice."""

import time
from collections import Counter
from pathlib import Path

import pytest
import requests

from tests.cms.load import CONTENT
from tests.processes import PLAIN, manage, site_server
from tests.publishing.sudden_ends.witness import FOLDER

from .postgres import Postgres, own_postgres

WORKERS = 2
PATHS = ("/edition-0/", "/edition-1/", "/")

pytestmark = [pytest.mark.server, pytest.mark.once, pytest.mark.timeout(300)]


def ask(address: str, path: str) -> tuple[int, str]:
    """The status of the answer, and where it says that it comes from."""
    answer = requests.get(f"{address}{path}", timeout=30)
    return answer.status_code, answer.headers.get("X-Results-Snapshot", "site")


def warm(address: str) -> None:
    """Ask until every worker has held each answer."""
    for _time in range(20 * WORKERS):
        for path in PATHS:
            ask(address, path)


def read_while_away(server: Postgres, address: str, seconds: float) -> Counter[tuple[int, str]]:
    """What readers get while the server is stopped for so long."""
    server.stop()
    answers: Counter[tuple[int, str]] = Counter()
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        answers.update(ask(address, path) for path in PATHS)
    server.start()
    return answers


@pytest.mark.parametrize("seconds", [4, pytest.param(30, marks=pytest.mark.soak)])
def test_what_a_process_holds_is_served_while_the_database_is_away(
    seconds: float, tmp_path: Path
) -> None:
    with own_postgres() as server:
        env = {**PLAIN, "DATA_DIR": str(tmp_path), "DATABASE_URL": server.url}
        env["TMPDIR"] = str(tmp_path)
        env["DJANGO_SETTINGS_MODULE"] = "tests.publishing.sudden_ends.settings"
        env[FOLDER] = str(tmp_path)
        assert manage("migrate", "-v", "0", env=env).returncode == 0
        shell = manage("shell", "--no-imports", "-c", f"EDITORS = 2\n{CONTENT}", env=env)
        assert shell.returncode == 0, shell.stderr
        with site_server(env, tmp_path, workers=WORKERS, threads=2) as address:
            warm(address)
            away = read_while_away(server, address, seconds)
            time.sleep(2)
            back = Counter(ask(address, path) for path in PATHS)

    assert {status for status, _source in away} == {200}
    assert away[200, "offline"] > len(PATHS)
    assert back == {(200, "hit"): len(PATHS)}
