"""Lines of plain text that an editor or a converter broke at its margin, joined again."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

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
_ENDS_SENTENCE = re.compile(r"[.!?:;][\"'”’)»]*$")


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
    goes_on = other[:1].islower() or (other[:1].isdigit() and not _ENDS_SENTENCE.search(one))
    needed = margin * 0.6 if goes_on else margin - _SLACK
    return len(one) + 1 + len(first) > needed and len(one) * 2 > margin


def _is_within_sentence(one: str, other: str) -> bool:
    return not _ENDS_SENTENCE.search(one) or other[:1].islower()
