"""Bullets and numbers at the beginnings of lines of plain text."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from django.utils.translation import gettext_lazy as _

from ..document import WORD, Document, Heading, Items, LeftOut, Paragraph, Part, Run, Runs, text_of
from .inline import is_heading_like, is_link, joined_lines, lines_of, tidied, without_start

LIST_SIGNS = _("Signs of a list, which the page sets itself")

_BULLET = re.compile(
    r"\s*([•‣▪·●◦○■□►✓✔\uf0b7]|(?:[-*–—o]|\d{1,3}[.)]|\(\d{1,3}\))(?=\s))\s*(?=\S)"
)
# "–" begins what somebody says, too, and "o" a line that goes on with "och".
_NEEDS_COMPANY = ("–", "—", "o")
_SHORT = 50


@dataclass(slots=True)
class Item:
    """An item as it was found. `is_alone` tells that nothing else was between the blank lines."""

    marker: str
    runs: Runs
    is_alone: bool = False
    page: int = 0

    @property
    def number(self) -> int:
        """The number of the item, 0 without."""
        digits = self.marker.strip("().")
        return int(digits) if digits.isascii() and digits.isdigit() else 0

    @property
    def line(self) -> Runs:
        """The text behind its marker."""
        return tidied([Run(f"{self.marker} "), *self.runs])


def item_at(line: str, is_first: bool, before: Item | None, markers: Counter[str]) -> Item | None:
    """The item that begins in a line, without those lines that go on with it, or None.

    `before` is the item above it in the same block: 3. goes on from 2., and not from prose.
    `markers` counts those of the block.
    """
    match = _BULLET.match(line)
    if not match:
        return None
    text = line[match.end() :].strip()
    item = Item(match[1], (Run(text),))
    if item.number:
        follows = before is not None and item.number == before.number + 1
        return item if is_first or follows or item.number == 1 else None
    if match[1][0].isdigit() or text.endswith(f" {match[1]}"):  # "0." and "- END -"
        return None
    return None if match[1] in _NEEDS_COMPANY and markers[match[1]] < 2 else item


def goes_on(last_line: str, line: str) -> bool:
    """Whether a line below an item, which has no bullet, is more of its text."""
    begins_new = line[:1].isupper() or line[:1].isdigit()
    last = last_line.rstrip()
    return not (begins_new and (len(last) < _SHORT or last.endswith(".")))


def with_lists(pieces: Iterable[Part | Item], left_out: list[LeftOut]) -> list[Part]:
    """The parts, those items in succession that are all bullets, or count on, as lists."""
    parts: list[Part] = []
    items: list[Item] = []
    for piece in [*pieces, None]:
        expected = items[-1].number + bool(items[-1].number) if items else None
        if isinstance(piece, Item) and expected in {None, piece.number}:
            items.append(piece)
            continue
        if items:
            parts.append(_part_of(items, left_out))
        items = [piece] if isinstance(piece, Item) else []
        if piece is not None and not isinstance(piece, Item):
            parts.append(piece)
    return parts


def _part_of(items: Sequence[Item], left_out: list[LeftOut]) -> Part:
    """The list that items in succession are; a numbered line alone may be a heading."""
    first, page = items[0], items[0].page
    is_counted = all(item.number == number for number, item in enumerate(items, 1))
    if len(items) == 1 and first.number and first.is_alone and is_heading_like(text_of(first.runs)):
        return Paragraph(first.line, is_line=True, page=page)
    # "* Estimated" alone is a note with its sign.
    if len(items) == 1 and (first.number > 1 or first.marker in {"*", *_NEEDS_COMPANY}):
        return Paragraph(first.line, page=page)
    if first.number and not is_counted:
        return Items(tuple(item.line for item in items), page=page)
    signs = " ".join(item.marker for item in items)
    if WORD.search(signs):
        left_out.append(LeftOut(signs, LIST_SIGNS))
    return Items(tuple(item.runs for item in items), ordered=is_counted, page=page)


def marker_of(line: str) -> str:
    """The sign of a list with which a line begins, or ""."""
    match = _BULLET.match(line)
    return match[1] if match else ""


def find_lines_and_bullets(document: Document) -> None:
    """Mark short paragraphs where nothing is a heading; make lists of lines with bullets."""
    pieces = [piece for part in document.parts for piece in _bulleted(part)]
    parts = with_lists(pieces, document.left_out)
    has_headings = any(isinstance(part, Heading) for part in parts)
    for at, part in enumerate(() if has_headings else parts):
        if isinstance(part, Paragraph) and not is_link(part.runs):
            parts[at] = replace(part, is_line=part.is_line or is_heading_like(text_of(part.runs)))
    document.parts[:] = parts


def _bulleted(part: Part) -> Iterator[Part | Item]:
    """Yield a part; of a paragraph with bullets, its lines apart from those before and after them."""
    is_text = isinstance(part, Paragraph) and not part.is_line
    lines = lines_of(part.runs) if isinstance(part, Paragraph) and is_text else []
    found = [_BULLET.match(text_of(line)) for line in lines]
    signs = [match[0] if match and not WORD.search(match[1]) else "" for match in found]
    if not any(signs) or (len(lines) > 1 and sum(map(bool, signs)) < 2):
        yield part
        return
    for has_bullet, group in groupby(zip(signs, lines, strict=True), lambda each: bool(each[0])):
        if not has_bullet:
            yield Paragraph(joined_lines(line for _none, line in group))
            continue
        for sign, line in group:
            yield Item(sign.strip(), without_start(line, len(sign)))
