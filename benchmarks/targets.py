"""What is put under load: one address of one server, asked for in one form."""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.loads import Answer, ask, load
from benchmarks.servers import Server, tail
from benchmarks.sites import MeasuringError

SNAPSHOT = "x-results-snapshot"


@dataclass(frozen=True, slots=True)
class Target:
    """One address, asked for in one form, with the answer that it must give every time."""

    name: str
    server: Server
    path: str
    headers: Mapping[str, str]
    status: int
    size: int
    is_hit: bool

    def check(self) -> None:
        """Ask once; raises MeasuringError unless the answer is the one that is measured."""
        answer = ask(self.server.port, self.path, self.headers)
        if answer.status != self.status:
            said = f"{self.name} answers {answer.status}, not {self.status}."
            raise MeasuringError(f"{said}\n{tail(self.server.log)}")
        if len(answer.body) != self.size:
            raise MeasuringError(f"{self.name} answers {len(answer.body)} bytes, not {self.size}.")
        found = answer.headers.get(SNAPSHOT)
        if self.is_hit and found != "hit":
            raise MeasuringError(f"{self.name} is served as {found!r}, not from a snapshot.")

    def load(self, connections: int, seconds: float) -> float:
        """The answers a second of one run; raises MeasuringError when an answer failed."""
        self.check()
        rate = load(self.server.port, self.path, self.headers, connections, seconds)
        self.check()
        return rate


def find_target(
    name: str, server: Server, path: str, form: str, *, is_hit: bool, warm_up: float
) -> Target:
    """The target, after so many seconds of load; a form is `304`, `gzip` or ""."""
    plain = ask(server.port, path, {})
    load(server.port, path, {}, 4, warm_up)
    headers = _headers(name, form, plain)
    answer = ask(server.port, path, headers)
    if form == "gzip" and gzip.decompress(answer.body) != plain.body:
        raise MeasuringError(f"{name} does not answer the same content compressed.")
    status = 304 if form == "304" else 200
    target = Target(name, server, path, headers, status, len(answer.body), is_hit)
    target.check()
    return target


def _headers(name: str, form: str, plain: Answer) -> dict[str, str]:
    if form == "304":
        if "etag" not in plain.headers:
            raise MeasuringError(f"{name}: the answer has no ETag.")
        return {"If-None-Match": plain.headers["etag"]}
    return {"Accept-Encoding": "gzip"} if form == "gzip" else {}
