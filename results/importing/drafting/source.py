"""The file that an edition is made of."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath, PureWindowsPath

from django.utils.functional import cached_property


@dataclass(frozen=True)
class Source:
    """The content of a file and its name."""

    content: bytes
    name: str

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the content, by which the same document is known again."""
        return sha256(self.content).hexdigest()

    @property
    def short_name(self) -> str:
        """The name without folders, as the database takes it."""
        name = PurePosixPath(PureWindowsPath(self.name).name).name
        readable = name.encode(errors="replace").decode().replace("\0", "")
        return readable[-255:] or "document"
