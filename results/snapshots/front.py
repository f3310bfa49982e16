"""The front of the site: gives stored answers, and renders those that are missing.

They are found in this process's memory, else in the table. While the database is away memory answers
with what was valid when it was last asked.
"""

import logging
import time
from collections.abc import Mapping
from datetime import timedelta
from functools import lru_cache
from http import HTTPStatus
from threading import RLock
from typing import Any, NamedTuple

from django.db import Error, close_old_connections
from django.http.request import HttpHeaders
from django.utils import timezone

from ..conf import setting
from . import table
from .addresses import Address, address_of, are_declared, cookie_names, is_api
from .answers import HIT, Answer, Head, Memory, Stored, answer
from .rate_limit import give_back, seconds_to_wait
from .rules import rules
from .storing import INTERNAL, PASSING, render
from .versions import UNKNOWN, announce, announced, current_version

logger = logging.getLogger(__name__)

MADE = "made"
# Another host's changes are seen within a second.
LOOK_AGAIN = 0.8  # seconds
# After an error the database is left alone for a while: no visitor waits for it in vain.
LEAVE_ALONE = 1.0
# For so long, or until something changes, an address whose answer was refused is not tried again.
REFUSED_FOR = timedelta(minutes=1)
# What is held of those, and of what is not found: made-up addresses drive out no answer.
REFUSED_BYTES = 8_000_000
# The status of one that the site itself answers.
REFUSED = 0
# One of these is held while an answer is made: each process makes an answer once.
_locks = [RLock() for _number in range(256)]


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
        self.refused = Memory(REFUSED_BYTES)
        # Replaced as a whole: another thread may look at any moment.
        self.known = Known()
        self._looked = self._failed = float("-inf")

    def hold(self, key: str, stored: Stored) -> None:
        """Hold what has been rendered."""
        is_ok = stored.head.status == HTTPStatus.OK
        (self.memory if is_ok else self.refused).put(key, stored)

    def find(self, key: str) -> Stored | None:
        """Return the valid answer that is stored by the key, or what is known of its refusal."""
        if time.monotonic() - self._failed > LEAVE_ALONE:
            try:
                return self.held(key, self._look()) or self._from_table(key)
            except Error as error:
                self._failed = time.monotonic()
                said = str(error).partition("\n")[0]
                name = type(error).__name__
                logger.warning("The database fails, memory answers: %s: %s", name, said)
                close_old_connections()
        known = self.known
        # Nothing that this host has heard to be old.
        return self.held(key, known) if announced() == known.announced else None

    def held(self, key: str, known: Known) -> Stored | None:
        """Return what memory has and is valid by what is known, without asking for changes."""
        for memory in (self.memory, self.refused):
            held = memory.get(key)
            if held and held.version == known.version and held.is_valid:
                return held
        return None

    def _from_table(self, key: str) -> Stored | None:
        if found := table.find(key):
            self.memory.put(key, found)
        return found

    def _look(self) -> Known:
        """Learn of changes, if it is time to ask."""
        known, heard, moment = self.known, announced(), time.monotonic()
        if heard is not None and heard == known.announced and moment - self._looked < LOOK_AGAIN:
            return known
        self.known, self._looked = Known(current_version(), heard), moment
        return self.known


@lru_cache(maxsize=1)
def server() -> Server:
    """Return the process's own."""
    if announced() is None:
        announce()
    return Server(int(setting("SNAPSHOT_MEMORY")))


def given(meta: Mapping[str, Any]) -> Answer | None:
    """Return the stored answer to a request, or None where there is none for it."""
    address = _address(meta)
    return _given(server().find(address.key), meta) if address else None


def made(meta: dict[str, Any]) -> Answer | None:
    """Return the answer to a request for which none is stored, or None if the site is to answer or refuse.

    An answer that is the same for everybody is made and stored at the first request for it.
    """
    address = _address(meta)
    if address is None or not are_declared(address.path, address.query) or seconds_to_wait(meta):
        return None
    with _locks[int(address.key[:8], 16) % len(_locks)]:
        # Whoever was there first may have made it.
        stored = server().find(address.key)
        found = _given(stored, meta) if stored else _given(_make(address), meta, MADE)
    # It is stored from now on. Of what has parameters, or is not there, there is no end.
    is_ok = found is not None and found.status != HTTPStatus.NOT_FOUND
    if is_ok and not address.query and not is_api(address.path):
        give_back(meta)
    return found


def _address(meta: Mapping[str, Any]) -> Address | None:
    return None if INTERNAL in meta or not rules().is_on else address_of(meta)


def _given(stored: Stored | None, meta: Mapping[str, Any], source: str = HIT) -> Answer | None:
    if stored is None or stored.head.status == REFUSED or not fits(stored, meta):
        return None
    return answer(stored, meta, source)


def _make(address: Address) -> Stored | None:
    """Return what is made and hold it, or that it is refused; None after a fault."""
    version = server().known.version
    try:
        rendered = render(address, version, is_asked_for=True)
    except Error:
        return None
    except Exception:
        # Such as a cache that is away; the site may be able to answer without it.
        logger.exception("No snapshot can be made of %s", address.url)
        return None
    if isinstance(rendered, str):
        until = timezone.now() + REFUSED_FOR * (rendered not in PASSING)
        head = Head((), (), (), "", until, status=REFUSED)
        rendered = Stored(head, version, {})
    server().hold(address.key, rendered)
    return rendered


# Remembered, since it is asked for every stored answer.
_variable = lru_cache(maxsize=64)(HttpHeaders.to_wsgi_name)


def fits(stored: Stored, meta: Mapping[str, Any]) -> bool:
    """Return whether the answer is valid for what the request says of itself.

    It was rendered without any of the headers that it varies by, and without any cookie that the site
    has looked for, and is for requests without them.
    """
    head = stored.head
    if head.cookies and "HTTP_COOKIE" in meta:
        names = cookie_names(meta) - rules().ignored_cookies
        if names if "*" in head.cookies else not names.isdisjoint(head.cookies):
            return False
    return all(
        meta.get(_variable(name), "") in ("", "*/*" if name == "accept" else "")
        for name in head.varies_on
    )
