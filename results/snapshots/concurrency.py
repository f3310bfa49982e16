"""How many requests are at work at once: editors never take the last threads of a process."""

from __future__ import annotations

import time
from collections import deque
from contextlib import contextmanager
from http import HTTPStatus
from threading import Lock
from typing import TYPE_CHECKING, Any

from django.core.handlers.wsgi import WSGIRequest

from ..outage import retry_later
from .serving.addresses import METHODS, cookie_names
from .serving.parameters import is_api
from .serving.rules import rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

RETRY_AFTER = 2  # seconds
# Between editors who wait for one another, so that those who read have the process meanwhile.
PAUSE = 0.1


class ConcurrencyLimit:
    """Lets few requests through at once, in the order in which they came; some more wait.

    Without `waiting` all others wait; else those that are too many are to come again. Whoever has
    waited begins `pause` seconds after the one before has ended.
    """

    def __init__(self, at_once: int, waiting: int | None = None, pause: float = 0) -> None:
        self._may_wait = waiting
        self._pause = pause
        self._free = at_once
        self._waiting: deque[Lock] = deque()
        self._lock = Lock()

    def pass_through(
        self,
        application: Callable[..., Iterable[bytes]],
        environ: dict[str, Any],
        start_response: Callable[..., Any],
    ) -> Iterable[bytes]:
        """Return what the application answers, or 503 where too many wait already."""
        with self.turn() as is_mine:
            return (
                application(environ, start_response)
                if is_mine
                else _refuse(environ, start_response)
            )

    @contextmanager
    def turn(self) -> Iterator[bool]:
        """Wait for one's turn and have it; False, at once, where too many wait already."""
        is_mine = self._begin()
        try:
            yield is_mine
        finally:
            if is_mine:
                self._end()

    def _begin(self) -> bool:
        with self._lock:
            if self._free:
                self._free -= 1
                return True
            if self._may_wait is not None and len(self._waiting) >= self._may_wait:
                return False
            turn = Lock()
            turn.acquire()
            self._waiting.append(turn)
        turn.acquire()
        time.sleep(self._pause)
        return True

    def _end(self) -> None:
        """Give the place to whoever has waited longest: a semaphore lets whoever comes just then."""
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._free += 1


class Turns:
    """The limits of a process for what is not stored: one for editors, one for those who read."""

    def __init__(self, *, editors: int, waiting: int, readers: int) -> None:
        self._of_editors = ConcurrencyLimit(editors, waiting, PAUSE)
        self.of_readers = ConcurrencyLimit(readers)

    def of(self, environ: Mapping[str, Any]) -> ConcurrencyLimit:
        """Return the limit for a request; an editor's changes something, or brings a session."""
        return self._of_editors if _is_of_editor(environ) else self.of_readers


def _refuse(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    request = WSGIRequest(environ)
    as_json = is_api(request.path_info)
    response = retry_later(request, HTTPStatus.SERVICE_UNAVAILABLE, RETRY_AFTER, as_json=as_json)
    start_response(f"{response.status_code} {response.reason_phrase}", list(response.items()))
    return (response.content,)


def _is_of_editor(environ: Mapping[str, Any]) -> bool:
    return environ.get("REQUEST_METHOD") not in METHODS or not rules().personal_cookies.isdisjoint(
        cookie_names(environ)
    )
