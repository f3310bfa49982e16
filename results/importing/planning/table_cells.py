"""The cells of a table as text: the head, the rows below it, and the figure of one cell."""

import re
from dataclasses import replace
from itertools import zip_longest

from ...quantities import Scale, Unit
from ..document import Runs, Table, text_of
from ..figures import FoundFigure, find_figures
from .table_names import DIGITS, in_unit, names_column, names_period, unit_named

Rows = list[list[str]]

FOUR_DIGITS = re.compile(r"(?:1[89]|20)\d{2}|2100")
# As bookkeepers write what is less than nothing.
_DEFICIT = re.compile(r"\([£€$]?\d[\d ,.\u00a0]*(?:%|kr)?\)")
LONGEST_CELL = 60
MOST_WORDS_BESIDE = 3


def parted(table: Table, locale: str) -> tuple[Rows, Rows]:
    """Return the rows that name the columns, and those below them, without empty ones."""
    rows = [[_text(cell) for cell in row] for row in table.rows]
    return _split_heads([row for row in rows if any(row)], table.has_header, locale)


def _text(runs: Runs) -> str:
    return " ".join(text_of(runs).split())


def _split_heads(rows: Rows, has_header: bool, locale: str) -> tuple[Rows, Rows]:
    """The rows that name the columns, and those below them."""
    if len(rows) < 2:
        return [], rows
    first, *rest = rows
    named = has_header or not any(
        DIGITS.search(text) and cell_figure(text, locale, "") for text in first
    )
    if any(map(names_period, first)) and all(map(names_column, first)):
        named = True
    if not named:
        return [], rows
    if len(rest) > 1 and _reaches_over(first, rest[0]) and all(map(names_column, rest[0])):
        return rows[:2], rows[2:]
    return [first], rest


def _reaches_over(first: list[str], second: list[str]) -> bool:
    """Whether names stand above those of the columns: one row has no label, or fewer cells."""
    is_sparse = not first[0] and sum(map(bool, first)) < sum(map(bool, second))
    return not second[0] or is_sparse


def column_names(heads: Rows) -> list[str]:
    """What the columns are called. A cell of the first row reaches over those of the second."""
    if len(heads) < 2:
        return heads[0] if heads else []
    names, over = [], ""
    for above, below in zip_longest(*heads, fillvalue=""):
        over = above or over
        names.append(f"{over} {below}".strip() if below else above)
    return names


def cell_figure(text: str, locale: str, names: str) -> FoundFigure | None:
    """The figure of a cell that holds one number and hardly a word; its unit from the names."""
    if not any(map(str.isdigit, text)) or len(text) > LONGEST_CELL:
        return None
    is_deficit = _DEFICIT.fullmatch(text) is not None
    text = text.strip("()") if is_deficit else text
    # A mark before it keeps a number from being taken for the number of a paragraph.
    shown = f"· {text}"
    if names and FOUR_DIGITS.fullmatch(text):
        # In a cell of its own, below a heading, it is no year.
        shown = f"{text[0]} {text[1:]}"
    found = [figure for figure in find_figures(shown, locale) if not figure.reason]
    if len(found) != 1:
        return None
    figure = found[0]
    if is_deficit:
        figure = replace(figure, value=-abs(figure.value))
    outside = shown[: figure.start].removeprefix("· ") + shown[figure.end :]
    if len(re.findall(r"[^\W\d]+", outside)) > MOST_WORDS_BESIDE or re.search(r"\d", outside):
        return None
    if figure.unit is Unit.NUMBER and figure.scale is Scale.NONE and names:
        one = unit_named(names.split(" | "), locale)
        figure = in_unit(figure, one) if one else figure
    return figure
