"""The lines of plain text as their writer meant them: without page numbers and margins."""

import re
from collections.abc import Sequence
from itertools import pairwise

from django.utils.translation import gettext_lazy as _

PAGE_NUMBER = _("The number of a page")
_COUNT = r"\d{1,4}(?:\s*(?:av|of|/|\()\s*\d{1,4}\)?)?"
NAMED_PAGE = re.compile(
    rf"[-–—\s]*(?:sidan|sid\.?|sida|page|p\.|s\.)\s*{_COUNT}[-–—\s]*", re.IGNORECASE
)
_BARE = re.compile(rf"[-–—\s]*(?:{_COUNT}|[ivxl]{{1,6}})[-–—\s]*", re.IGNORECASE)
_ENDS = re.compile(r"[.!?:;][\"'”’)»]*$")
# No margin is wider; a longer line is a paragraph that its writer did not break.
MAX_MARGIN = 110
_MIN_MARGIN = 55
_GAP = "   "
# Writers who break lines by hand are no machines.
_SLACK = 8
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


def is_page_number(line: str) -> bool:
    """Whether a line is the number of a page, and nothing else."""
    return bool(_BARE.fullmatch(line) or NAMED_PAGE.fullmatch(line))


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
    within = sum(
        is_break and (other[:1].islower() or not _ENDS.search(one))
        for is_break, (one, other) in zip(breaks, pairwise(texts), strict=True)
    )
    if not (within and _MIN_MARGIN <= margin <= MAX_MARGIN and within * 2 >= sum(breaks)):
        return texts
    paragraphs = [texts[:1]]
    for text, is_break in zip(texts[1:], breaks, strict=True):
        if is_break:
            paragraphs[-1].append(text)
        else:
            paragraphs.append([text])
    return [join_all(paragraph) for paragraph in paragraphs]


def _is_at_margin(one: str, other: str, margin: int) -> bool:
    """Whether a line ends because the next one's first word had no room on it, or nearly none."""
    if _GAP in one or _GAP in other:
        return False
    first = other.split(" ", 1)[0]
    goes_on = other[:1].islower() or (other[:1].isdigit() and not _ENDS.search(one))
    needed = margin * 0.6 if goes_on else margin - _SLACK
    return len(one) + 1 + len(first) > needed and len(one) * 2 > margin
