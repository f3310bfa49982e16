"""How many requests are at work at once: what is stored always has threads of a process to be given."""

from __future__ import annotations

import time
from collections import deque
from contextlib import contextmanager
from http import HTTPStatus
from threading import Lock
from typing import TYPE_CHECKING, Any

from django.core.handlers.wsgi import WSGIRequest

from .rate_limit import has_signed_in, refusal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

RETRY_AFTER = 2  # seconds
# Between editors who wait for one another, so that those who read have the process meanwhile.
PAUSE = 0.1


class ConcurrencyLimit:
    """Lets few requests through at once, in the order in which they came; so many more wait.

    Those that are too many are to come again. Whoever has waited begins `pause` seconds after the one
    before has ended.
    """

    def __init__(self, at_once: int, waiting: int = 0, pause: float = 0) -> None:
        self._places = at_once + waiting
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
        with self.place() as is_mine:
            if is_mine:
                with self.turn():
                    return application(environ, start_response)
        return refuse(environ, start_response, HTTPStatus.SERVICE_UNAVAILABLE, RETRY_AFTER)

    @contextmanager
    def place(self) -> Iterator[bool]:
        """Have a place in the line, whatever is waited for there; False, at once, where it is full."""
        with self._lock:
            is_mine = self._places > 0
            self._places -= is_mine
        try:
            yield is_mine
        finally:
            with self._lock:
                self._places += is_mine

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait in the line for one's turn, and have it."""
        self._begin()
        try:
            yield
        finally:
            self._end()

    def _begin(self) -> None:
        with self._lock:
            if self._free:
                self._free -= 1
                return
            turn = Lock()
            turn.acquire()
            self._waiting.append(turn)
        turn.acquire()
        time.sleep(self._pause)

    def _end(self) -> None:
        """Give the turn to whoever has waited longest: a semaphore lets whoever comes just then."""
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._free += 1


class Turns:
    """The limits of a process for what is not stored: one for editors, one for everybody else."""

    def __init__(self, *, editors: int, waiting: int, readers: int, readers_waiting: int) -> None:
        self._of_editors = ConcurrencyLimit(editors, waiting, PAUSE)
        self.of_readers = ConcurrencyLimit(readers, readers_waiting)

    def of(self, environ: Mapping[str, Any]) -> ConcurrencyLimit:
        """Return the limit for a request; an editor is who has signed in."""
        return self._of_editors if has_signed_in(environ) else self.of_readers


def refuse(
    environ: dict[str, Any], start_response: Callable[..., Any], status: HTTPStatus, seconds: int
) -> Iterable[bytes]:
    """Answer that the client is to come again after so many seconds."""
    response = refusal(WSGIRequest(environ), status, seconds)
    start_response(f"{response.status_code} {response.reason_phrase}", list(response.items()))
    return (response.content,)
