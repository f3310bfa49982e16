"""The least that a WSGI application can do: look a path up and answer fixed bytes."""

import json
import os
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

# The headers of each file beside its type and length; none, unless they are given.
HEADS = json.loads(os.environ.get("BENCH_HEADS", "{}"))
TYPES = {".html": "text/html; charset=utf-8", ".json": "application/json"}

_answers = {
    f"/{path.name}": (
        [
            ("Content-Type", TYPES[path.suffix]),
            ("Content-Length", str(path.stat().st_size)),
            *((name, value) for name, value in HEADS.get(path.name, ())),
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
