"""Finding the stored answer for a request: in this process's memory, else in the table.

While the database is away memory answers, and what it does not hold is read from the host's disk.
"""

from __future__ import annotations

import itertools
import logging
import time
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import Error, close_old_connections
from django.utils import timezone

from ...conf import setting
from . import table
from .addresses import METHODS, Address, address_of, cookie_names, without_ignored
from .answers import HIT, OFFLINE
from .copies import Copies, begin_copies, drop_all_copies, drop_copies
from .counters import count
from .epoch import catch_up, heard
from .memory import Memory, Stored
from .outlines import Outlines
from .rules import rules

if TYPE_CHECKING:
    from collections.abc import Mapping

logger = logging.getLogger(__name__)

# Another host's changes are seen within a second.
LOOK_AGAIN = 0.8  # seconds
# After an error the database is left alone for a while: no visitor waits for it in vain.
LEAVE_ALONE = 1.0


class Known(NamedTuple):
    """What is known of changes: another value than before says that there was one.

    `heard` is the number that this host's last sweep has announced, `epoch` the database's own when
    the process last asked.
    """

    heard: int | None
    epoch: int


class _Now(NamedTuple):
    """What the database said when it was last asked, and the number that was heard before that.

    An answer in memory is believed that was good in this epoch.
    """

    epoch: int = -1
    generation: int = -1
    heard: int | None = None


class Server:
    """The stored answers as one process gives them."""

    def __init__(self, most_bytes: int) -> None:
        self.memory = Memory(most_bytes)
        self.outlines = Outlines()
        self.copies = Copies(most_bytes)
        # Replaced as a whole: another thread may look at any moment.
        self._now = _Now()
        self._unbelieved = itertools.count(-2, -1)
        self._heard_then: int | None = None
        self._asked = self._failed = float("-inf")

    def address(self, meta: Mapping[str, Any]) -> Address | None:
        """What the request asks for, or None if it is none that stored answers are for."""
        if meta.get("REQUEST_METHOD") not in METHODS or "HTTP_AUTHORIZATION" in meta:
            return None
        if "HTTP_COOKIE" in meta and not rules().personal_cookies.isdisjoint(cookie_names(meta)):
            return None
        return address_of(meta)

    @property
    def known(self) -> Known:
        """What is known of changes now."""
        return Known(heard(), self._now.epoch)

    def hold(self, key: str, stored: Stored, then: Known) -> None:
        """Hold what has been made; `then` is what was known before the making began."""
        self.memory.put(key, stored)
        self.copies.write(key, stored, then.heard)

    def find(self, key: str, accepted: str) -> tuple[Stored | None, str]:
        """The good answer that is stored by the key, and what is said of where it comes from.

        It has at least the bytes that a request gets whose header Accept-Encoding is `accepted`.
        """
        held = self.memory.get(key)
        if held is not None and held.valid_until <= timezone.now():
            self.memory.drop(key)
            held = None
        if time.monotonic() - self._failed < LEAVE_ALONE and heard() == self._heard_then:
            return self._unasked(key, held), OFFLINE
        try:
            return self._checked(key, held, accepted), HIT
        except Error as error:
            # Who hears of a change knows that the database is back.
            self._failed, self._heard_then = time.monotonic(), heard()
            said = str(error).partition("\n")[0]
            logger.warning("The database fails, memory answers: %s: %s", type(error).__name__, said)
            close_old_connections()
            count("stale")
            return self._unasked(key, held), OFFLINE

    def _unasked(self, key: str, held: Stored | None) -> Stored | None:
        """What can be given without asking the database: nothing that this host knows to be old."""
        now = self._now
        if held is not None and held.epoch == now.epoch and heard() == now.heard:
            return held
        return self.copies.read(key)

    def _checked(self, key: str, held: Stored | None, accepted: str) -> Stored | None:
        if not self.memory.most_bytes:
            return self.outlines.find(key, accepted)
        now = self._listen()
        if held is not None:
            if held.epoch == now.epoch and held.generation == now.generation:
                return held
            if table.is_good(held, key):
                held.epoch, held.generation = now.epoch, now.generation
                self.copies.write(key, held, now.heard)
                return held
            self.memory.drop(key)
        found = table.find(key, now.epoch)
        if found is None:
            drop_copies([key])
        else:
            self.memory.put(key, found)
            self.copies.write(key, found, now.heard)
        return found

    def _listen(self) -> _Now:
        """Learn of what has changed, if it is time to ask."""
        now, number, moment = self._now, heard(), time.monotonic()
        if number is not None and number == now.heard and moment - self._asked < LOOK_AGAIN:
            return now
        epoch, generation, waiting = table.state_and_waiting()
        if number is not None and (caught_up := catch_up(epoch, number)) != number:
            # Another host has swept, and cannot say here what it has dropped.
            number = caught_up
            drop_all_copies()
        if generation != now.generation:
            begin_copies(generation)
        if waiting:
            # A process may not live to sweep: as long as one has not, memory is not believed.
            epoch = next(self._unbelieved)
        now = _Now(epoch, generation, number)
        self._now, self._asked = now, moment
        return now


def fits(stored: Stored, meta: Mapping[str, Any]) -> bool:
    """Whether the answer is good for what the request says of itself.

    An answer that varies by a header was made without it, and is for requests without it.
    """
    for name in stored.varies_on:
        if name == "cookie":
            if "HTTP_COOKIE" in meta and without_ignored(cookie_names(meta)):
                return False
        elif meta.get(_header(name), "") not in ("", "*/*" if name == "accept" else ""):
            return False
    return True


@lru_cache(maxsize=64)
def _header(name: str) -> str:
    return f"HTTP_{name.upper().replace('-', '_')}"


@lru_cache(maxsize=1)
def server() -> Server:
    """The process's own."""
    return Server(int(setting("SNAPSHOT_MEMORY")))
