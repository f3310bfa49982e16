"""What a publication costs: the making of its snapshots, and the wait of its editor."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from itertools import count, islice
from statistics import median
from typing import Any

from benchmarks.bench import Bench, Part
from benchmarks.figures import Figure, at_most
from benchmarks.probing import probe
from benchmarks.processes import running
from benchmarks.sites import MeasuringError, Site

MAKING = Figure(
    "publication/making",
    "Making all snapshots of one publication, by rendering each once",
    at_most(1.3),
)
COUNT = Figure("publication/count", "Snapshots made for one publication", unit="")
WAITING = Figure(
    "publication/wait",
    "Further wait of the publishing request, with run_results running",
    at_most(20),
    unit=" ms",
)
# Publications of which a wait is the median: now and then the standing process is in the way.
TURNS = 5
# The steps are not run by the request: one of them is run by the probe.
MADE = {"BENCH_WITNESS": "benchmarks.probe.witness.WitnessMiddleware", "TASK_WORKER": "true"}


def _making(bench: Bench, wanted: Callable[[str], bool]) -> Iterator[tuple[str, float]]:
    making = bench.fleet.site("table", **MADE).copy(bench.fleet.ground.folder / "making")
    page = making.manifest["page"]
    # Both have the copy, in which the page is published again and again.
    with probe(making) as maker, probe(making.variant()) as renderer:
        for turn in range(bench.options.times + 1):
            made = maker.ask("make_publication", page=page)
            if not made["rendered"]:
                raise MeasuringError(f"No snapshot was made by the steps {made['steps']}.")
            each = renderer.ask("render_each", paths=made["rendered"])
            # The first turn warms both up.
            if turn:
                yield MAKING.name, made["seconds"] / each
        yield COUNT.name, len(made["rendered"])


def _waiting(bench: Bench, wanted: Callable[[str], bool]) -> Iterator[tuple[str, float]]:
    folder = bench.fleet.ground.folder
    page = bench.fleet.site("ours").manifest["page"]
    with ExitStack() as stack:
        editors = {}
        for way in ("wrapper", "ours"):
            # Each has a database of its own, with the standing process beside it.
            copy = bench.fleet.site(way, TASK_WORKER="true").copy(folder / f"published-{way}")
            stack.enter_context(_standing_process(copy))
            editors[way] = stack.enter_context(probe(copy))
        days = count()
        for editor in editors.values():
            editor.ask("publish", page=page, turn=next(days))
        for _block in range(bench.options.times):
            seconds: dict[str, list[float]] = {way: [] for way in editors}
            for day in islice(days, TURNS):
                for way in bench.chance.sample(list(editors), len(editors)):
                    seconds[way].append(editors[way].ask("publish", page=page, turn=day))
            yield WAITING.name, (median(seconds["wrapper"]) - median(seconds["ours"])) * 1000


def _standing_process(site: Site) -> AbstractContextManager[Any]:
    command = [sys.executable, "manage.py", "run_results", "--interval", "1"]
    return running(command, site.env, site.folder / "run_results.log")


PARTS = (
    Part("Making the snapshots of a publication", (MAKING, COUNT), _making),
    Part("Publishing with run_results beside it", (WAITING,), _waiting),
)
