"""The site in processes of its own, which are killed, and the database that they leave behind."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, nullcontext
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import psycopg

from tests.database import TEMPLATE, template_file
from tests.processes import (
    PLAIN,
    ROOT,
    environment,
    free_port,
    manage,
    redis_server,
    wait_for_port,
)

from .witness import FOLDER

DATABASE_URL = os.environ.get("DATABASE_URL", "")
# The command that works off a queue, by its name.
WORKERS = {
    "database": (
        "db_worker",
        "--backend",
        "results",
        "--interval",
        "0.2",
        "--no-startup-delay",
        "--no-reload",
    ),
    "rq": ("rqworker", "default", "--job-class", "django_tasks_rq.Job"),
}


def wait_until_none(left: Callable[[], object], seconds: float = 60) -> None:
    """Return when nothing is left; fails the test, and says what is, when that takes too long."""
    until = time.monotonic() + seconds
    while remaining := left():
        assert time.monotonic() < until, f"Left after {seconds:g} s: {remaining}"
        time.sleep(0.05)


class Site:
    """A web server, `run_results`, and two workers if there is a queue, each in a process group of its own."""

    def __init__(self, folder: Path, database_url: str, queue: str = "") -> None:
        """Keep everything that the site writes in the folder."""
        self.folder = folder
        self.witnessed = folder / "witnessed"
        self.witnessed.mkdir()
        self.database_url = database_url
        self.port = free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.env = {
            **PLAIN,
            "DJANGO_SETTINGS_MODULE": "tests.publishing.sudden_ends.settings",
            "DATA_DIR": str(folder),
            FOLDER: str(self.witnessed),
            "LOGIN_FAILURE_LIMIT": "100",
            **({"DATABASE_URL": database_url} if database_url else {}),
            "QUEUE": queue,
        }
        self.worker = WORKERS.get(queue)
        self._processes: dict[str, subprocess.Popen[str]] = {}

    def fill(self, script: str) -> str:
        """Run the script by `manage.py shell`; what it prints."""
        result = manage("shell", "--no-imports", "-c", script, env=self.env)
        assert result.returncode == 0, result.stderr
        return result.stdout

    @property
    def names(self) -> list[str]:
        """Those that can be killed."""
        return ["web", "run_results", *(("worker-1", "worker-2") if self.worker else ())]

    def start(self) -> None:
        """Start all of them; returns when each process of the web server answers connections."""
        standing = (sys.executable, "manage.py", "run_results", "--interval", "0.2")
        self._start("run_results", "nice", "-n10", *standing)
        for name in self.names[2:]:
            self._start(name, "nice", "-n10", sys.executable, "manage.py", *(self.worker or ()))
        self.start_web()

    def start_web(self) -> None:
        """Start the web server; returns when each of its processes answers connections."""
        gunicorn = (
            sys.executable,
            "-m",
            "gunicorn",
            "cms.wsgi",
            "--config",
            "bin/gunicorn.conf.py",
        )
        self.start_server(
            "web", self.port, *gunicorn, "--preload", "--bind", f"127.0.0.1:{self.port}"
        )
        workers = int(self.env.get("WEB_WORKERS", "2"))
        wait_until_none(lambda: workers - _listening(self.port))

    def start_server(self, name: str, port: int, *command: str) -> None:
        """Start the command; returns when it listens on the port."""
        self._start(name, *command)
        wait_for_port(port, self._processes[name])

    def kill(self, name: str) -> None:
        """End one of `names` by SIGKILL, with all processes of it, at once."""
        process = self._processes.pop(name)
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        wait_until_none(lambda: _exists(process.pid))

    def kill_all(self) -> None:
        for name in list(self._processes):
            self.kill(name)

    def rows(self, sql: str) -> list[tuple[Any, ...]]:
        """What the database answers, asked past the site."""
        if not self.database_url:
            with closing(sqlite3.connect(self.folder / "db.sqlite3", timeout=20)) as file:
                return file.execute(sql).fetchall()
        with psycopg.connect(self.database_url) as server:
            return server.execute(sql.encode()).fetchall()

    def wait_for_database(self) -> None:
        """Return when nothing that a killed process had begun is still going on in the server."""
        if self.database_url:
            others = (
                "SELECT query FROM pg_stat_activity WHERE datname = current_database()"
                " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
            )
            wait_until_none(lambda: self.rows(others))

    def log(self) -> str:
        return "".join(path.read_text() for path in sorted(self.folder.glob("*.log")))

    def _start(self, name: str, *command: str) -> None:
        with (self.folder / f"{name}.log").open("a") as output:
            self._processes[name] = subprocess.Popen(
                command,
                cwd=ROOT,
                env=environment(self.env),
                stdout=output,
                stderr=output,
                text=True,
                start_new_session=True,
            )


@contextmanager
def killable_site(folder: Path, queue: str = "") -> Iterator[Site]:
    """A site with a migrated database: a file, or one on the server of DATABASE_URL.

    Its tasks run at once, or are in a queue: in the "database", or in Redis ("rq"). Whoever asks for one
    needs `django_db_setup`.
    """
    port = free_port()
    redis = redis_server(port, folder) if queue == "rq" else nullcontext()
    with _database(folder) as url, redis:
        site = Site(folder, url, queue)
        site.env["QUEUE_URL"] = f"redis://127.0.0.1:{port}/0"
        if queue == "database":
            assert manage("migrate", "--verbosity=0", env=site.env).returncode == 0
        try:
            yield site
        finally:
            site.kill_all()


@contextmanager
def _database(folder: Path) -> Iterator[str]:
    if not DATABASE_URL:
        shutil.copyfile(template_file(), folder / "db.sqlite3")
        yield ""
        return
    name = f"sudden_ends_{os.getpid()}"
    with psycopg.connect(DATABASE_URL, autocommit=True) as server:
        server.execute(f"CREATE DATABASE {name} TEMPLATE {TEMPLATE}".encode())
        try:
            yield urlunsplit(urlsplit(DATABASE_URL)._replace(path=f"/{name}"))
        finally:
            server.execute(f"DROP DATABASE {name} WITH (FORCE)".encode())


def _listening(port: int) -> int:
    """How many sockets listen on the port: each process has its own."""
    sockets = [line.split() for line in Path("/proc/net/tcp").read_text().splitlines()[1:]]
    return sum(each[1].endswith(f":{port:04X}") and each[3] == "0A" for each in sockets)


def _exists(group: int) -> bool:
    """Whether a process of the group is left, be it one that nobody has waited for yet."""
    try:
        os.killpg(group, 0)
    except ProcessLookupError:
        return False
    return True
