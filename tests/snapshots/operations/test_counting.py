"""Rules of the counters that the processes of a host have in common."""

import subprocess
import sys
from pathlib import Path

import pytest

from results.snapshots import change_signal, counters
from tests.processes import ROOT

# Another process of the same host.
OTHER = """
import os, signal, sys
from pathlib import Path
import django
django.setup()
from results.snapshots import change_signal, counters
change_signal.folder = lambda: Path(sys.argv[1])
"""
KILLED = "counters.count('hits'); os.kill(os.getpid(), signal.SIGKILL)"
FORKED = """
counters.count('hits', 10)
pid = os.fork()
counters.count('hits', 100 if pid == 0 else 1)
if pid:
    os.waitpid(pid, 0)
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder where the processes of this test only meet."""
    counters.totals()
    monkeypatch.setattr(change_signal, "folder", lambda: tmp_path)
    monkeypatch.setattr(counters, "_new", dict.fromkeys(counters.NAMES, 0))
    return tmp_path


def run(code: str, folder: Path) -> None:
    """Have another process do it, and end."""
    subprocess.run(
        [sys.executable, "-c", OTHER + code, str(folder)],
        cwd=ROOT,
        env={"DJANGO_SETTINGS_MODULE": "cms.settings.test", "PYTHONPATH": str(ROOT)},
        check=False,
    )


def test_the_totals_are_those_of_all_processes_killed_ones_too(folder: Path) -> None:
    counters.count("hits")
    counters.count("hits")
    run(KILLED, folder)
    counters.count("hits", 512)

    found = counters.totals()

    assert (found["hits"], found["bytes"]) == (4, 512)


def test_a_forked_process_counts_its_own(folder: Path) -> None:
    run(FORKED, folder)

    assert (counters.totals()["hits"], counters.totals()["bytes"]) == (3, 111)


def test_a_file_that_is_cut_off_is_made_whole(folder: Path) -> None:
    (folder / counters.FILE).write_bytes(b"")

    counters.count("made")

    assert counters.totals()["made"] == 1


def test_where_there_can_be_no_file_a_process_counts_for_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(change_signal, "folder", lambda: Path("/proc/no-such-folder"))

    counters.count("hits", 512)

    assert counters.totals()["bytes"] == 512
