"""Rules of the folder in which the processes of a host meet."""

import os
from pathlib import Path

import pytest

from results.snapshots import change_signal

LONG_AGO = 1_000_000


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that nobody has met in."""
    found = tmp_path / "met"
    monkeypatch.setattr(change_signal, "folder", lambda: found)
    return found


def test_nobody_else_may_read_it(folder: Path) -> None:
    assert change_signal.made_folder() == folder

    assert folder.stat().st_mode & 0o077 == 0


def test_a_link_to_somewhere_else_is_none(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    folder.symlink_to(tmp_path / "elsewhere")

    with pytest.raises(PermissionError):
        change_signal.made_folder()


@pytest.mark.skipif(os.getuid() != 0, reason="only root can give a folder away")
def test_a_folder_of_somebody_else_is_none(folder: Path) -> None:
    folder.mkdir()
    os.chown(folder, 65534, 65534)

    with pytest.raises(PermissionError):
        change_signal.made_folder()


def test_what_is_kept_looks_as_new(folder: Path) -> None:
    (change_signal.made_folder() / "changes").write_bytes(b"")
    for one in (folder, folder / "changes"):
        os.utime(one, (LONG_AGO, LONG_AGO))

    change_signal.keep_folder()

    assert all(one.stat().st_mtime > LONG_AGO for one in (folder, folder / "changes"))


def test_to_keep_no_folder_is_no_error(folder: Path) -> None:
    change_signal.keep_folder()

    assert not folder.exists()
