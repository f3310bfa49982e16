"""The streams of a command, which can fail: a full disk, a reader that has gone, a closed file."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any

from django.core.management.base import OutputWrapper

if TYPE_CHECKING:
    from collections.abc import Iterator


_STANDARD = (1, 2)


class Unwritten(Exception):
    """What was written has not arrived; `str()` is the reason in the words of the system."""


@contextmanager
def written(stream: Any) -> Iterator[None]:
    """See to it that all that is written meanwhile arrives. Raises Unwritten."""
    try:
        yield
        # Most of it is in a buffer until here, also where nothing can take it.
        stream.flush()
    except OSError as error:
        _forget(stream)
        raise Unwritten(error.strerror or str(error)) from error
    except (AttributeError, ValueError) as error:
        # Python has no stream at all for what was closed before it began.
        if _is_open(stream):
            raise
        raise Unwritten(os.strerror(errno.EBADF)) from error


def open_or_nowhere(stream: Any) -> Any:
    """The stream, or one that takes everything where this one takes nothing."""
    try:
        with written(stream):
            stream.write("", ending="")
    except Unwritten:
        return OutputWrapper(open(os.devnull, "w"))
    return stream


def _is_open(stream: Any) -> bool:
    inner = getattr(stream, "_out", stream)
    return inner is not None and not inner.closed


def _forget(stream: Any) -> None:
    """Let what is still in the buffer go nowhere: Python would fail once more over it at its end."""
    with suppress(OSError, ValueError):
        number = stream.fileno()
        # Whatever else a program has called the command with is its own.
        if number in _STANDARD:
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, number)
            os.close(nowhere)
            stream.flush()
