"""Read an uploaded PO file, and report what was done with its rows."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from typing import Any

from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

import polib

# For many more than that polib takes minutes.
MOST_LINES = 100_000

_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_CHARSET = re.compile(r"charset=\s*([^\s;]+)", re.IGNORECASE)
_READABLE = frozenset({"utf-8", "ascii"})
# polib drops the last letter of a text without its closing quote, and invents a missing "msgstr".
_OPEN_TEXT = re.compile(
    r'^[ \t]*(?:#~[ \t]*)?(?:msg\S+[ \t]+)?"(?:[^"\\\n]|\\.)*\\?$', re.MULTILINE
)
_KEYWORD = re.compile(r"^(?:#~[ \t]*)?msg(ctxt|id|str)", re.MULTILINE)
_AT_LINE = re.compile(r"line (\d+)")


class FileRefused(ValueError):
    """Raised for a file that cannot be imported; the message says why to whoever uploaded it."""


class _Text(str):
    """A text that polib splits at line feeds only, not at U+2028 and the like."""

    __slots__ = ()

    def splitlines(self, keepends: bool = False) -> list[str]:
        return self.split("\n")


def parse(content: bytes) -> Any:
    """Return the entries of a PO file, as a `polib.POFile`; raises FileRefused for anything else."""
    if content.startswith(_WIDE):
        raise _not_utf_8()
    if b"\0" in content:
        raise FileRefused(_("This is not a PO file, or it is damaged."))
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _not_utf_8() from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise FileRefused(_("The file is empty."))
    _check_whole(text)
    try:
        # polib opens a file of that name if there is one, but no name ends with so many line ends.
        po = polib.pofile(_Text(text + "\n\n"), encoding="utf-8")
    except (OSError, ValueError, LookupError) as error:
        at = _AT_LINE.search(str(error))
        if at is None:
            raise FileRefused(_("This is not a PO file, or it is damaged.")) from error
        raise _unreadable(int(at[1])) from error
    named = _CHARSET.search(po.metadata.get("Content-Type", ""))
    if named and not _is_readable(named[1]):
        raise _not_utf_8()
    po.header = ""
    return po


def _check_whole(text: str) -> None:
    """Raise FileRefused for a file with too many lines, or of which polib would lose text."""
    if text.count("\n") > MOST_LINES:
        raise FileRefused(
            _("The file has more than %(number)d lines, which no page has.")
            % {"number": MOST_LINES}
        )
    found = _OPEN_TEXT.search(text)
    if found and text[found.end() :].strip():
        raise _unreadable(text.count("\n", 0, found.start()) + 1)
    if found or _KEYWORD.findall(text)[-1:] in (["ctxt"], ["id"]):
        raise FileRefused(
            _("The file ends in the middle of an entry: it was cut off. Nothing was imported.")
        )


def _unreadable(line: int) -> FileRefused:
    return FileRefused(
        _("Line %(number)d is not as it should be in a PO file. Nothing was imported.")
        % {"number": line}
    )


def _is_readable(charset: str) -> bool:
    try:
        return codecs.lookup(charset).name in _READABLE
    except (LookupError, ValueError):
        return False


def _not_utf_8() -> FileRefused:
    return FileRefused(
        _("The letters of the file are not in UTF-8. Save it in UTF-8, and upload it again.")
    )


class Reason(TextChoices):
    """Why a row was not taken."""

    FUZZY = "fuzzy", gettext_lazy("It is marked as fuzzy.")
    EMPTY = "empty", gettext_lazy("It has no translation.")
    NO_PLACE = "no_place", gettext_lazy("It does not say where it belongs (msgctxt).")
    UNKNOWN_PLACE = (
        "unknown_place",
        gettext_lazy("The page does not have this place, or not any more."),
    )
    UNKNOWN_STRING = (
        "unknown_string",
        gettext_lazy("The page does not have this text, or not any more."),
    )
    NOT_USED_THERE = (
        "not_used_there",
        gettext_lazy("The page has this text, but not at this place."),
    )
    OBSOLETE = "obsolete", gettext_lazy("It is marked as obsolete.")
    PLURAL = "plural", gettext_lazy("It has plural forms, which texts of pages do not have.")
    REPEATED = (
        "repeated",
        gettext_lazy("The same text comes once more further down, and counts there."),
    )
    CHANGED = (
        "changed",
        gettext_lazy("Somebody has changed the translation since the file was downloaded."),
    )
    INVALID = "invalid", gettext_lazy("It cannot be used.")
    TOO_LONG = "too_long", gettext_lazy("It is too long.")


@dataclass(frozen=True, slots=True)
class NotTaken:
    """One row that was not taken: the number of its entry and of its line, what it says, and why.

    `detail` adds to the reason; `place` is the place in words.
    """

    number: int
    line: int
    path: str
    place: str
    source: str
    text: str
    reason: Reason
    detail: str = ""


@dataclass(slots=True)
class Report:
    """How many rows were taken, confirmed or unchanged, and which were not taken.

    `obsolete` are the rows of earlier texts, `absent` the texts of the page that are not in the file.
    """

    taken: int = 0
    confirmed: int = 0
    unchanged: int = 0
    obsolete: int = 0
    absent: int = 0
    not_taken: list[NotTaken] = field(default_factory=list)

    @property
    def has_changed(self) -> bool:
        return bool(self.taken or self.confirmed)
