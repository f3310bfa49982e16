"""Offers the figures of a document, each once, and no more than a person can look through."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import islice

from django.utils.functional import Promise

from ..document import LETTERS
from ..figures import (
    FoundFigure,
    Role,
    Years,
    figures_in,
    judge_heading,
    judge_introduction,
    weighed,
)
from .piles import Pile, pile_of
from .plan import PlannedFigure

MAX_FIGURES = 400
MAX_DOUBTFUL = 150
LEAST_TOTAL = 100  # smaller numbers are the same by chance
LONGEST_TEXT = 200_000  # characters of a paragraph that are searched
# As much of a word as its forms have in common: "barn", "barnen".
_STEM = 4
_SHORTEST = 3  # of what is no small word


Figures = list[PlannedFigure]


class Known:
    """Figures that were offered already, each with the list that it is in and its section, by its id."""

    def __init__(self) -> None:
        self._offered: dict[tuple[object, ...], list[tuple[str, PlannedFigure, Figures]]]
        self._offered = defaultdict(list)

    def add(self, figure: PlannedFigure, figures: Figures, home: str) -> None:
        """Remember a figure; what stands by itself takes the place of what was told in a sentence."""
        for _home, other, others in self._same(figure.found, home):
            if figure.taken and not other.taken and other in others:
                others.remove(other)
        self._offered[_said(figure.found)].append((home, figure, figures))

    def has(self, found: FoundFigure, home: str) -> bool:
        """Whether a figure says what one of those said, however exactly."""
        return any(self._same(found, home))

    def _same(self, found: FoundFigure, home: str) -> Iterator[tuple[str, PlannedFigure, Figures]]:
        """Yield those of the same number; one of something else is another figure, and a small one by chance."""
        mine = stems(found.label)
        is_small = abs(found.value) < LEAST_TOTAL and found.value == found.value.to_integral_value()
        for offered in self._offered[_said(found)]:
            section, other, _figures = offered
            theirs = stems(other.found.label)
            if section == home:
                is_same = not mine or not theirs or bool(mine & theirs)
            else:
                is_same = (
                    not is_small and bool(mine and theirs) and (mine <= theirs or theirs <= mine)
                )
            if is_same and found.whole in {None, other.found.whole}:
                yield offered


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
        self.known = Known()

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
            # What is sure is offered beside what is not, and in a section rather than the introduction.
            if home and pile_of(figure) is Pile.READY:
                self.known.add(figure, figures, home)

    def find(
        self,
        text: str,
        figures: list[PlannedFigure],
        home: str,
        heading: str = "",
        introduction: str = "",
        doubt: str | Promise = "",
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
                if not self.known.has(found, home):
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
    if found.years is None:
        return None
    first, last = found.years
    # "2015/16" is a financial year.
    is_broken = last == first + 1
    return (
        (date(first, 7, 1), date(last, 6, 30))
        if is_broken
        else (date(first, 1, 1), date(last, 12, 31))
    )


def _said(found: FoundFigure) -> tuple[object, ...]:
    return found.value, found.unit, found.years


def stems(label: str) -> frozenset[str]:
    """Return what the words of a label begin with."""
    return frozenset(
        word[:_STEM] for word in LETTERS.findall(label.lower()) if len(word) >= _SHORTEST
    )
