"""What a run measures and for how long, from the command line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Options:
    """The form of a run; these defaults are the full one."""

    quick: bool = False
    rounds: int = 5
    seconds: float = 0.8
    editions: int = 1000
    fewest: int = 10
    most: int = 10_000
    levels: tuple[int, ...] = (1, 16)
    # Seconds of load before an address is first measured.
    warm_up: float = 0.5
    only: tuple[str, ...] = ()
    list_names: bool = False
    json: Path | None = None
    write_docs: bool = False
    seed: int | None = None

    @property
    def times(self) -> int:
        """How often a figure of one process is measured."""
        return 1 if self.quick else 9

    def wants(self, name: str) -> bool:
        """Whether the figure of this name is asked for."""
        return not self.only or any(is_below(wanted, name) for wanted in self.only)


QUICK = Options(
    quick=True, rounds=1, seconds=0.3, editions=200, most=200, levels=(16,), warm_up=0.15
)


def is_below(wanted: str, name: str) -> bool:
    """Whether the name is the wanted one, or below it: `table/html` is below `table`."""
    return name == wanted or name.startswith(f"{wanted.rstrip('/')}/")


def read_options(arguments: Sequence[str] | None = None) -> Options:
    """The options of the command line."""
    parser = argparse.ArgumentParser(
        prog="bin/bench",
        description="Measure, as ratios against baselines of the same run.",
    )
    parser.add_argument(
        "--quick",
        action="store_true",
        help="one short round on small sites in SQLite; nothing is judged",
    )
    parser.add_argument("--rounds", type=int, help="rounds under load (5)")
    parser.add_argument("--seconds", type=float, help="seconds of each run under load (0.8)")
    parser.add_argument(
        "--only",
        nargs="+",
        default=(),
        metavar="NAME",
        help="only the figures of these names, or those below them, such as table/html",
    )
    parser.add_argument("--list", action="store_true", help="print the names of the figures")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write all ratios here too")
    parser.add_argument(
        "--write-docs",
        action="store_true",
        help="write the table into docs/reference/performance.md",
    )
    parser.add_argument("--seed", type=int, help="a number that fixes the order of the rounds")
    given = parser.parse_args(arguments)
    form = QUICK if given.quick else Options()
    if given.write_docs and (given.quick or given.only):
        parser.error("--write-docs needs the full run.")
    rounds = form.rounds if given.rounds is None else given.rounds
    seconds = form.seconds if given.seconds is None else given.seconds
    if rounds < 1 or seconds < 0.2:
        parser.error("A run has at least 1 round of 0.2 seconds.")
    return Options(
        quick=form.quick,
        rounds=rounds,
        seconds=seconds,
        editions=form.editions,
        fewest=form.fewest,
        most=form.most,
        levels=form.levels,
        warm_up=form.warm_up,
        only=tuple(given.only),
        list_names=given.list,
        json=given.json,
        write_docs=given.write_docs,
        seed=given.seed,
    )
