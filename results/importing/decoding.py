"""From bytes to text, with a guess where the bytes do not say how they are to be read."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from .errors import ImportRefused

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

CHECK_LETTERS = _(
    "The file does not say in which encoding its letters are; Windows-1252 was assumed. "
    "Please check that å, ä and ö are right."
)
LETTERS_LOST = _(
    "Some characters of the file could not be read. Please check the places that show �."
)

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What a web page may declare. Python knows codecs that are none of text; they stay out.
_DECLARED = {
    "ascii": "cp1252",
    "iso-8859-1": "cp1252",
    "iso8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "windows-1252": "cp1252",
    "iso-8859-2": "iso8859-2",
    "iso-8859-4": "iso8859-4",
    "iso-8859-15": "iso8859-15",
    "windows-1250": "cp1250",
    "windows-1251": "cp1251",
    "windows-1257": "cp1257",
    "macintosh": "mac_roman",
}
# Everything below the space but tab, line feed and form feed, and the second set of controls.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2}"
)
# The first bytes of å ä ö, of dashes and quotation marks, of emoji, where UTF-8 was cut there.
_CUT = b"\xc2\xc3\xe2\xf0"


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, with "\\n" at the ends of its lines, and what its reader should check, or ""."""

    text: str
    notice: StrOrPromise = ""


def decode(content: bytes, declared: str = "") -> Decoded:
    """Read bytes as text. `declared` is the encoding that the document names itself.

    Raises ImportRefused for what was cut off within a character, and for what is no text.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            rest = content[len(mark) :]
            return _utf_8(rest) if encoding == "utf-8" else _wide(rest, encoding)
    if encoding := _unmarked_utf_16(content):
        return _wide(content, encoding)
    if b"\0" in content:
        raise ImportRefused(
            _(
                "The file holds bytes that no text has; it is damaged or of another kind. "
                "Save the document as text (UTF-8), Markdown, HTML or Word (.docx)."
            ),
            "not_text",
        )
    return _utf_8(content, declared)


def _unmarked_utf_16(content: bytes) -> str:
    """The encoding of a text whose every other byte is NUL, as "utf-16-le", else ""."""
    start = content[:4000]
    half = len(start) // 2
    if half < 2:
        return ""
    low, high = start[0::2].count(0), start[1::2].count(0)
    if high > half * 0.7 and low == 0:
        return "utf-16-le"
    if low > half * 0.7 and high == 0:
        return "utf-16-be"
    return ""


def _wide(content: bytes, encoding: str) -> Decoded:
    text = content.decode(encoding, errors="replace")
    if text.endswith("\ufffd") and not content.endswith("\ufffd".encode(encoding)):
        raise _cut_off()
    return _cleaned(text, LETTERS_LOST if "\ufffd" in text else "")


def _utf_8(content: bytes, declared: str = "") -> Decoded:
    try:
        return _cleaned(content.decode())
    except UnicodeDecodeError as error:
        good = content[: error.start]
        tail = content[error.start :]
        if error.reason == "unexpected end of data" and (
            not good.isascii() or tail[:1] in (bytes([byte]) for byte in _CUT)
        ):
            raise _cut_off() from error
    encoding = _DECLARED.get(declared.strip().lower(), "")
    if encoding:
        text = content.decode(encoding, errors="replace")
        return _cleaned(text, LETTERS_LOST if "\ufffd" in text else "")
    characters = len(_MULTIBYTE.findall(content))
    others = sum(byte > 127 for byte in _MULTIBYTE.sub(b"", content))
    if characters > others:  # UTF-8 into which something else was pasted
        text = content.decode(errors="replace")
        return _cleaned(text, LETTERS_LOST)
    return _cleaned(content.decode("cp1252", errors="replace"), CHECK_LETTERS)


def _cleaned(text: str, notice: StrOrPromise = "") -> Decoded:
    """The same text without characters that a page cannot hold; a space stands for each."""
    text = _LINE_ENDS.sub("\n", text.replace("\x0b", "\n"))
    return Decoded(_CONTROLS.sub(" ", text), notice)


def _cut_off() -> ImportRefused:
    return ImportRefused(
        _(
            "The file ends in the middle of a character: it was cut off. "
            "Fetch or save the document once more, and import the whole file."
        ),
        "cut_off",
    )
