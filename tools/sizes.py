"""Fail when results/ or tests/ have more lines of Python than pyproject.toml allows them."""

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parents[1]


def lines_in(folder: str) -> int:
    """Return how many lines the folder's Python files have, migrations left out."""
    listed = ["git", "ls-files", "-co", "--exclude-standard", "-z", f"{folder}/*.py"]
    names = subprocess.run(listed, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    paths = (ROOT / name for name in names.split("\0") if name and "/migrations/" not in name)
    return sum(path.read_bytes().count(b"\n") for path in paths if path.exists())


def main() -> int:
    """Print what each folder has and may have; return 1 when one has more."""
    limits = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["sizes"]
    sizes = {folder: lines_in(folder) for folder in limits}
    for folder, size in sizes.items():
        print(f"{folder}: {size} lines, at most {limits[folder]}")
    return int(any(size > limits[folder] for folder, size in sizes.items()))


if __name__ == "__main__":
    sys.exit(main())
