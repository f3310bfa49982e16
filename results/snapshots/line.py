"""The line of those who get no stored answer: how many wait at once, and whose turn it is."""

import socket
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from http import HTTPStatus
from shutil import copyfileobj
from tempfile import SpooledTemporaryFile
from threading import Lock, Thread
from typing import IO, Any

from django.core.handlers.wsgi import LimitedStream, WSGIRequest

from ..problems import problem
from .rate_limit import client_of, is_free, refusal, seconds_to_wait
from .wsgi import Application

RETRY_AFTER = 2  # seconds
# Between editors who wait for one another, so that those who read have the process meanwhile.
PAUSE = 0.1
IN_MEMORY = 500_000  # bytes of a body; what is longer goes to a file
# Whoever sends a body may begin slowly, and is faster than that in the end.
PATIENCE = 10.0  # seconds
SLOWEST = 20_000  # bytes a second
MAY_COME_AGAIN = (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)
_CHUNKED = "HTTP_TRANSFER_ENCODING"


class Line:
    """Lets few requests through at once; so many more wait, and no client takes the others' places.

    Whoever has waited begins `pause` seconds after the one before has ended.
    """

    def __init__(self, at_once: int, waiting: int = 0, pause: float = 0) -> None:
        self._size = at_once + waiting
        self._pause = pause
        self._free = at_once
        # A client for each place that is taken, and those of them who wait for their turn.
        self._places: list[str] = []
        self._waiting: list[tuple[str, Lock]] = []
        self._lock = Lock()

    @contextmanager
    def place(self, client: str = "") -> Iterator[bool]:
        """Have a place in the line, whatever is waited for there; False, at once, without one.

        A client may take one while it has fewer than are free: alone it gets half of the line, two of
        them a third each. For "", which is nobody in particular, one has to be free.
        """
        with self._lock:
            free = self._size - len(self._places)
            is_mine = free > (self._places.count(client) if client else 0)
            if is_mine:
                self._places.append(client)
        try:
            yield is_mine
        finally:
            if is_mine:
                with self._lock:
                    self._places.remove(client)

    @contextmanager
    def turn(self, client: str = "") -> Iterator[None]:
        """Wait in the line for one's turn, and have it."""
        self._begin(client)
        try:
            yield
        finally:
            self._end(client)

    def _begin(self, client: str) -> None:
        with self._lock:
            if self._free:
                self._free -= 1
                return
            turn = Lock()
            turn.acquire()
            self._waiting.append((client, turn))
        turn.acquire()
        time.sleep(self._pause)

    def _end(self, client: str) -> None:
        """Give the turn to who has waited longest, if possible of another client."""
        with self._lock:
            if not self._waiting:
                self._free += 1
                return
            of_others = (n for n, (other, _turn) in enumerate(self._waiting) if other != client)
            _client, turn = self._waiting.pop(next(of_others, 0))
            turn.release()


def in_line(
    application: Application, of_editors: Line, of_readers: Line, longest_body: int
) -> Application:
    """Return the application as it answers each client when it is its turn, or refuses it."""

    def answer(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if is_free(environ) and not has_body(environ):
            return application(environ, start_response)
        if seconds := seconds_to_wait(environ):
            return _refuse(environ, start_response, HTTPStatus.TOO_MANY_REQUESTS, seconds)
        client, has_signed_in = client_of(environ)
        line = of_editors if has_signed_in else of_readers
        with line.place(client) as is_mine, SpooledTemporaryFile(IN_MEMORY) as body:
            if not is_mine:
                return _refuse(environ, start_response, HTTPStatus.SERVICE_UNAVAILABLE)
            if has_body(environ) and (status := _take_body(environ, body, longest_body)):
                return _refuse(environ, start_response, status)
            with line.turn(client):
                return application(environ, start_response)

    return answer


def _take_body(environ: dict[str, Any], body: IO[bytes], longest: int) -> HTTPStatus | None:
    """Read what is sent before its turn, for the site to have at once; return why not, or None."""
    said = str(environ.get("CONTENT_LENGTH", ""))
    if not said.isdecimal():
        return HTTPStatus.LENGTH_REQUIRED
    length = int(said)
    if length > longest:
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    # In a thread of its own, since a server waits for a client without end. granian stands still if
    # it is answered meanwhile, so its slow clients keep their places.
    reading = Thread(target=_copy, args=(environ["wsgi.input"], length, body), daemon=True)
    reading.start()
    begun = time.monotonic()
    while reading.is_alive():
        reading.join(1)
        if time.monotonic() - begun > PATIENCE + body.tell() / SLOWEST:
            _hang_up(environ)
    if body.tell() < length:
        return HTTPStatus.REQUEST_TIMEOUT
    body.seek(0)
    environ["wsgi.input"] = body
    return None


def has_body(environ: dict[str, Any]) -> bool:
    """Return whether the client says that it sends a body."""
    return environ.get("CONTENT_LENGTH", "") not in ("", "0") or _CHUNKED in environ


def _copy(source: Any, length: int, body: IO[bytes]) -> None:
    # Each server has errors of its own; what has come then is too short.
    with suppress(Exception):
        copyfileobj(LimitedStream(source, length), body, 16_384)


def _hang_up(environ: dict[str, Any]) -> None:
    """Read no more of a client of gunicorn, who is answered all the same."""
    if connection := environ.get("gunicorn.socket"):
        # By the method below that of TLS, which would end the answer, too.
        with suppress(OSError):
            socket.socket.shutdown(connection, socket.SHUT_RD)


def _refuse(
    environ: dict[str, Any],
    start_response: Callable[..., Any],
    status: HTTPStatus,
    seconds: int = RETRY_AFTER,
) -> Iterable[bytes]:
    # gunicorn would wait for the rest, and take it for the next request.
    answer: Any = getattr(start_response, "__self__", None)
    if has_body(environ) and hasattr(answer, "force_close"):
        answer.force_close()
        _hang_up(environ)
    response = (
        refusal(WSGIRequest(environ), status, seconds)
        if status in MAY_COME_AGAIN
        else problem(status)
    )
    start_response(f"{response.status_code} {response.reason_phrase}", list(response.items()))
    return [response.content]
