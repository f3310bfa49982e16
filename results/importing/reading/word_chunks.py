"""Whole files that Word shows within the text of a document: pages, texts, other Word documents."""

from __future__ import annotations

import email
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from ..decoding import decode
from ..document import LeftOut
from ..errors import ImportRefused
from .html import declared_encoding
from .html_tree import HeldPictures, tree_of, visible_text
from .kinds import MAX_CHARACTERS, TOO_LONG, kind_of
from .word_package import MAX_TOTAL, Package, open_archive

if TYPE_CHECKING:
    from ..document import Document

CHUNK = _("A file that was put into the document")
UNREAD = _(
    "The document holds a file whose words could not be read. Open the document in Word, save it "
    "again, and import it once more."
)
_SHOWN = ("w:document", "w:footnotes", "w:endnotes", "w:comments")
_WEB_ARCHIVE = b"MIME-Version:"
# What holds for the document holds for it together with all files within it.
_LIMITS = frozenset({"too_long", "too_nested", "zip_bomb"})


def leave_out_chunks(document: Document, package: Package) -> None:
    """Note the words of each file that the text shows as its own.

    Raises ImportRefused where these files together are more than a document may be.
    """
    chunks = _Chunks(package)
    targets = [
        target
        for relation in package.relations()
        if relation.kind == "aFChunk"
        for target in relation.targets
    ]
    for name in dict.fromkeys(targets):
        text = chunks.text_of(name) if package.has(name) else ""
        if text:
            document.left_out.append(LeftOut(text, CHUNK))
    if chunks.has_unread:
        document.notices.append(UNREAD)


class _Chunks:
    """Reads them within the limits of one document."""

    def __init__(self, package: Package) -> None:
        self.package = package
        self.bytes = MAX_TOTAL
        self.characters = 2 * MAX_CHARACTERS
        self.has_unread = False

    def text_of(self, name: str) -> str:
        """The words of one file, "" for one that cannot be read."""
        try:
            return " ".join(self._read(name).split())
        except ImportRefused as refused:
            if refused.code in _LIMITS:
                raise
            self.has_unread = True
            return ""

    def _read(self, name: str) -> str:
        content = self.package.read(name)
        found = self.package.scanned.get(name)
        if found:
            return self._of_kind("html", content) if found.root == "html" else found.text
        if content.lstrip()[: len(_WEB_ARCHIVE)] == _WEB_ARCHIVE:
            return self._of_web_archive(content)
        return self._of_kind(kind_of(content, name), content)

    def _of_kind(self, kind: str, content: bytes) -> str:
        if kind == "word":
            return self._of_word(content)
        if kind == "pdf":
            raise ImportRefused(UNREAD, "unread")
        text = decode(content, declared_encoding(content) if kind == "html" else "").text
        text = HeldPictures().take_from(text)
        self.characters -= len(text)
        if self.characters < 0:
            raise ImportRefused(*TOO_LONG)
        return visible_text(tree_of(text)) if kind == "html" else text

    def _of_word(self, content: bytes) -> str:
        inner = Package(open_archive(content, self.bytes), self.package.elements)
        self.bytes -= sum(member.file_size for member in inner.archive.infolist())
        inner.look_through()
        self.package.elements = inner.elements
        # A file within a file within the document is one too far.
        self.has_unread |= any(relation.kind == "aFChunk" for relation in inner.relations())
        return "\n".join(inner.texts_of(*_SHOWN))

    def _of_web_archive(self, content: bytes) -> str:
        """The pages of one, without the pictures beside them."""
        try:
            parts = [
                part.get_payload(decode=True)
                for part in email.message_from_bytes(content).walk()
                if part.get_content_type() == "text/html"
            ]
        except (RecursionError, ValueError, LookupError) as error:
            raise ImportRefused(UNREAD, "unread") from error
        return "\n".join(self._of_kind("html", part) for part in parts if isinstance(part, bytes))
