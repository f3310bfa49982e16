"""Whether lines are those of a whole PO file, and what of them the parser is to see.

The parser in use takes what it finds: of a line that was cut off it drops the last letter, of an
entry without an end it makes an empty one. It also takes minutes for a comment, or a text, of a
hundred thousand lines.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from django.utils.translation import gettext as _

from .errors import FileRefused

MOST_ENTRIES = 5000
LONGEST_HEADER = 20_000

_STRING = re.compile(
    r'(?:(?P<keyword>msgctxt|msgid_plural|msgid|msgstr(?:\[\d\])?)\s+)?"(?P<text>(?:[^"\\]|\\.)*)"'
)
# Which keyword may follow which; "" is the start of the file.
_AFTER = {
    "msgctxt": {"", "msgstr"},
    "msgid": {"", "msgstr", "msgctxt"},
    "msgid_plural": {"msgid"},
    "msgstr": {"msgid", "msgid_plural"},
    "msgstr[]": {"msgid_plural", "msgstr"},
}


def plain_lines(lines: Sequence[str]) -> list[str]:
    """The lines without comments, and with every text on one line; as many lines as were given.

    Raises FileRefused for lines that are no PO file, not a whole one, or one of too many entries.
    """
    return _Reader(lines).read()


class _Reader:
    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.plain = [""] * len(lines)
        self.last = ""
        # The line of the text that is being read, and its parts.
        self.at, self.start = 0, ""
        self.parts: list[str] = []
        self.is_header = False
        self.entries = 0
        # A comment that belongs to an entry has been read, but not the entry.
        self.is_announced = False

    def read(self) -> list[str]:
        end = max((at for at, line in enumerate(self.lines) if line.strip()), default=0)
        for at, line in enumerate(self.lines):
            self._read(at, line.strip(), is_end=at == end)
        self._finish()
        if self.last not in {"", "msgstr"} or self.is_announced:
            raise _cut_off()
        return self.plain

    def _read(self, at: int, line: str, *, is_end: bool) -> None:
        if not line or line.startswith("#~|"):
            return
        if line.startswith("#") and not line.startswith(("#~", "#|")):
            self.is_announced = self.is_announced or line.startswith(("#.", "#:", "#,"))
            if line.startswith("#,"):
                self._finish()
                self.plain[at] = line
            return
        mark = line[:2] if line.startswith("#") else ""
        found = _STRING.fullmatch(line[len(mark) :].lstrip())
        if found is None:
            is_beginning = line.startswith(("m", '"', "#"))
            raise _cut_off() if is_end and is_beginning else _unreadable(at)
        if mark == "#|":
            self.is_announced = True
        elif found["keyword"]:
            self._begin(at, mark, found["keyword"], found["text"])
        elif self.parts:
            self.parts.append(found["text"])
        else:
            raise _unreadable(at)

    def _begin(self, at: int, mark: str, keyword: str, text: str) -> None:
        self._finish()
        kind = re.sub(r"\d", "", keyword)
        if self.last not in _AFTER[kind]:
            raise _unreadable(at)
        self.last = kind.removesuffix("[]")
        self.at, self.start, self.parts = at, f"{mark} {keyword} ".lstrip(), [text]
        if self.last == "msgstr":
            self.is_announced = False
        self.entries += kind == "msgid" and not mark
        if self.entries > MOST_ENTRIES:
            raise FileRefused(
                _("The file has more than %(number)d entries, which no page has.")
                % {"number": MOST_ENTRIES},
                "too_many",
            )

    def _finish(self) -> None:
        if not self.parts:
            return
        text = "".join(self.parts)
        self.parts = []
        self.plain[self.at] = f'{self.start}"{text}"'
        if self.last == "msgid":
            self.is_header = not text
        elif self.is_header and len(text) > LONGEST_HEADER:
            raise _unreadable(self.at)


def _unreadable(at: int) -> FileRefused:
    return FileRefused(
        _("Line %(number)d is not as it should be in a PO file. Nothing was imported.")
        % {"number": at + 1},
        "syntax",
    )


def _cut_off() -> FileRefused:
    return FileRefused(
        _("The file ends in the middle of an entry: it was cut off. Nothing was imported."),
        "cut_off",
    )
