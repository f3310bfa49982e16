"""Finding the stored answer for a request: in this process's memory, else in the table.

While the database is away memory answers with what was valid when it was last asked, and copies on
the host's disk with what other processes have held.
"""

from __future__ import annotations

import logging
import time
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from django.db import Error, close_old_connections
from django.http.request import HttpHeaders

from ...conf import setting
from ..change_signal import announced, catch_up
from ..counters import count
from ..versions import UNKNOWN, current_version
from . import table
from .addresses import cookie_names, without_ignored
from .answers import HIT, OFFLINE, Copies, Memory, Stored

if TYPE_CHECKING:
    from collections.abc import Mapping

logger = logging.getLogger(__name__)

# Another host's changes are seen within a second.
LOOK_AGAIN = 0.8  # seconds
# After an error the database is left alone for a while: no visitor waits for it in vain.
LEAVE_ALONE = 1.0


class Known(NamedTuple):
    """The version of the site when the database was last asked, and what was announced before that.

    An answer in memory is valid that shows this version. It is UNKNOWN while something is pending.
    """

    version: int = UNKNOWN
    announced: int | None = None


class Server:
    """The stored answers as one process gives them."""

    def __init__(self, most_bytes: int) -> None:
        self.memory = Memory(most_bytes)
        self.copies = Copies(most_bytes)
        # Replaced as a whole: another thread may look at any moment.
        self.known = Known()
        self._announced_at_failure: int | None = None
        self._looked = self._failed = float("-inf")
        self._asked: Counter[str] = Counter()

    def hold(self, key: str, stored: Stored) -> None:
        """Hold what has been rendered, or found in the table."""
        self.memory.put(key, stored)
        self.copies.write(key, stored)

    def held(self, key: str, known: Known) -> Stored | None:
        """Return what memory has and was valid by what was known, without asking for changes."""
        held = self.memory.get(key)
        is_valid = held is not None and held.version == known.version and held.is_valid
        return held if is_valid else None

    def find(self, key: str) -> tuple[Stored | None, str]:
        """Return the valid answer that is stored by the key, and where it comes from."""
        is_away = time.monotonic() - self._failed < LEAVE_ALONE
        # Whoever hears of a change knows that the database is back.
        if is_away and announced() == self._announced_at_failure:
            return self._find_offline(key), OFFLINE
        try:
            found = self._find(key)
        except Error as error:
            self._failed, self._announced_at_failure = time.monotonic(), announced()
            said = str(error).partition("\n")[0]
            logger.warning("The database fails, memory answers: %s: %s", type(error).__name__, said)
            close_old_connections()
            count("errors")
            return self._find_offline(key), OFFLINE
        if found is not None:
            self._asked[key] += 1
        return found, HIT

    def _find(self, key: str) -> Stored | None:
        if held := self.held(key, self._look()):
            return held
        if found := table.find(key):
            self.hold(key, found)
        return found

    def _find_offline(self, key: str) -> Stored | None:
        """What can be given without asking the database: nothing that this host knows to be old."""
        known = self.known
        held = self.held(key, known) if announced() == known.announced else None
        return held or self.copies.read(key)

    def _look(self) -> Known:
        """Learn of changes, if it is time to ask."""
        known, heard, moment = self.known, announced(), time.monotonic()
        if heard is not None and heard == known.announced and moment - self._looked < LOOK_AGAIN:
            return known
        version = current_version()
        if version not in (UNKNOWN, heard):
            heard = catch_up(version, heard)
        now = Known(version, heard)
        self.known, self._looked = now, moment
        if version not in (known.version, UNKNOWN):
            asked, self._asked = self._asked, Counter()
            table.note_usage(asked)
        return now


# Remembered, since it is asked for every stored answer.
_variable = lru_cache(maxsize=64)(HttpHeaders.to_wsgi_name)


def fits(stored: Stored, meta: Mapping[str, Any]) -> bool:
    """Return whether the answer is valid for what the request says of itself.

    An answer that varies by a header was rendered without it, and is for requests without it.
    """
    for name in stored.head.varies_on:
        if name == "cookie":
            if without_ignored(cookie_names(meta)):
                return False
        elif meta.get(_variable(name), "") not in ("", "*/*" if name == "accept" else ""):
            return False
    return True


@lru_cache(maxsize=1)
def server() -> Server:
    """Return the process's own."""
    return Server(int(setting("SNAPSHOT_MEMORY")))
