"""How many requests are at work at once: editors never take the last threads of a process."""

from __future__ import annotations

from collections import deque
from http import HTTPStatus
from threading import Lock, Timer
from time import monotonic
from typing import TYPE_CHECKING, Any

from django.core.handlers.wsgi import WSGIRequest

from ..outage import retry_later
from .serving.addresses import METHODS, cookie_names
from .serving.parameters import is_api
from .serving.rules import rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

RETRY_AFTER = 2  # seconds


class ConcurrencyLimit:
    """Lets few requests through at once, in the order in which they came; some more wait.

    Without `waiting` all others wait; else those that are too many are to come again. Where some
    wait, the next one begins after a pause of so many times what the last one took.
    """

    def __init__(self, at_once: int, waiting: int | None = None, *, pause: float = 0) -> None:
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
        if not self._begin():
            return _refuse(environ, start_response)
        begun = monotonic()
        try:
            return application(environ, start_response)
        finally:
            self._end((monotonic() - begun) * self._pause)

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
        return True

    def _end(self, pause: float) -> None:
        """Give the place to whoever has waited longest: a semaphore lets whoever comes just then."""
        with self._lock:
            if not self._waiting:
                self._free += 1
                return
            turn = self._waiting.popleft()
        if pause:
            Timer(pause, turn.release).start()
        else:
            turn.release()


class Turns:
    """The limits of a process for what is not stored: one for editors, one for those who read.

    Editors who wait for one another leave readers half of the time: what one has published makes all
    stored answers old, and the next would come before they are made again.
    """

    def __init__(self, *, editors: int, waiting: int, readers: int) -> None:
        self._of_editors = ConcurrencyLimit(editors, waiting, pause=1)
        self._of_readers = ConcurrencyLimit(readers)

    def of(self, environ: Mapping[str, Any]) -> ConcurrencyLimit:
        """Return the limit for a request; an editor's changes something, or brings a session."""
        return self._of_editors if _is_of_editor(environ) else self._of_readers


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
