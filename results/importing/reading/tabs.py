"""Columns that a writer made with tabs, where the format has tables too."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..document import Document, Heading, Items, Paragraph, Part, Quote, Run, Runs, Table, text_of
from .inline import lines_of, stripped, tidied
from .plain_tables import MAX_CELLS, MAX_COLUMNS, names_columns

if TYPE_CHECKING:
    from collections.abc import Sequence

# A tab is white space, which HTML makes one space of; this one is kept, and no writer uses it.
KEPT_TAB = "\ue009"


def find_tabbed_tables(document: Document) -> None:
    """Make a table of lines in succession that have tabs; a space of every other tab."""
    parts: list[Part] = []
    rows: list[Sequence[Runs]] = []
    waiting: list[Part] = []
    width = 0

    def end() -> None:
        parts.extend([_table(rows)] if len(rows) > 1 else map(_without_tabs, waiting))
        rows.clear()
        waiting.clear()

    for part in document.parts:
        lines = lines_of(part.runs) if isinstance(part, Paragraph) else []
        cells = [_cells(line) for line in lines]
        width = max([width if rows else 0, *map(len, cells)])
        if width * (len(rows) + len(cells)) > MAX_CELLS:
            end()
        if cells and all(1 < len(row) <= MAX_COLUMNS for row in cells):
            rows += cells
            waiting.append(part)
        else:
            end()
            parts.append(_without_tabs(part))
    end()
    document.parts[:] = parts


def _cells(line: Runs) -> list[Runs]:
    """The cells of a line; several tabs in succession are one step to the next column."""
    if not any(KEPT_TAB in run.text for run in line):
        return [line]
    cells: list[list[Run]] = [[]]
    for run in line:
        first, *others = run.text.split(KEPT_TAB)
        cells[-1].append(replace(run, text=first))
        cells += [[replace(run, text=other)] for other in others]
    tidy = [stripped(tidied(cell)) for cell in cells]
    return [cell for number, cell in enumerate(tidy) if cell or not number]


def _table(rows: Sequence[Sequence[Runs]]) -> Table:
    width = max(map(len, rows))
    full = tuple(tuple([*row, *([()] * width)][:width]) for row in rows)
    return Table(full, names_columns([[text_of(cell) for cell in row] for row in full]))


def _without_tabs(part: Part) -> Part:
    match part:
        case Heading() | Paragraph():
            return replace(part, runs=_spaced(part.runs))
        case Items():
            return replace(part, items=tuple(map(_spaced, part.items)))
        case Quote():
            return replace(part, paragraphs=tuple(map(_spaced, part.paragraphs)))
        case Table():
            return replace(
                part,
                rows=tuple(tuple(map(_spaced, row)) for row in part.rows),
                caption=part.caption.replace(KEPT_TAB, " "),
            )
    return part


def _spaced(runs: Runs) -> Runs:
    if not any(KEPT_TAB in run.text for run in runs):
        return runs
    return tidied(replace(run, text=run.text.replace(KEPT_TAB, " ")) for run in runs)
