"""Columns of tables of a PDF, as the numbers below each other tell them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from .pdf_gutters import has_line
from .pdf_rows import text_of_words
from .plain_tables import is_number

if TYPE_CHECKING:
    from .pdf_pages import Page, Word
    from .pdf_rows import Row

    Cells = Callable[[Sequence[Word]], list[list[Word]]]

# In heights of letters: the least space between two cells; in points: what is at the same place.
_SPACE, _SAME = 0.6, 1.0
# "1 382", "kr 5", "(12 %)", "–", but no year with a name: "Budget 2016".
_VALUE = re.compile(
    r"(?!\D++(?:19|20)\d\d\D*$)(?:[^\W\d]{1,3}\W++)?\W*+\d[\d\W]*+[^\W\d]{0,4}\W*+|\W++"
)
_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}[./]\d{1,2}[./]\d{4}")


@dataclass(frozen=True, slots=True)
class _Phrase:
    """Words of a line with no more than a space between them."""

    words: list[Word]

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return self.words[-1].right

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2

    @property
    def is_value(self) -> bool:
        """Whether it is a number, or the dash in the place of one, and no year with a name."""
        return _VALUE.fullmatch(text_of_words(self.words)) is not None


class Columns:
    """The columns of a table, each as wide as what stands in it beside numbers."""

    def __init__(self, columns: list[list[_Phrase]], page: Page) -> None:
        self._page = page
        self._left = [min(phrase.left for phrase in column) for column in columns]
        self._right = [max(phrase.right for phrase in column) for column in columns]
        self._is_left = [_is_even([phrase.left for phrase in column]) for column in columns]
        self._is_right = [_is_even([phrase.right for phrase in column]) for column in columns]
        self._lefts = _where(self._left, self._is_left)
        self._rights = _where(self._right, self._is_right)
        self._bounds = [self._bound(number) for number in range(len(columns) - 1)]

    def _bound(self, number: int) -> float:
        """Where a column ends: a name of columns may be longer, or stand at their other side."""
        gap = self._right[number], self._left[number + 1]
        ends = self._is_right[number]
        begins = self._is_left[number + 1] and not self._is_right[number + 1]
        if ends == begins:
            return sum(gap) / 2
        return gap[0] if ends else gap[1]

    def cells_of(self, words: Sequence[Word]) -> list[list[Word]]:
        """The words of each column."""
        cells: list[list[Word]] = [[] for _column in self._left]
        for phrase in _phrases(words, self._page, self._ends, self._begins):
            cells[self._column_of(phrase)] += phrase.words
        return cells

    def _column_of(self, phrase: _Phrase) -> int:
        beside = [*_at(phrase.left, self._lefts), *_at(phrase.right, self._rights)]
        return beside[0] if beside else sum(phrase.middle > bound for bound in self._bounds)

    def _ends(self, word: Word) -> bool:
        return bool(_at(word.right, self._rights))

    def _begins(self, word: Word) -> bool:
        return bool(_at(word.left, self._lefts))


def columns_by_numbers(rows: list[Row], page: Page) -> Columns | None:
    """The columns of a table with numbers below each other, None for another one."""
    lines = [list(_phrases(row.words, page)) for row in rows]
    lines = [line for line in lines if _has_figures(line)]
    if len(lines) < 2:
        return None
    values = _columns_of_values(lines)
    while len(lines) > 2 and len(without := _columns_of_values(lines[1:])) < len(values):
        # Names of columns that look like numbers, "0–5", need not stand above theirs.
        lines, values = lines[1:], without
    texts = [phrase for line in lines for phrase in line if not phrase.is_value]
    taken = [(column[0].left, max(phrase.right for phrase in column)) for column in values]
    beside = [
        text for text in texts if not any(text.left <= b and a <= text.right for a, b in taken)
    ]
    columns = sorted(values + _columns(beside), key=lambda column: column[0].left)
    return Columns(columns, page)


def _has_figures(line: list[_Phrase]) -> bool:
    return any(map(_is_figure, line[1:]))


def _is_figure(phrase: _Phrase) -> bool:
    text = text_of_words(phrase.words)
    return phrase.is_value and is_number(text) and not _DATE.fullmatch(text)


def _phrases(
    words: Sequence[Word],
    page: Page,
    ends: Callable[[Word], bool] = lambda word: False,
    begins: Callable[[Word], bool] = lambda word: False,
) -> Iterator[_Phrase]:
    """Yield the phrases of a line, that end or begin also where the tests say so."""
    phrase = list(words[:1])
    uprights = page.uprights_at(words[0].base) if words else []
    for before, word in pairwise(words):
        gap = before.right, word.left
        is_apart = gap[1] - gap[0] >= _SPACE * min(before.size, word.size)
        if is_apart or has_line(gap, uprights) or ends(before) or begins(word):
            yield _Phrase(phrase)
            phrase = []
        phrase.append(word)
    if phrase:
        yield _Phrase(phrase)


def _columns_of_values(lines: list[list[_Phrase]]) -> list[list[_Phrase]]:
    return _columns([phrase for line in lines for phrase in line if phrase.is_value])


def _columns(phrases: list[_Phrase]) -> list[list[_Phrase]]:
    """The phrases that stand below each other, together."""
    columns: list[list[_Phrase]] = []
    right = 0.0
    for phrase in sorted(phrases, key=lambda phrase: phrase.left):
        if columns and phrase.left <= right:
            columns[-1].append(phrase)
        else:
            columns.append([phrase])
            right = 0.0
        right = max(right, phrase.right)
    return columns


def _where(places: list[float], is_even: list[bool]) -> dict[int, float]:
    return {number: place for number, place in enumerate(places) if is_even[number]}


def _at(place: float, places: dict[int, float]) -> list[int]:
    """The columns that begin, or end, at a place."""
    return [number for number, other in places.items() if abs(place - other) <= _SAME]


def _is_even(places: list[float]) -> bool:
    return max(places) - min(places) <= _SAME
