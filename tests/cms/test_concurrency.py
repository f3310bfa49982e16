"""Eight editors publish while fifty visitors read, on SQLite, and nobody meets an error."""

from pathlib import Path

from django.db import connection

import pytest

from tests.cms.load import CONTENT, run_load
from tests.processes import PLAIN, manage, site_server

EDITORS = 8
READERS = 50

pytestmark = [pytest.mark.server, pytest.mark.timeout(600)]


@pytest.mark.skipif(connection.vendor != "sqlite", reason="says something about SQLite only")
@pytest.mark.parametrize("seconds", [10, pytest.param(60, marks=pytest.mark.soak)])
def test_editors_and_visitors_do_not_get_in_each_other_s_way(seconds: int, tmp_path: Path) -> None:
    env = {**PLAIN, "DATA_DIR": str(tmp_path), "LOGIN_FAILURE_LIMIT": "100"}
    for arguments in (("collectstatic", "--no-input", "-v", "0"), ("migrate", "-v", "0")):
        result = manage(*arguments, env=env)
        assert result.returncode == 0, result.stderr
    content = manage("shell", "--no-imports", "-c", f"EDITORS = {EDITORS}\n{CONTENT}", env=env)
    assert content.returncode == 0, content.stderr
    editions = [int(line) for line in content.stdout.split()]

    with site_server(env, tmp_path, workers=4, threads=4) as address:
        written, seen = run_load(address, editions, READERS, seconds)

    print(
        f"{written.done} publications, 95 % within {written.percentile(0.95):.1f} s; "
        f"{seen.done} pages read, 95 % within {seen.percentile(0.95):.1f} s"
    )
    assert not written.failures
    assert not seen.failures
    assert written.done >= EDITORS
    assert seen.done >= READERS
