"""Counters of answered requests, shared by the processes of a host.

Each process counts for itself, and adds what is new to a small file that all have in common: at
once, and then once a second at the most. So the sums outlive a process, however it ends, and never
go down. Where there can be no such file, a process counts for itself.
"""

import atexit
import fcntl
import logging
import os
import struct
import time
from threading import Lock

from .change_signal import open_shared

logger = logging.getLogger(__name__)

NAMES = ("hits", "misses", "bypasses", "made", "refused", "errors", "bytes")
FILE = "counts"
FLUSH_EVERY = 1.0  # seconds

_NUMBERS = struct.Struct(f"={len(NAMES)}q")
_new = dict.fromkeys(NAMES, 0)
_flushed = float("-inf")
_lock = Lock()


def count(name: str, size: int = 0) -> None:
    """Count one more, and so many bytes that were given."""
    with _lock:
        _new[name] += 1
        _new["bytes"] += size
        if time.monotonic() - _flushed > FLUSH_EVERY:
            _flush()


def totals() -> dict[str, int]:
    """Return what all processes of this host have counted, those that have ended included."""
    with _lock:
        before = _flush()
        return {name: before[name] + _new[name] for name in NAMES}


def _flush() -> dict[str, int]:
    """Add what is new to the file, and return what stands there then."""
    global _flushed
    _flushed = time.monotonic()
    try:
        handle = open_shared(FILE)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            content = os.pread(handle, _NUMBERS.size, 0).ljust(_NUMBERS.size, b"\0")
            before = zip(NAMES, _NUMBERS.unpack(content), strict=True)
            now = {name: number + _new[name] for name, number in before}
            os.pwrite(handle, _NUMBERS.pack(*now.values()), 0)
        finally:
            os.close(handle)
    except OSError as error:
        logger.warning("This process counts for itself only: %s", error)
        return dict.fromkeys(NAMES, 0)
    _new.update(dict.fromkeys(NAMES, 0))
    return now


def _flush_at_exit() -> None:
    with _lock:
        if any(_new.values()):
            _flush()


def _begin_in_child() -> None:
    """Leave to the parent what it has counted."""
    global _lock
    _lock = Lock()
    _new.update(dict.fromkeys(NAMES, 0))


atexit.register(_flush_at_exit)
os.register_at_fork(after_in_child=_begin_in_child)
