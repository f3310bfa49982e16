"""The servers that are put under load: each runs one site, or fixed bytes, in two workers."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from string import Template

from benchmarks.processes import free_port, memory_of, running
from benchmarks.sites import ROOT, MeasuringError, Site

WORKERS = 2
SITE = "benchmarks.wsgi:application"
FIXED = "benchmarks.minimal:application"

NGINX = Template("""\
daemon off;
$user
worker_processes $workers;
pid $folder/pid;
error_log stderr error;
events { worker_connections 256; }
http {
    access_log off;
    sendfile on;
    tcp_nopush on;
    keepalive_requests 1000000;
    default_type application/json;
    types { text/html html; }
    client_body_temp_path $folder/tmp;
    proxy_temp_path $folder/tmp;
    fastcgi_temp_path $folder/tmp;
    uwsgi_temp_path $folder/tmp;
    scgi_temp_path $folder/tmp;
    server {
        listen 127.0.0.1:$port;
        root $root;
    }
}
""")


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: where it listens, the process above its workers, what it logs."""

    name: str
    port: int
    pid: int
    log: Path
    site: Site | None = None

    def memory(self) -> int:
        """The bytes that it holds; see `memory_of`."""
        return memory_of(self.pid)


def gunicorn(application: str, port: int) -> list[str]:
    """Workers that answer one request at a time and close the connection."""
    return [
        *(sys.executable, "-m", "gunicorn", application, "--bind", f"127.0.0.1:{port}"),
        *("--workers", str(WORKERS), "--worker-class", "sync", "--log-level", "warning"),
        # Its control socket would lie in the home folder, one for all servers of this user.
        "--no-control-socket",
    ]


def granian(application: str, port: int) -> list[str]:
    """A server in Rust that keeps connections open."""
    return [
        *(sys.executable, "-m", "granian", "--interface", "wsgi", "--workers", str(WORKERS)),
        *("--host", "127.0.0.1", "--port", str(port), "--log-level", "warning", application),
    ]


KINDS = {"gunicorn": gunicorn, "granian": granian}


@contextmanager
def site_server(name: str, site: Site, kind: str, logs: Path) -> Iterator[Server]:
    """The site on a server of this kind, gunicorn or granian."""
    port, log = free_port(), logs / f"{name}.log"
    with running(KINDS[kind](SITE, port), site.env, log, port) as process:
        yield Server(name, port, process.pid, log, site)


@contextmanager
def fixed_server(
    name: str, folder: Path, kind: str, logs: Path, heads: str = "{}"
) -> Iterator[Server]:
    """The files of a folder as fixed bytes: by nginx from disk, else by a minimal application.

    `heads` has the application's further headers for each file, as JSON.
    """
    port, log = free_port(), logs / f"{name}.log"
    command = _nginx(folder, port) if kind == "nginx" else KINDS[kind](FIXED, port)
    env = {"BENCH_BYTES": str(folder), "BENCH_HEADS": heads}
    with running(command, env, log, port) as process:
        yield Server(name, port, process.pid, log)


def _nginx(root: Path, port: int) -> list[str]:
    folder = root.parent / "nginx"
    folder.mkdir(exist_ok=True)
    configuration = folder / "nginx.conf"
    configuration.write_text(
        NGINX.substitute(
            # The folder is for its owner only, whom nginx would not be otherwise.
            user="user root;" if os.getuid() == 0 else "",
            workers=WORKERS,
            folder=folder,
            root=root,
            port=port,
        )
    )
    return ["nginx", "-c", str(configuration), "-p", str(folder)]


class Postgres:
    """A PostgreSQL server that begins when a database is first asked for and ends with the run."""

    def __init__(self, stack: ExitStack) -> None:
        self._stack = stack
        self._url = ""

    def database(self, name: str) -> str:
        """The address of a new and empty database."""
        base = self._url or self._start()
        import psycopg

        with psycopg.connect(base, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}"')
        return f"{base.rpartition('/')[0]}/{name}"

    def _start(self) -> str:
        # It lives as long as its command, which here waits for the end of its input.
        process = subprocess.Popen(
            ["bin/with-postgres", "sh", "-c", 'echo "$DATABASE_URL"; cat'],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._stack.callback(process.communicate)
        self._url = process.stdout.readline().strip() if process.stdout else ""
        if not self._url:
            raise MeasuringError("PostgreSQL does not start.")
        return self._url
