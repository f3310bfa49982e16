"""Where the processor's time of a request goes."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from benchmarks.bench import Bench, Part
from benchmarks.figures import Share
from benchmarks.probe.sampling import GROUPS, OTHER
from benchmarks.probing import probe

WARM = 3
# Seconds of the processor for each way.
SECONDS = 4.0
QUICK_SECONDS = 0.3

# Each column of the table: the server, and whether every snapshot is thrown away before a request.
REQUESTS = {
    "plain": ("plain", False),
    "uncached": ("ours", False),
    "miss": ("table", True),
    "hit": ("table", False),
}
SHARES = tuple(
    Share(f"shares/{way}/{group}", "", unit=" %", way=way, group=group)
    for way in REQUESTS
    for group in (*GROUPS, OTHER)
)


def _shares(bench: Bench, wanted: Callable[[str], bool]) -> Iterator[tuple[str, float]]:
    seconds = QUICK_SECONDS if bench.options.quick else SECONDS
    for way, (server, clear) in REQUESTS.items():
        if not any(wanted(figure.name) for figure in SHARES if figure.way == way):
            continue
        site = bench.fleet.site(server)
        with probe(site) as asked:
            asked.ask("render", path=site.manifest["html"], times=WARM)
            found = asked.ask("shares", path=site.manifest["html"], seconds=seconds, clear=clear)
        for group, share in found.items():
            yield f"shares/{way}/{group}", share


PARTS = (Part("Where the time goes", SHARES, _shares),)
