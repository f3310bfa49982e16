"""`bin/bench`: make the sites, measure in rounds, print the ratios."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import memory, misses, publications, shares, versions
from benchmarks.bench import Bench, Part
from benchmarks.comparisons import comparisons
from benchmarks.figures import Comparison, Figure, Result, Share
from benchmarks.fleet import Fleet
from benchmarks.options import Options, is_below, read_options
from benchmarks.report import Report
from benchmarks.rounds import measure_rounds
from benchmarks.sites import ROOT, Ground, MeasuringError
from benchmarks.snapshots import MISSING, are_there
from benchmarks.ways import needs_postgres, needs_snapshots

PARTS: tuple[Part, ...] = (*misses.PARTS, *publications.PARTS, *memory.PARTS, *shares.PARTS)
SHARES, TRANSLATION = "shares", "translation"


def main() -> int:
    """Run what the command line asks for; 1 when a measurement failed."""
    options = read_options()
    # Whatever ends the run, the servers are to end with it.
    signal.signal(signal.SIGTERM, lambda *_signal: sys.exit(143))
    compared = comparisons(options.fewest, options.most)
    figures = [*compared, *(figure for part in PARTS for figure in part.figures)]
    if options.list_names:
        _list(figures)
        return 0
    names = [figure.name for figure in figures]
    unknown = [
        wanted
        for wanted in options.only
        if not any(is_below(wanted, name) for name in [*names, TRANSLATION])
    ]
    if unknown:
        print(f"No figure is named {' or '.join(unknown)}; see --list.", file=sys.stderr)
        return 1
    try:
        if any(map(options.wants, names)):
            _measure(options, [each for each in compared if options.wants(each.name)])
    except MeasuringError as error:
        print(f"\nThe measurement failed: {error}", file=sys.stderr)
        return 1
    if options.wants(TRANSLATION) and not options.quick:
        return subprocess.run(
            [sys.executable, "-m", "benchmarks.translation"], cwd=ROOT, check=False
        ).returncode
    return 0


def _list(figures: list[Figure]) -> None:
    for figure in figures:
        if not isinstance(figure, Share):
            print(f"{figure.name:30}{figure.text}")
    print(f"{SHARES:30}Where the processor's time of a request goes")
    print(f"{TRANSLATION:30}What it costs to let a translation follow, and to compare strings")


def _measure(options: Options, compared: list[Comparison]) -> None:
    begin = time.monotonic()

    def say(what: str) -> None:
        print(f"{time.monotonic() - begin:6.0f} s  {what}", file=sys.stderr, flush=True)

    busy = versions.busyness()
    with tempfile.TemporaryDirectory(prefix="results-bench.") as folder, ExitStack() as stack:
        fleet = Fleet(Ground(Path(folder), say), stack, options.editions, options.warm_up, say)
        bench = Bench(options, fleet, random.Random(options.seed), say)  # noqa: S311
        alone = [result for part in PARTS for result in part.results(bench)]
        results = [*_under_load(bench, compared), *alone]
    report = Report(
        day=datetime.now(UTC).date().isoformat(),
        machine=versions.machine(),
        busyness=(busy, versions.busyness()),
        versions=versions.versions(),
        form=(
            f"{options.rounds} rounds of {options.seconds:g} s a run, "
            f"{options.editions:,} editions in two languages."
        ),
        results=results,
        judges=not options.quick,
    )
    print(f"\n{report.text()}")
    if options.json:
        report.write_json(options.json)
    if options.write_docs:
        report.write_docs()
    say("Done")


def _under_load(bench: Bench, compared: Iterable[Comparison]) -> list[Result]:
    results = {each.name: Result(each, skipped=_reason(bench, each)) for each in compared}
    measured = [result.figure for result in results.values() if not result.skipped]
    pairs = [each for each in measured if isinstance(each, Comparison)]
    if not pairs:
        return list(results.values())
    fleet, levels = bench.fleet, bench.options.levels

    def measure(name: str, connections: int) -> float:
        return fleet.target(name).load(connections, bench.options.seconds).per_second

    for name in dict.fromkeys(name for pair in pairs for name in (pair.target, pair.baseline)):
        fleet.target(name)
    rounds = measure_rounds(pairs, levels, bench.options.rounds, measure, bench.chance)
    for turn, series in enumerate(rounds, 1):
        bench.say(f"Round {turn} of {bench.options.rounds}")
        for pair in pairs:
            results[pair.name].series = {
                level: series[pair.target, pair.baseline, level] for level in levels
            }
    return list(results.values())


def _reason(bench: Bench, compared: Comparison) -> str:
    """Why a figure is not measured in this run, or ""."""
    servers = [name.partition(":")[0] for name in (compared.target, compared.baseline)]
    if any(map(needs_snapshots, servers)) and not are_there():
        return MISSING
    if any(map(needs_postgres, servers)) and bench.options.quick:
        return "not in the quick form"
    return ""


if __name__ == "__main__":
    sys.exit(main())
