"""A look at the archive that a Word document is, before anything unpacks it in earnest."""

from __future__ import annotations

import io
import lzma
import struct
import zlib
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext_lazy as _

from ..errors import ImportRefused
from .kinds import BROKEN_WORD, ENCRYPTED_WORD

MAX_MEMBERS = 2_000
MAX_XML = 20_000_000
MAX_TOTAL = 100_000_000
MAX_RATIO = 200
_RATIO_FROM = 1_000_000
_CHUNK = 1 << 16

# What Python raises for archives that are damaged, or made to do damage.
ERRORS = (
    BadZipFile,
    EOFError,
    IndexError,
    KeyError,
    NotImplementedError,
    OSError,
    OverflowError,
    RuntimeError,
    ValueError,
    lzma.LZMAError,
    struct.error,
    zlib.error,
)


def open_archive(content: bytes, most: int = MAX_TOTAL) -> ZipFile:
    """Open an archive whose members have all been unpacked once, to `most` bytes together.

    Raises ImportRefused for one that is damaged or encrypted, and for one that grows too much.
    """
    try:
        archive = ZipFile(io.BytesIO(content))
        members = archive.infolist()
        if len(members) > MAX_MEMBERS:
            raise _bomb()
        if any(member.flag_bits & 1 for member in members):
            raise ImportRefused(ENCRYPTED_WORD, "encrypted_word")
        names = {member.filename for member in members}
        places = {member.header_offset for member in members}
        if len(names) != len(members) or len(places) != len(members):
            raise ImportRefused(BROKEN_WORD, "broken_word")
        left = most
        for member in members:
            left -= _size(archive, member, left)
    except ERRORS as error:
        raise ImportRefused(BROKEN_WORD, "broken_word") from error
    return archive


def _size(archive: ZipFile, member: ZipInfo, left: int) -> int:
    """The size of a member, by unpacking it: what the archive says of it may be a lie."""
    most = min(left, MAX_XML) if member.filename.endswith((".xml", ".rels")) else left
    # The bytes in the archive are what they are, whatever it says of them.
    packed = max(member.compress_size, 1)
    size = 0
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > most or (size > _RATIO_FROM and size > packed * MAX_RATIO):
                raise _bomb()
    return size


def _bomb() -> ImportRefused:
    return ImportRefused(
        _(
            "The Word document becomes far larger when it is unpacked than a document should. "
            "Copy its text into a new document, and import that."
        ),
        "zip_bomb",
    )
