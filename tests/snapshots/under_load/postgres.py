"""A PostgreSQL server of a test's own, which can be stopped and started."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.processes import free_port


def programs() -> Path:
    """The folder of PostgreSQL's programs; skips the test where there is none."""
    found = shutil.which("initdb")
    folders = [Path(os.path.realpath(found)).parent] if found else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"))
    if not folders:
        pytest.skip("PostgreSQL is not installed")
    return folders[-1]


class Postgres:
    """The server; it belongs to the user postgres where the test is root, which it refuses to be."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self.url = f"postgres://results@127.0.0.1:{self.port}/results"
        self._programs = programs()

    def make(self) -> None:
        """Make its files and a database."""
        self.folder.mkdir()
        if os.getuid() == 0:
            shutil.chown(self.folder, "postgres")
        self._run("initdb", "-U", "results", "--auth=trust", "--locale=C.UTF-8", "--no-sync")
        self.start()
        self._run_bare(
            "createdb", "-h", "127.0.0.1", "-p", str(self.port), "-U", "results", "results"
        )

    def copy_from(self, url: str) -> None:
        """Fill its database with what the one of the URL holds."""
        dump = self.folder / "dump"
        dump.write_bytes(subprocess.check_output([self._programs / "pg_dump", "--no-owner", url]))
        dump.chmod(0o644)
        self._run_bare("psql", "--quiet", "-v", "ON_ERROR_STOP=1", "-f", str(dump), self.url)

    def start(self) -> None:
        """Start it; returns when it can be asked."""
        options = f"-c listen_addresses=127.0.0.1 -p {self.port} -c fsync=off"
        options += f" -c unix_socket_directories={self.folder}"
        log = str(self.folder / "log")
        self._run("pg_ctl", "-l", log, "-w", "-t", "30", "-o", options, "start")

    def stop(self) -> None:
        """Stop it at once, whoever is connected."""
        self._run("pg_ctl", "-m", "immediate", "-w", "-t", "30", "stop")

    def _run(self, name: str, *arguments: str) -> None:
        self._run_bare(name, "-D", str(self.folder / "data"), *arguments)

    def _run_bare(self, name: str, *arguments: str) -> None:
        owner: dict[str, Any] = {}
        if os.getuid() == 0:
            owner = {"user": "postgres", "group": "postgres", "extra_groups": []}
        subprocess.run(
            [self._programs / name, *arguments],
            check=True,
            stdout=subprocess.DEVNULL,
            cwd=self.folder,
            timeout=60,
            **owner,
        )


@contextmanager
def own_postgres() -> Iterator[Postgres]:
    """A running server, which is gone afterwards."""
    # Not below the test's own folder, which the server's user may not enter.
    with tempfile.TemporaryDirectory() as parent:
        Path(parent).chmod(0o755)
        server = Postgres(Path(parent) / "server")
        server.make()
        try:
            yield server
        finally:
            server.stop()
