"""Which tests run a line: the suite is run once for that, and what it ran kept by what it depends on."""

import hashlib
import os
import subprocess
import sys
from collections import Counter
from itertools import accumulate
from pathlib import Path

from coverage import CoverageData

from .planting import ROOT, Fault

KEPT = ROOT / ".cache" / "faults"
# What runs in the process of the tests.
MARKS = "not browser and not wheel and not starter and not soak and not server"
# So many lines of `results` are run for a fault by tests of its part, and by others, at the most.
MOST = 100_000
# What runs so seldom may do so while a module is imported, or be kept for the tests that follow.
SELDOM = 3


class Runners:
    """The tests that run a line, as they were measured."""

    def __init__(self, file: Path) -> None:
        """Read what was measured; a test costs as many lines as it runs."""
        data = CoverageData(str(file))
        data.read()
        self._runs: dict[tuple[str, int], list[str]] = {}
        self._cost: Counter[str] = Counter()
        for path in data.measured_files():
            name = str(Path(path).relative_to(ROOT))
            for line, contexts in data.contexts_by_lineno(path).items():
                tests = {
                    _test(context) for context in contexts if not context.endswith("|teardown")
                }
                self._runs[name, line] = sorted(tests - {""})
                self._cost.update(tests)

    def of(self, fault: Fault) -> list[str]:
        """The tests to run for a fault: those of its part, then others."""
        lines = range(fault.line, fault.end_line + 1)
        found = {test for line in lines for test in self._runs.get((fault.path, line), [])}
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


def measured() -> Path:
    """Run the suite, unless it was run as it is now; return what it ran, as `coverage` keeps it."""
    digest = hashlib.sha256()
    for folder in ("results", "tests"):
        for path in sorted((ROOT / folder).rglob("*.py")):
            digest.update(path.read_bytes())
    file = KEPT / digest.hexdigest()[:16]
    if not file.exists():
        KEPT.mkdir(parents=True, exist_ok=True)
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:randomly", "-m", MARKS]
        options = ["--cov", "--cov-report=", "--cov-context=test"]
        own = file.with_suffix(f".{os.getpid()}")
        # The quicker core knows no contexts.
        environment = {**os.environ, "COVERAGE_CORE": "ctrace", "COVERAGE_FILE": str(own)}
        subprocess.run([*command, *options], cwd=ROOT, env=environment, check=False)
        own.replace(file)
    return file
