"""All sites, servers and targets of a run, each made when it is first asked for."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.loads import ask
from benchmarks.servers import KINDS, Server, free_port, nginx, serving
from benchmarks.setups import PAGES, find_setup, split
from benchmarks.sites import MeasuringError, Site
from benchmarks.targets import Target, find_target

if TYPE_CHECKING:
    from benchmarks.options import Options


class Fleet:
    """The servers run until the stack is closed; those without load only wait."""

    def __init__(
        self, options: Options, folder: Path, stack: ExitStack, say: Callable[[str], None]
    ) -> None:
        self.options = options
        self.folder = folder
        self.say = say
        self._stack = stack
        # Each is made once.
        self.target = cache(self._find_target)
        self._server = cache(self._keep_server)
        self._site = cache(self._make_site)
        self._tables = cache(self._make_tables)
        say("Collecting static files")
        ours = Site("ours", folder / "ours-empty")
        ours.python("manage.py", "collectstatic", "--no-input", "--verbosity", "0")

    def start(self, name: str, **variables: str) -> AbstractContextManager[Server]:
        """A server of this name for oneself, with further variables of the environment."""
        setup, _editions = find_setup(name)
        port = free_port()
        self.say(f"Starting {name}")
        if setup.site:
            env, application = self.site(name, **variables).env, "benchmarks.wsgi:application"
        else:
            env = {**os.environ, "BENCH_BYTES": str(self._bytes())}
            application = "benchmarks.minimal:application"
        if setup.server == "nginx":
            command = nginx(self._bytes(), port)
        else:
            command = KINDS[setup.server](application, port)
        return serving(name, command, port, env, self.folder)

    def site(self, name: str, **variables: str) -> Site:
        """The site as the server of this name runs it."""
        setup, editions = find_setup(name)
        site = self._site(setup.site, editions or self.options.editions, setup.is_on_postgres)
        return site.with_variables({**setup.variables, **variables})

    def _find_target(self, name: str) -> Target:
        server, page, form = split(name)
        setup, _editions = find_setup(server)
        return find_target(
            name,
            self._server(server.removesuffix(f"-{self.options.editions}")),
            self.site(server).path(page) if setup.site else f"/{page}",
            form,
            is_hit=setup.has_snapshots,
            warm_up=self.options.warm_up,
        )

    def _keep_server(self, name: str) -> Server:
        return self._stack.enter_context(self.start(name))

    def _make_site(self, kind: str, editions: int, is_on_postgres: bool) -> Site:
        name = f"{kind}-{editions}{'-postgres' if is_on_postgres else ''}"
        self.say(f"Seeding {name}")
        if is_on_postgres:
            site = Site(kind, self.folder / name, _create_database(f"bench_{kind}"))
            site.migrate()
        else:
            site = self._tables(kind).copy(self.folder / name)
        site.seed(editions)
        return site

    def _make_tables(self, kind: str) -> Site:
        """A site of this kind with no content."""
        site = Site(kind, self.folder / f"{kind}-empty")
        site.migrate()
        return site

    def _bytes(self) -> Path:
        """A folder with the answers of our site as files."""
        folder = self.folder / "bytes"
        if not folder.exists():
            folder.mkdir()
            port, site = self._server("table").port, self.site("table")
            for page in PAGES:
                (folder / page).write_bytes(ask(port, site.path(page), {}).body)
        return folder


def _create_database(name: str) -> str:
    """The address of a new database beside the one that `bin/with-postgres` names."""
    import psycopg

    base = os.environ.get("DATABASE_URL", "")
    if not base:
        raise MeasuringError("No DATABASE_URL names a PostgreSQL server; bin/bench runs one.")
    with psycopg.connect(base, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return f"{base.rpartition('/')[0]}/{name}"
