"""Plant small faults, one at a time, and count those that the tests catch.

`python -m tools.faults` prints the difference of each fault and the test that failed of it. The same
seed chooses the same places as long as the code is the same. Only tests that run the place are asked,
on SQLite and in this process alone: what survives may still be caught by the whole suite.
"""

import argparse
import difflib
import random
import sys
from collections import deque
from concurrent.futures import ProcessPoolExecutor

import pytest

from .measuring import MARKS, Runners, measured
from .planting import ROOT, Fault, faults_in, is_plantable
from .running import Forks

PARTS = ("quantities", "blocks", "api", "sync", "publishing", "snapshots")
NEARLY_ALL = 0.9


def chosen(count: int, seed: int) -> list[Fault]:
    """So many faults: as many of each part, and of each kind, as can be."""
    chance = random.Random(seed)  # noqa: S311
    picked: list[Fault] = []
    for number, part in enumerate(PARTS, start=1):
        kinds: dict[str, list[Fault]] = {}
        for path in (ROOT / "results" / part).rglob("*.py"):
            if "migrations" not in path.parts:
                for fault in faults_in(path):
                    kinds.setdefault(fault.kind, []).append(fault)
        left = deque(
            filter(is_plantable, chance.sample(sorted(faults), len(faults)))
            for _kind, faults in sorted(kinds.items())
        )
        while left and len(picked) < count * number // len(PARTS):
            faults = left.popleft()
            if next_one := next(faults, None):
                picked.append(next_one)
                left.append(faults)
    return picked


def caught(faults: list[tuple[Fault, list[str]]]) -> int:
    """How many of the faults a test catches; tells each."""
    found = []

    def tell(fault: Fault, tests: list[str], by: str) -> None:
        found.append(bool(by))
        source = (ROOT / fault.path).read_text()
        _old, _new, *lines = difflib.unified_diff(
            source.splitlines(), fault.planted(source).splitlines(), n=1, lineterm=""
        )
        told = f"caught by {by}" if by else f"SURVIVED {len(tests)} tests"
        print("", f"{fault.path}: {fault.kind}, {told}", *lines, sep="\n", flush=True)

    options = ["-q", "-s", "-p", "no:randomly", "-p", "no:cov", "--timeout=60", "-m", MARKS]
    files = {test.partition("::")[0] for _fault, tests in faults for test in tests}
    pytest.main([*options, *sorted(files)], plugins=[Forks(faults, tell)])
    return sum(found)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--list", action="store_true", help="only say what would be planted")
    options = parser.parse_args()
    faults = chosen(options.count, options.seed)
    if options.list:
        for fault in faults:
            print(f"{fault.path}:{fault.line}: {fault.kind}: {fault.text}")
        return
    runners = Runners(measured(options.jobs))
    planned = [(fault, runners.of(fault)) for fault in faults]
    with ProcessPoolExecutor(options.jobs) as pool:
        found = sum(pool.map(caught, [planned[job :: options.jobs] for job in range(options.jobs)]))
    print(f"\nOf {len(faults)} faults {found} were caught.")
    sys.exit(found < NEARLY_ALL * len(faults))


if __name__ == "__main__":
    main()
