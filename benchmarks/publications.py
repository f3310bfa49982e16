"""What a publication costs its editor."""

from __future__ import annotations

import random
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import count, islice
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.figures import Figure, at_most
from benchmarks.parts import Part
from benchmarks.probe import probe, publish
from benchmarks.servers import running

if TYPE_CHECKING:
    from benchmarks.fleet import Fleet

WAITING = Figure(
    "publication/wait",
    "Further wait of the publishing request, with run_results running",
    at_most(20),
    unit=" ms",
)
# Publications of which a wait is the median: now and then the standing process is in the way.
TURNS = 5
STANDING_PROCESS = [sys.executable, "manage.py", "run_results", "--interval", "1"]


def _waiting(fleet: Fleet) -> Iterator[tuple[str, float]]:
    page = fleet.site("ours").manifest["page"]
    with ExitStack() as stack:
        editors = {}
        for name in ("wrapper", "ours"):
            # Each has a database of its own, with the standing process beside it.
            site = fleet.site(name).copy(fleet.folder / f"published-{name}")
            log = site.folder / "run_results.log"
            stack.enter_context(running(STANDING_PROCESS, site.env, log))
            editors[name] = stack.enter_context(probe(site))
        days = count()
        for editor in editors.values():
            editor(publish, page, next(days))
        for _block in range(fleet.options.times):
            seconds: dict[str, list[float]] = {name: [] for name in editors}
            for day in islice(days, TURNS):
                for name in random.sample(list(editors), len(editors)):
                    seconds[name].append(editors[name](publish, page, day))
            yield WAITING.name, (median(seconds["wrapper"]) - median(seconds["ours"])) * 1000


PARTS = (Part("Publishing with run_results beside it", (WAITING,), _waiting),)
