"""The answers that a process holds in memory: the least recently used go first."""

from __future__ import annotations

import json
from collections import OrderedDict
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from threading import Lock

from django.utils import timezone

from ..files import FileRef

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
