"""What the measurements know of `results.snapshots`, which may not be there."""

from importlib.util import find_spec
from pathlib import Path

APP = "results.snapshots"
HEADER = "X-Results-Snapshot"
MISSING = "not installed"
# Its two ways in, and the command that clears it.
FILES = ("middleware.py", "wsgi.py", "management/commands/snapshots.py")


def are_there() -> bool:
    """Whether this copy of the plugin has all that is measured of the snapshots."""
    spec = find_spec(APP)
    folders = (spec.submodule_search_locations if spec else None) or []
    return any(all((Path(folder) / name).exists() for name in FILES) for folder in folders)
