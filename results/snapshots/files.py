"""Files that are given as answers: what is stored of one is where it lies, not its bytes."""

from __future__ import annotations

import os
from contextlib import suppress
from typing import Any, BinaryIO, NamedTuple


class FileRef(NamedTuple):
    """A file on disk as it was when it was looked at."""

    path: str
    size: int
    changed_at: int  # nanoseconds

    def open(self) -> BinaryIO | None:
        """Return the file, opened; None if it is gone, or is another one by now."""
        with suppress(OSError):
            file = open(self.path, "rb")  # noqa: SIM115
            if _state(file) == self[1:]:
                return file
            file.close()
        return None


def file_of(stream: Any) -> FileRef | None:
    """Return where the open file lies; None of what is far away, or in memory."""
    with suppress(AttributeError, NotImplementedError, OSError, TypeError, ValueError):
        path = os.path.abspath(getattr(stream, "path", None) or stream.name)
        found = FileRef(path, *_state(stream))
        if (again := found.open()) is not None:
            again.close()
            return found
    return None


def _state(file: BinaryIO) -> tuple[int, int]:
    state = os.fstat(file.fileno())
    return state.st_size, state.st_mtime_ns
