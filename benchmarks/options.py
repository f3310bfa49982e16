"""What a run measures and for how long, from the command line."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from dataclasses import dataclass, replace
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
    only: Sequence[str] = ()
    list: bool = False
    json: Path | None = None
    write_docs: bool = False

    @property
    def times(self) -> int:
        """How often a figure of one process is measured."""
        return 1 if self.quick else 9

    def wants(self, name: str) -> bool:
        """Whether the figure of this name is asked for, by itself or by what it is below."""
        return not self.only or any(is_below(wanted, name) for wanted in self.only)


QUICK = Options(quick=True, rounds=1, seconds=0.3, editions=12, most=12, levels=(16,), warm_up=0.15)


def is_below(wanted: str, name: str) -> bool:
    """Whether the name is the wanted one, or below it: `table/html` is below `table`."""
    return f"{name}/".startswith(f"{wanted.rstrip('/')}/")


def read_options(arguments: Sequence[str] | None = None) -> Options:
    """The options of the command line."""
    parser = argparse.ArgumentParser(
        prog="bin/bench",
        description="Measure, as ratios against baselines of the same run.",
        argument_default=argparse.SUPPRESS,
    )
    add = parser.add_argument
    add("--quick", action="store_true", help="one short round on small sites; nothing is judged")
    add("--rounds", type=int, help="rounds under load (5)")
    add("--seconds", type=float, help="seconds of each run under load (0.8)")
    add(
        "--only",
        nargs="+",
        metavar="NAME",
        help="only these figures, or those below, as table/html",
    )
    add("--list", action="store_true", help="print the names of the figures")
    add("--json", type=Path, metavar="FILE", help="write all ratios here too")
    add("--write-docs", action="store_true", help="write docs/reference/performance.md")
    given = vars(parser.parse_args(arguments))
    options = replace(QUICK if given.get("quick") else Options(), **given)
    if options.write_docs and (options.quick or options.only):
        parser.error("--write-docs needs the full run.")
    return options
