"""What is measured under load, by the names that comparisons use.

A target is `server:page` or `server:page:form`. A server is one of SETUPS, or one with another
number of editions: `table-10000`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Setup:
    """A server and the site that it runs; without a site it answers fixed bytes."""

    text: str
    site: str = ""
    server: str = "gunicorn"
    is_on_postgres: bool = False
    # What the settings of the site read of the environment.
    variables: Mapping[str, str] = field(default_factory=dict)

    @property
    def has_snapshots(self) -> bool:
        """Whether every answer must come from a snapshot."""
        return "BENCH_WAY_IN" in self.variables


TABLE = {"BENCH_WAY_IN": "middleware", "BENCH_SNAPSHOT_MEMORY": "0"}
WRAPPER = {"BENCH_WAY_IN": "wrapper"}
SETUPS = {
    "plain": Setup("plain Wagtail", "plain"),
    "plain-cached": Setup("Django’s cache middleware", "plain", variables={"BENCH_CACHED": "1"}),
    "plain-postgres": Setup("plain Wagtail on PostgreSQL", "plain", is_on_postgres=True),
    "ours": Setup("the site without snapshots", "ours"),
    "table": Setup("the SQLite table", "ours", variables=TABLE),
    "table-postgres": Setup("the PostgreSQL table", "ours", is_on_postgres=True, variables=TABLE),
    "wrapper": Setup("memory on gunicorn", "ours", variables=WRAPPER),
    "wrapper-granian": Setup("memory on granian", "ours", "granian", variables=WRAPPER),
    "fixed": Setup("a minimal application"),
    "nginx": Setup("nginx", server="nginx"),
}
PAGES = {"html": "HTML", "v3": "API v3", "v3-list": "API v3’s list"}
FORMS = {"": "", "304": ", answer 304", "gzip": ", precompressed"}


def find_setup(server: str) -> tuple[Setup, int | None]:
    """The setup and the number of editions that the name of a server tells."""
    name, _dash, number = server.rpartition("-")
    return (SETUPS[name], int(number)) if number.isdigit() else (SETUPS[server], None)


def split(target: str) -> tuple[str, str, str]:
    """The server, the page and the form that the name of a target tells."""
    server, page, form = (*target.split(":"), "")[:3]
    return server, page, form


def describe(target: str) -> str:
    """The target in words."""
    server, page, form = split(target)
    setup, editions = find_setup(server)
    number = f", {editions:,} editions" if editions else ""
    return f"{PAGES[page]} from {setup.text}{number}{FORMS[form]}"
