"""Counters of answered requests, shared by the processes of a host.

Each process counts for itself, and adds what is new to a small file that all have in common: at
once, and then once a second at the most. So the sums outlive a process, however it ends, and never
go down. Where there can be no such file, a process counts for itself.
"""

from __future__ import annotations

import atexit
import logging
import os
import struct
import time
from threading import Lock

try:
    import fcntl
except ImportError:  # not on Windows, where each process counts for itself
    fcntl = None  # type: ignore[assignment]

from .change_signal import made_folder

logger = logging.getLogger(__name__)

NAMES = ("hits", "misses", "bypasses", "made", "refused", "stale", "bytes")
FILE = "counts"
FLUSH_EVERY = 1.0  # seconds

_NUMBERS = struct.Struct(f"={len(NAMES)}q")
_PLACES = {name: place for place, name in enumerate(NAMES)}
_HITS, _BYTES = _PLACES["hits"], _PLACES["bytes"]
_new = [0] * len(NAMES)
_flushed = float("-inf")
_lock = Lock()


def count(name: str, more: int = 1) -> None:
    """Count one more, or as many more."""
    with _lock:
        _new[_PLACES[name]] += more
        if time.monotonic() - _flushed > FLUSH_EVERY:
            _flush()


def count_hit(size: int) -> None:
    """Count a hit of so many bytes."""
    with _lock:
        _new[_HITS] += 1
        _new[_BYTES] += size
        if time.monotonic() - _flushed > FLUSH_EVERY:
            _flush()


def totals() -> dict[str, int]:
    """Return what all processes of this host have counted, those that have ended included."""
    with _lock:
        return dict(zip(NAMES, map(sum, zip(_flush(), _new, strict=True)), strict=True))


def _flush() -> tuple[int, ...]:
    """Add what is new to the file, and return what stands there then."""
    global _flushed
    _flushed = time.monotonic()
    try:
        name = made_folder() / FILE
        handle = os.open(name, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        try:
            if fcntl is not None:
                fcntl.flock(handle, fcntl.LOCK_EX)
            content = os.pread(handle, _NUMBERS.size, 0)
            before = _NUMBERS.unpack(content.ljust(_NUMBERS.size, b"\0"))
            now = tuple(map(sum, zip(before, _new, strict=True)))
            os.pwrite(handle, _NUMBERS.pack(*now), 0)
        finally:
            os.close(handle)
    except OSError as error:
        logger.warning("This process counts for itself only: %s", error)
        return (0,) * len(NAMES)
    _new[:] = [0] * len(NAMES)
    return now


def _flush_at_exit() -> None:
    with _lock:
        if any(_new):
            _flush()


def _begin_in_child() -> None:
    """Leave to the parent what it has counted."""
    global _lock
    _lock = Lock()
    _new[:] = [0] * len(NAMES)


atexit.register(_flush_at_exit)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_begin_in_child)
