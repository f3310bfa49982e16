"""The memory of the servers after load: flat in the length of a page, bounded in their number."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

from benchmarks.bench import Bench, Part
from benchmarks.figures import Figure, at_most
from benchmarks.loads import ask, load
from benchmarks.servers import WORKERS, Server
from benchmarks.sites import MeasuringError

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


def _after_load(bench: Bench, wanted: Callable[[str], bool]) -> Iterator[tuple[str, float]]:
    for _turn in range(1 if bench.options.quick else 3):
        small, large, plain = (
            _loaded(bench, server, page)
            for server, page in (("wrapper", "small"), ("wrapper", "large"), ("plain", "small"))
        )
        yield FLAT.name, large / small
        yield OURS.name, small / plain


def _loaded(bench: Bench, name: str, page: str) -> int:
    """The bytes of a new server after nothing but load on this page."""
    with bench.fleet.start(name) as server:
        path = bench.fleet.site(name).manifest["special"][page]
        load(server.port, path, {}, 4, 0.3)
        load(server.port, path, {}, 16, max(bench.options.seconds, 0.3))
        return server.memory()


def _over_pages(bench: Bench, wanted: Callable[[str], bool]) -> Iterator[tuple[str, float]]:
    if bench.options.quick:
        return
    name = f"wrapper-{bench.options.most}"
    addresses = bench.fleet.site(name).manifest["addresses"]
    with bench.fleet.start(name, BENCH_SNAPSHOT_MEMORY=str(ROOM)) as server:
        _read(server, addresses[:FIRST])
        before = server.memory()
        _read(server, addresses)
        yield BOUNDED.name, (server.memory() - before) / (WORKERS * ROOM)


def _read(server: Server, addresses: list[str]) -> None:
    def read(path: str) -> int:
        return ask(server.port, path, {}).status

    with ThreadPoolExecutor(READERS) as readers:
        statuses = set(readers.map(read, addresses))
    if statuses != {200}:
        raise MeasuringError(f"Pages of {server.name} answer {sorted(statuses)}.")


PARTS = (
    Part("Memory after load", (FLAT, OURS), _after_load),
    Part("Memory over many pages", (BOUNDED,), _over_pages),
)
