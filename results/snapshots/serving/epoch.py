"""What tells the processes of one host that something has changed.

Each sweep is announced in a small file that all processes of the host have mapped into memory: to
look at it costs no system call. It has two numbers, that of announcements, which only grows, and
the gate's epoch that was announced last. Where the file cannot be had, the database is asked each
time.
"""

from __future__ import annotations

import contextlib
import logging
import mmap
import os
import stat
import struct
import tempfile
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from django.conf import settings

try:
    import fcntl
except ImportError:  # not on Windows
    fcntl = None  # type: ignore[assignment]

if TYPE_CHECKING:
    from collections.abc import Iterator

logger = logging.getLogger(__name__)

_NUMBERS = struct.Struct("=qq")
_lock = Lock()


@lru_cache(maxsize=1)
def folder() -> Path:
    """Where the processes of this host that serve the same database meet; readable by them only."""
    database = settings.DATABASES["default"]
    parts = [str(database.get(name, "")) for name in ("ENGINE", "HOST", "PORT", "NAME")]
    # Of PostgreSQL, where the schema may be named.
    parts.append(str(database.get("OPTIONS", {}).get("options", "")))
    name = blake2b("\0".join([*parts, settings.SECRET_KEY]).encode(), digest_size=12).hexdigest()
    return Path(tempfile.gettempdir()) / f"results-snapshots-{os.getuid()}-{name}"


def made_folder() -> Path:
    """The folder, made if need be; raises OSError where it cannot be had, or is not ours."""
    folder().mkdir(mode=0o700, exist_ok=True)
    return own_folder()


def own_folder() -> Path:
    """The folder; raises OSError where there is none, or it is not ours."""
    state = folder().lstat()
    if state.st_uid != os.getuid() or not stat.S_ISDIR(state.st_mode):
        raise PermissionError(f"{folder()} belongs to somebody else, or leads elsewhere")
    return folder()


def keep_folder() -> None:
    """Have whatever clears up old temporary files leave alone what processes have mapped."""
    with contextlib.suppress(OSError):
        for file in (folder(), *folder().iterdir()):
            os.utime(file, follow_symlinks=False)


@lru_cache(maxsize=1)
def _mapped() -> mmap.mmap | None:
    try:
        handle = os.open(made_folder() / "epoch", os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        try:
            size = os.fstat(handle).st_size
            if size < _NUMBERS.size:
                # Written, since a hole on a full disk would end whoever writes there.
                os.pwrite(handle, bytes(_NUMBERS.size - size), size)
            return mmap.mmap(handle, _NUMBERS.size)
        finally:
            os.close(handle)
    except OSError as error:
        logger.warning("Every answer asks the database for changes: %s", error)
        return None


def heard() -> int | None:
    """How many announcements this host has heard, or None if nobody can hear."""
    mapped = _mapped()
    return None if mapped is None else _NUMBERS.unpack_from(mapped)[0]


def announce(epoch: int) -> bool:
    """Let every process of this host know of a sweep, before the change is acknowledged.

    False if it does not follow upon the last one that was announced. Then something was swept of
    which nobody here has heard: by another host, or by a process that ended before it could tell.
    """
    mapped = _mapped()
    if mapped is None:
        return False
    with _announcing():
        number, last = _NUMBERS.unpack_from(mapped)
        _NUMBERS.pack_into(mapped, 0, number + 1, epoch)
    return epoch in (last, last + 1)


def catch_up(epoch: int, number: int) -> int:
    """Announce the epoch that the database has told, if it is another than was announced last.

    `number` is what was heard before the database was asked. What comes back is another one if it
    was announced; whoever gets that is to remove what may be old.
    """
    mapped = _mapped()
    if mapped is None or _NUMBERS.unpack_from(mapped)[1] == epoch:
        return number
    with _announcing():
        # If somebody has announced something since, the epoch may be that of before.
        if _NUMBERS.unpack_from(mapped)[0] != number:
            return number
        _NUMBERS.pack_into(mapped, 0, number + 1, epoch)
    return number + 1


@contextlib.contextmanager
def _announcing() -> Iterator[None]:
    """Let no other thread or process of this host announce anything within the block."""
    with _lock, contextlib.ExitStack() as stack:
        if fcntl is not None:
            with contextlib.suppress(OSError):
                name = made_folder() / "announcing"
                handle = os.open(name, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
                stack.callback(os.close, handle)
                fcntl.flock(handle, fcntl.LOCK_EX)
        yield
