"""`bin/bench`: make the sites, measure in rounds, print the ratios."""

from __future__ import annotations

import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import memory, misses, publications, versions
from benchmarks.comparisons import Comparison, comparisons
from benchmarks.figures import Result
from benchmarks.fleet import Fleet
from benchmarks.options import Options, is_below, read_options
from benchmarks.report import Report
from benchmarks.rounds import measure_round
from benchmarks.setups import find_setup, split
from benchmarks.sites import MeasuringError

PARTS = (*misses.PARTS, *publications.PARTS, *memory.PARTS)


def main() -> int:
    """Run what the command line asks for; 1 when a measurement failed."""
    options = read_options()
    # Whatever ends the run, the servers are to end with it.
    signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(143))
    compared = comparisons(options.fewest, options.most)
    figures = {
        figure.name: figure for figure in (*compared, *(f for part in PARTS for f in part.figures))
    }
    if options.list:
        print("\n".join(f"{name:30}{figure.text}" for name, figure in figures.items()))
        return 0
    if unknown := [
        wanted for wanted in options.only if not any(is_below(wanted, name) for name in figures)
    ]:
        print(f"No figure is named {' or '.join(unknown)}; see --list.", file=sys.stderr)
        return 1
    try:
        report = _measure(options, [each for each in compared if options.wants(each.name)])
    except MeasuringError as error:
        print(f"\nThe measurement failed: {error}", file=sys.stderr)
        return 1
    print(f"\n{report.text()}")
    if options.json:
        report.write_json(options.json)
    if options.write_docs:
        report.write_docs()
    return 0


def _measure(options: Options, compared: list[Comparison]) -> Report:
    begin, busy = time.monotonic(), os.getloadavg()[0]

    def say(what: str) -> None:
        print(f"{time.monotonic() - begin:6.0f} s  {what}", file=sys.stderr, flush=True)

    with tempfile.TemporaryDirectory(prefix="results-bench.") as folder, ExitStack() as stack:
        fleet = Fleet(options, Path(folder), stack, say)
        alone = [result for part in PARTS for result in part.results(fleet)]
        results = [*_under_load(fleet, compared), *alone]
    say("Done")
    heading = (
        f"{datetime.now(UTC).date()}: {versions.machine()}, load {busy:.1f} before and "
        f"{os.getloadavg()[0]:.1f} after. {options.rounds} rounds of {options.seconds:g} s a run, "
        f"{options.editions:,} editions in two languages.\n\n{versions.versions()}."
    )
    return Report(heading, results, judges=not options.quick)


def _under_load(fleet: Fleet, compared: Iterable[Comparison]) -> list[Result]:
    results = {each.name: Result(each) for each in compared}
    measured = []
    for each in compared:
        if fleet.options.quick and _is_on_postgres(each):
            results[each.name].skipped = "not in the quick form"
        else:
            measured.append(each)
            # They are made and warmed up before the first of them is measured.
            for name in (each.target, each.baseline):
                fleet.target(name)
    for turn in range(1, fleet.options.rounds + 1 if measured else 0):
        fleet.say(f"Round {turn} of {fleet.options.rounds}")
        for name, level, ratio in measure_round(measured, fleet.options.levels, _loader(fleet)):
            results[name].add(ratio, level)
    return list(results.values())


def _loader(fleet: Fleet) -> Callable[[str, int], float]:
    return lambda name, connections: fleet.target(name).load(connections, fleet.options.seconds)


def _is_on_postgres(compared: Comparison) -> bool:
    return find_setup(split(compared.target)[0])[0].is_on_postgres


if __name__ == "__main__":
    sys.exit(main())
