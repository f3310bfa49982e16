"""Which kind of file the bytes are: by their content first, by the name second."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal

from django.utils.translation import gettext_lazy as _

from ..errors import ImportRefused

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

Kind = Literal["plain", "markdown", "html", "word", "pdf"]

_BY_EXTENSION: dict[str, Kind] = {
    "md": "markdown",
    "markdown": "markdown",
    "mdown": "markdown",
    "htm": "html",
    "html": "html",
    "xhtml": "html",
    "docx": "word",
    "docm": "word",
    "pdf": "pdf",
}
_PICTURES = re.compile(
    rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|RIFF....WEBP|II\*\0|MM\0\*|BM....\0\0\0\0|....ftyp", re.DOTALL
)
_MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:(?><!--.*?-->)\s*)*+<(!doctype\s+html|html|svg)\b", re.I | re.S
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")

_OLD_WORD = _(
    "This is a Word document in the old format (.doc). Open it in Word, choose “Save as” and "
    "“Word document (.docx)”, and import that file."
)
ENCRYPTED_WORD = _(
    "This Word document is protected by a password. Open it in Word, remove the password "
    "(File, Info, Protect Document), save it, and import that file."
)
_RTF = _(
    "This is a document in Rich Text Format (.rtf). Open it in Word or LibreOffice, save it as a "
    "Word document (.docx), and import that file."
)
_PICTURE = _("This is a picture, not a document. Import the document that its text came from.")
_ARCHIVE = _(
    "This is a web page saved as one archive (.mht). Open it in the browser, choose “Save page "
    "as” and “Web page, HTML only”, and import that file."
)
BROKEN_WORD = _(
    "This is no whole Word document, although its name says so. Open it in Word, save it again "
    "as a Word document (.docx), and import that file."
)
BROKEN_PDF = _(
    "This is no whole PDF, although it seems to be one. Save or print it as a PDF once more, and "
    "import that file."
)
# Of dense text the worst takes some twenty seconds to be looked through.
MAX_CHARACTERS = 400_000
TOO_LONG = (
    _(
        "The document is longer than 400,000 characters. Take out what does not "
        "belong to the results, and import it again."
    ),
    "too_long",
)


def kind_of(content: bytes, name: str) -> Kind:
    """The kind of a document. Raises ImportRefused for what cannot be imported."""
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "word"
    start = content[:1024]
    if b"%PDF-" in start and not start.lstrip().startswith(b"<"):
        return "pdf"
    if refused := _refused(content):
        raise ImportRefused(*refused)
    extension = name.rpartition(".")[2].strip().lower() if "." in name else ""
    by_name = _BY_EXTENSION.get(extension, "plain")
    if by_name == "word":
        raise ImportRefused(BROKEN_WORD, "broken_word")
    if by_name == "pdf":
        raise ImportRefused(BROKEN_PDF, "broken_pdf")
    start = _narrow(content[:8000])
    if markup := _MARKUP.match(start):
        if markup[1].lower() == b"svg":
            raise ImportRefused(_PICTURE, "picture")
        return "html"
    return by_name


def _narrow(start: bytes) -> bytes:
    """The start of a file such that its markup can be seen, whatever its encoding."""
    return (
        start.removeprefix(b"\xef\xbb\xbf")
        .removeprefix(b"\xff\xfe")
        .removeprefix(b"\xfe\xff")
        .replace(b"\0", b"")
    )


def _refused(content: bytes) -> tuple[StrOrPromise, str] | None:
    """The sentence and the code for files of kinds that are not read."""
    start = content[:1024]
    if content.startswith(_OLE):
        if _ENCRYPTED in content:
            return ENCRYPTED_WORD, "encrypted_word"
        return _OLD_WORD, "old_word"
    if start.startswith(b"{\\rtf"):
        return _RTF, "rtf"
    if _PICTURES.match(start):
        return _PICTURE, "picture"
    if start.startswith((b"MIME-Version:", b"From: <Saved by ")):
        return _ARCHIVE, "web_archive"
    return None
