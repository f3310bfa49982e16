"""Tables: what of one is offered as figures, and what it stays: a table, text, or nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

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
from .data_table import PlannedTable, planned_table
from .offering import days_of
from .piles import Pile, pile_of
from .plan import MAX_LISTED, PlannedFigure
from .rich import items, one_line
from .table_cells import FOUR_DIGITS, cell_figure, column_names, parted
from .table_columns import DIGITS, NUMBERING, days_named, ended_years, without_day
from .table_labels import label_of_cell
from .table_units import corner_unit, names_money

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

_SAYS_WHEN = re.compile(
    r"(?:founded|established|registered|opened|built|since|year|grundad|bildad|registrerad|"
    r"öppnad|byggd|sedan|(?:start)?år)\b",
    re.IGNORECASE,
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
    figures: list[PlannedFigure] = []
    texts: list[str] = []
    group = ""
    over = " | ".join(filter(None, dict.fromkeys((table.caption, above))))
    kept = planned_table(one_line(table.caption), heads, body, header, locale)
    labels = [_label(row, label_column) for row in body]
    # What else a row says in words is no part of its name where that is no other row's.
    is_told_apart = len({label for label in labels if label}) == len(body)
    for row in body:
        # A cell with a label may reach over the rows below it.
        group = _label(row, label_column) or group
        found = list(
            _figures_of(row, header, label_column, group, over, is_told_apart, locale, edition)
        )
        if found:
            figures.extend(found)
        else:
            texts.append(_line(row))
    if not figures:
        return as_it_is(table, locale)
    for figure in figures:
        figure.table = one_line(table.caption or above)
    if kept is not None and not _are_key_figures(figures, body):
        for figure in figures:
            figure.taken = ""
        return ReadTable(figures, "", [text for text in (kept.caption, *texts) if text], [], kept)
    left_out = [
        LeftOut(
            " | ".join(filter(None, head)), _("The headings of a table whose cells are figures.")
        )
        for head in heads
    ]
    lines = [text for text in [table.caption, *texts] if text]
    html = items(map(escape, lines)) if texts else f"<p>{escape(table.caption)}</p>"
    return ReadTable(figures, html if lines else "", lines, left_out)


def as_it_is(table: Table, locale: str) -> ReadTable:
    """The table without figures; one that has no head, or that no block takes, as a list."""
    heads, body = parted(table, locale)
    kept = None
    if table.has_header:
        caption, names = one_line(table.caption), column_names(heads)
        kept = planned_table(caption, heads, body, names, locale)
    if kept is None:
        return _list_of([*heads, *body], table.caption)
    return ReadTable([], "", [text for text in kept.words() if text], [], kept)


def _are_key_figures(figures: list[PlannedFigure], body: list[list[str]]) -> bool:
    """Whether each row is a label with one sure figure, and they fit into one group."""
    return (
        len(figures) == len(body) <= MAX_LISTED
        and all(len(row) == 2 for row in body)
        and all(pile_of(figure) is Pile.READY for figure in figures)
    )


def _is_contents(body: list[list[str]]) -> bool:
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


def _label(row: list[str], label_column: int) -> str:
    return row[label_column] if label_column < len(row) else ""


def _label_column(rows: list[list[str]], locale: str) -> int | None:
    """The column that says what is counted: the first one that holds words in most rows."""
    width = max((len(row) for row in rows), default=0)
    if width < 2:
        return None
    for column in range(width):
        cells = [row[column] for row in rows if column < len(row) and row[column]]
        worded = [cell for cell in cells if cell_figure(cell, locale, "") is None]
        if cells and len(worded) * 2 > len(cells):
            return column
    return None


def _figures_of(
    row: list[str],
    header: list[str],
    label_column: int,
    group: str,
    above: str,
    is_told_apart: bool,
    locale: str,
    edition: Years,
) -> Iterator[PlannedFigure]:
    named = _label(row, label_column)
    label = _NOTE_MARK.sub("", named)
    cells = [(column, text) for column, text in enumerate(row) if column != label_column and text]
    heads = {
        column: without_day(header[column]) if column < len(header) else "" for column, _t in cells
    }
    dated = ended_years(list(heads.values()), edition)
    periods = dict(zip(heads, dated, strict=True))
    corner = corner_unit(_label(header, label_column), locale)
    # A cell beside may name the unit: "minutes".
    beside = [text for _column, text in cells if not any(map(str.isdigit, text))]
    around = " | ".join([*beside, label, corner, above])
    read: list[tuple[int, str, FoundFigure]] = []
    words, aside = [], []
    for column, text in cells:
        if _DASH.fullmatch(text) or NUMBERING.fullmatch(heads[column]):
            aside.append(text)
        elif _SAYS_WHEN.match(label) and FOUR_DIGITS.fullmatch(text):
            words.append(text)
        elif found := cell_figure(text, locale, f"{heads[column]} | {around}"):
            read.append((column, text, found))
        elif label and DIGITS.search(text):
            # A date and the like.
            aside.append(text)
        else:
            words.append(text)
    name = label or (group if words else "")
    name = name if is_told_apart else ", ".join(filter(None, (name, *words)))
    unnamed = [found.unit for column, _text, found in read if not heads[column]]
    for number, (column, text, found) in enumerate(read):
        told = label_of_cell(name, heads[column], above.partition(" | ")[0], locale)
        context = " | ".join(filter(None, (label, heads[column], text, *words)))
        taken = " ".join(filter(None, (named, *words, *aside, text) if number == 0 else (text,)))
        reason = _doubt(found, told, heads[column], unnamed, names_money(above, locale))
        labelled = replace(found, label=told, context=context, reason=str(reason))
        judged = _judged(
            periods[column], label, text, [*dated, *header[:1]], above, locale, edition
        )
        labelled = judged.applied(labelled)
        own = days_named(periods[column], locale, edition) or days_named(label, locale, edition)
        figure = PlannedFigure(labelled, taken, own or days_of(labelled))
        figure.column = heads[column]
        yield figure


def _doubt(
    found: FoundFigure, told: str, head: str, unnamed: list[Unit], is_of_money: bool
) -> StrOrPromise:
    """Why a cell may not be the figure that it seems, "" for one that is; `head` is that of its column."""
    if found.unit is Unit.NUMBER and found.scale is Scale.NONE and is_of_money:
        return _("Perhaps an amount of money, as others of its table.")
    if not told:
        return _("The words beside it do not say what it counts.")
    return _("Its column has no name.") if not head and unnamed.count(found.unit) > 1 else ""


def _judged(
    head: str,
    label: str,
    text: str,
    header: list[str],
    above: str,
    locale: str,
    edition: Years,
) -> Judgement:
    """What the column, the row, words of the cell ("Target: 15") or the caption say that its number is."""
    judged = judge_column(head, header, locale, edition)
    for name in (label, DIGITS.split(text)[0]):
        judged = judged if judged.reason else judge_name(name, locale, edition)
    has_year = named_years(" | ".join((label, *header)))
    return judged if judged.reason or has_year else judge_heading(above, locale, edition)


def _list_of(rows: list[list[str]], caption: str) -> ReadTable:
    """A line for each row; rich text has no tables."""
    lines = [line for line in [caption, *map(_line, rows)] if line]
    return ReadTable([], items(map(escape, lines)) if lines else "", lines, [])


def _line(row: list[str]) -> str:
    first, *rest = [cell for cell in row if cell] or [""]
    return f"{first}: {' – '.join(rest)}" if rest else first
