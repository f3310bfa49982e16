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
def claim(key: str) -> Iterator[None]:
    """Hold the right to render what belongs to the key.

    What it is held by ends with the process, however that ends. Whoever has waited for too long
    renders as well.
    """
    number = int(key[:8], 16) % LOCKS
    mine = _threads[number]
    is_held = mine.acquire(timeout=LONGEST_WAIT)
    try:
        with _file(number):
            yield
    finally:
        if is_held:
            mine.release()


@contextlib.contextmanager
def _file(number: int) -> Iterator[None]:
    try:
        handle = open_shared(f"lock-{number}")
    except OSError:
        yield
        return
    try:
        _lock(handle)
        yield
    finally:
        os.close(handle)


def _lock(handle: int) -> None:
    """Wait for the lock, but not too long."""
    begun = time.monotonic()
    while time.monotonic() - begun < LONGEST_WAIT:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(PAUSE)
        else:
            break
