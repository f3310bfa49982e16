"""A stored answer in the form that a request asks for."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING, Any, BinaryIO, NamedTuple

from ...conf import setting

if TYPE_CHECKING:
    from collections.abc import Mapping

    from .memory import Headers, Stored

HIT = "hit"
OFFLINE = "offline"
SAYS = "X-Results-Snapshot"
# What an answer without a body may say (RFC 9110, 15.4.5).
OF_304 = frozenset({"cache-control", "content-location", "etag", "expires", "vary", SAYS.lower()})


class Answer(NamedTuple):
    """A status, headers and bytes; or a file with them, to be closed by who sends it."""

    status: int
    headers: Headers
    body: bytes
    file: BinaryIO | None = None


def answer(stored: Stored, meta: Mapping[str, Any], source: str = HIT) -> Answer | None:
    """Return what the request gets: a 304 if it has the answer already, compressed if it may be.

    None where it is a file that is not there any more.
    """
    encoding = encoding_for(meta.get("HTTP_ACCEPT_ENCODING", ""), stored.encodings)
    if _matches(meta.get("HTTP_IF_NONE_MATCH", ""), stored.head.etag):
        return Answer(HTTPStatus.NOT_MODIFIED.value, _headers(stored, encoding, source, "304"), b"")
    headers, is_head = _headers(stored, encoding, source), meta.get("REQUEST_METHOD") == "HEAD"
    if stored.head.file is not None and not is_head:
        file = stored.head.file.open()
        return None if file is None else Answer(HTTPStatus.OK.value, headers, b"", file)
    return Answer(HTTPStatus.OK.value, headers, b"" if is_head else stored.encodings[encoding])


def encoding_for(accepted: str, encodings: Mapping[str, Any]) -> str:
    """Return the best available encoding that Accept-Encoding names, or ""."""
    offered = {
        name.strip()
        for name, _semicolon, weight in (one.partition(";") for one in accepted.split(","))
        if weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    }
    return next((name for name in ("br", "gzip") if name in offered and name in encodings), "")


def _headers(stored: Stored, encoding: str, source: str, form: str = "") -> Headers:
    wanted = f"{encoding} {source} {form}"
    head = stored.head
    ready = head.ready.get(wanted)
    if ready is None:
        tag = f'"{head.etag}-{encoding}"' if encoding else f'"{head.etag}"'
        listed = [*head.headers, ("ETag", tag), (SAYS, source)]
        if form:
            kept = OF_304 | {str(setting("SNAPSHOT_TAGS_HEADER")).lower()}
            listed = [one for one in listed if one[0].lower() in kept]
        else:
            size = head.file.size if head.file else len(stored.encodings[encoding])
            listed.append(("Content-Length", str(size)))
            if encoding:
                listed.append(("Content-Encoding", encoding))
        ready = head.ready[wanted] = tuple(listed)
    return ready


def _matches(if_none_match: str, etag: str) -> bool:
    if if_none_match.strip() == "*":
        return True
    tags = (tag.strip().removeprefix("W/").strip('"') for tag in if_none_match.split(","))
    return any(tag.removesuffix("-gzip").removesuffix("-br") == etag for tag in tags)
