"""What is put under load: one address of one server, asked for in one form."""

from __future__ import annotations

import gzip
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks import snapshots
from benchmarks.loads import Answer, Load, ask, load
from benchmarks.processes import tail
from benchmarks.sites import MeasuringError, Site
from benchmarks.ways import FIXED, needs_snapshots

if TYPE_CHECKING:
    from benchmarks.servers import Server

EDITION_TYPES = {"ours": "results.ResultsPage", "plain": "plain.EditionPage"}
PAGES = ("html", "v2", "v3", "v2-list", "v3-list")
# The bytes of its head by which one answer may differ from the next, such as a digit of a time.
HEADS_DIFFER = 8


@dataclass(frozen=True, slots=True)
class Target:
    """One address, asked for in one form, with the answer that it must give every time."""

    name: str
    server: Server
    path: str
    headers: dict[str, str]
    status: int
    size: int
    is_hit: bool

    def check(self) -> Answer:
        """Ask once; raises MeasuringError unless the answer is the one that is measured."""
        answer = ask(self.server.port, self.path, self.headers)
        if answer.status != self.status:
            said = f"{self.name} answers {answer.status}, not {self.status}."
            raise MeasuringError(f"{said}\n{tail(self.server.log)}")
        if answer.size != self.size:
            raise MeasuringError(f"{self.name} answers {answer.size} bytes, not {self.size}.")
        found = answer.headers.get(snapshots.HEADER.lower())
        if self.is_hit and found != "hit":
            raise MeasuringError(f"{self.name} is served as {found!r}, not from a snapshot.")
        return answer

    def load(self, connections: int, seconds: float) -> Load:
        """One run; raises MeasuringError when an answer failed or its bytes were others."""
        self.check()
        found = load(self.server.port, self.path, self.headers, connections, seconds)
        answer = self.check()
        each = answer.size + answer.head_size
        # Answers that were on their way when the run ended are counted in part.
        slack = found.requests * HEADS_DIFFER + connections * each
        if abs(found.bytes - found.requests * each) > slack:
            raise MeasuringError(
                f"{self.name}: {found.requests} answers of {each} bytes came to {found.bytes}."
            )
        return found


def path_of(page: str, site: Site) -> str:
    """The address of a page of the site: PAGES, or one of its special editions."""
    if page in site.manifest["special"]:
        special: str = site.manifest["special"][page]
        return special
    kind = EDITION_TYPES[site.kind]
    paths: dict[str, str] = {
        "html": site.manifest["html"],
        "v2": f"/api/v2/pages/{site.manifest['page']}/",
        "v3": f"/api/v3-preview/pages/{site.manifest['page']}/",
        "v2-list": f"/api/v2/pages/?type={kind}&limit=20",
        "v3-list": f"/api/v3-preview/pages/?type={kind}&limit=20",
    }
    return paths[page]


def file_of(page: str) -> str:
    """The name of the file with the bytes of a page."""
    return f"{page}.html" if page == "html" else f"{page}.json"


def find_target(name: str, server: Server, warm_up: float) -> Target:
    """The target `server:page` or `server:page:form`, after so many seconds of load.

    A form is `304` or `gzip`.
    """
    server_name, page, form = (*name.split(":"), "")[:3]
    path = f"/{file_of(page)}" if server_name in FIXED else path_of(page, _site(server))
    load(server.port, path, {}, 4, warm_up)
    plain = ask(server.port, path, {})
    headers, status = _form(name, form, plain)
    answer = ask(server.port, path, headers)
    if form == "gzip" and gzip.decompress(answer.body) != plain.body:
        raise MeasuringError(f"{name} does not answer the same content compressed.")
    is_hit = needs_snapshots(server_name)
    target = Target(name, server, path, headers, status, answer.size, is_hit)
    target.check()
    return target


def _site(server: Server) -> Site:
    if server.site is None:
        raise MeasuringError(f"{server.name} runs no site.")
    return server.site


def _form(name: str, form: str, plain: Answer) -> tuple[dict[str, str], int]:
    if form == "gzip":
        return {"Accept-Encoding": "gzip"}, 200
    if form == "304":
        if "etag" not in plain.headers:
            raise MeasuringError(f"{name}: the answer has no ETag.")
        return {"If-None-Match": plain.headers["etag"]}, 304
    return {}, 200
