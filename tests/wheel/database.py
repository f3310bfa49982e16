"""Databases of foreign sites on a PostgreSQL server."""

from dataclasses import dataclass, replace
from uuid import uuid4

import psycopg

from tests.snapshots.under_load.postgres import Postgres


@dataclass(frozen=True)
class Database:
    """A database on a PostgreSQL server; to begin with, the one that new ones are copies of."""

    server: Postgres
    name: str = "template1"

    def copied(self) -> "Database":
        """Another one with what is in this one now."""
        made = replace(self, name=f"site_{uuid4().hex}")
        with psycopg.connect(self.server.url, autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {made.name} TEMPLATE {self.name}".encode())
        return made

    @property
    def settings(self) -> str:
        default = {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": self.name,
            "USER": "results",
            "HOST": "127.0.0.1",
            "PORT": self.server.port,
        }
        return f"DATABASES = {{'default': {default!r}}}"
