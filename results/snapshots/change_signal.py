"""The signal by which the processes of one host learn that something has changed.

A small file that all of them have mapped into memory holds the number that was announced last: to
look at it costs no system call. It is a random one after a change, which says that the database has
to be asked, and the version of the site once a process has asked. Where the file cannot be had, the
database is asked each time.
"""

from __future__ import annotations

import contextlib
import fcntl
import logging
import mmap
import os
import stat
import tempfile
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings

if TYPE_CHECKING:
    from collections.abc import Iterator

logger = logging.getLogger(__name__)

SIZE = 8


@lru_cache(maxsize=1)
def folder() -> Path:
    """Return the folder that the processes serving one database on this host share."""
    database = settings.DATABASES["default"]
    parts = [str(database.get(name, "")) for name in ("ENGINE", "HOST", "PORT", "NAME")]
    # Of PostgreSQL, where the schema may be named.
    parts.append(str(database.get("OPTIONS", {}).get("options", "")))
    name = blake2b("\0".join([*parts, settings.SECRET_KEY]).encode(), digest_size=12).hexdigest()
    return Path(tempfile.gettempdir()) / f"results-snapshots-{os.getuid()}-{name}"


def made_folder() -> Path:
    """Return the folder, created if need be; raise OSError if it cannot be, or is not ours."""
    folder().mkdir(mode=0o700, exist_ok=True)
    state = folder().lstat()
    if state.st_uid != os.getuid() or not stat.S_ISDIR(state.st_mode):
        raise PermissionError(f"{folder()} belongs to somebody else, or leads elsewhere")
    return folder()


def open_shared(name: str) -> int:
    """Open a file of the folder, created if need be, to be read and written; raise OSError."""
    return os.open(made_folder() / name, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)


def keep_folder() -> None:
    """Have whatever clears up old temporary files leave alone what processes have mapped."""
    with contextlib.suppress(OSError):
        for file in (folder(), *folder().iterdir()):
            os.utime(file, follow_symlinks=False)


@lru_cache(maxsize=1)
def _mapped() -> memoryview | None:
    try:
        handle = open_shared("changes")
        try:
            size = os.fstat(handle).st_size
            if size < SIZE:
                # Written, since a hole on a full disk would end whoever writes there.
                os.pwrite(handle, bytes(SIZE - size), size)
            return memoryview(mmap.mmap(handle, SIZE)).cast("q")
        finally:
            os.close(handle)
    except OSError as error:
        logger.warning("Every answer asks the database for changes: %s", error)
        return None


def announced() -> int | None:
    """Return the number that was announced last on this host, or None if nobody can hear."""
    mapped = _mapped()
    return None if mapped is None else mapped[0]


def announce(number: int) -> None:
    """Let every process of this host know of a change, before it is acknowledged."""
    mapped = _mapped()
    if mapped is not None:
        with _announcing():
            mapped[0] = number


def catch_up(version: int, since: int | None) -> int | None:
    """Announce the version that the database has, unless something was announced here since `since`."""
    mapped = _mapped()
    if mapped is None:
        return None
    with _announcing():
        if mapped[0] == since:
            mapped[0] = version
            return version
    return since


@contextlib.contextmanager
def _announcing() -> Iterator[None]:
    """Let no other thread or process of this host announce anything within the block."""
    with contextlib.ExitStack() as stack:
        with contextlib.suppress(OSError):
            handle = open_shared("announcing")
            stack.callback(os.close, handle)
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
