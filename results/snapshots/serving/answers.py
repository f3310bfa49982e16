"""Answers in memory."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import shutil
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from http import HTTPStatus
from threading import Lock, get_ident
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from django.utils import timezone

from ...conf import setting
from ..change_signal import announced, made_folder
from ..files import FileRef
from . import table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


Headers = tuple[tuple[str, str], ...]
# What an entry takes besides its bytes: its key, its headers in two forms, and where it is kept.
OVERHEAD = 5_000


@dataclass(slots=True)
class Head:
    """All that is said of a stored answer; `checksums` are of its bodies by Content-Encoding."""

    url: str
    headers: Headers
    varies_on: tuple[str, ...]
    etag: str
    valid_until: datetime
    checksums: dict[str, int]
    # Of a file, which has no bytes here.
    file: FileRef | None = None
    # Headers as they are sent, by form; and the forms whose bytes were found to be whole.
    ready: dict[str, Headers] = field(default_factory=dict)
    whole: set[str] = field(default_factory=set)

    def as_text(self) -> str:
        """Return it as the table has it."""
        parts = (self.url, self.headers, self.varies_on, self.etag)
        return json.dumps([*parts, self.valid_until.isoformat(), self.checksums, self.file])

    @classmethod
    @lru_cache(maxsize=2048)
    def of_text(cls, text: str) -> Head:
        """Return what the table has; the same text gives the same object."""
        url, headers, varies_on, etag, valid_until, checksums, file = json.loads(text)
        pairs = tuple((name, value) for name, value in headers)
        moment = datetime.fromisoformat(valid_until)
        place = FileRef(*file) if file else None
        return cls(url, pairs, tuple(varies_on), etag, moment, checksums, place)


@dataclass(slots=True)
class Stored:
    """A stored answer. `encodings` has its bytes by Content-Encoding, "" for those as they are."""

    head: Head
    version: int
    encodings: dict[str, bytes]

    @property
    def is_valid(self) -> bool:
        """Return whether its time is not over."""
        return self.head.valid_until > timezone.now()

    @property
    def weight(self) -> int:
        """Return about how many bytes of memory it takes."""
        return OVERHEAD + sum(len(body) for body in self.encodings.values())


class Memory:
    """Stored answers by key, up to a number of bytes."""

    def __init__(self, most_bytes: int) -> None:
        self.most_bytes = most_bytes
        self.bytes = 0
        self._entries: OrderedDict[str, Stored] = OrderedDict()
        self._lock = Lock()

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: str) -> Stored | None:
        """Return the answer, and count it as the most recently used one."""
        try:
            self._entries.move_to_end(key)
            return self._entries[key]
        except KeyError:
            # It is not there; or another thread has just taken it out.
            return None

    def put(self, key: str, entry: Stored) -> None:
        """Hold the answer, unless it is larger than an eighth of all that may be held."""
        with self._lock:
            if before := self._entries.pop(key, None):
                self.bytes -= before.weight
            if entry.weight * 8 > self.most_bytes:
                return
            self._entries[key] = entry
            self.bytes += entry.weight
            while self.bytes > self.most_bytes:
                _key, oldest = self._entries.popitem(last=False)
                self.bytes -= oldest.weight

    def clear(self) -> None:
        """Hold nothing."""
        with self._lock:
            self._entries.clear()
            self.bytes = 0


HIT = "hit"
OFFLINE = "offline"
SAYS = "X-Results-Snapshot"
# What an answer without a body may say (RFC 9110, 15.4.5).
OF_304 = frozenset({"cache-control", "content-location", "etag", "expires", "vary", SAYS.lower()})


class Answer(NamedTuple):
    """A status, headers and bytes; or a file with them, to be closed by who sends it."""

    status: int
    headers: Headers
    body: bytes
    file: BinaryIO | None = None


def answer(stored: Stored, meta: Mapping[str, Any], source: str = HIT) -> Answer | None:
    """Return what the request gets: a 304 if it has the answer already, compressed if it may be.

    None where it is a file that is not there any more.
    """
    encoding = encoding_for(meta.get("HTTP_ACCEPT_ENCODING", ""), stored.encodings)
    if _matches(meta.get("HTTP_IF_NONE_MATCH", ""), stored.head.etag):
        return Answer(HTTPStatus.NOT_MODIFIED.value, _headers(stored, encoding, source, "304"), b"")
    headers, is_head = _headers(stored, encoding, source), meta.get("REQUEST_METHOD") == "HEAD"
    if stored.head.file is not None and not is_head:
        file = stored.head.file.open()
        return None if file is None else Answer(HTTPStatus.OK.value, headers, b"", file)
    return Answer(HTTPStatus.OK.value, headers, b"" if is_head else stored.encodings[encoding])


def encoding_for(accepted: str, encodings: Mapping[str, Any]) -> str:
    """Return the best available encoding that Accept-Encoding names, or ""."""
    offered = {
        name.strip()
        for name, _semicolon, weight in (one.partition(";") for one in accepted.split(","))
        if weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    }
    return next((name for name in ("br", "gzip") if name in offered and name in encodings), "")


def _headers(stored: Stored, encoding: str, source: str, form: str = "") -> Headers:
    wanted = f"{encoding} {source} {form}"
    head = stored.head
    ready = head.ready.get(wanted)
    if ready is None:
        tag = f'"{head.etag}-{encoding}"' if encoding else f'"{head.etag}"'
        listed = [*head.headers, ("ETag", tag), (SAYS, source)]
        if form:
            kept = OF_304 | {str(setting("SNAPSHOT_TAGS_HEADER")).lower()}
            listed = [one for one in listed if one[0].lower() in kept]
        else:
            size = head.file.size if head.file else len(stored.encodings[encoding])
            listed.append(("Content-Length", str(size)))
            if encoding:
                listed.append(("Content-Encoding", encoding))
        ready = head.ready[wanted] = tuple(listed)
    return ready


def _matches(if_none_match: str, etag: str) -> bool:
    if if_none_match.strip() == "*":
        return True
    tags = (tag.strip().removeprefix("W/").strip('"') for tag in if_none_match.split(","))
    return any(tag.removesuffix("-gzip").removesuffix("-br") == etag for tag in tags)


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
