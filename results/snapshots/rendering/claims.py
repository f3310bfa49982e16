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
    """Hold the right to render what belongs to the key; tells whether it was waited for.

    What it is held by ends with the process, however that ends. Whoever has waited for too long
    renders as well.
    """
    number = int(key[:8], 16) % LOCKS
    mine = _threads[number]
    has_waited = not mine.acquire(blocking=False)
    is_held = not has_waited or mine.acquire(timeout=LONGEST_WAIT)
    try:
        with _file(number) as has_waited_for_others:
            yield has_waited or has_waited_for_others
    finally:
        if is_held:
            mine.release()


@contextlib.contextmanager
def _file(number: int) -> Iterator[bool]:
    try:
        handle = open_shared(f"lock-{number}")
    except OSError:
        yield False
        return
    try:
        yield _lock(handle)
    finally:
        os.close(handle)


def _lock(handle: int) -> bool:
    """Wait for the lock, but not too long; return whether there was anything to wait for."""
    begun = time.monotonic()
    has_waited = False
    while time.monotonic() - begun < LONGEST_WAIT:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            has_waited = True
            time.sleep(PAUSE)
        else:
            break
    return has_waited
