"""From an uploaded file to the entries in it."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

import polib

from .errors import FileRefused
from .grammar import plain_lines
from .header import OF_TRANSLATION

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

    from wagtail_localize.models import Translation

# As much as Django keeps in memory: no file is written anywhere.
MOST_BYTES = 2 * 1024 * 1024

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_LINE_END = re.compile(r"\r\n?|\n")
_CHARSET = re.compile(r"charset=\s*([^\s;]+)", re.IGNORECASE)
_READABLE = frozenset({"utf-8", "ascii"})
# polib reads the file of that name when it is given one; no file's name holds a NUL.
_NO_FILE = "# \0"


class _Lines(str):
    """A text that ends its lines where a PO file does, and not, say, at U+2028 as well."""

    __slots__ = ("lines",)
    lines: list[str]

    def __new__(cls, lines: list[str]) -> _Lines:
        """The text of these lines."""
        text = super().__new__(cls, "\n".join(lines))
        text.lines = lines
        return text

    def splitlines(self, keepends: bool = False) -> list[str]:
        """The lines, without their ends."""
        return self.lines


def read_file(file: UploadedFile[Any] | None, translation: Translation) -> Any:
    """The entries of an uploaded file of this translation, as a `polib.POFile`.

    Raises FileRefused. Nothing is written anywhere.
    """
    if file is None:
        raise FileRefused(_("Choose a PO file."), "missing")
    if (file.size or 0) > MOST_BYTES:
        raise FileRefused(
            _("The file is larger than %(number)d MB.") % {"number": MOST_BYTES // 1024**2},
            "too_large",
        )
    po = parse(file.read())
    belongs_to = po.metadata.get(OF_TRANSLATION)
    if not belongs_to:
        raise FileRefused(
            _("The file does not say which page it is of. Download it here, and keep its header."),
            "no_header",
        )
    if belongs_to != str(translation.uuid):
        raise FileRefused(_("The file is of another page or another language."), "other")
    return po


def parse(content: bytes) -> Any:
    """The entries of a PO file, as a `polib.POFile`; raises FileRefused for anything else."""
    if content.startswith(_WIDE):
        raise _not_utf_8()
    if b"\0" in content:
        raise FileRefused(_("This is not a PO file, or it is damaged."), "binary")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf_8() from error
    if not text.strip():
        raise FileRefused(_("The file is empty."), "empty")
    lines = plain_lines(_LINE_END.split(text))
    try:
        po = polib.pofile(_Lines([_NO_FILE, *lines]), encoding="utf-8")
    except (OSError, ValueError, LookupError) as error:
        raise FileRefused(_("This is not a PO file, or it is damaged."), "syntax") from error
    named = _CHARSET.search(po.metadata.get("Content-Type", ""))
    if named and not _is_readable(named[1]):
        raise _not_utf_8()
    po.header = ""
    for entry in po:
        entry.linenum = max(1, (entry.linenum or 1) - 1)
    return po


def _is_readable(charset: str) -> bool:
    try:
        return codecs.lookup(charset).name in _READABLE
    except (LookupError, ValueError):
        return False


def _not_utf_8() -> FileRefused:
    return FileRefused(
        _("The letters of the file are not in UTF-8. Save it in UTF-8, and upload it again."),
        "encoding",
    )
