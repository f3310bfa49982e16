"""One maker at a time: the processes of a host that want the same snapshot wait for each other."""

from __future__ import annotations

import contextlib
import os
import time

try:
    import fcntl
except ImportError:  # not on Windows, where each makes its own
    fcntl = None  # type: ignore[assignment]

from typing import TYPE_CHECKING

from ..change_signal import made_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST_WAIT = 5.0  # seconds
PAUSE = 0.005
LOCKS = 256


@contextlib.contextmanager
def claim(key: str) -> Iterator[None]:
    """Hold the right to make what belongs to the key.

    The lock is the system's: it ends with the process, however that ends. Whoever has waited for
    too long makes it as well.
    """
    handle = _open(key)
    if handle is None:
        yield
        return
    try:
        _lock(handle)
        yield
    finally:
        os.close(handle)


def _open(key: str) -> int | None:
    if fcntl is None:
        return None
    try:
        name = made_folder() / f"lock-{int(key[:8], 16) % LOCKS}"
        return os.open(name, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
    except OSError:
        return None


def _lock(handle: int) -> None:
    """Wait for the lock, but not too long."""
    until = time.monotonic() + LONGEST_WAIT
    while time.monotonic() < until:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            time.sleep(PAUSE)
        else:
            return
