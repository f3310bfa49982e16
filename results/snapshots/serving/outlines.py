"""What a process without memory for answers remembers of them: all but their bytes.

An answer in the table is never changed, only replaced by another one with a number of its own. So
one look by that number gives the bytes that are asked for, and says whether the answer is good.
"""

from __future__ import annotations

import contextlib
from collections import OrderedDict
from typing import TYPE_CHECKING, NamedTuple

from django.utils import timezone

from . import table
from .answers import encoding_for
from .memory import Stored

if TYPE_CHECKING:
    from collections.abc import Mapping

# An outline takes about 2 kB.
MOST = 1_000


class Outline(NamedTuple):
    """An answer without its bytes, and their checksums by Content-Encoding."""

    stored: Stored
    checksums: Mapping[str, int]


class Outlines:
    """The outlines by the keys of their answers: the least recently noted go first."""

    def __init__(self) -> None:
        self._entries: OrderedDict[str, Outline] = OrderedDict()

    def __len__(self) -> int:
        return len(self._entries)

    def find(self, key: str, accepted: str) -> Stored | None:
        """The good answer that is stored by the key, with at least the bytes that are asked for.

        `accepted` is what the request says in its header Accept-Encoding.
        """
        outline = self._entries.get(key)
        found = None if outline is None else _whole(outline, key, accepted)
        return found or self._read(key)

    def _read(self, key: str) -> Stored | None:
        found = table.find(key)
        if found is not None:
            checksums = {name: table.checksum_of([body]) for name, body in found.encodings.items()}
            self._entries[key] = Outline(_with(found, {}), checksums)
            while len(self._entries) > MOST:
                # Another thread may have made room meanwhile.
                with contextlib.suppress(KeyError):
                    self._entries.popitem(last=False)
        return found


def _whole(outline: Outline, key: str, accepted: str) -> Stored | None:
    """The answer with the bytes that are asked for, or None if it is good no longer, or damaged."""
    stored, checksums = outline
    encoding = encoding_for(accepted, checksums)
    body = table.body_of(stored, key, encoding)
    if (
        body is None
        or table.checksum_of([body]) != checksums[encoding]
        or stored.valid_until <= timezone.now()
    ):
        return None
    return _with(stored, {encoding: body})


def _with(stored: Stored, encodings: dict[str, bytes]) -> Stored:
    return Stored(
        stored.id,
        stored.url,
        stored.status,
        stored.headers,
        stored.varies_on,
        encodings,
        stored.etag,
        stored.generation,
        stored.valid_until,
        stored.epoch,
        stored.ready,
    )
