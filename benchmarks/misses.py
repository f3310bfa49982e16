"""One request at a time in one process: what a page costs that no snapshot answers, and a hit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from statistics import median
from typing import Any

from benchmarks.bench import Bench, Part
from benchmarks.figures import Figure, at_most
from benchmarks.probing import Probe, probe

REPEATS = 3
WARM = 3

MISS = (
    Figure("miss/cost", "Miss: processor time, by the plain page", at_most(1.1)),
    Figure("miss/queries", "Miss: SQL statements", at_most(20), unit=""),
    Figure("miss/queries/ours", "Miss: SQL statements of the plugin", at_most(12), unit=""),
    Figure(
        "miss/links", "Miss: further SQL statements for 50 links instead of 5", at_most(0), unit=""
    ),
)
UNCACHED = (
    Figure("uncached/cost", "Without snapshots: processor time, by the plain page"),
    Figure("uncached/queries", "Without snapshots: SQL statements", unit=""),
    Figure("uncached/queries/ours", "Without snapshots: SQL statements of the plugin", unit=""),
    Figure(
        "uncached/links",
        "Without snapshots: further SQL statements for 50 links instead of 5",
        unit="",
    ),
)
FLAT = (
    Figure(
        "flat/memory",
        "Hit in process memory: processor time of 50 blocks of 10 figures, by 5 blocks",
        at_most(1.2),
    ),
    Figure(
        "flat/table",
        "Hit in the SQLite table: processor time of 50 blocks of 10 figures, by 5 blocks",
    ),
)


def _misses(bench: Bench, wanted: Callable[[str], bool]) -> Iterator[tuple[str, float]]:
    return _rendering(bench, "table", "miss")


def _uncached(bench: Bench, wanted: Callable[[str], bool]) -> Iterator[tuple[str, float]]:
    return _rendering(bench, "ours", "uncached")


def _rendering(bench: Bench, server: str, name: str) -> Iterator[tuple[str, float]]:
    """Rounds of our page beside the plain one, each in a process of its own."""
    ours, plain = bench.fleet.site(server), bench.fleet.site("plain")
    clear = server != "ours"
    with probe(ours) as our_probe, probe(plain) as plain_probe:
        our_page, plain_page = ours.manifest["html"], plain.manifest["html"]
        special = ours.manifest["special"]
        _warm(our_probe, our_page)
        _warm(plain_probe, plain_page)
        for _turn in range(bench.options.times):
            found = our_probe.ask("render", path=our_page, times=REPEATS, clear=clear)
            base = plain_probe.ask("render", path=plain_page, times=REPEATS)
            yield f"{name}/cost", _seconds(found) / _seconds(base)
        yield f"{name}/queries", found["queries"]
        yield f"{name}/queries/ours", found["ours"]
        few, many = (
            our_probe.ask("render", path=special[slug], times=2, clear=clear)["queries"]
            for slug in ("few_links", "many_links")
        )
        yield f"{name}/links", many - few


def _flat(bench: Bench, wanted: Callable[[str], bool]) -> Iterator[tuple[str, float]]:
    for server, name in (("wrapper", "flat/memory"), ("table", "flat/table")):
        if not wanted(name):
            continue
        site = bench.fleet.site(server)
        small, large = (site.manifest["special"][slug] for slug in ("small", "large"))
        with probe(site) as asked:
            _warm(asked, small)
            _warm(asked, large)
            for _turn in range(bench.options.times):
                found = asked.ask("render", path=large, times=100)
                base = asked.ask("render", path=small, times=100)
                yield name, _seconds(found) / _seconds(base)


def _warm(asked: Probe, path: str) -> None:
    asked.ask("render", path=path, times=WARM)


def _seconds(answer: dict[str, Any]) -> float:
    return median(answer["seconds"])


PARTS = (
    Part("Rendering without snapshots", UNCACHED, _uncached, needs_snapshots=False),
    Part("Misses", MISS, _misses),
    Part("Hits in one process", FLAT, _flat),
)
