"""The answers that a process holds in memory: the least recently used go first."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

Headers = tuple[tuple[str, str], ...]
# What an entry takes besides its bytes.
OVERHEAD = 2_000


@dataclass(slots=True)
class Stored:
    """A stored answer. `encodings` has its bytes by Content-Encoding, "" for those as they are.

    `epoch` is the last one of which it is known that the answer was good.
    """

    id: int
    url: str
    status: int
    headers: Headers
    varies_on: tuple[str, ...]
    encodings: dict[str, bytes]
    etag: str
    generation: int
    valid_until: datetime
    epoch: int
    ready: dict[str, Headers] = field(default_factory=dict)

    @property
    def weight(self) -> int:
        """About how many bytes of memory it takes."""
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
        """The answer, which is the most recently used one from now on."""
        entry = self._entries.get(key)
        if entry is not None:
            try:
                self._entries.move_to_end(key)
            except KeyError:
                # Another thread has just taken it out.
                return None
        return entry

    def put(self, key: str, entry: Stored) -> None:
        """Hold the answer, unless it is larger than an eighth of all that may be held."""
        with self._lock:
            self._remove(key)
            if entry.weight * 8 > self.most_bytes:
                return
            self._entries[key] = entry
            self.bytes += entry.weight
            while self.bytes > self.most_bytes:
                _key, oldest = self._entries.popitem(last=False)
                self.bytes -= oldest.weight

    def drop(self, key: str) -> None:
        """Hold the answer no longer."""
        with self._lock:
            self._remove(key)

    def clear(self) -> None:
        """Hold nothing."""
        with self._lock:
            self._entries.clear()
            self.bytes = 0

    def _remove(self, key: str) -> None:
        entry = self._entries.pop(key, None)
        if entry is not None:
            self.bytes -= entry.weight
