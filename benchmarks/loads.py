"""Asking an address once, and with wrk without a pause."""

from __future__ import annotations

import re
import signal
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass
from http.client import HTTPConnection

from benchmarks.sites import MeasuringError

# Seconds. The end comes by a signal, because wrk counts in whole seconds.
ENDLESS = 600
LONGEST_WAIT = 60
RATE = re.compile(r"^Requests/sec: +([\d.]+)", re.MULTILINE)
FAILURES = re.compile(r"(Non-2xx or 3xx responses|Socket errors): .*")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, as an ordinary client gets it; the names of headers are in small letters."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def ask(port: int, path: str, headers: Mapping[str, str]) -> Answer:
    """The answer to one request, on a connection of its own."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        # Nothing is accepted that wrk does not accept too.
        connection.putrequest("GET", path, skip_accept_encoding=True)
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders()
        response = connection.getresponse()
        fields = {name.lower(): value for name, value in response.getheaders()}
        return Answer(response.status, fields, response.read())
    finally:
        connection.close()


def load(
    port: int, path: str, headers: Mapping[str, str], connections: int, seconds: float
) -> float:
    """The answers a second over so many connections; raises MeasuringError for any failed answer.

    A run that is over before the first answer came is taken again, twice as long.
    """
    while seconds <= LONGEST_WAIT:
        if rate := read_rate(_run(port, path, headers, connections, seconds), path):
            return rate
        seconds *= 2
    raise MeasuringError(f"{path}: no answer within {seconds / 2:g} seconds.")


def _run(port: int, path: str, headers: Mapping[str, str], connections: int, seconds: float) -> str:
    command = ["wrk", "--threads", "1", "--connections", str(connections)]
    command += ["--duration", f"{ENDLESS}s", "--timeout", f"{ENDLESS}s"]
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


def read_rate(said: str, path: str) -> float:
    """The answers a second of what wrk said; raises MeasuringError for any failed answer."""
    rate, failed = RATE.search(said), FAILURES.search(said)
    if failed or not rate:
        raise MeasuringError(f"wrk on {path}: {failed[0] if failed else said.strip()}")
    return float(rate[1])
