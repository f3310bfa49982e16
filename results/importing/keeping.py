"""A document as bytes to be kept: an archive of its text as JSON, and of its pictures."""

import json
from dataclasses import fields, is_dataclass
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

from . import document as kinds
from .document import Document, Picture

_KINDS: dict[str, Any] = {name: kind for name, kind in vars(kinds).items() if is_dataclass(kind)}
_TEXT = "document.json"


def packed(document: Document) -> bytes:
    """The document as bytes; its reasons and notices are in the language of now."""
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:

        def told(value: Any) -> Any:
            if isinstance(value, bytes):
                name = str(len(archive.namelist()))
                archive.writestr(name, value, ZIP_STORED)
                return name
            if not is_dataclass(value):
                return str(value)
            named = {each: getattr(value, each.name) for each in fields(value)}
            said = {each.name: it for each, it in named.items() if it != each.default}
            return {"kind": type(value).__name__, **said}

        archive.writestr(_TEXT, json.dumps(document, default=told), ZIP_DEFLATED)
    return stream.getvalue()


def unpacked(content: bytes) -> Document:
    """The document that was packed."""
    with ZipFile(BytesIO(content)) as archive:

        def made(told: dict[str, Any]) -> Any:
            kind = _KINDS[told.pop("kind")]
            if kind is Picture:
                told["content"] = archive.read(told["content"])
            if kind is Document:
                return Document(**told)
            return kind(**{name: _fixed(value) for name, value in told.items()})

        document: Document = json.loads(archive.read(_TEXT), object_hook=made)
        return document


def _fixed(value: Any) -> Any:
    return tuple(map(_fixed, value)) if isinstance(value, list) else value
