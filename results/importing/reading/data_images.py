"""Pictures that lie within a document, as data: addresses in a text or as files in a Word document."""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, field
from urllib.parse import unquote_to_bytes

_DATA = re.compile(r"data:image/[\w.+-]+((?:;[\w=.-]+)*),([\w+/=%.~!*-]*)", re.IGNORECASE)
_HELD = re.compile(r"data:held-picture,(\d{1,9})")
_RASTER = re.compile(
    rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|RIFF....WEBP|BM|II\*\0|MM\0\*", re.DOTALL
)
# A dot or a line that holds a place open until a script loads the picture is smaller.
MIN_BYTES = 64


@dataclass(slots=True)
class HeldPictures:
    """The pictures of a text, taken out of it before it is parsed: they can be most of it."""

    files: list[bytes] = field(default_factory=list)

    def take_from(self, text: str) -> str:
        """The text with a short address in place of each picture's data."""
        if "data:" not in text and "DATA:" not in text:
            return text
        return _DATA.sub(lambda match: self.hold(_decoded(match[1].lower(), match[2])), text)

    def hold(self, content: bytes) -> str:
        """Hold a picture; its short address."""
        self.files.append(content if _RASTER.match(content) else b"")
        return f"data:held-picture,{len(self.files) - 1}"

    def get(self, address: str) -> bytes | None:
        """The picture at a short address; b"" for one that is of no known kind, None for others."""
        match = _HELD.fullmatch(address.strip())
        if not match or int(match[1]) >= len(self.files):
            return None
        return self.files[int(match[1])]


def _decoded(parameters: str, data: str) -> bytes:
    plain = unquote_to_bytes(data)
    if not parameters.endswith(";base64"):
        return plain
    try:
        return base64.b64decode(plain + b"=" * (-len(plain) % 4), validate=True)
    except (binascii.Error, ValueError):
        return b""
