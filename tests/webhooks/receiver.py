"""Another system's server, in a thread: it keeps what it gets, and answers as a test wants."""

import json
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

from standardwebhooks import Webhook

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Request:
    """What came in."""

    path: str
    headers: dict[str, str]
    body: bytes

    @property
    def event(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.body)
        return found

    def verify(self, secret: str) -> None:
        """Raises WebhookVerificationError, as the receiver's own library does."""
        Webhook(secret).verify(self.body, self.headers)


def status(code: int, **headers: str) -> Answer:
    """Answer with a status and nothing else."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(code)
        for name, value in {"Content-Length": "0", **headers}.items():
            handler.send_header(name, value)
        handler.end_headers()

    return answer


def after(*acts: Callable[[], object]) -> Answer:
    """Act, and answer 204 then."""

    def answer(handler: BaseHTTPRequestHandler) -> None:
        for act in acts:
            act()
        status(204)(handler)

    return answer


@dataclass
class Receiver:
    """The requests so far; `answers` are given one after the other, then 204."""

    url: str = ""
    requests: list[Request] = field(default_factory=list)
    answers: list[Answer] = field(default_factory=list)

    @property
    def events(self) -> list[dict[str, Any]]:
        return [request.event for request in self.requests]

    @property
    def types(self) -> list[str]:
        return [event["type"] for event in self.events]


@contextmanager
def receiving(certificate: Path | None = None) -> Iterator[Receiver]:
    """A receiver on this machine; with a certificate, by https under the name localhost."""
    receiver = Receiver()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            length = int(self.headers["Content-Length"])
            body = self.rfile.read(length)
            if len(body) < length:
                # Whoever sent it was killed in the middle.
                return
            receiver.requests.append(Request(self.path, dict(self.headers), body))
            (receiver.answers.pop(0) if receiver.answers else status(204))(self)

        def log_message(self, *args: Any) -> None:
            pass

    class Server(ThreadingHTTPServer):
        def handle_error(self, *args: Any) -> None:
            """Whoever hangs up in the middle is what some tests are about."""

    server = Server(("127.0.0.1", 0), Handler)
    scheme, host = "http", "127.0.0.1"
    if certificate:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
        scheme, host = "https", "localhost"
    receiver.url = f"{scheme}://{host}:{server.server_port}/hook"
    thread = Thread(target=server.serve_forever, args=[0.01], daemon=True)
    thread.start()
    try:
        yield receiver
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
