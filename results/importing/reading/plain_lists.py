"""Bullets and numbers at the beginnings of lines of plain text."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from ..document import Items, LeftOut, Paragraph, Part, Run
from .inline import is_heading_like

LIST_NUMBERS = _("Numbers of a list, which the page sets itself")
LIST_SIGN = _("Signs of a list, which the page sets itself")

_BULLET = re.compile(
    r"\s*([-*•‣▪·●◦○■□►✓✔–—\uf0b7]|o|\d{1,3}[.)]|\(\d{1,3}\)|[a-z]\)|\([a-z]\))(\s+)(?=\S)"
)
# "–" begins what somebody says, too, and "o" a line that goes on with "och".
_NEEDS_COMPANY = ("–", "—", "o")


@dataclass(slots=True)
class Item:
    """An item as it was found. `is_alone` tells that nothing else was between the blank lines."""

    marker: str
    text: str
    is_alone: bool = False

    @property
    def number(self) -> int:
        """The number of the item, 0 without."""
        digits = self.marker.strip("().")
        return int(digits) if digits.isascii() and digits.isdigit() else 0

    @property
    def letter(self) -> str:
        """The letter of an item such as "a)", "" without."""
        letter = self.marker.strip("()")
        return letter if letter != self.marker and letter.isalpha() else ""

    @property
    def line(self) -> str:
        return f"{self.marker} {self.text}"


def item_at(line: str, is_first: bool, before: Item | None, markers: Counter[str]) -> Item | None:
    """The item that begins in a line, without those lines that go on with it, or None.

    `before` is the item above it in the same block: 3. goes on from 2., and not from prose.
    `markers` counts those of the block.
    """
    match = _BULLET.match(line)
    if not match:
        return None
    item = Item(match[1], line[match.end() :].strip())
    if item.number:
        follows = before is not None and item.number == before.number + 1
        return item if is_first or follows or item.number == 1 else None
    if item.letter:
        previous = chr(ord(item.letter) - 1)
        begins = item.letter == "a" and bool(markers["b)"] or markers["(b)"])
        return item if begins or (before is not None and before.letter == previous) else None
    if match[1][0].isdigit() or item.text.endswith(f" {match[1]}"):  # "0." and "- END -"
        return None
    return None if match[1] in _NEEDS_COMPANY and markers[match[1]] < 2 else item


def goes_on(item: Item, last_line: str, line: str) -> bool:
    """Whether a line below an item, which has no bullet, is more of its text."""
    if line[:1].isspace():
        return True
    begins_new = line[:1].isupper() or line[:1].isdigit()
    return not (begins_new and (len(last_line.rstrip()) < 50 or last_line.rstrip().endswith(".")))


def parts_of(items: Sequence[Item], left_out: list[LeftOut]) -> list[Part]:
    """The list that items in succession are; a numbered line alone may be a heading."""
    first = items[0]
    if len(items) == 1 and first.number and first.is_alone and is_heading_like(first.text):
        return [Paragraph((Run(first.line),), is_line=True)]
    # "* Estimated" alone is a note with its sign.
    if len(items) == 1 and (first.number > 1 or first.marker == "*"):
        return [Paragraph((Run(first.line),))]
    is_counted = all(item.number == number for number, item in enumerate(items, 1))
    if is_counted:
        left_out.append(LeftOut(" ".join(item.marker for item in items), LIST_NUMBERS))
    elif any(item.marker == "o" for item in items):
        signs = " ".join(item.marker for item in items if item.marker == "o")
        left_out.append(LeftOut(signs, LIST_SIGN))
    texts = [
        item.line if item.letter or (item.number and not is_counted) else item.text
        for item in items
    ]
    return [Items(tuple((Run(text),) for text in texts), ordered=is_counted)]


def split_runs(items: Sequence[Item]) -> list[list[Item]]:
    """Items in succession as lists of one kind: bullets, or numbers that count on."""
    lists: list[list[Item]] = []
    for item in items:
        last = lists[-1][-1] if lists else None
        goes_with = last is not None and (
            item.number == last.number + 1 if item.number else not last.number
        )
        if goes_with:
            lists[-1].append(item)
        else:
            lists.append([item])
    return lists


def marker_of(line: str) -> str:
    """The sign of a list with which a line begins, or ""."""
    match = _BULLET.match(line)
    return match[1] if match else ""
