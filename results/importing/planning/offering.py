"""Offers the figures of a document, each once, and no more than a person can look through."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import islice
from typing import TYPE_CHECKING

from ..figures import (
    Role,
    Years,
    figures_in,
    judge_heading,
    judge_introduction,
    weighed,
)
from .piles import Pile, pile_of
from .plan import PlannedFigure

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

    from ...quantities import Scale, Unit
    from ..figures import FoundFigure

MAX_FIGURES = 400
MAX_DOUBTFUL = 150
LEAST_TOTAL = 100  # smaller numbers are the same by chance
LONGEST_TEXT = 200_000  # characters of a paragraph that are searched
# As much of a word as its forms have in common: "barn", "barnen".
_STEM = 4
_WORD = re.compile(r"[^\W\d_]{3,}")


class Known:
    """Figures that were offered already."""

    def __init__(self) -> None:
        self._stems: dict[tuple[Decimal, Unit, Scale], list[frozenset[str]]] = defaultdict(list)

    def add(self, found: FoundFigure) -> None:
        self._stems[_said(found)].append(stems(found.label))

    def has(self, found: FoundFigure) -> bool:
        """Whether a figure says what one of those said, however exactly.

        The same number of something else is another figure.
        """
        mine = stems(found.label)
        return any(not mine or not other or mine & other for other in self._stems[_said(found)])


class Offers:
    """What is offered of a document; `is_full` where there were more figures than that."""

    def __init__(self, locale: str, edition: Years) -> None:
        self.locale = locale
        self.edition = edition
        self.is_full = False
        # The page of the document that is being read, 0 where it has none.
        self.page = 0
        self._room = MAX_FIGURES
        self._room_for_doubtful = MAX_DOUBTFUL
        self._known: dict[str, Known] = defaultdict(Known)

    def has_room(self, count: int) -> bool:
        """Whether so many figures that stand by themselves can be offered too."""
        fits = count <= self._room
        self.is_full = self.is_full or not fits
        return fits

    def add(self, figures: list[PlannedFigure], new: list[PlannedFigure], home: str) -> None:
        """Add `new` to the figures of the section `home`, for which there has to be room."""
        figures.extend(new)
        self._room -= len(new)
        for figure in new:
            figure.page = self.page
            # What is sure is offered beside what is not.
            if pile_of(figure) is Pile.READY:
                self._known[home].add(figure.found)

    def find(
        self,
        text: str,
        figures: list[PlannedFigure],
        home: str,
        heading: str = "",
        introduction: str = "",
        doubt: StrOrPromise = "",
    ) -> list[PlannedFigure]:
        """Add to `figures` those of the text that are not among them; give back the doubtful ones.

        `home` is the id of the section that the text is in, "" for the introduction of the page;
        `introduction` is what leads to the list that it is an item of; with a `doubt` all are doubtful.
        """
        doubtful: list[PlannedFigure] = []
        if not self._room:
            self.is_full = self.is_full or any(map(str.isdigit, text))
            return doubtful
        self.is_full = self.is_full or len(text) > LONGEST_TEXT
        searched = text[:LONGEST_TEXT]
        above = judge_heading(heading, self.locale, self.edition)
        if not above.reason:
            above = judge_introduction(introduction, self.locale, self.edition)
        figures_there = figures_in(searched, self.locale, with_doubtful=self._room_for_doubtful > 0)
        # More than are offered of a whole document are looked for in none of its texts.
        first = list(islice(figures_there, MAX_FIGURES + MAX_DOUBTFUL))
        self.is_full = self.is_full or next(figures_there, None) is not None
        for each in weighed(first, searched, self.locale, self.edition):
            # What names the year itself does not have that of its heading.
            is_free = each.role is Role.RESULT and str(self.edition[1]) not in each.context
            found = above.applied(each) if above.reason and is_free else each
            label, reason = found.label or heading, found.reason or str(doubt)
            found = replace(found, label=label, reason=reason)
            if not found.reason:
                if not self._known[home].has(found):
                    if not self.has_room(1):
                        break
                    self.add(figures, [PlannedFigure(found)], home)
            elif self._room_for_doubtful:
                doubtful.append(
                    PlannedFigure(found, days=days_of(found), home=home, page=self.page)
                )
                self._room_for_doubtful -= 1
            else:
                self.is_full = True
        return doubtful


def days_of(found: FoundFigure) -> tuple[date, date] | None:
    """Return the days of the years that the figure is about, None for those of the edition."""
    years = found.years
    return (date(years[0], 1, 1), date(years[1], 12, 31)) if years else None


def _said(found: FoundFigure) -> tuple[Decimal, Unit, Scale]:
    return found.value, found.unit, found.scale


def stems(label: str) -> frozenset[str]:
    """Return what the words of a label begin with."""
    return frozenset(word[:_STEM] for word in _WORD.findall(label.lower()))
