"""Lines of a page of a PDF: which words stand beside each other, and what they say."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from ..document import Run, Runs
from .inline import tidied

if TYPE_CHECKING:
    from .pdf_pages import Word

_POWER = {"2": "²", "3": "³"}
_MARK = re.compile(r"[\d*†‡]{1,3}")
# A longer word has a note.
_MEASURE = re.compile(r"(?<![^\W\d])[^\W\d]{1,2}$")
_CLOSING = frozenset(".,;:!?)")
_HIGH = 0.6


Gap = tuple[float, float]


class Row:
    """Words that stand on one line, from left to right."""

    def __init__(self, words: Iterable[Word]) -> None:
        self.words = sorted(words, key=lambda word: word.left)
        from_right = [unicodedata.bidirectional(word.text[:1] or "a") for word in self.words]
        if sum(kind in {"R", "AL"} for kind in from_right) * 2 > len(self.words):
            self.words.reverse()
        self.left = min(word.left for word in self.words)
        self.right = max(word.right for word in self.words)
        sizes: Counter[float] = Counter()
        for word in self.words:
            sizes[word.size] += len(word.text)
        self.size = max(sizes, key=lambda size: (sizes[size], size))
        self.base = next(word.base for word in self.words if word.size == self.size)
        self.bold = all(word.bold for word in self.words if word.size == self.size)
        self.picture = self.words[0].picture

    @cached_property
    def text(self) -> str:
        return text_of_words(self.words)


def rows_of(words: Iterable[Word]) -> list[Row]:
    """The lines of words, from the top to the bottom."""
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda word: -word.base):
        first = rows[-1][0] if rows else None
        beside = (
            first is not None
            and not (word.picture or first.picture)
            and first.base - word.base <= _HIGH * min(first.size, word.size)
        )
        if beside:
            rows[-1].append(word)
        else:
            rows.append([word])
    return list(map(Row, rows))


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
        before = runs[-1].text[-1:]
        if word.raised and word.touches and text in _POWER and _MEASURE.search(runs[-1].text[-3:]):
            text = _POWER[text]
        elif word.raised and _MARK.fullmatch(text):
            text = f"[{text}]"
        above, style = style, (word.href, word.bold, word.italic)
        if not (touches or before in {"", "\n"}):
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
