"""All servers and targets of a run, each made when it is first asked for."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.loads import ask
from benchmarks.servers import Postgres, Server, fixed_server, site_server
from benchmarks.snapshots import are_there
from benchmarks.targets import PAGES, Target, file_of, find_target, path_of
from benchmarks.ways import FIXED, WAYS, WHOLE, split

if TYPE_CHECKING:
    from benchmarks.sites import Ground, Site

# The file with the headers of our site's answers.
HEADS = "heads.json"
# What a server says itself, or the minimal application of its file.
OF_SERVER = frozenset({"date", "server", "connection", "content-type", "content-length"})


@dataclass
class Fleet:
    """The servers run until the stack is closed; those without load only wait."""

    ground: Ground
    stack: ExitStack
    editions: int
    warm_up: float
    say: Callable[[str], None]
    _servers: dict[str, Server] = field(default_factory=dict)
    _targets: dict[str, Target] = field(default_factory=dict)
    _databases: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._postgres = Postgres(self.stack)

    def target(self, name: str) -> Target:
        """The target of this name; see `find_target`."""
        if name not in self._targets:
            self._targets[name] = find_target(
                name, self.server(name.partition(":")[0]), self.warm_up
            )
        return self._targets[name]

    def server(self, name: str) -> Server:
        """The server of this name; see `benchmarks.ways`."""
        name = name.removesuffix(f"-{self.editions}")
        if name not in self._servers:
            self._servers[name] = self.stack.enter_context(self.start(name))
        return self._servers[name]

    def start(self, name: str, **variables: str) -> AbstractContextManager[Server]:
        """A server of this name for oneself, with further variables of the environment."""
        folder = self.ground.folder
        if name in FIXED:
            files = self._bytes()
            heads = (folder / HEADS).read_text() if name == WHOLE else "{}"
            return fixed_server(name, files, FIXED[name], folder, heads)
        self.say(f"Starting {name}")
        way = WAYS[split(name)[0]]
        return site_server(name, self.site(name, **variables), way.server, folder)

    def site(self, name: str, **variables: str) -> Site:
        """The site as the server of this name runs it."""
        way_name, editions = split(name)
        way = WAYS[way_name]
        url = self._database(way.site) if way.postgres else ""
        site = self.ground.site(way.site, editions or self.editions, url)
        return site.variant(**{**way.variables, **variables})

    def _database(self, kind: str) -> str:
        if kind not in self._databases:
            self._databases[kind] = self._postgres.database(f"bench_{kind}")
        return self._databases[kind]

    def _bytes(self) -> Path:
        """A folder with the answers of our site as files."""
        folder = self.ground.folder / "bytes"
        if not folder.exists():
            folder.mkdir()
            server = self.server("table" if are_there() else "ours")
            heads = {}
            for page in PAGES:
                answer = ask(server.port, path_of(page, self.site("ours")), {})
                (folder / file_of(page)).write_bytes(answer.body)
                heads[file_of(page)] = [
                    (name, value) for name, value in answer.headers.items() if name not in OF_SERVER
                ]
            (self.ground.folder / HEADS).write_text(json.dumps(heads))
        return folder
