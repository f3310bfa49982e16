"""The lines of plain text as their writer meant them: without page numbers and margins."""

import re
from collections.abc import Sequence
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

from ..document import LeftOut

PAGE_NUMBER = _("The number of a page")
_COUNT = r"\d{1,4}(?:\s*(?:av|of|/|\()\s*\d{1,4}\)?)?"
_NAMED = re.compile(
    rf"[-–—\s]*(?:sidan|sid\.?|sida|page|p\.|s\.)\s*{_COUNT}[-–—\s]*", re.IGNORECASE
)
_BARE = re.compile(rf"[-–—\s]*(?:{_COUNT}|[ivxl]{{1,6}})[-–—\s]*", re.IGNORECASE)
_ENDS = re.compile(r"[.!?:;][\"'”’)»]*$")
# No margin is wider; a longer line is a paragraph that its writer did not break.
MAX_MARGIN = 110
MIN_MARGIN = 55
_NARROW_MARGIN = 40
_MANY = 4
# Writers who break lines by hand are no machines.
_SLACK = 8
_GAP = re.compile(r"\S[ \t]{3,}\S")
_SOFT_HYPHEN = "\u00ad"
_DIVIDED = re.compile(r"[^\W\d_]-$")
# "Studie- och yrkesvägledning": the hyphen stands for the rest of the word.
_LEFT_HANGING = re.compile(
    r"(?:och|eller|samt|respektive|till|som|and|or|to|nor|but)\b", re.IGNORECASE
)
_KEPT = re.compile(
    r"\b(?:self|well|non|ex|co|all|half|full|part|long|short|high|low|cross|mid|re|anti)-$",
    re.IGNORECASE,
)


def without_page_numbers(text: str, left_out: list[LeftOut]) -> list[str]:
    """The lines of a text; those that are "Page 3 (5)" alone between blank lines go to `left_out`."""
    lines = [line.rstrip() for line in text.replace("\f", "\n\n").split("\n")]
    kept: list[str] = []
    for before, line, after in zip(["", *lines], lines, [*lines[1:], ""], strict=False):
        is_number = not (before or after) and _NAMED.fullmatch(line.strip())
        if is_number:
            left_out.append(LeftOut(line.strip(), PAGE_NUMBER))
        kept.append("" if is_number else line)
    return kept


def is_page_number(line: str) -> bool:
    """Whether a line is the number of a page, and nothing else."""
    return bool(_BARE.fullmatch(line) or _NAMED.fullmatch(line))


def join(one: str, other: str) -> str:
    """Two lines of one paragraph as one.

    Where a word was divided between them, its hyphen becomes a soft one: the word is whole to its
    readers, and each of its halves is still where it was.
    """
    one, other = one.rstrip(), other.lstrip()
    if one.endswith(_SOFT_HYPHEN):
        return one + other
    if _DIVIDED.search(one) and other[:1].islower() and not _LEFT_HANGING.match(other):
        if _KEPT.search(one):
            return one + other
        return one[:-1] + _SOFT_HYPHEN + other
    if one.endswith("-") and len(one) > 1 and one[-2].isdigit() and other[:1].isdigit():
        return one + other
    return f"{one} {other}"


def join_all(lines: Sequence[str]) -> str:
    """The lines of one paragraph as one."""
    pieces = [lines[0].strip()]
    for line in lines[1:]:
        # Only the last line matters to the seam; the text before it may be long.
        last, text = pieces.pop(), line.strip()
        seam = join(last, text)
        pieces += [seam[: len(seam) - len(text)], text]
    return "".join(pieces)


def unwrapped(lines: Sequence[str]) -> list[str]:
    """The lines with those joined that were one sentence before a margin broke them."""
    texts = [line.strip() for line in lines]
    margin = max(map(len, texts), default=0)
    breaks = [_is_at_margin(one, other, margin) for one, other in pairwise(texts)]
    middles = [_is_within_sentence(one, other) for one, other in pairwise(texts)]
    if not _is_wrapped(margin, breaks, middles):
        return texts
    paragraphs = [texts[:1]]
    for text, is_break in zip(texts[1:], breaks, strict=True):
        if is_break:
            paragraphs[-1].append(text)
        else:
            paragraphs.append([text])
    return [join_all(paragraph) for paragraph in paragraphs]


def _is_wrapped(margin: int, breaks: list[bool], middles: list[bool]) -> bool:
    if margin > MAX_MARGIN or not any(breaks):
        return False
    within = sum(middle for middle, is_break in zip(middles, breaks, strict=True) if is_break)
    if margin >= MIN_MARGIN:
        return within * 2 >= sum(breaks)
    return margin >= _NARROW_MARGIN and len(breaks) >= _MANY and within * 4 >= len(breaks) * 3


def _is_at_margin(one: str, other: str, margin: int) -> bool:
    """Whether a line ends because the next one's first word had no room on it, or nearly none."""
    if _GAP.search(one) or _GAP.search(other):
        return False
    first = other.split(" ", 1)[0]
    goes_on = other[:1].islower() or (other[:1].isdigit() and not _ENDS.search(one))
    needed = margin * 0.6 if goes_on else margin - _SLACK
    return len(one) + 1 + len(first) > needed and len(one) * 2 > margin


def _is_within_sentence(one: str, other: str) -> bool:
    return not _ENDS.search(one) or other[:1].islower()
