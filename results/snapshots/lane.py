"""The lane of editors: what they do never takes the last threads of those who read."""

from __future__ import annotations

from http import HTTPStatus
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any

from .serving.addresses import METHODS, cookie_names
from .serving.rules import rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

RETRY_AFTER = 2  # seconds
_BUSY = f"{HTTPStatus.SERVICE_UNAVAILABLE.value} {HTTPStatus.SERVICE_UNAVAILABLE.phrase}"


class Lane:
    """Lets few requests of editors through at once; some more wait, and others come again.

    A request of an editor is one that changes something, or brings a session. All others, of those
    who only read, pass by.
    """

    def __init__(self, at_once: int, waiting: int) -> None:
        self._places = BoundedSemaphore(at_once + waiting)
        self._turns = BoundedSemaphore(at_once)

    def pass_through(
        self,
        application: Callable[..., Iterable[bytes]],
        environ: dict[str, Any],
        start_response: Callable[..., Any],
    ) -> Iterable[bytes]:
        """Return what the application answers, or 503 where too many wait already."""
        if not _is_of_editor(environ):
            return application(environ, start_response)
        if not self._places.acquire(blocking=False):
            start_response(_BUSY, [("Retry-After", str(RETRY_AFTER)), ("Content-Length", "0")])
            return ()
        try:
            with self._turns:
                return application(environ, start_response)
        finally:
            self._places.release()


def _is_of_editor(environ: Mapping[str, Any]) -> bool:
    return environ.get("REQUEST_METHOD") not in METHODS or not rules().personal_cookies.isdisjoint(
        cookie_names(environ)
    )
