"""One request at a time in one process: what a page costs that no snapshot answers, and a hit."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, at_most
from benchmarks.parts import Part
from benchmarks.probe import probe, render

if TYPE_CHECKING:
    from benchmarks.fleet import Fleet

REPEATS = 3
# The answers that show an edition, and that one publication has made anew.
ANSWERS = ("html", "v2", "v3")
MADE = "made"

RENDERING = (
    Figure("miss/cost", "Miss: processor time, by the plain page", at_most(1.8)),
    Figure("miss/queries", "Miss: SQL statements", at_most(18), unit=""),
    Figure("miss/queries/ours", "Miss: SQL statements of the plugin", at_most(12), unit=""),
    Figure(
        "miss/links", "Miss: further SQL statements for 50 links instead of 5", at_most(0), unit=""
    ),
    Figure(
        "publication/making",
        "Making the snapshots of an edition, by rendering each once",
        at_most(1.3),
    ),
    Figure("v3/by-path", "API v3: processor time by path, by the same by id", at_most(1)),
    Figure("uncached/cost", "Without snapshots: processor time, by the plain page", at_most(1.5)),
    Figure("uncached/queries", "Without snapshots: SQL statements", unit=""),
)
FLAT = Figure(
    "flat/memory",
    "Hit in process memory: processor time of 50 blocks of 10 figures, by 5 blocks",
    at_most(1.2),
)


def _rendering(fleet: Fleet) -> Iterator[tuple[str, float]]:
    """Rounds of misses beside our page without snapshots, and the plain page."""
    table, ours, plain = (fleet.site(name) for name in ("table", "ours", "plain"))
    with ExitStack() as stack:
        in_table, in_ours, in_plain = (
            stack.enter_context(probe(site)) for site in (table, ours, plain)
        )
        by_path = f"{ours.path('v3').rsplit('/', 2)[0]}/find/?html_path={ours.path('html')}"
        for turn in range(fleet.options.times + 1):
            base = in_plain(render, plain.path("html"), REPEATS)
            bare = [in_ours(render, ours.path(page), REPEATS, "") for page in ANSWERS]
            found = in_ours(render, by_path, REPEATS, "")
            made = [in_table(render, table.path(page), REPEATS, MADE) for page in ANSWERS]
            # The first turn warms all of them up.
            if turn:
                yield "miss/cost", made[0].seconds / base.seconds
                yield "v3/by-path", found.seconds / bare[-1].seconds
                yield "uncached/cost", bare[0].seconds / base.seconds
                seconds = [sum(each.seconds for each in answers) for answers in (made, bare)]
                yield "publication/making", seconds[0] / seconds[1]
        yield "miss/queries", made[0].queries
        yield "miss/queries/ours", made[0].ours
        yield "uncached/queries", bare[0].queries
        few, many = (
            in_table(render, table.path(page), 2, MADE).queries
            for page in ("few_links", "many_links")
        )
        yield "miss/links", many - few


def _flat(fleet: Fleet) -> Iterator[tuple[str, float]]:
    site = fleet.site("wrapper")
    small, large = site.path("small"), site.path("large")
    with probe(site) as asked:
        for path in (small, large):
            asked(render, path, 3)
        for _turn in range(fleet.options.times):
            found = asked(render, large, 100, "hit")
            yield FLAT.name, found.seconds / asked(render, small, 100, "hit").seconds


PARTS = (
    Part("Misses, and rendering without snapshots", RENDERING, _rendering),
    Part("Hits in one process", (FLAT,), _flat),
)
