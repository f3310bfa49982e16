"""One run of wrk against one address, and what makes it count for nothing."""

from __future__ import annotations

import json
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from typing import Any

from benchmarks.sites import MeasuringError

SCRIPT = Path(__file__).with_name("wrk.lua")
# Seconds. The end comes by a signal, because wrk counts in whole seconds.
ENDLESS = 600
LONGEST_WAIT = 10


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, as an ordinary client gets it."""

    status: int
    headers: Mapping[str, str]
    body: bytes
    head_size: int

    @property
    def size(self) -> int:
        """The bytes of its body."""
        return len(self.body)


@dataclass(frozen=True, slots=True)
class Load:
    """What one run came to."""

    per_second: float
    p50: float
    p99: float
    requests: int
    bytes: int


def ask(port: int, path: str, headers: Mapping[str, str]) -> Answer:
    """One request, on a connection of its own."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        # Nothing is accepted that wrk does not accept too.
        connection.putrequest("GET", path, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        body, fields = response.read(), response.getheaders()
        head = len(f"HTTP/1.1 {response.status} {response.reason}") + 4
        head += sum(len(name) + len(value) + 4 for name, value in fields)
        return Answer(response.status, {k.lower(): v for k, v in fields}, body, head)
    finally:
        connection.close()


def load(
    port: int, path: str, headers: Mapping[str, str], connections: int, seconds: float
) -> Load:
    """Ask without a pause over so many connections; raises MeasuringError for any failed answer.

    A run that is over before the first answer came is taken again, twice as long.
    """
    while True:
        said = _run(port, path, headers, connections, seconds)
        found = read_output(said, path)
        if found.requests:
            return found
        if seconds > LONGEST_WAIT:
            raise MeasuringError(f"{path}: no answer within {seconds:g} seconds.")
        seconds *= 2


def _run(port: int, path: str, headers: Mapping[str, str], connections: int, seconds: float) -> str:
    command = ["wrk", "--threads", "1", "--connections", str(connections)]
    command += ["--duration", f"{ENDLESS}s", "--timeout", f"{ENDLESS}s", "--script", str(SCRIPT)]
    for name, value in headers.items():
        command += ["--header", f"{name}: {value}"]
    process = subprocess.Popen(
        [*command, f"http://127.0.0.1:{port}{path}"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    try:
        time.sleep(seconds)
    finally:
        process.send_signal(signal.SIGINT)
    said, _nothing = process.communicate(timeout=60)
    return said


def read_output(said: str, path: str) -> Load:
    """What wrk said, as a Load; raises MeasuringError for any failed answer."""
    marked = [line[1:] for line in said.splitlines() if line.startswith("@")]
    if not marked:
        raise MeasuringError(f"wrk failed on {path}:\n{said.strip()}")
    counted: dict[str, Any] = json.loads(marked[0])
    if counted["refused"] or counted["broken"]:
        raise MeasuringError(
            f"{path}: {counted['refused']} answers of 400 or more and {counted['broken']} broken "
            f"connections among {counted['requests']} requests."
        )
    seconds = counted["microseconds"] / 1e6
    return Load(
        per_second=counted["requests"] / seconds,
        p50=counted["p50"] / 1e6,
        p99=counted["p99"] / 1e6,
        requests=counted["requests"],
        bytes=counted["bytes"],
    )
