"""The least that a WSGI application can do: look a path up and answer fixed bytes."""

import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

_answers = {
    f"/{path.name}": (
        [
            ("Content-Type", "text/html; charset=utf-8"),
            ("Content-Length", str(path.stat().st_size)),
        ],
        [path.read_bytes()],
    )
    for path in Path(os.environ["BENCH_BYTES"]).iterdir()
}


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer the bytes of the path."""
    headers, body = _answers[environ["PATH_INFO"]]
    start_response("200 OK", headers)
    return body
