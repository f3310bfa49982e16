"""Plant small faults in a copy of the project, one at a time, and count those that the tests catch.

`python -m tools.faults` prints the difference of each fault and the test that failed of it. The same
seed chooses the same places as long as the code is the same.
"""

import argparse
import ast
import difflib
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from queue import SimpleQueue
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
# The tests of each part, those first that are quick and look closest.
PARTS = {
    "results/quantities": ["tests/quantities", "tests/blocks", "tests/reading"],
    "results/blocks": ["tests/blocks", "tests/reading", "tests/models", "tests/api"],
    "results/api": ["tests/api", "tests/translation/visiting"],
    "results/sync": ["tests/sync", "tests/translation"],
    "results/publishing": ["tests/publishing", "tests/models", "tests/translation/lifecycle"],
    "results/snapshots": ["tests/snapshots"],
}
MARKS = "not browser and not wheel and not starter and not soak and not server"
SECONDS = 1800
NEARLY_ALL = 0.9
FLIPPED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip


@dataclass(frozen=True, order=True)
class Fault:
    """A place in a file, and what stands there instead."""

    path: str
    line: int
    column: int
    end_line: int
    end_column: int
    kind: str
    text: str

    def planted(self, source: str) -> str:
        """The source with the fault in it."""
        lines = source.encode().splitlines(keepends=True)
        head = b"".join(lines[: self.line - 1]) + lines[self.line - 1][: self.column]
        tail = lines[self.end_line - 1][self.end_column :] + b"".join(lines[self.end_line :])
        return (head + self.text.encode() + tail).decode()


def is_no_behaviour(node: ast.AST) -> bool:
    match node:
        case ast.If(test=ast.Name(id="TYPE_CHECKING")):
            return True
        case ast.Call(func=ast.Attribute(value=ast.Name(id="logger" | "logging"))):
            return True
    return False


def faulty(node: ast.AST, parent: ast.AST) -> Iterator[tuple[str, ast.expr, ast.expr]]:
    """Each fault of the node: its kind, the expression that goes, the one that comes."""
    match node:
        case ast.Compare(left=left, ops=[operator], comparators=[right]):
            flipped = FLIPPED[type(operator)]()
            yield "flipped comparison", node, ast.Compare(left, [flipped], [right])
        case ast.BoolOp(op=operator, values=values):
            for number in range(len(values)):
                kept = values[:number] + values[number + 1 :]
                left = kept[0] if len(kept) == 1 else ast.BoolOp(operator, kept)
                yield "dropped condition", node, left
        case ast.BinOp(left=left, op=ast.Add() | ast.Sub() as operator, right=right):
            swapped = ast.Sub() if isinstance(operator, ast.Add) else ast.Add()
            # Texts and lists are joined with the same sign, and never subtracted.
            numbers = (
                isinstance(side, ast.Constant) and type(side.value) is int for side in (left, right)
            )
            if any(numbers):
                yield "swapped sign", node, ast.BinOp(left, swapped, right)
        case ast.Constant(value=int() as value) if value is not True and value is not False:
            # Elsewhere it is a size or a limit that somebody chose.
            if isinstance(parent, ast.Compare | ast.BinOp | ast.Subscript | ast.Slice | ast.Return):
                yield "off by one", node, ast.Constant(value + 1)
        case ast.If(test=test) | ast.IfExp(test=test) | ast.While(test=test):
            yield "negated condition", test, ast.UnaryOp(ast.Not(), test)


def faults_in(path: Path) -> Iterator[Fault]:
    """Every fault that could be planted in a file."""
    nodes: list[tuple[ast.AST, ast.AST]] = [(ast.parse(path.read_text()), ast.Module([], []))]
    while nodes:
        node, parent = nodes.pop()
        if is_no_behaviour(node):
            continue
        for kind, old, new in faulty(node, parent):
            place = (old.lineno, old.col_offset, old.end_lineno or 0, old.end_col_offset or 0)
            yield Fault(str(path.relative_to(ROOT)), *place, kind, f"({ast.unparse(new)})")
        for name, value in ast.iter_fields(node):
            if name not in ("annotation", "returns"):
                inner = value if isinstance(value, list) else [value]
                nodes += [(child, node) for child in inner if isinstance(child, ast.AST)]


def chosen(count: int, seed: int) -> list[tuple[str, Fault]]:
    """So many faults with their parts: as many of each part, and of each kind, as can be."""
    chance = random.Random(seed)  # noqa: S311
    picked = []
    for number, part in enumerate(PARTS):
        kinds: dict[str, list[Fault]] = {}
        for path in (ROOT / part).rglob("*.py"):
            if "migrations" not in path.parts:
                for fault in faults_in(path):
                    kinds.setdefault(fault.kind, []).append(fault)
        left = [
            chance.sample(sorted(faults), len(faults)) for _kind, faults in sorted(kinds.items())
        ]
        for turn in range(count // len(PARTS) + (number < count % len(PARTS))):
            picked.append((part, left[turn % len(left)].pop()))
            left = [faults for faults in left if faults]
    return picked


def copied(folder: Path) -> Path:
    """A copy of the project as it is now, with the same migrated database."""
    shutil.copytree(ROOT, folder, ignore=shutil.ignore_patterns(".*", "var", "dist"))
    (ROOT / ".cache").mkdir(exist_ok=True)
    (folder / ".cache").symlink_to(ROOT / ".cache")
    return folder


def failing(folder: Path, part: str) -> str:
    """The first test that fails in a copy, or what else goes wrong there; else nothing."""
    tests = [sys.executable, "-m", "pytest", "-x", "-q", *PARTS[part], "-m"]
    # As the suite is run: those that PostgreSQL may answer in another way are run there, too.
    for command in ([*tests, MARKS], ["bin/with-postgres", *tests, f"postgresql and {MARKS}"]):
        options: dict[str, Any] = {"cwd": folder, "capture_output": True, "text": True}
        try:
            run = subprocess.run(command, timeout=SECONDS, check=False, **options)
        except subprocess.TimeoutExpired:
            return f"not done after {SECONDS} s"
        if run.returncode != 0:
            said = (run.stdout + run.stderr).splitlines()
            return next((line for line in said if line.startswith(("FAILED", "ERROR "))), said[-1])
    return ""


def is_caught(part: str, fault: Fault, copies: SimpleQueue[Path]) -> bool:
    """Plant a fault in a copy that nobody uses, run the tests of its part, take it out again."""
    folder = copies.get()
    path = folder / fault.path
    source = path.read_text()
    planted = fault.planted(source)
    path.write_text(planted)
    try:
        by = failing(folder, part)
    finally:
        path.write_text(source)
        copies.put(folder)
    _old, _new, *lines = difflib.unified_diff(
        source.splitlines(), planted.splitlines(), n=1, lineterm=""
    )
    told = f"caught by {by}" if by else "SURVIVED"
    print("", f"{fault.path}: {fault.kind}, {told}", *lines, sep="\n", flush=True)
    return bool(by)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=40)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--list", action="store_true", help="only say what would be planted")
    options = parser.parse_args()
    faults = chosen(options.count, options.seed)
    if options.list:
        for _part, fault in faults:
            print(f"{fault.path}:{fault.line}: {fault.kind}: {fault.text}")
        return
    copies: SimpleQueue[Path] = SimpleQueue()
    with tempfile.TemporaryDirectory() as temporary, ThreadPoolExecutor(options.jobs) as pool:
        for number in range(options.jobs):
            copies.put(copied(Path(temporary, str(number))))
        parts = list(dict.fromkeys(part for part, _fault in faults))
        for part, by in zip(
            parts, pool.map(partial(failing, Path(temporary, "0")), parts), strict=True
        ):
            if by:
                sys.exit(f"The tests of {part} fail without a fault: {by}")
        runs = [pool.submit(is_caught, part, fault, copies) for part, fault in faults]
        caught = sum(run.result() for run in runs)
    print(f"\nOf {len(faults)} faults {caught} were caught.")
    sys.exit(caught < NEARLY_ALL * len(faults))


if __name__ == "__main__":
    main()
