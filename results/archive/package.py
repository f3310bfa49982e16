"""The archive as a file: a ZIP with a manifest that names each of its files and its checksum.

Nothing is ever unpacked to a path that the archive names.
"""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

if TYPE_CHECKING:
    from pathlib import Path

FORMAT, VERSION = "wagtail-results", 1
MANIFEST, CONTENT = "manifest.json", "content.json"
MAX_FILES = 20_000
MAX_TEXT_BYTES = 64 * 1024**2
MAX_FILE_BYTES = 256 * 1024**2
MAX_BYTES = 4 * 1024**3
_FILE = re.compile(r"content\.json|files/(image|document)-\d+")


class ArchiveError(ValueError):
    """An archive that cannot be imported, with the reason in one sentence."""


class Writer:
    """An archive that is being written; the manifest goes in last."""

    def __init__(self, path: Path) -> None:
        # A file that is there is somebody's: "x" refuses it.
        self._zip = ZipFile(path, "x", ZIP_DEFLATED)
        self._digests: dict[str, str] = {}

    def add(self, name: str, content: bytes) -> None:
        """Add a file."""
        self._zip.writestr(name, content)
        self._digests[name] = hashlib.sha256(content).hexdigest()

    def close(self, content: dict[str, Any]) -> None:
        """Add what is no file, and the manifest."""
        # Django's encoder cuts moments down to milliseconds.
        self.add(CONTENT, json.dumps(content, default=str).encode())
        manifest = {"format": FORMAT, "version": VERSION, "files": self._digests}
        self._zip.writestr(MANIFEST, json.dumps(manifest, indent=1))
        self._zip.close()


class Reader:
    """An archive whose every file is as its manifest says; raises ArchiveError for another."""

    def __init__(self, path: Path) -> None:
        try:
            self._zip = ZipFile(path)
            self._check()
        except ArchiveError:
            raise
        # What a damaged file makes of zipfile and json; an encrypted one is a RuntimeError.
        except (
            BadZipFile,
            EOFError,
            OSError,
            RuntimeError,
            LookupError,
            TypeError,
            ValueError,
        ) as error:
            raise ArchiveError(f"{path} is damaged, or no archive of results.") from error

    def read(self, name: str) -> bytes:
        """Return the content of a file."""
        return self._zip.read(name)

    def _check(self) -> None:
        files = self._zip.infolist()
        large = any(
            each.file_size
            > (MAX_FILE_BYTES if each.filename.startswith("files/") else MAX_TEXT_BYTES)
            for each in files
        )
        if large or len(files) > MAX_FILES or sum(each.file_size for each in files) > MAX_BYTES:
            raise ArchiveError("The archive is larger than an archive of results may be.")
        manifest = json.loads(self.read(MANIFEST))
        if manifest["format"] != FORMAT:
            raise ArchiveError("This is no archive of results.")
        if manifest["version"] > VERSION:
            raise ArchiveError("The archive is of a newer version of wagtail-results.")
        names = [each.filename for each in files if each.filename != MANIFEST]
        if sorted(names) != sorted(manifest["files"]) or not all(map(_FILE.fullmatch, names)):
            raise ArchiveError("The archive holds other files than its manifest may name.")
        for name, digest in manifest["files"].items():
            if hashlib.sha256(self.read(name)).hexdigest() != digest:
                raise ArchiveError(f"{name} is not as it was when the archive was made.")
        self.content = json.loads(self.read(CONTENT))
