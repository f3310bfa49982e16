"""Which tests run a line: each file of tests is run for that, and again only when it has changed."""

import difflib
import filecmp
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import accumulate
from pathlib import Path

from coverage import CoverageData

from .planting import ROOT, Fault

KEPT = ROOT / ".cache" / "faults"
# What runs in the process of the tests.
MARKS = "not browser and not wheel and not starter and not peers and not soak and not server"
# So many lines of `results` are run for a fault by tests of its part, and by others, at the most.
MOST = 300_000
# What runs so seldom may do so while a module is imported, or be kept for the tests that follow.
SELDOM = 3


class Runners:
    """The tests that run a line, as they were measured."""

    def __init__(self, folders: Iterable[Path]) -> None:
        """Read what was measured, beside code as it was then; a test costs as many lines as it runs."""
        self._runs: dict[tuple[str, int], set[str]] = {}
        self._cost: Counter[str] = Counter()
        for folder in folders:
            data = CoverageData(str(folder / "data"))
            data.read()
            for name in data.measured_files():
                if (ROOT / name).exists():
                    moved = dict(_moved(folder / name, ROOT / name))
                    for line, contexts in data.contexts_by_lineno(name).items():
                        self._count(name, moved.get(line, ()), contexts)

    def _count(self, name: str, lines: Iterable[int], contexts: Iterable[str]) -> None:
        tests = {_test(context) for context in contexts if not context.endswith("|teardown")}
        # What was measured may be gone.
        tests = {test for test in tests if test and (ROOT / test.partition("::")[0]).exists()}
        self._cost.update(tests)
        for line in lines:
            self._runs.setdefault((name, line), set()).update(tests)

    def of(self, fault: Fault) -> list[str]:
        """The tests to run for a fault: those of its part, then others."""
        lines = range(fault.line, fault.end_line + 1)
        found = {test for line in lines for test in self._runs.get((fault.path, line), ())}
        part = f"tests/{Path(fault.path).parts[1]}"
        own = {test for test in found if test.startswith(f"{part}/")}
        tests = [*self._worth_their_time(own), *self._worth_their_time(found - own)]
        return tests if len(tests) >= SELDOM else [*tests, part]

    def _worth_their_time(self, tests: set[str]) -> list[str]:
        """One test of each function first, the quickest first, as many as may be run.

        What the tests of a module share is asked about last: it takes all of them.
        """
        seen: Counter[str] = Counter()
        turns: list[tuple[bool, int, int, str]] = []
        for test in sorted(tests, key=lambda test: (self._cost[test], test)):
            function = test.partition("[")[0]
            seen[function] += 1
            turns.append(("::" not in test, seen[function], len(turns), test))
        ordered = [test for *_order, test in sorted(turns)]
        costs = accumulate(self._cost[test] for test in ordered)
        return ordered[: max(1, sum(cost <= MOST for cost in costs))]


def _test(context: str) -> str:
    """The test of a context; the module, where the line is run for what its tests share."""
    test, _, phase = context.partition("|")
    return test if phase == "run" else test.partition("::")[0]


def _moved(before: Path, after: Path) -> Iterator[tuple[int, list[int]]]:
    """Each line of a file, and the lines that it has become."""
    old, new = (path.read_text().splitlines() for path in (before, after))
    blocks = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    for kind, start, end, first, last in blocks:
        for number in range(start, end):
            same = first + number - start
            there = range(same, same + 1) if kind == "equal" else range(first, last)
            yield number + 1, [line + 1 for line in there]


def measured(jobs: int) -> list[Path]:
    """Run the files of tests that were not yet run as they are; return the folders of what was measured.

    Each has what `coverage` found, and the code and the tests of that time. A folder of tests is run at
    a time, so that a run which is stopped goes on from there.
    """
    KEPT.mkdir(parents=True, exist_ok=True)
    kept = [found.parent for found in KEPT.glob("*/data")]
    new = [
        path
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        if not any(_is_same(path, folder / path.relative_to(ROOT)) for folder in kept)
    ]
    rooms: dict[str, list[Path]] = {}
    for path in new:
        rooms.setdefault(path.relative_to(ROOT).parts[1], []).append(path)
    with ThreadPoolExecutor(jobs) as pool:
        return [*kept, *pool.map(_measure, sorted(rooms.values(), key=len, reverse=True))]


def _is_same(path: Path, copy: Path) -> bool:
    return copy.exists() and filecmp.cmp(path, copy, shallow=False)


def _measure(tests: list[Path]) -> Path:
    folder = Path(tempfile.mkdtemp(dir=KEPT))
    for path in [*tests, *(ROOT / "results").rglob("*.py")]:
        copy = folder / path.relative_to(ROOT)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", "-m", MARKS]
    options = ["--cov", "--cov-report=", "--cov-context=test"]
    # The quicker core knows no contexts.
    environment = {**os.environ, "COVERAGE_CORE": "ctrace", "COVERAGE_FILE": str(folder / "own")}
    with tempfile.TemporaryDirectory() as states:
        environment["KEPT_STATES"] = states
        subprocess.run([*command, *options, *tests], cwd=ROOT, env=environment, check=False)
    own, found = CoverageData(str(folder / "own")), CoverageData(str(folder / "found"))
    own.read()
    found.update(own, map_path=lambda path: str(Path(path).relative_to(ROOT)))
    found.close()
    return (folder / "found").replace(folder / "data").parent
