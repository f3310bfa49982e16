"""From bytes to text, with a guess where the bytes do not say how they are to be read."""

import codecs
import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .errors import ImportRefused

CHECK_LETTERS = _(
    "The file does not say in which encoding its letters are; Windows-1252 was assumed. "
    "Please check that å, ä and ö are right."
)
OTHER_LETTERS = _(
    "The file cannot be read in the encoding that it names for its letters; Windows-1252 was "
    "assumed. Please check that å, ä and ö are right."
)
LETTERS_LOST = _(
    "Some characters of the file could not be read. Please check the places that show �."
)

_CUT_OFF = (
    _(
        "The file ends in the middle of a character: it was cut off. "
        "Fetch or save the document once more, and import the whole file."
    ),
    "cut_off",
)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# What browsers take some names of encodings for: what those who write them mean by them. The keys are
# the names of Python.
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "tis-620": "cp874",
    "shift_jis": "cp932",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
}
# Python knows them as encodings of text, but they write signs with letters, and no browser reads them.
_NO_ENCODINGS = frozenset(
    {"hz", "utf-7", "idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined"}
)
_MARKUP = b"<meta charset=>"
# Everything below the space but tab, line feed and form feed, the second set of controls, and halves
# of characters.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
_MULTIBYTE = re.compile(
    rb"[\xc2-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2}"
)
# The first bytes of å ä ö, of dashes and quotation marks, of emoji, where UTF-8 was cut there.
_CUT = b"\xc2\xc3\xe2\xf0"
_ASCII = bytes(range(128))
# One wrong byte of so many letters beyond ASCII is an accident.
_FEW = 10


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text, with "\\n" at the ends of its lines, and what its reader should check, or ""."""

    text: str
    notice: str | Promise = ""


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
        raise ImportRefused(*_CUT_OFF)
    return _cleaned(text, LETTERS_LOST if "\ufffd" in text else "")


def _utf_8(content: bytes, declared: str = "") -> Decoded:
    encoding = _encoding_named(declared)
    try:
        # Some encodings write all letters with the bytes of ASCII.
        if not (encoding and content.isascii()):
            return _cleaned(content.decode())
    except UnicodeDecodeError as error:
        good = content[: error.start]
        tail = content[error.start :]
        is_cut = error.reason == "unexpected end of data" and (
            not good.isascii() or (tail[:1] in (bytes([byte]) for byte in _CUT) and not encoding)
        )
        if is_cut:
            raise ImportRefused(*_CUT_OFF) from error
    if encoding and (decoded := _as_declared(content, encoding)):
        return decoded
    if content.isascii():
        return _cleaned(content.decode(), OTHER_LETTERS)
    characters = len(_MULTIBYTE.findall(content))
    others = len(_MULTIBYTE.sub(b"", content).translate(None, _ASCII))
    if characters > others:  # UTF-8 into which something else was pasted
        text = content.decode(errors="replace")
        return _cleaned(text, LETTERS_LOST)
    text = content.decode("cp1252", errors="replace")
    return _cleaned(text, OTHER_LETTERS if declared.strip() else CHECK_LETTERS)


def _encoding_named(declared: str) -> str:
    """The encoding of Python for a name that a document gives, or "" for none that text may have."""
    try:
        codec = codecs.lookup(declared.strip())
    except (LookupError, ValueError):
        return ""
    name = _MEANT.get(codec.name, codec.name)
    if name in _NO_ENCODINGS or name == "utf-8":
        return ""
    try:
        # The name itself was read as ASCII; where that is not so, the name is wrong.
        return name if _MARKUP.decode(name) == _MARKUP.decode() else ""
    except (LookupError, ValueError):
        return ""


def _as_declared(content: bytes, encoding: str) -> Decoded | None:
    """The text in an encoding; None where it has more than a few bytes that are not of it."""
    text = content.decode(encoding, errors="replace")
    lost = text.count("\ufffd")
    if lost * _FEW > len(text) - len(text.encode("ascii", "ignore")):
        return None
    return _cleaned(text, LETTERS_LOST if lost else "")


def without_controls(text: str) -> str:
    """A text without characters that a page cannot hold; a space stands for each."""
    text = _LINE_ENDS.sub("\n", text.replace("\x0b", "\n"))
    return _CONTROLS.sub(" ", text)


def _cleaned(text: str, notice: str | Promise = "") -> Decoded:
    return Decoded(without_controls(text), notice)
