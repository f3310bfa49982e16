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
# What browsers take some names of encodings for; the keys are the names of Python.
_MEANT = {"ascii": "cp1252", "iso8859-1": "cp1252", "iso8859-9": "cp1254", "shift_jis": "cp932"}
# Others that Python knows write signs with letters, and no browser reads them.
_OF_TEXT = re.compile(r"cp(?:125\d|866|874|9\d\d)|iso8859-.*|koi8.*|mac.*|euc.*|gb.*|big5.*")
# Everything below the space but tab, line feed and form feed, the second set of controls, and halves
# of characters.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]")
_LINE_ENDS = re.compile("\r\n?|[\x85\u2028\u2029]")
# The first bytes of å ä ö, of dashes and quotation marks, of emoji, where UTF-8 was cut there.
_CUT = b"\xc2\xc3\xe2\xf0"
# Of so many letters beyond ASCII one wrong byte is an accident: in an encoding that a document names, in UTF-8.
_FEW, _FEW_OF_UTF_8 = 10, 2


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
            return _marked(content[len(mark) :], encoding)
    if b"\0" in content:
        raise ImportRefused(
            _(
                "The file holds bytes that no text has; it is damaged or of another kind. "
                "Save the document as text (UTF-8), Markdown, HTML or Word (.docx)."
            ),
            "not_text",
        )
    encoding = _encoding_named(declared)
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        is_first = content[: error.start].isascii()
        is_cut = not is_first or (content[error.start] in _CUT and not encoding)
        if error.reason == "unexpected end of data" and is_cut:
            raise ImportRefused(*_CUT_OFF) from error
    else:
        return Decoded(without_controls(text))
    return (
        (_read_as(content, encoding, _FEW) if encoding else None)
        or _read_as(content, "utf-8", _FEW_OF_UTF_8)
        or Decoded(
            without_controls(content.decode("cp1252", errors="replace")),
            OTHER_LETTERS if declared.strip() else CHECK_LETTERS,
        )
    )


def _marked(content: bytes, encoding: str) -> Decoded:
    text = content.decode(encoding, errors="replace")
    if text.endswith("\ufffd") and not content.endswith("\ufffd".encode(encoding)):
        raise ImportRefused(*_CUT_OFF)
    return Decoded(without_controls(text), LETTERS_LOST if "\ufffd" in text else "")


def _encoding_named(declared: str) -> str:
    """The encoding of Python for a name that a document gives, or "" for none that text may have."""
    try:
        name = codecs.lookup(declared.strip()).name
    except (LookupError, ValueError):
        return ""
    name = _MEANT.get(name, name)
    return name if _OF_TEXT.fullmatch(name) else ""


def _read_as(content: bytes, encoding: str, few: int) -> Decoded | None:
    """The text in an encoding; None where it has more than a few bytes that are not of it."""
    text = content.decode(encoding, errors="replace")
    lost = text.count("\ufffd")
    if lost * few > len(text) - len(text.encode("ascii", "ignore")):
        return None
    return Decoded(without_controls(text), LETTERS_LOST if lost else "")


def without_controls(text: str) -> str:
    """A text without characters that a page cannot hold; a space stands for each."""
    text = _LINE_ENDS.sub("\n", text.replace("\x0b", "\n"))
    return _CONTROLS.sub(" ", text)
