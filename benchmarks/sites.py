"""The sites that are measured: their settings, their databases, what stands in them."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
KEPT = ("HOME", "LANG", "PATH")


class MeasuringError(Exception):
    """The measurements cannot go on; the message says what went wrong."""


@dataclass(frozen=True)
class Site:
    """One site, of the kind `ours` or `plain`, in SQLite unless it is given a database."""

    kind: str
    folder: Path
    database_url: str = ""
    variables: Mapping[str, str] = field(default_factory=dict)

    @property
    def env(self) -> dict[str, str]:
        """The whole environment of every process of the site."""
        return {
            **{name: os.environ[name] for name in KEPT if name in os.environ},
            "DJANGO_SETTINGS_MODULE": f"benchmarks.settings.{self.kind}",
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
            **self.variables,
        }

    @cached_property
    def manifest(self) -> dict[str, Any]:
        """What is where; see `benchmarks.seeding.forest.seed`."""
        found: dict[str, Any] = json.loads((self.folder / "manifest.json").read_text())
        return found

    def path(self, page: str) -> str:
        """The address of one of the pages that are measured."""
        found: str = self.manifest["paths"][page]
        return found

    def with_variables(self, variables: Mapping[str, str]) -> Site:
        """The same site and database, run with other variables of the environment."""
        return replace(self, variables=variables)

    def copy(self, folder: Path) -> Site:
        """The site with a database file of its own."""
        shutil.copytree(self.folder, folder)
        return replace(self, folder=folder)

    def migrate(self) -> None:
        """Make the tables."""
        self.folder.mkdir(exist_ok=True)
        self.python("manage.py", "migrate", "--verbosity", "0")

    def seed(self, editions: int) -> None:
        """Make the content."""
        self.folder.mkdir(exist_ok=True)
        manifest = str(self.folder / "manifest.json")
        self.python("-m", "benchmarks.seeding", self.kind, str(editions), manifest)

    def python(self, *arguments: str) -> None:
        """Run Python in the project to its end; raises MeasuringError with what it said."""
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            said = (done.stderr or done.stdout).strip().splitlines()[-15:]
            raise MeasuringError("\n".join([f"{' '.join(arguments)} failed:", *said]))
