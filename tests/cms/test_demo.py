"""`make demo` as a newcomer meets it, on a data folder of the test's own."""

import os
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.processes import ROOT, environment, free_port

pytestmark = [pytest.mark.server, pytest.mark.timeout(600)]


@dataclass
class Demo:
    """A running `make demo`, what it printed until it was ready, and how long that took."""

    process: subprocess.Popen[str]
    port: int
    text: str
    seconds: float

    def status(self, address: str) -> int:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("GET", address)
            return connection.getresponse().status
        finally:
            connection.close()


def listen_to_ctrl_c() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


@contextmanager
def demo(folder: Path, **variables: str) -> Iterator[Demo]:
    port = free_port()
    start = time.monotonic()
    process = subprocess.Popen(
        ["make", "demo"],
        cwd=ROOT,
        env=environment({"DATA_DIR": str(folder), "PORT": str(port), **variables}),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        # A terminal's Ctrl-C reaches the whole group; pytest may have been started without it.
        start_new_session=True,
        preexec_fn=listen_to_ctrl_c,
    )
    lines = []
    try:
        assert process.stdout
        for line in process.stdout:
            lines.append(line)
            if line.startswith("Ctrl-C"):
                break
        text = "".join(lines)
        assert "The demo is ready." in text, text
        yield Demo(process, port, text, time.monotonic() - start)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=30)
        if process.stdout:
            process.stdout.close()


def group(process: subprocess.Popen[str]) -> list[str]:
    """The command lines of the processes that the demo has started and that still run."""
    listing = subprocess.run(
        ["ps", "-o", "args=", "-s", str(process.pid)], capture_output=True, text=True, check=False
    )
    return [line for line in listing.stdout.splitlines() if "defunct" not in line]


def test_the_demo_starts_stops_with_ctrl_c_and_starts_again_as_it_was(tmp_path: Path) -> None:
    with demo(tmp_path, DEMO_PASSWORD="chosen by the owner") as first:
        assert "chosen by the owner" in first.text
        for account in ("admin", "editor", "translator", "moderator"):
            assert account in first.text
        assert f"http://127.0.0.1:{first.port}/" in first.text
        for address in ("/", "/en/", "/resultat/2016/", "/en/results/2016/", "/admin/login/"):
            assert first.status(address) == 200, address
        assert any("gunicorn" in line for line in group(first.process))
        assert any("run_results" in line for line in group(first.process))

        os.killpg(first.process.pid, signal.SIGINT)
        # A step that has begun is finished first: a PDF, on a machine that is busy with other tests.
        first.process.wait(timeout=120)
        assert group(first.process) == []

    with demo(tmp_path) as second:
        assert second.seconds < first.seconds
        assert "chosen by the owner" in second.text
        assert second.status("/resultat/2016/") == 200


def test_the_demo_says_that_its_port_is_taken(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]
        result = subprocess.run(
            ["bin/demo"],
            cwd=ROOT,
            env=environment({"DATA_DIR": str(tmp_path), "PORT": str(port)}),
            capture_output=True,
            text=True,
            check=False,
        )

    assert result.returncode == 1
    assert f"Port {port} is in use" in result.stderr
