"""The servers that are put under load: each runs one site, or fixed bytes, in two workers."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from string import Template

from benchmarks.sites import ROOT, MeasuringError

WORKERS = 2
PATIENCE = 60.0  # seconds
# Files that a process has mapped, such as the database, do not count: that memory is the kernel's.
OWN_MEMORY = re.compile(r"^Pss_Anon:\s+(\d+) kB", re.MULTILINE)

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
    default_type text/html;
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

    def memory(self) -> int:
        """The bytes that its processes hold for themselves, shared ones in equal parts."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        found = [
            OWN_MEMORY.search(Path(f"/proc/{pid}/smaps_rollup").read_text())
            for pid in (self.pid, *children)
        ]
        return sum(int(each[1]) * 1024 for each in found if each)


@contextmanager
def serving(
    name: str, command: Sequence[str], port: int, env: Mapping[str, str], folder: Path
) -> Iterator[Server]:
    """The server of this command, once it listens; its log stands in the folder."""
    log = folder / f"{name}.log"
    with running(command, env, log) as process:
        _wait(process, port, log)
        yield Server(name, port, process.pid, log)


@contextmanager
def running(
    command: Sequence[str], env: Mapping[str, str], log: Path
) -> Iterator[subprocess.Popen[bytes]]:
    """The process, which is ended and waited for."""
    with log.open("ab") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=output, stderr=output)
    try:
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


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


def nginx(root: Path, port: int) -> list[str]:
    """The files of a folder, from disk."""
    folder = root.parent / "nginx"
    folder.mkdir()
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


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise MeasuringError(f"{process.args!r} does not listen on port {port}:\n{tail(log)}")


def tail(log: Path) -> str:
    """The last lines of a log."""
    return "\n".join(log.read_text(errors="replace").splitlines()[-15:])
