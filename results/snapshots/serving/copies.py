"""Copies of stored answers on the host's disk, for when the database is away.

A process that has just begun, or was never asked for an answer, holds it not in its memory. The
copies of a version of the site have a folder of their own, and are read only while no other version
was announced on this host.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import shutil
from threading import get_ident
from typing import TYPE_CHECKING

from ..change_signal import announced, made_folder
from . import table

if TYPE_CHECKING:
    from pathlib import Path

    from .memory import Stored

logger = logging.getLogger(__name__)

NAME = "copies"


class Copies:
    """The copies as one process writes and reads them, of up to a number of bytes a version."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self._version: int | None = None
        self._written = 0

    def write(self, key: str, stored: Stored) -> None:
        """Copy the answer unless there is no room, or it is one of many with other parameters."""
        if stored.version != announced() or "?" in stored.head.url:
            return
        try:
            if stored.version != self._version:
                self._begin(stored.version)
            self._written += stored.weight
            if self._written <= self.most_bytes:
                _write(_folder(stored.version) / key, stored)
        except OSError as error:
            logger.warning("No copy is kept of %s: %s", stored.head.url, error)

    def read(self, key: str) -> Stored | None:
        """Return the copy of the version that was announced last, or None."""
        version = announced()
        if version is None:
            return None
        with contextlib.suppress(OSError, ValueError):
            head, sizes, bodies = (_folder(version) / key).read_bytes().split(b"\n", 2)
            encodings = {}
            for name, size in json.loads(sizes).items():
                encodings[name], bodies = bodies[:size], bodies[size:]
            return table.whole(head.decode(), version, encodings)
        return None

    def _begin(self, version: int) -> None:
        """Make the folder of the version, and remove those of others."""
        place = _folder(version)
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        for other in place.parent.iterdir():
            if other != place:
                shutil.rmtree(other, ignore_errors=True)
        self._version, self._written = version, 0


def _folder(version: int) -> Path:
    return made_folder() / NAME / str(version)


def _write(place: Path, stored: Stored) -> None:
    sizes = json.dumps({name: len(body) for name, body in stored.encodings.items()})
    lines = [stored.head.as_text().encode(), sizes.encode(), b"".join(stored.encodings.values())]
    half = place.with_name(f"{place.name}.{os.getpid()}.{get_ident()}")
    try:
        half.write_bytes(b"\n".join(lines))
        half.replace(place)
    except OSError:
        half.unlink(missing_ok=True)
        raise
