"""Copies of stored answers on the host's disk, for when the database is away.

A process that has just begun holds nothing in its memory; while the database is away it gives what
another process of the host has held. The copies of a generation have a folder of their own: the
next generation ends all of them at once.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import shutil
from datetime import datetime
from pathlib import Path
from threading import get_ident
from typing import TYPE_CHECKING

from django.utils import timezone

from .epoch import announce, heard, made_folder, own_folder
from .memory import Stored
from .table import checksum_of

if TYPE_CHECKING:
    from collections.abc import Collection

logger = logging.getLogger(__name__)

NAME = "copies"
# So often the files are counted, and the oldest removed where there are too many bytes.
TIDY_EVERY = 100
# No generation and no epoch has this number: of a copy it is not known what is good by now.
UNKNOWN = -1


class Copies:
    """The copies as one process writes and reads them, of up to a number of bytes."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self._written = 0

    def write(self, key: str, stored: Stored, then: int | None) -> None:
        """Copy the answer, which was good when `epoch.heard` gave the number `then`.

        A sweep announces itself before it removes copies. So whichever comes later, it or the
        check at the end here, removes one that is old.
        """
        if not self.most_bytes or then is None:
            return
        try:
            place = _of_generation(stored.generation)
            if _id_of(place / key) != stored.id:
                _write(place, key, stored)
                # With the first one too, since a process may not live to write so many.
                if self._written % TIDY_EVERY == 0:
                    _tidy(place, self.most_bytes)
                self._written += 1
        except OSError as error:
            logger.warning("No copy is kept of %s: %s", stored.url, error)
        if heard() != then:
            drop_copies([key])

    def read(self, key: str) -> Stored | None:
        """The copy, or None where there is none that is whole and has not expired."""
        if not self.most_bytes:
            return None
        for place in _generations()[:1]:
            with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
                stored = _read(key, (place / key).read_bytes())
                return stored if stored.valid_until > timezone.now() else None
        return None


def drop_copies(keys: Collection[str]) -> None:
    """Remove the copies of these keys."""
    for place in _generations():
        for key in keys:
            with contextlib.suppress(OSError):
                (place / key).unlink(missing_ok=True)


def drop_all_copies() -> None:
    """Remove all copies."""
    for place in _generations():
        shutil.rmtree(place, ignore_errors=True)


def begin_copies(generation: int) -> None:
    """Remove all copies of other generations."""
    for one in _generations():
        if int(one.name) != generation:
            shutil.rmtree(one, ignore_errors=True)
    with contextlib.suppress(OSError):
        _of_generation(generation)


def tell(epoch: int, keys: Collection[str]) -> None:
    """Let every process of this host know of a sweep, and remove the copies of what it dropped."""
    # In this order, see `Copies.write`.
    if announce(epoch):
        drop_copies(keys)
    else:
        drop_all_copies()


def _generations() -> list[Path]:
    """The folders of generations, the last one first."""
    with contextlib.suppress(OSError):
        found = [one for one in (own_folder() / NAME).iterdir() if one.name.isdecimal()]
        return sorted(found, key=lambda one: int(one.name), reverse=True)
    return []


def _of_generation(generation: int) -> Path:
    place = made_folder() / NAME / str(generation)
    if not place.is_dir():
        place.mkdir(mode=0o700, parents=True, exist_ok=True)
        for one in _generations():
            if int(one.name) < generation:
                shutil.rmtree(one, ignore_errors=True)
    return place


def _id_of(file: Path) -> int:
    """The id of the answer that the file is a copy of; 0 if there is no such file."""
    try:
        with file.open("rb") as handle:
            return int(handle.readline())
    except (OSError, ValueError):
        return 0


def _write(place: Path, key: str, stored: Stored) -> None:
    head = {
        "url": stored.url,
        "status": stored.status,
        "headers": stored.headers,
        "varies_on": stored.varies_on,
        "etag": stored.etag,
        "valid_until": stored.valid_until.isoformat(),
        "sizes": {name: len(body) for name, body in stored.encodings.items()},
    }
    number, rest = str(stored.id).encode(), json.dumps(head).encode()
    bodies = b"".join(stored.encodings.values())
    checksum = str(checksum_of((number, key.encode(), rest, bodies))).encode()
    parts = [number, checksum, rest, bodies]
    half = place / f"{key}.{os.getpid()}.{get_ident()}"
    try:
        half.write_bytes(b"\n".join(parts))
        half.replace(place / key)
    finally:
        half.unlink(missing_ok=True)


def _read(key: str, content: bytes) -> Stored:
    """The answer that the content is a copy of; raises ValueError where it is damaged."""
    number, checksum, rest, bodies = content.split(b"\n", 3)
    if checksum_of((number, key.encode(), rest, bodies)) != int(checksum):
        raise ValueError(key)
    head = json.loads(rest)
    encodings, start = {}, 0
    for name, size in head["sizes"].items():
        encodings[name] = bodies[start : start + size]
        start += size
    return Stored(
        id=int(number),
        url=head["url"],
        status=head["status"],
        headers=tuple((name, value) for name, value in head["headers"]),
        varies_on=tuple(head["varies_on"]),
        encodings=encodings,
        etag=head["etag"],
        generation=UNKNOWN,
        valid_until=datetime.fromisoformat(head["valid_until"]),
        epoch=UNKNOWN,
    )


def _tidy(place: Path, most_bytes: int) -> None:
    """Remove the oldest files until an eighth of the room is free, if there is none."""
    files = []
    for file in place.iterdir():
        with contextlib.suppress(OSError):
            state = file.stat()
            files.append((state.st_mtime, state.st_size, file))
    left = sum(size for _time, size, _file in files)
    if left <= most_bytes:
        return
    for _time, size, file in sorted(files):
        with contextlib.suppress(OSError):
            file.unlink(missing_ok=True)
        left -= size
        if left <= most_bytes * 7 / 8:
            return
