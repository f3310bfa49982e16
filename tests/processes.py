"""Real processes beside a test: the site's commands, its server, a Redis server."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SECRET_KEY = "".join(chr(33 + n % 80) for n in range(60))

# What a production site needs at least.
PRODUCTION = {
    "DJANGO_SETTINGS_MODULE": "cms.settings.production",
    "SECRET_KEY": SECRET_KEY,
    "ALLOWED_HOSTS": "results.example",
    "BASE_URL": "https://results.example",
    # All that a test asks for comes from one address.
    "UNCACHED_PER_MINUTE": "0",
}
# The same on one's own machine, without a certificate.
PLAIN = {
    **PRODUCTION,
    "ALLOWED_HOSTS": "127.0.0.1,localhost",
    "BASE_URL": "http://127.0.0.1",
    "PLAIN_HTTP": "true",
}


def environment(variables: Mapping[str, str]) -> dict[str, str]:
    """The variables and what a process needs anyway, without settings of the test's own."""
    kept = ("HOME", "LANG", "PATH", "TMPDIR", "COVERAGE_FILE", "COVERAGE_PROCESS_CONFIG")
    return {name: os.environ[name] for name in kept if name in os.environ} | dict(variables)


def manage(
    *arguments: str, env: Mapping[str, str], seconds: int = 120
) -> subprocess.CompletedProcess[str]:
    """Run manage.py to its end, whatever the outcome."""
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env=environment(env),
        capture_output=True,
        text=True,
        timeout=seconds,
        check=False,
    )


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def wait_for_port(port: int, process: subprocess.Popen[str], seconds: float = 30) -> None:
    """Return when something listens; fails the test when the process ends or takes too long."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        assert process.poll() is None, f"{process.args!r} ended with {process.returncode}."
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise AssertionError(f"Nothing listens on port {port} after {seconds} s.")


@contextmanager
def running(
    command: list[str], port: int, env: Mapping[str, str], log: Path
) -> Iterator[subprocess.Popen[str]]:
    """A process that listens on the port; it is ended, and waited for, at the end."""
    with log.open("a") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment(env), stdout=output, stderr=output, text=True
        )
        try:
            wait_for_port(port, process)
            yield process
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextmanager
def redis_server(port: int, folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A Redis server that keeps nothing on disk."""
    options = ["--port", str(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"]
    with running(["redis-server", *options], port, {}, folder / "redis.log") as process:
        yield process


@contextmanager
def site_server(
    env: Mapping[str, str], folder: Path, workers: int = 2, threads: int = 4, port: int = 0
) -> Iterator[str]:
    """The site served as the demo serves it; yields its address without a closing slash."""
    port = port or free_port()
    command = [
        *(sys.executable, "-m", "gunicorn", "cms.wsgi", "--config", "bin/gunicorn.conf.py"),
        *("--bind", f"127.0.0.1:{port}", "--workers", str(workers), "--threads", str(threads)),
    ]
    with running(command, port, env, folder / "site.log"):
        yield f"http://127.0.0.1:{port}"
