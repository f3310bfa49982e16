"""Starting and ending processes beside the measurements, and the memory they hold."""

from __future__ import annotations

import re
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.sites import ROOT, MeasuringError, environment

OWN = re.compile(r"^Pss_Anon:\s+(\d+) kB", re.MULTILINE)
PATIENCE = 60.0  # seconds


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def running(
    command: Sequence[str], env: Mapping[str, str], log: Path, port: int = 0
) -> Iterator[subprocess.Popen[bytes]]:
    """The process, listening on its port where it has one; it is ended and waited for."""
    with log.open("ab") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment(env), stdout=output, stderr=output
        )
    try:
        if port:
            _wait(process, port, log)
        yield process
    finally:
        process.terminate()
        try:
            process.wait(timeout=20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], port: int, log: Path) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            break
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.05)
    raise MeasuringError(f"{process.args!r} does not listen on port {port}:\n{tail(log)}")


def tail(log: Path) -> str:
    """The last lines of a log."""
    return "\n".join(log.read_text(errors="replace").splitlines()[-15:])


def memory_of(pid: int) -> int:
    """The bytes that a process and all below it hold for themselves, shared ones in equal parts.

    Files that they have mapped, such as the database, do not count: that memory is the kernel's.
    """
    total = 0
    for each in (pid, *_descendants(pid)):
        try:
            found = OWN.search(Path(f"/proc/{each}/smaps_rollup").read_text())
        except (FileNotFoundError, ProcessLookupError):
            continue
        total += int(found[1]) * 1024 if found else 0
    return total


def _descendants(pid: int) -> Iterator[int]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except FileNotFoundError:
        return
    for child in map(int, children):
        yield child
        yield from _descendants(child)
