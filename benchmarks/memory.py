"""The memory of the servers after load: flat in the length of a page, bounded in their number."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, at_most
from benchmarks.loads import ask, load
from benchmarks.parts import Part
from benchmarks.servers import WORKERS, Server
from benchmarks.sites import MeasuringError

if TYPE_CHECKING:
    from benchmarks.fleet import Fleet

FLAT = Figure(
    "memory/blocks",
    "Memory of the processes after load on 50 blocks of 10 figures, by 5 blocks",
    at_most(1.2),
)
# Python and its allocator need more than the bytes that are held, but no multiple of them.
BOUNDED = Figure(
    "memory/pages",
    "Growth of the processes' memory over 10,000 pages, by what they may hold",
    at_most(1.5),
)
OURS = Figure("memory/plain", "Memory of the processes after load, by those of the plain site")
# Small enough that 10,000 pages do not fit: each worker may hold so many bytes.
ROOM = 16 * 1024 * 1024
# Pages after which the growth begins: by then a worker has loaded what rendering needs.
FIRST = 200
READERS = 4


def _after_load(fleet: Fleet) -> Iterator[tuple[str, float]]:
    for _turn in range(1 if fleet.options.quick else 3):
        small, large, plain = (
            _loaded(fleet, server, page)
            for server, page in (("wrapper", "small"), ("wrapper", "large"), ("plain", "small"))
        )
        yield FLAT.name, large / small
        yield OURS.name, small / plain


def _loaded(fleet: Fleet, name: str, page: str) -> int:
    """The bytes of a new server after nothing but load on this page."""
    with fleet.start(name) as server:
        path = fleet.site(name).path(page)
        load(server.port, path, {}, 4, 0.3)
        load(server.port, path, {}, 16, max(fleet.options.seconds, 0.3))
        return server.memory()


def _over_pages(fleet: Fleet) -> Iterator[tuple[str, float]]:
    if fleet.options.quick:
        return
    name = f"wrapper-{fleet.options.most}"
    addresses = fleet.site(name).manifest["addresses"]
    with fleet.start(name, BENCH_SNAPSHOT_MEMORY=str(ROOM)) as server:
        _read(server, addresses[:FIRST])
        before = server.memory()
        _read(server, addresses)
        yield BOUNDED.name, (server.memory() - before) / (WORKERS * ROOM)


def _read(server: Server, addresses: list[str]) -> None:
    with ThreadPoolExecutor(READERS) as readers:
        statuses = set(readers.map(lambda path: ask(server.port, path, {}).status, addresses))
    if statuses != {200}:
        raise MeasuringError(f"Pages of {server.name} answer {sorted(statuses)}.")


PARTS = (
    Part("Memory after load", (FLAT, OURS), _after_load),
    Part("Memory over many pages", (BOUNDED,), _over_pages),
)
