"""One rendering at a time: processes of a host that want the same answer wait for each other."""

from __future__ import annotations

import contextlib
import fcntl
import os
import time
from typing import TYPE_CHECKING

from ..change_signal import open_shared

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_WAIT = 5.0  # seconds
PAUSE = 0.005
LOCKS = 256


@contextlib.contextmanager
def claim(key: str) -> Iterator[bool]:
    """Hold the right to render what belongs to the key; tells whether it was waited for.

    The lock is the system's: it ends with the process, however that ends. Whoever has waited for
    too long renders as well.
    """
    try:
        handle = open_shared(f"lock-{int(key[:8], 16) % LOCKS}")
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
