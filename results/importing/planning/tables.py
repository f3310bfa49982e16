"""Tables: what of one is offered as figures, and what it stays: a table, text, or nothing else."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.translation import gettext as _

from ...quantities import Scale, Unit
from ..document import LeftOut, Table, text_of
from ..figures import (
    FoundFigure,
    Judgement,
    Years,
    judge_column,
    judge_heading,
    judge_name,
    named_years,
)
from ..figures.languages import vocabulary_of
from .data_table import PlannedTable, planned_table
from .offering import days_of
from .piles import Pile, pile_of
from .plan import MAX_LISTED, PlannedFigure
from .rich import items, one_line
from .table_cells import Rows, cell_figure, column_names, parted
from .table_names import (
    DIGITS,
    NUMBERING,
    corner_unit,
    ended_years,
    label_of_cell,
    names_money,
    without_day,
)

# The sign of a note behind the name of a row.
_NOTE_MARK = re.compile(r"\s*\[?(?:\*{1,3}|[†‡]|(?<!m)[¹²³⁴-⁹])\]?\s*$")
LEAST_CONTENTS = 5
LAST_PAGE = 300
_DASH = re.compile(r"[\s–—-]*|n/?a|\.\.|saknas", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table as figures, as rich text, or as some of both; every word in one of the three.

    Or else as `table`, which has every word, with figures beside it.
    """

    figures: list[PlannedFigure]
    html: str
    texts: list[str]
    left_out: list[LeftOut]
    table: PlannedTable | None = None


def read_table(table: Table, locale: str, edition: Years, above: str = "") -> ReadTable:
    """Make figures of the cells that hold a number, named by their row and column.

    `above` is the heading over the table, which may say in what its cells are measured.
    """
    heads, body = parted(table, locale)
    label_column = _label_column(body, locale)
    if label_column is None or not body:
        return as_it_is(table, locale)
    header = column_names(heads)
    if not heads and _is_contents(body):
        reason = _("A line of a table of contents.")
        return ReadTable([], "", [], [LeftOut(" ".join(filter(None, row)), reason) for row in body])
    over = " | ".join(filter(None, dict.fromkeys((table.caption, above))))
    rows = _Rows(body, header, label_column, over, locale, edition)
    found = list(rows.figures())
    figures = [figure for _row, told in found for figure in told]
    texts = [_line(row) for row, told in found if not told]
    if not figures:
        return as_it_is(table, locale)
    kept = planned_table(one_line(table.caption), heads, body, header, locale)
    if kept is not None and not _are_key_figures(figures, body):
        for figure in figures:
            figure.taken = ""
        return ReadTable(figures, "", [text for text in (kept.caption, *texts) if text], [], kept)
    reason = _("The headings of a table whose cells are figures.")
    left_out = [LeftOut(" | ".join(filter(None, head)), reason) for head in heads]
    lines = [text for text in [table.caption, *texts] if text]
    html = items(map(escape, lines)) if texts else f"<p>{escape(table.caption)}</p>"
    return ReadTable(figures, html if lines else "", lines, left_out)


def as_it_is(table: Table, locale: str) -> ReadTable:
    """The table without figures; one that has no head, or that no block takes, as a list."""
    heads, body = parted(table, locale)
    caption, names = one_line(table.caption), column_names(heads)
    kept = planned_table(caption, heads, body, names, locale) if table.has_header else None
    if kept is not None:
        return ReadTable([], "", [text for text in kept.words() if text], [], kept)
    # Rich text has no tables.
    lines = [line for line in [table.caption, *map(_line, [*heads, *body])] if line]
    return ReadTable([], items(map(escape, lines)) if lines else "", lines, [])


def _are_key_figures(figures: list[PlannedFigure], body: Rows) -> bool:
    """Whether each row is a label with one sure figure, and they fit into one group."""
    is_one_each = len(figures) == len(body) <= MAX_LISTED and all(len(row) == 2 for row in body)
    return is_one_each and all(pile_of(figure) is Pile.READY for figure in figures)


def _is_contents(body: Rows) -> bool:
    """Whether the rows are names with the numbers of pages, each higher than the one before."""
    numbers = [int(row[1]) for row in body if len(row) == 2 and row[1].isdecimal()]
    rising = all(one < other for one, other in pairwise(numbers))
    return rising and LEAST_CONTENTS <= len(numbers) == len(body) and numbers[-1] <= LAST_PAGE


def lines_of(table: PlannedTable) -> list[str]:
    """A line for each row of a table for which the page has no room."""
    return [line for line in [table.caption, *map(_line, [*table.heads, *table.rows])] if line]


def count_of_numbers(table: Table) -> int:
    """How many cells hold a digit."""
    return sum(any(map(str.isdigit, text_of(cell))) for row in table.rows for cell in row)


def _line(row: list[str]) -> str:
    first, *rest = [cell for cell in row if cell] or [""]
    return f"{first}: {' – '.join(rest)}" if rest else first


def _cell(row: list[str], column: int) -> str:
    return row[column] if column < len(row) else ""


def _label_column(rows: Rows, locale: str) -> int | None:
    """The column that says what is counted: the first one that holds words in most rows."""
    width = max(map(len, rows), default=0)
    for column in range(width if width > 1 else 0):
        cells = [cell for row in rows if (cell := _cell(row, column))]
        worded = [cell for cell in cells if cell_figure(cell, locale, "") is None]
        if len(worded) * 2 > len(cells):
            return column
    return None


@dataclass(frozen=True, slots=True)
class _Rows:
    """The rows of a table below those that name its columns; `above` is what stands over it."""

    body: Rows
    header: list[str]
    label_column: int
    above: str
    locale: str
    edition: Years

    def figures(self) -> Iterator[tuple[list[str], list[PlannedFigure]]]:
        """Yield each row with its figures."""
        labels = [label for row in self.body if (label := _cell(row, self.label_column))]
        # What else a row says in words is no part of its name where that is no other row's.
        is_told_apart = len(set(labels)) == len(self.body)
        group = ""
        for row in self.body:
            # A cell with a label may reach over the rows below it.
            group = _cell(row, self.label_column) or group
            yield row, list(self._figures_of(row, group, is_told_apart=is_told_apart))

    def _figures_of(
        self, row: list[str], group: str, *, is_told_apart: bool
    ) -> Iterator[PlannedFigure]:
        locale, named = self.locale, _cell(row, self.label_column)
        label = _NOTE_MARK.sub("", named)
        cells = {at: text for at, text in enumerate(row) if at != self.label_column and text}
        heads = {at: without_day(_cell(self.header, at)) for at in cells}
        dated = ended_years(list(heads.values()), self.edition)
        # A cell beside may name the unit: "minutes".
        beside = [text for text in cells.values() if not any(map(str.isdigit, text))]
        corner = corner_unit(_cell(self.header, self.label_column), locale)
        around = " | ".join([*beside, label, corner, self.above])
        read: dict[int, FoundFigure] = {}
        words: list[str] = []
        aside: list[str] = []
        for at, text in cells.items():
            is_beginning = text.isdigit() and vocabulary_of(locale).begins("says_when", label)
            if _DASH.fullmatch(text) or NUMBERING.fullmatch(heads[at]):
                aside.append(text)
            elif not is_beginning and (
                found := cell_figure(text, locale, f"{heads[at]} | {around}")
            ):
                read[at] = found
            else:
                # A date and the like is no part of the name.
                (aside if label and DIGITS.search(text) and not is_beginning else words).append(
                    text
                )
        name = label or (group if words else "")
        name = name if is_told_apart else ", ".join(filter(None, (name, *words)))
        unnamed = [found.unit for at, found in read.items() if not heads[at]]
        has_year = named_years(" | ".join((label, *dated, *self.header[:1])))
        for number, (at, found) in enumerate(read.items()):
            head = heads[at]
            told = label_of_cell(name, head, self.above.partition(" | ")[0], locale)
            reason = self._doubt(found, told, is_unnamed=not head and unnamed.count(found.unit) > 1)
            context = " | ".join(filter(None, (label, head, cells[at], *words)))
            taken = [named, *words, *aside] if number == 0 else []
            judged = self._judged(dict(zip(heads, dated, strict=True))[at], label, cells[at])
            if not (judged.reason or has_year):
                judged = judge_heading(self.above, locale, self.edition)
            labelled = replace(found, label=told, context=context, reason=str(reason))
            labelled = judged.applied(labelled)
            taken_words = " ".join(filter(None, (*taken, cells[at])))
            yield PlannedFigure(labelled, taken_words, days_of(labelled))

    def _doubt(self, found: FoundFigure, told: str, *, is_unnamed: bool) -> str | Promise:
        """Why a cell may not be the figure that it seems, "" for one that is."""
        is_bare = found.unit is Unit.NUMBER and found.scale is Scale.NONE
        if is_bare and names_money(self.above, self.locale):
            return _("Perhaps an amount of money, as others of its table.")
        if not told:
            return _("The words beside it do not say what it counts.")
        return _("Its column has no name.") if is_unnamed else ""

    def _judged(self, head: str, label: str, text: str) -> Judgement:
        """What the column, the row or words of the cell ("Target: 15") say that its number is."""
        judged = judge_column(head, self.locale, self.edition)
        for name in (label, DIGITS.split(text)[0]):
            judged = (
                judged
                if judged.reason or judged.years
                else judge_name(name, self.locale, self.edition)
            )
        return judged
