"""One rendering at a time: whoever wants the same answer waits for whoever renders it.

Threads of a process wait for each other by a lock, which costs nothing meanwhile; one of them waits
for the other processes of the host, by a file.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from threading import Lock
from typing import TYPE_CHECKING

from ..change_signal import open_shared

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_WAIT = 5.0  # seconds
PAUSE = 0.005
LOCKS = 256

_threads = [Lock() for _number in range(LOCKS)]


@contextlib.contextmanager
def claim(key: str) -> Iterator[bool]:
    """Hold the right to render what belongs to the key; gives whether somebody else had it first.

    What it is held by ends with the process, however that ends. Whoever has waited for too long
    renders as well.
    """
    number = int(key[:8], 16) % LOCKS
    mine = _threads[number]
    is_free = mine.acquire(blocking=False)
    is_held = is_free or mine.acquire(timeout=LONGEST_WAIT)
    try:
        with _file(number) as has_waited:
            yield has_waited or not is_free
    finally:
        if is_held:
            mine.release()


@contextlib.contextmanager
def _file(number: int) -> Iterator[bool]:
    try:
        handle = open_shared(f"lock-{number}")
    except OSError:
        # Nobody knows whether another process renders it.
        yield True
        return
    try:
        yield _lock(handle)
    finally:
        os.close(handle)


def _lock(handle: int) -> bool:
    """Wait for the lock, but not too long; return whether it was held."""
    begun, has_waited = time.monotonic(), False
    while time.monotonic() - begun < LONGEST_WAIT:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            has_waited = True
            time.sleep(PAUSE)
        else:
            break
    return has_waited
