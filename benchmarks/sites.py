"""The sites that are measured: their settings, their databases, what stands in them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SETTINGS = {"ours": "benchmarks.settings.ours", "plain": "benchmarks.settings.plain"}
KEPT = ("HOME", "LANG", "PATH", "TMPDIR")


class MeasuringError(Exception):
    """The measurements cannot go on; the message says what went wrong."""


def environment(variables: Mapping[str, str]) -> dict[str, str]:
    """What a process gets: these variables, and of our own only what any process needs."""
    return {name: os.environ[name] for name in KEPT if name in os.environ} | dict(variables)


def python(*arguments: str, env: Mapping[str, str]) -> None:
    """Run Python in the project to its end; raises MeasuringError with what it said."""
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment(env),
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()[-15:]
        raise MeasuringError("\n".join([f"{' '.join(arguments)} failed:", *said]))


@dataclass(frozen=True)
class Site:
    """One site with so many editions, in SQLite unless it is given a database."""

    kind: str
    editions: int
    folder: Path
    database_url: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def env(self) -> dict[str, str]:
        """The environment of every process of the site."""
        return {
            "DJANGO_SETTINGS_MODULE": SETTINGS[self.kind],
            "SECRET_KEY": "".join(chr(33 + n % 80) for n in range(60)),
            "ALLOWED_HOSTS": "127.0.0.1,localhost",
            "BASE_URL": "http://127.0.0.1",
            "PLAIN_HTTP": "true",
            "LOG_LEVEL": "WARNING",
            # What the site's processes share outside its data is to go with the run too.
            "TMPDIR": str(self.folder.parent),
            "DATA_DIR": str(self.folder),
            "STATIC_ROOT": str(self.folder.parent / "static"),
            "DATABASE_URL": self.database_url,
            **self.extra,
        }

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """What is where; see `benchmarks.seeding.forest.seed`."""
        found: dict[str, Any] = json.loads((self.folder / "manifest.json").read_text())
        return found

    @property
    def is_made(self) -> bool:
        """Whether the site has been seeded."""
        return (self.folder / "manifest.json").exists()

    def variant(self, **extra: str) -> Site:
        """The same site and database, run with further variables of the environment."""
        return Site(self.kind, self.editions, self.folder, self.database_url, extra)

    def copy(self, folder: Path) -> Site:
        """The site with a database file of its own."""
        shutil.copytree(self.folder, folder)
        return Site(self.kind, self.editions, folder, "", self.extra)

    def make(self, empty: Path | None) -> None:
        """Make the tables, or take a file that has them, and the content."""
        self.folder.mkdir(parents=True)
        if empty and not self.database_url:
            shutil.copy(empty, self.folder / "db.sqlite3")
        else:
            self.migrate()
        manifest = str(self.folder / "manifest.json")
        python("-m", "benchmarks.seeding", self.kind, str(self.editions), manifest, env=self.env)

    def migrate(self) -> None:
        """Make the tables, those of the snapshots too."""
        env = {**self.env, "BENCH_MAKES_TABLES": "1"}
        python("manage.py", "migrate", "--verbosity", "0", env=env)


class Ground:
    """The temporary folder with every site that has been asked for; each is made once."""

    def __init__(self, folder: Path, say: Callable[[str], None]) -> None:
        self.folder = folder
        self._say = say
        self._sites: dict[tuple[str, int, str], Site] = {}
        self._empty: dict[str, Path] = {}

    def site(self, kind: str, editions: int, database_url: str = "") -> Site:
        """The site, made when it is asked for the first time."""
        key = (kind, editions, database_url)
        if key not in self._sites:
            name = f"{kind}-{editions}{'-postgres' if database_url else ''}"
            site = Site(kind, editions, self.folder / name, database_url)
            self._collect_static()
            self._say(f"Seeding {name}")
            site.make(None if database_url else self._tables(kind))
            self._sites[key] = site
        return self._sites[key]

    def _tables(self, kind: str) -> Path:
        """A file with the tables of this kind of site and no content."""
        if kind not in self._empty:
            folder = self.folder / f"{kind}-empty"
            folder.mkdir(exist_ok=True)
            Site(kind, 0, folder).migrate()
            self._empty[kind] = folder / "db.sqlite3"
        return self._empty[kind]

    def _collect_static(self) -> None:
        static = self.folder / "static"
        if not static.exists():
            self._say("Collecting static files")
            env = Site("ours", 0, self.folder / "ours-empty").env
            python("manage.py", "collectstatic", "--no-input", "--verbosity", "0", env=env)
