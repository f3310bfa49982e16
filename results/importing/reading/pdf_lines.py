"""Lines of a page of a PDF: which words stand beside each other, what parts them, and what they say."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise

from ..document import Run, Runs
from .inline import tidied
from .pdf_pages import Page, Word
from .plain_lists import marker_of

Gap = tuple[float, float]
# In heights of letters: the least space between columns, and how far from a line is beside it.
GUTTER, _HIGH = 0.9, 0.6
_FOREVER = 1e9
_POWER = {"2": "²", "3": "³"}
_MARK = re.compile(r"[\d*†‡]{1,3}")
# A longer word has a note.
_MEASURE = re.compile(r"(?<![^\W\d])[^\W\d]{1,2}$")
_NUMBERED = re.compile(r"\d{1,2}(?:\.\d{1,2})+\.?")
_CLOSING = frozenset(".,;:!?)")


class Row:
    """Words that stand on one line, from left to right; `uprights` are where drawn lines cross it."""

    def __init__(self, words: Iterable[Word], page: Page) -> None:
        self.words = sorted(words, key=lambda word: word.left)
        self.left = self.words[0].left
        self.right = max(word.right for word in self.words)
        sizes: Counter[float] = Counter()
        for word in self.words:
            sizes[word.size] += len(word.text)
        self.size = max(sizes, key=lambda size: (sizes[size], size))
        self.base = next(word.base for word in self.words if word.size == self.size)
        self.bold = all(word.bold for word in self.words if word.size == self.size)
        self.uprights = page.uprights_at(self.base)
        from_right = [unicodedata.bidirectional(word.text[:1] or "a") for word in self.words]
        if sum(kind in {"R", "AL"} for kind in from_right) * 2 > len(self.words):
            self.words.reverse()

    @cached_property
    def text(self) -> str:
        """What it says."""
        return text_of_words(self.words)

    @cached_property
    def gaps(self) -> list[Gap]:
        """Where it has no words, within it and beside it."""
        gaps = [(-_FOREVER, self.left)]
        for number, (before, after) in enumerate(pairwise(self.words)):
            # The space behind a bullet, or the number of a paragraph, parts nothing.
            if not number and (marker_of(f"{before.text} x") or _NUMBERED.fullmatch(before.text)):
                continue
            if self.are_apart(before, after, GUTTER):
                gaps.append((before.right, after.left))
        return [*gaps, (self.right, _FOREVER)]

    @property
    def phrases(self) -> list[list[Word]]:
        """Its words, between the gaps within it."""
        return [cell for cell in cells_of(self.words, self.gaps[1:-1]) if cell]

    def are_apart(self, before: Word, after: Word, least: float) -> bool:
        """Whether there is a space of so many heights of letters, or a drawn line, between two words."""
        gap = before.right, after.left
        return gap[1] - gap[0] >= least * min(before.size, after.size) or self.is_ruled(gap)

    def is_ruled(self, gap: Gap) -> bool:
        """Whether a drawn line stands in a gap."""
        first = bisect_left(self.uprights, gap[0])
        return first < len(self.uprights) and self.uprights[first] <= gap[1]

    def in_common(self, gaps: list[Gap], least: float) -> list[Gap]:
        """What its gaps have in common with others, as far as it is wide enough, or has a line in it."""
        found = []
        one = other = 0
        while one < len(gaps) and other < len(self.gaps):
            gap = max(gaps[one][0], self.gaps[other][0]), min(gaps[one][1], self.gaps[other][1])
            if gap[1] - gap[0] >= (0.5 if self.is_ruled(gap) else least):
                found.append(gap)
            if gaps[one][1] < self.gaps[other][1]:
                one += 1
            else:
                other += 1
        return found


def rows_of(words: Iterable[Word], page: Page) -> list[Row]:
    """The lines of words, from the top to the bottom."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: -word.base):
        first = rows[-1][0] if rows else word
        is_beside = first.base - word.base <= _HIGH * min(first.size, word.size)
        if rows and is_beside and not (word.picture or first.picture):
            rows[-1].append(word)
        else:
            rows.append([word])
    return [Row(row, page) for row in rows]


def runs_of(words: Sequence[Word]) -> Runs:
    """The words as runs: a sign that is raised as a note in brackets, or as a power."""
    runs = [Run("")]
    right = 0.0
    style = ("", False, False)
    for word in words:
        text = word.text
        # A sign that is raised leaves some room behind it.
        touches = word.touches or (text in _CLOSING and 0 < word.left - right < word.size / 3)
        right = word.right
        before = runs[-1].text
        if word.raised and word.touches and text in _POWER and _MEASURE.search(before[-3:]):
            text = _POWER[text]
        elif word.raised and _MARK.fullmatch(text):
            text = f"[{text}]"
        above, style = style, (word.href, word.bold, word.italic)
        if not (touches or before[-1:] in {"", "\n"}):
            # A space between two styles has none.
            runs.append(Run(" ", *style) if style == above else Run(" "))
        runs.append(Run(text, *style))
    return tidied(runs)


def text_of_words(words: Sequence[Word]) -> str:
    """The words as text."""
    return "".join(run.text for run in runs_of(words))


def cells_of(words: Sequence[Word], gutters: list[Gap]) -> list[list[Word]]:
    """The words of each column; gutters are between the columns."""
    cells: list[list[Word]] = [[] for _column in range(len(gutters) + 1)]
    begins = [gap[1] - 0.1 for gap in gutters]
    for word in words:
        cells[bisect_right(begins, word.left)].append(word)
    return cells
