"""The archive that a Word document or a workbook is, unpacked within limits."""

import io
import lzma
import re
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
_XML = (".xml", ".rels")

_BOMB = (
    _(
        "The Word document becomes far larger when it is unpacked than a document should. "
        "Copy its text into a new document, and import that."
    ),
    "zip_bomb",
)
# What Python raises for archives that are damaged, or made to do damage.
ERRORS = (
    BadZipFile,
    EOFError,
    LookupError,
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
            raise ImportRefused(*_BOMB)
        if any(member.flag_bits & 1 for member in members):
            raise ImportRefused(ENCRYPTED_WORD, "encrypted_word")
        names = {member.filename for member in members}
        places = {member.header_offset for member in members}
        if len(names) != len(members) or len(places) != len(members):
            raise ImportRefused(BROKEN_WORD, "broken_word")
        for member in members:
            most -= _size(archive, member, most)
    except ERRORS as error:
        raise ImportRefused(BROKEN_WORD, "broken_word") from error
    return archive


def is_xml(name: str) -> bool:
    """Whether a member is XML by its name."""
    return name.endswith(_XML)


def count_elements(archive: ZipFile, name: str) -> int:
    """How many elements of the name are in all files together, without parsing any."""
    pattern = re.compile(rf"<(?:[\w.-]+:)?{name}[\s/>]".encode())
    # In UTF-16 every other byte is NUL.
    files = (archive.read(each).replace(b"\0", b"") for each in archive.namelist())
    return sum(len(pattern.findall(file)) for file in files)


def _size(archive: ZipFile, member: ZipInfo, left: int) -> int:
    """The size of a member, by unpacking it: what the archive says of it may be a lie."""
    most = min(left, MAX_XML) if is_xml(member.filename) else left
    # The bytes in the archive are what they are, whatever it says of them.
    packed = max(member.compress_size, 1)
    size = 0
    with archive.open(member) as stream:
        while chunk := stream.read(_CHUNK):
            size += len(chunk)
            if size > most or (size > _RATIO_FROM and size > packed * MAX_RATIO):
                raise ImportRefused(*_BOMB)
    return size
