"""What tells the processes of one host that something has changed.

Each sweep writes the gate's new epoch into a small file that all processes of the host have mapped
into memory: to look at it costs no system call. Where the file cannot be had, the database is asked
each time.
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

from django.conf import settings

logger = logging.getLogger(__name__)

_NUMBER = struct.Struct("=q")


@lru_cache(maxsize=1)
def folder() -> Path:
    """Where the processes of this host that serve the same database meet; readable by them only."""
    database = settings.DATABASES["default"]
    parts = [str(database.get(name, "")) for name in ("ENGINE", "HOST", "PORT", "NAME")]
    name = blake2b("\0".join([*parts, settings.SECRET_KEY]).encode(), digest_size=12).hexdigest()
    return Path(tempfile.gettempdir()) / f"results-snapshots-{os.getuid()}-{name}"


def made_folder() -> Path:
    """The folder, made if need be; raises OSError where it cannot be had, or is not ours."""
    folder().mkdir(mode=0o700, exist_ok=True)
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
            if os.fstat(handle).st_size < _NUMBER.size:
                os.ftruncate(handle, _NUMBER.size)
            return mmap.mmap(handle, _NUMBER.size)
        finally:
            os.close(handle)
    except OSError as error:
        logger.warning("Every answer asks the database for changes: %s", error)
        return None


def heard() -> int | None:
    """The number that the last sweep of this host has announced, or None if nobody can hear."""
    mapped = _mapped()
    return None if mapped is None else _NUMBER.unpack_from(mapped)[0]


def announce(epoch: int) -> None:
    """Let every process of this host know, before the change is acknowledged."""
    mapped = _mapped()
    if mapped is not None:
        _NUMBER.pack_into(mapped, 0, epoch)
