"""Stored answers: what each consists of, those in memory, and the form in which a request gets one."""

import json
from collections import OrderedDict
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from http import HTTPStatus
from threading import Lock
from typing import Any, NamedTuple

from django.utils import timezone

from ..conf import setting

Headers = tuple[tuple[str, str], ...]
# What an entry takes besides its bytes: its key, its headers in two forms, and where it is kept.
OVERHEAD = 5_000


@dataclass(slots=True)
class Head:
    """All that is known of a stored answer but its bytes.

    `varies_on` has headers and `cookies` the names of cookies that it was made without; "*" among
    `cookies` stands for any.
    """

    headers: Headers
    varies_on: tuple[str, ...]
    cookies: tuple[str, ...]
    etag: str
    valid_until: datetime
    # Of one that is not found, which is held in memory only.
    status: int = HTTPStatus.OK.value
    # Headers as they are sent, by form.
    ready: dict[str, Headers] = field(default_factory=dict)

    def as_text(self) -> str:
        """Return it as the table has it."""
        parts = (self.headers, self.varies_on, self.cookies, self.etag)
        return json.dumps([*parts, self.valid_until.isoformat()])

    @classmethod
    @lru_cache(maxsize=2048)
    def of_text(cls, text: str) -> "Head":
        """Return what the table has; the same text gives the same object."""
        headers, varies_on, cookies, etag, valid_until = json.loads(text)
        pairs = tuple((name, value) for name, value in headers)
        moment = datetime.fromisoformat(valid_until)
        return cls(pairs, tuple(varies_on), tuple(cookies), etag, moment)


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

    def get(self, key: str) -> Stored | None:
        """Return the answer, and count it as the most recently used one."""
        found = self._entries.get(key)
        if found is not None:
            # Another thread may have just taken it out.
            with suppress(KeyError):
                self._entries.move_to_end(key)
        return found

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


HIT = "hit"
SAYS = "X-Results-Snapshot"
# What an answer without a body may say (RFC 9110, 15.4.5).
OF_304 = frozenset({"cache-control", "content-location", "etag", "expires", "vary", SAYS.lower()})


class Answer(NamedTuple):
    """What is sent: a status, headers and bytes."""

    status: int
    headers: Headers
    body: bytes


def answer(stored: Stored, meta: Mapping[str, Any], source: str = HIT) -> Answer:
    """Return what the request gets: a 304 if it has the answer already, compressed if it may be."""
    head, status = stored.head, stored.head.status
    accepted = _offered(meta.get("HTTP_ACCEPT_ENCODING", ""))
    encoding = next((name for name in accepted if name in stored.encodings), "")
    known = meta.get("HTTP_IF_NONE_MATCH")
    if known and status == HTTPStatus.OK and _matches(known, head.etag):
        return Answer(HTTPStatus.NOT_MODIFIED.value, _headers(stored, encoding, source, "304"), b"")
    is_head = meta.get("REQUEST_METHOD") == "HEAD"
    body = b"" if is_head else stored.encodings[encoding]
    return Answer(status, _headers(stored, encoding, source), body)


@lru_cache(maxsize=64)
def _offered(accepted: str) -> tuple[str, ...]:
    """Return the encodings that Accept-Encoding names and that there may be, the best one first."""
    offered = {
        name.strip()
        for name, _semicolon, weight in (one.partition(";") for one in accepted.split(","))
        if weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    }
    return tuple(name for name in ("br", "gzip") if name in offered)


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
            listed.append(("Content-Length", str(len(stored.encodings[encoding]))))
            if encoding:
                listed.append(("Content-Encoding", encoding))
        ready = head.ready[wanted] = tuple(listed)
    return ready


def _matches(if_none_match: str, etag: str) -> bool:
    if if_none_match.strip() == "*":
        return True
    tags = (tag.strip().removeprefix("W/").strip('"') for tag in if_none_match.split(","))
    return any(tag.removesuffix("-gzip").removesuffix("-br") == etag for tag in tags)
