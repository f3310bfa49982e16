"""One request through the site's WSGI application, without a server."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from typing import Any
from urllib.parse import unquote, urlsplit


def environ_of(path: str, headers: Mapping[str, str]) -> dict[str, Any]:
    """What a server would give for a GET of this address."""
    parts = urlsplit(path)
    named = {f"HTTP_{name.upper().replace('-', '_')}": value for name, value in headers.items()}
    return {
        "REQUEST_METHOD": "GET",
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote(parts.path),
        "QUERY_STRING": parts.query,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "127.0.0.1",
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": BytesIO(),
        "wsgi.errors": BytesIO(),
        "wsgi.multithread": False,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
        **named,
    }


def ask(application: Any, path: str, headers: Mapping[str, str]) -> tuple[str, dict[str, str], int]:
    """The status, the headers and the number of bytes of the answer."""
    told: list[Any] = []

    def start_response(status: str, fields: list[tuple[str, str]], _error: Any = None) -> None:
        told[:] = [status, {name.lower(): value for name, value in fields}]

    answer = application(environ_of(path, headers), start_response)
    try:
        size = sum(len(part) for part in answer)
    finally:
        if hasattr(answer, "close"):
            answer.close()
    return told[0], told[1], size
