"""The ways in which a site is run for the measurements, by the names of their servers."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Way:
    """A kind of server, the site it runs, and how that site answers."""

    server: str = "gunicorn"
    site: str = "ours"
    postgres: bool = False
    # The way in to the snapshots, and the bytes of process memory in front of their table.
    way_in: str = ""
    memory: int | None = None
    # Django's own cache in front of the plain site.
    cached: bool = False

    @property
    def variables(self) -> dict[str, str]:
        """What the settings of the site read of this."""
        found = {}
        if self.way_in:
            found["BENCH_WAY_IN"] = self.way_in
        if self.memory is not None:
            found["BENCH_SNAPSHOT_MEMORY"] = str(self.memory)
        if self.cached:
            found["BENCH_CACHED"] = "1"
        return found


WAYS = {
    "plain": Way(site="plain"),
    "plain-cached": Way(site="plain", cached=True),
    "plain-postgres": Way(site="plain", postgres=True),
    "ours": Way(),
    "ours-postgres": Way(postgres=True),
    "table": Way(way_in="middleware", memory=0),
    "table-postgres": Way(way_in="middleware", memory=0, postgres=True),
    "wrapper": Way(way_in="wrapper"),
    "wrapper-granian": Way(server="granian", way_in="wrapper"),
}
# The limit: the same bytes from a minimal application on the same server, and from disk.
FIXED = {
    "fixed": "gunicorn",
    # The headers of the site's answer as well.
    "fixed-whole": "gunicorn",
    "fixed-granian": "granian",
    "nginx": "nginx",
}
WHOLE = "fixed-whole"


def split(name: str) -> tuple[str, int | None]:
    """The way and the number of editions that a name tells: `table-10000` is ("table", 10000)."""
    way, _dash, number = name.rpartition("-")
    return (way, int(number)) if number.isdigit() else (name, None)


def needs_snapshots(name: str) -> bool:
    """Whether the server can be run only where `results.snapshots` is installed."""
    way, _editions = split(name)
    return way in WAYS and bool(WAYS[way].way_in)


def needs_postgres(name: str) -> bool:
    """Whether the server's site is in PostgreSQL."""
    way, _editions = split(name)
    return way in WAYS and WAYS[way].postgres
