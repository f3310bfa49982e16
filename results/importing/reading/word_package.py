"""The archive that a Word document is: its files, unpacked within limits, and their relations."""

import io
import lzma
import posixpath
import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from zipfile import BadZipFile, ZipFile, ZipInfo

from django.utils.translation import gettext_lazy as _

from defusedxml import ElementTree

from ..errors import ImportRefused
from .kinds import BROKEN_WORD, ENCRYPTED_WORD
from .word_scan import Scanned, scan

MAX_MEMBERS = 2_000
MAX_XML = 20_000_000
MAX_TOTAL = 100_000_000
MAX_RATIO = 200
_RATIO_FROM = 1_000_000
_CHUNK = 1 << 16

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
_OF_PACKAGE = "_rels/.rels"
_XML = (".xml", ".rels")
# What mammoth reads; all of it has to be looked through before.
_READ = frozenset({"officeDocument", "comments", "endnotes", "footnotes", "numbering", "styles"})
# Ready-made pieces for whoever writes; no page shows them.
_UNSEEN = "word/glossary/"


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
                raise ImportRefused(*_BOMB)
    return size


def count_elements(archive: ZipFile, name: str) -> int:
    """How many elements of the name are in all files together, without parsing any."""
    pattern = re.compile(rf"<(?:[\w.-]+:)?{name}[\s/>]".encode())
    return sum(len(pattern.findall(archive.read(each))) for each in archive.namelist())


@dataclass(frozen=True, slots=True)
class Relation:
    """That a file points at another: `kind` is the last word of its type, `targets` how it is named."""

    kind: str
    targets: tuple[str, ...]


@dataclass(slots=True)
class Package:
    """A Word document as an archive whose XML has all been looked through."""

    archive: ZipFile
    elements: int = 0
    scanned: dict[str, Scanned] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        return self.archive.namelist()

    def has(self, name: str) -> bool:
        return name in self.archive.NameToInfo

    def read(self, name: str) -> bytes:
        """The content of a file. Raises ImportRefused for a damaged one."""
        try:
            return self.archive.read(name)
        except ERRORS as error:
            raise ImportRefused(BROKEN_WORD, "broken_word") from error

    def look_through(self) -> None:
        """Scan all XML. Raises ImportRefused for what is broken, or has a place that is not scanned."""
        for name in self.names:
            if name.endswith(_XML) and name not in self.scanned:
                self._scan(name)
        for relation in self.relations():
            for target in relation.targets:
                if relation.kind in _READ and self.has(target) and not target.endswith(_XML):
                    raise ImportRefused(BROKEN_WORD, "broken_word")

    def main_part(self) -> str:
        """The name of the file that holds the text. Raises ImportRefused where there is none."""
        if self.has(_OF_PACKAGE):
            self._scan(_OF_PACKAGE)
            for relation in self._relations_in(_OF_PACKAGE):
                for target in relation.targets:
                    is_text = target.startswith("word/") and target.endswith(".xml")
                    if relation.kind == "officeDocument" and is_text and self.has(target):
                        return target
        if self.has("word/document.xml"):
            return "word/document.xml"
        raise self._not_word()

    def texts_of(self, *roots: str) -> list[str]:
        """The texts of all files whose root is one of these elements."""
        return [
            found.text
            for name, found in self.scanned.items()
            if found.root in roots and not name.startswith(_UNSEEN)
        ]

    def relations(self) -> Iterator[Relation]:
        """All relations of all files."""
        for name in self.names:
            if name.endswith(".rels"):
                yield from self._relations_in(name)

    def _scan(self, name: str) -> None:
        self.scanned[name] = scan(self.read(name), self.elements)
        self.elements = self.scanned[name].elements

    def _relations_in(self, name: str) -> Iterator[Relation]:
        base = posixpath.dirname(posixpath.dirname(name))
        for element in ElementTree.fromstring(self.read(name), forbid_dtd=True):
            if element.get("TargetMode") == "External":
                continue
            joined = posixpath.join(base, element.get("Target", "")).lstrip("/")
            targets = tuple(dict.fromkeys((joined, posixpath.normpath(joined).lstrip("/"))))
            yield Relation(element.get("Type", "").rpartition("/")[2], targets)

    def _not_word(self) -> ImportRefused:
        names = self.names
        if "mimetype" in names and b"opendocument.text" in self.read("mimetype"):
            return ImportRefused(
                _(
                    "This is an OpenDocument text (.odt). Open it in LibreOffice or Word, save it as a "
                    "Word document (.docx), and import that file."
                ),
                "odt",
            )
        if any(name.startswith("ppt/") for name in names):
            return ImportRefused(
                _(
                    "This is a presentation. Copy what belongs to the results into a Word or text "
                    "document, and import that file."
                ),
                "not_word",
            )
        if any(name.startswith("word/") for name in names):
            return ImportRefused(BROKEN_WORD, "broken_word")
        return ImportRefused(
            _(
                "This is an archive of files (.zip), not a Word document. Unpack it, and import the "
                "document that is in it."
            ),
            "not_word",
        )
