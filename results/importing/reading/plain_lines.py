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


def lines_of_pages(text: str, left_out: list[LeftOut]) -> list[str]:
    """All lines of a text; numbers of pages go to `left_out`, sentences go on over the page."""
    lines: list[str] = []
    pages = text.split("\f")
    for number, page in enumerate(pages):
        of_page = page.split("\n")
        _take_number(of_page, 0, left_out, at_edge=number > 0)
        _take_number(of_page, -1, left_out, at_edge=number < len(pages) - 1)
        of_page = _without_named(of_page, left_out)
        if number:
            _join(lines, of_page)
        else:
            lines = of_page
    return lines


def is_page_number(line: str) -> bool:
    """Whether a line is the number of a page, and nothing else."""
    return bool(_BARE.fullmatch(line) or _NAMED.fullmatch(line))


def _take_number(lines: list[str], edge: int, left_out: list[LeftOut], at_edge: bool) -> None:
    """Take the number out of the first or last line that has words, where a page begins or ends."""
    filled = [number for number, line in enumerate(lines) if line.strip()]
    if not at_edge or not filled:
        return
    line = lines[filled[edge]].strip()
    if is_page_number(line):
        left_out.append(LeftOut(line, PAGE_NUMBER))
        lines[filled[edge]] = ""


def _without_named(lines: list[str], left_out: list[LeftOut]) -> list[str]:
    """The lines without those that are "Page 3 (5)" alone between blank lines."""
    kept: list[str] = []
    for number, line in enumerate(lines):
        after = lines[number + 1] if number + 1 < len(lines) else ""
        before = lines[number - 1] if number else ""
        if not before.strip() and not after.strip() and _NAMED.fullmatch(line.strip()):
            left_out.append(LeftOut(line.strip(), PAGE_NUMBER))
            line = ""
        kept.append(line)
    return kept


def _join(before: list[str], after: list[str]) -> None:
    """Put a page below those before; a sentence that goes on over the page stays one paragraph."""
    while before and not before[-1].strip():
        before.pop()
    first = next((number for number, line in enumerate(after) if line.strip()), len(after))
    filled = after[first:]
    goes_on = (
        before
        and filled
        and not _ENDS.search(before[-1].rstrip())
        and filled[0].lstrip()[:1].islower()
    )
    if not goes_on:
        before.append("")
    before += filled


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
