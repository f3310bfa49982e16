"""Which kind of file the bytes are: by their content first, by the name second."""

import io
import re
from typing import Literal
from zipfile import BadZipFile, ZipFile

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ..errors import ImportRefused

Kind = Literal["plain", "markdown", "html", "word", "workbook", "pdf"]

_BY_EXTENSION: dict[str, Kind] = {
    "md": "markdown",
    "markdown": "markdown",
    "mdown": "markdown",
    "htm": "html",
    "html": "html",
    "xhtml": "html",
    "docx": "word",
    "docm": "word",
    "xlsx": "workbook",
    "xlsm": "workbook",
    "pdf": "pdf",
}
_PICTURES = re.compile(
    rb"\x89PNG|\xff\xd8\xff|GIF8[79]a|RIFF....WEBP|II\*\0|MM\0\*|BM....\0\0\0\0|....ftyp", re.DOTALL
)
_MARKUP = re.compile(
    rb"\s*(?:<\?xml[^>]*>\s*)?(?:(?><!--.*?-->)\s*)*+<(!doctype\s+html|html|svg)\b", re.I | re.S
)
_SHORTCUT = re.compile(
    rb"\[(?:InternetShortcut|Desktop Entry)\]|<\?xml[^>]*>\s*<!DOCTYPE plist|(?:https?://|www\.)\S+$",
    re.I,
)
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_WORKBOOK = "Workbook".encode("utf-16-le")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")

_OLD_WORD = _(
    "This is a Word document in the old format (.doc). Open it in Word, choose “Save as” and "
    "“Word document (.docx)”, and import that file."
)
ENCRYPTED_WORD = _(
    "This Word document is protected by a password. Open it in Word, remove the password "
    "(File, Info, Protect Document), save it, and import that file."
)
_OLD_WORKBOOK = _(
    "This is a workbook in the old format (.xls), or in a binary one. Open it in Excel, choose “Save "
    "as” and “Excel Workbook (.xlsx)”, and import that file."
)
ENCRYPTED_WORKBOOK = _(
    "This workbook is protected by a password. Open it in Excel, remove the password (File, Info, "
    "Protect Workbook), save it, and import that file."
)
BROKEN_WORKBOOK = _(
    "This is not a complete workbook, although its name says so. Open it in Excel or LibreOffice, "
    "save it as a workbook (.xlsx), and import that file."
)
_ODS = _(
    "This is an OpenDocument spreadsheet (.ods). Open it in LibreOffice or Excel, save it as a "
    "workbook (.xlsx), and import that file."
)
_ODT = _(
    "This is an OpenDocument text (.odt). Open it in LibreOffice or Word, save it as a "
    "Word document (.docx), and import that file."
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
_ADDRESS = _(
    "This is the address of a web page, and nothing is fetched from there. Open the page in the browser, "
    "choose “Save page as” and “Web page, HTML only”, and import that file."
)
BROKEN_WORD = _(
    "This is not a complete Word document, although its name says so. Open it in Word, save it "
    "again as a Word document (.docx), and import that file."
)
BROKEN_PDF = _(
    "This is not a complete PDF, although it seems to be one. Save or print it as a PDF once more, "
    "and import that file."
)
ENCRYPTED_PDF = _(
    "This PDF is protected by a password. Open it, save or print it as a PDF without a "
    "password, and import that file."
)
# 130 pages of print. Of dense text the worst takes some twenty seconds to be looked through.
MAX_CHARACTERS = 400_000
TOO_LONG = (
    _(
        "The document is longer than 400,000 characters. Take out what does not "
        "belong to the results, and import it again."
    ),
    "too_long",
)
COSTLY = (
    _(
        "The document takes more time or memory than a document should. Copy its text into a new "
        "document, and import that."
    ),
    "costly",
)
COSTLY_PDF = (
    _(
        "The PDF takes more time or memory than a document should. Print it as a new PDF, or "
        "import the document that it was made from."
    ),
    "costly_pdf",
)


def refuse_address(text: bytes) -> None:
    """Raise ImportRefused for the address of a page, or what a browser makes of one that is dragged out of it."""
    if _SHORTCUT.match(text.strip()):
        raise ImportRefused(_ADDRESS, "address")


def kind_of(content: bytes, name: str) -> Kind:
    """The kind of a document. Raises ImportRefused for what cannot be imported."""
    start = content[:1024]
    if b"%PDF-" in start and not start.lstrip().startswith(b"<"):
        return "pdf"
    extension = name.rpartition(".")[2].strip().lower() if "." in name else ""
    by_name = _BY_EXTENSION.get(extension, "plain")
    if content.startswith(_ZIP):
        return _kind_of_archive(content, by_name)
    if refused := _refused(content, is_workbook=extension.startswith("xls")):
        raise ImportRefused(*refused)
    refuse_address(start)
    if by_name == "word":
        raise ImportRefused(BROKEN_WORD, "broken_word")
    if by_name == "workbook":
        raise ImportRefused(BROKEN_WORKBOOK, "broken_workbook")
    if by_name == "pdf":
        raise ImportRefused(BROKEN_PDF, "broken_pdf")
    start = _narrow(content[:8000])
    if markup := _MARKUP.match(start):
        if markup[1].lower() == b"svg":
            raise ImportRefused(_PICTURE, "picture")
        return "html"
    return by_name


def _kind_of_archive(content: bytes, by_name: Kind) -> Kind:
    """The kind of an archive by the files in it; of a damaged one by its name."""
    try:
        with ZipFile(io.BytesIO(content)) as archive:
            names = frozenset(archive.namelist())
            mimetype = archive.read("mimetype")[:80] if "mimetype" in names else b""
    except (BadZipFile, LookupError, NotImplementedError, OSError, RuntimeError, ValueError):
        return "workbook" if by_name == "workbook" else "word"
    if b"opendocument.spreadsheet" in mimetype:
        raise ImportRefused(_ODS, "ods")
    if b"opendocument.text" in mimetype:
        raise ImportRefused(_ODT, "odt")
    if "xl/workbook.bin" in names:
        raise ImportRefused(_OLD_WORKBOOK, "old_workbook")
    is_workbook = any(each.startswith("xl/") for each in names)
    return "workbook" if is_workbook else "word"


def _narrow(start: bytes) -> bytes:
    """The start of a file such that its markup can be seen, whatever its encoding."""
    return (
        start.removeprefix(b"\xef\xbb\xbf")
        .removeprefix(b"\xff\xfe")
        .removeprefix(b"\xfe\xff")
        .replace(b"\0", b"")
    )


def _refused(content: bytes, *, is_workbook: bool) -> tuple[str | Promise, str] | None:
    """The sentence and the code for files of kinds that are not read."""
    start = content[:1024]
    if content.startswith(_OLE):
        if _ENCRYPTED in content and is_workbook:
            return ENCRYPTED_WORKBOOK, "encrypted_workbook"
        if _ENCRYPTED in content:
            return ENCRYPTED_WORD, "encrypted_word"
        if is_workbook or _WORKBOOK in content:
            return _OLD_WORKBOOK, "old_workbook"
        return _OLD_WORD, "old_word"
    if start.startswith(b"{\\rtf"):
        return _RTF, "rtf"
    if _PICTURES.match(start):
        return _PICTURE, "picture"
    if start.startswith((b"MIME-Version:", b"From: <Saved by ")):
        return _ARCHIVE, "web_archive"
    return None
