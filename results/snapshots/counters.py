"""What the processes of a host count of the requests that they have answered.

Each process counts in a small file of its own that is mapped into its memory: to count costs no
system call, and whoever asks adds up the files of all. A process holds its file by a lock that ends
with it, however it ends; the next process to begin takes the file over and goes on from its
numbers. So no sum ever goes down, and there are no more files than there were processes at once.
Where there can be no such file, a process counts for itself.
"""

from __future__ import annotations

import contextlib
import itertools
import logging
import mmap
import os
import struct
from pathlib import Path
from threading import Lock

try:
    import fcntl
except ImportError:  # not on Windows, where each process counts for itself
    fcntl = None  # type: ignore[assignment]

from .change_signal import folder, made_folder

logger = logging.getLogger(__name__)

NAMES = ("hits", "misses", "bypasses", "made", "refused", "stale", "bytes")
PREFIX = "counts-"

_PLACES = {name: place for place, name in enumerate(NAMES)}
_HITS, _BYTES = _PLACES["hits"], _PLACES["bytes"]
_NUMBERS = struct.Struct(f"={len(NAMES)}q")


class _Cells:
    """The numbers of this process; `mapped` is None where nobody else sees them."""

    def __init__(self, mapped: mmap.mmap | None) -> None:
        self.mapped = mapped
        self.view = memoryview(mapped or bytearray(_NUMBERS.size)).cast("q")
        self.before = tuple(self.view)

    def close(self) -> None:
        """Leave the file to whoever else has it."""
        self.view.release()
        if self.mapped is not None:
            self.mapped.close()


_cells: _Cells | None = None
_view: memoryview | None = None
_lock = Lock()


def count(name: str, more: int = 1) -> None:
    """Count one more, or as many more."""
    place = _PLACES[name]
    with _lock:
        view = _begin() if _view is None else _view
        view[place] += more


def count_hit(size: int) -> None:
    """Count a hit of so many bytes."""
    with _lock:
        view = _begin() if _view is None else _view
        view[_HITS] += 1
        view[_BYTES] += size


def counted() -> dict[str, int]:
    """What this process has counted since it began."""
    with _lock:
        if _cells is None:
            return dict.fromkeys(NAMES, 0)
        now = zip(NAMES, _cells.view, _cells.before, strict=True)
        return {name: number - before for name, number, before in now}


def totals() -> dict[str, int]:
    """What all processes of this host have counted, those that have ended included."""
    sums = [0] * len(NAMES)
    rows = [_NUMBERS.unpack(content) for content in map(_read, _files()) if content]
    if _cells is not None and _cells.mapped is None:
        rows.append(tuple(_cells.view))
    for row in rows:
        sums = [one + more for one, more in zip(sums, row, strict=True)]
    return dict(zip(NAMES, sums, strict=True))


def forget() -> None:
    """Leave the file of this process to another, as its end does."""
    global _cells, _view
    with _lock:
        if _cells is not None:
            _cells.close()
        _cells = _view = None


def _files() -> list[Path]:
    with contextlib.suppress(OSError):
        return sorted(folder().glob(f"{PREFIX}*"))
    return []


def _read(file: Path) -> bytes:
    with contextlib.suppress(OSError):
        content = file.read_bytes()
        return content if len(content) == _NUMBERS.size else b""
    return b""


def _begin() -> memoryview:
    global _cells, _view
    try:
        mapped = _take_file()
    except OSError as error:
        logger.warning("This process counts for itself only: %s", error)
        mapped = None
    _cells = _Cells(mapped)
    _view = _cells.view
    return _view


def _take_file() -> mmap.mmap | None:
    """The first file that no living process holds, a new one if need be."""
    if fcntl is None:
        return None
    place = made_folder()
    for number in itertools.count():
        name = place / f"{PREFIX}{number}"
        handle = os.open(name, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if os.fstat(handle).st_size != _NUMBERS.size:
                os.ftruncate(handle, _NUMBERS.size)
            # It has a handle of its own to the same open file: the lock lasts as long as it does.
            return mmap.mmap(handle, _NUMBERS.size)
        except BlockingIOError:
            continue
        finally:
            os.close(handle)
    return None


def _begin_in_child() -> None:
    """Count for itself what a process counts that was forked off, and not in its parent's file."""
    global _cells, _view, _lock
    _lock = Lock()
    if _cells is not None:
        with contextlib.suppress(BufferError):
            _cells.close()
    _cells = _view = None


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_begin_in_child)
