"""Reads plain text: blocks between blank lines, and the ways in which people lay out text."""

import re
from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext_lazy as _

from ..document import WORD, Document, Heading, LeftOut, Paragraph, Part, Run, text_of
from .inline import MAX_LINE, is_heading_like, is_name
from .plain_lines import join, join_all, unwrapped, without_page_numbers
from .plain_lists import Item, goes_on, item_at, marker_of, with_lists
from .plain_tables import table_at

RULE = _("A line drawn between parts")
_UNDERLINE = re.compile(r"\s*(={3,}|-{3,}|~{3,})\s*")
_RULE = re.compile(r"\s*[-=_*~#+.•·–—]{3,}\s*|\s*(?:[-=_*~][ \t]+){2,}[-=_*~]\s*")
_HEADED = re.compile(r"(#{1,6})[ \t]+(\S.*)")
_LONG = 80
_MAX_HEAD = 60


def read_plain(text: str) -> Document:
    """Read plain text, which has no signs for what is a heading, a list or a table."""
    document = Document()
    found: list[Part | Item] = []
    for block in _blocks(without_page_numbers(text, document.left_out)):
        found += _Block(block, document.left_out).read()
    document.parts = with_lists(found, document.left_out)
    return document


def _blocks(lines: Iterable[str]) -> list[list[str]]:
    """The lines between blank ones, without the indentation that all of them have."""
    blocks: list[list[str]] = [[]]
    for line in lines:
        if line.strip():
            blocks[-1].append(line.rstrip("\n"))
        elif blocks[-1]:
            blocks.append([])
    return [block for block in blocks if block]


class _Block:
    """The lines between two blank ones, read from the first to the last."""

    def __init__(self, lines: list[str], left_out: list[LeftOut]) -> None:
        indent = min(len(line) - len(line.lstrip(" ")) for line in lines)
        self.lines = [line[indent:] for line in lines]
        self.left_out = left_out
        self.markers = Counter(map(marker_of, lines))
        self.pieces: list[Part | Item] = []
        self.prose: list[str] = []
        self.index = 0

    def read(self) -> list[Part | Item]:
        while self.index < len(self.lines):
            taken = self._headed() or self._item() or self._table() or self._link() or self._rule()
            if not taken:
                self.prose.append(self.lines[self.index])
                taken = 1
            self.index += taken
        self._end_prose()
        return self.pieces

    def _add(self, *pieces: Part | Item) -> None:
        self._end_prose()
        self.pieces += pieces

    def _line(self, offset: int = 0) -> str:
        number = self.index + offset
        return self.lines[number] if number < len(self.lines) else ""

    def _headed(self) -> int:
        """A line with # before it, or underlined; how many lines it takes."""
        line = self._line().strip()
        if marked := _HEADED.fullmatch(line):
            # Some write as many signs behind the heading as before it.
            text = marked[2].rstrip("#").rstrip(" \t") or marked[2][0]
            self._add(Heading(len(marked[1]), (Run(text),)))
            return 1
        under = _UNDERLINE.fullmatch(self._line(1))
        if not under or len(line) > MAX_LINE or not WORD.search(line) or _RULE.fullmatch(line):
            return 0
        if table_at(self.lines, self.index):
            return 0
        self._add(Heading(1 if under[1][0] == "=" else 2, (Run(line),)))
        return 2

    def _item(self) -> int:
        before = self.pieces[-1] if self.pieces and not self.prose else None
        item = self._item_at(self.index, before if isinstance(before, Item) else None)
        if item is None or _RULE.fullmatch(self._line()):
            return 0
        lines = [text_of(item.runs)]
        taken = 1
        while self._line(taken).strip() and not self._is_sign(taken, item):
            if not goes_on(item, self._line(taken - 1), self._line(taken)):
                break
            lines.append(self._line(taken))
            taken += 1
        item.runs = (Run(join_all(lines)),)
        item.is_alone = taken == len(self.lines)
        self._add(item)
        return taken

    def _item_at(self, number: int, before: Item | None) -> Item | None:
        return item_at(self.lines[number], number == 0, before, self.markers)

    def _is_sign(self, offset: int, item: Item) -> bool:
        """Whether a line begins something of its own by its first characters."""
        number = self.index + offset
        line = self.lines[number].strip()
        return (
            self._item_at(number, item) is not None
            or line.startswith(">>")
            or bool(_HEADED.fullmatch(line))
            or bool(_RULE.fullmatch(line))
        )

    def _table(self) -> int:
        found = table_at(self.lines, self.index)
        if not found:
            return 0
        self._add(found[0])
        return found[1]

    def _link(self) -> int:
        """`>> text <<`, which may go on in the next lines."""
        line = self._line().strip()
        if not line.startswith(">>"):
            return 0
        taken = 1
        while "<<" not in line and taken < 3 and "<<" in self._line(taken) + self._line(taken + 1):
            line = join(line, self._line(taken))
            taken += 1
        self._add(Paragraph((Run(line),)))
        return taken

    def _rule(self) -> int:
        line = self._line().strip()
        if not _RULE.fullmatch(line):
            return 0
        self._add()
        if WORD.search(line):
            self.left_out.append(LeftOut(line, RULE))
        return 1

    def _end_prose(self) -> None:
        lines, self.prose = self.prose, []
        if not lines:
            return
        is_whole = len(lines) == len(self.lines)
        texts = unwrapped(lines)
        self.pieces += _paragraphs(texts, is_first=not self.pieces, is_whole=is_whole)


def _paragraphs(texts: list[str], is_first: bool, is_whole: bool) -> list[Part]:
    """Lines as paragraphs: a long one is one by itself, short ones stay together as they were."""
    if len(texts) == 1:
        return [_paragraph(texts[0], may_be_line=is_first or is_whole)]
    parts: list[Part] = []
    short: list[str] = []
    for text, after in zip(texts, [*texts[1:], ""], strict=True):
        heads = not short and len(text) <= _MAX_HEAD <= len(after) and is_name(text)
        if len(text) >= _LONG or heads:
            if short:
                parts.append(_paragraph("\n".join(short)))
                short.clear()
            parts.append(_paragraph(text, may_be_line=heads))
        else:
            short.append(text)
    if short:
        parts.append(_paragraph("\n".join(short)))
    return parts


def _paragraph(text: str, may_be_line: bool = False) -> Paragraph:
    return Paragraph((Run(text),), may_be_line and is_heading_like(text))
