"""Rules of the counters that the processes of a host have in common."""

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from results.snapshots.serving import counters, epoch
from tests.processes import ROOT

# Another process of the same host; it ends as the signal of a crash ends it.
OTHER = """
import os, signal, sys
from pathlib import Path
import django
django.setup()
from results.snapshots.serving import counters, epoch
counters.folder = epoch.folder = lambda: Path(sys.argv[1])
counters.count("hits", int(sys.argv[2]))
print("counted", flush=True)
sys.stdin.readline()
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder where the processes of this test only meet."""
    counters.forget()
    meet_in(tmp_path, monkeypatch)
    yield tmp_path
    counters.forget()


def meet_in(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the processes meet there."""
    for module in (counters, epoch):
        monkeypatch.setattr(module, "folder", lambda: place)


class Other:
    """Another process, that has counted some hits."""

    def __init__(self, folder: Path, hits: int) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", OTHER, str(folder), str(hits)],
            cwd=ROOT,
            env={"DJANGO_SETTINGS_MODULE": "cms.settings.test", "PYTHONPATH": str(ROOT)},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout and self.process.stdout.readline() == "counted\n"

    def end(self) -> None:
        """Let it be killed."""
        self.process.communicate("\n", timeout=30)


def files(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


def test_the_totals_are_those_of_all_processes(folder: Path) -> None:
    counters.count("hits", 2)
    other = Other(folder, 40)

    assert counters.totals()["hits"] == 42
    assert counters.counted()["hits"] == 2
    other.end()


def test_what_a_killed_process_has_counted_stays_counted(folder: Path) -> None:
    Other(folder, 40).end()

    assert counters.totals()["hits"] == 40


def test_the_next_process_goes_on_from_the_numbers_of_one_that_has_ended(folder: Path) -> None:
    Other(folder, 40).end()

    counters.count("hits", 2)

    assert counters.totals()["hits"] == 42
    assert counters.counted()["hits"] == 2
    assert files(folder) == ["counts-0"]


def test_a_process_that_lives_keeps_its_file(folder: Path) -> None:
    other = Other(folder, 40)
    counters.count("hits")

    assert files(folder) == ["counts-0", "counts-1"]
    other.end()


def test_a_forked_process_counts_in_a_file_of_its_own(folder: Path) -> None:
    counters.count("hits", 2)
    child = (
        "import os; from pathlib import Path; import sys; import django; django.setup();"
        "from results.snapshots.serving import counters, epoch;"
        "counters.folder = epoch.folder = lambda: Path(sys.argv[1]);"
        "counters.count('hits', 10);"
        "pid = os.fork();"
        "counters.count('hits', 100 if pid == 0 else 1);"
        "pid == 0 and os._exit(0);"
        "os.waitpid(pid, 0)"
    )
    environment = {"DJANGO_SETTINGS_MODULE": "cms.settings.test", "PYTHONPATH": str(ROOT)}

    subprocess.run(
        [sys.executable, "-c", child, str(folder)], cwd=ROOT, env=environment, check=True
    )

    assert files(folder) == ["counts-0", "counts-1", "counts-2"]
    assert counters.totals()["hits"] == 113


def test_a_file_that_is_cut_off_is_made_whole(folder: Path) -> None:
    (folder / "counts-0").write_bytes(b"\x01")

    counters.count("made", 3)

    assert counters.totals()["made"] == 3


def test_where_there_can_be_no_file_a_process_counts_for_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    meet_in(Path("/proc/no-such-folder"), monkeypatch)

    counters.count("bytes", 512)

    assert counters.totals()["bytes"] == 512


def test_a_process_that_has_counted_nothing_has_no_file(folder: Path) -> None:
    assert counters.counted() == counters.totals() == dict.fromkeys(counters.NAMES, 0)
    assert files(folder) == []
