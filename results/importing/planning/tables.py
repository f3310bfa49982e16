"""Tables: those of labels and numbers become figures, the others lists."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import zip_longest

from django.utils.html import escape
from django.utils.translation import gettext as _

from ...quantities import Scale, Unit
from ..document import LeftOut, Runs, Table, text_of
from ..figures import FoundFigure, find_figures, judge_name
from .plan import PlannedFigure
from .rich import items
from .table_columns import DIGITS, NUMBERING, days_named, names_column, names_period
from .table_labels import Caption, label_of_cell, told_in_text
from .table_units import corner_unit, in_unit, unit_named

_SAYS_WHEN = re.compile(
    r"(?:founded|established|registered|opened|built|since|year|grundad|bildad|registrerad|"
    r"öppnad|byggd|sedan|(?:start)?år)\b",
    re.IGNORECASE,
)
_FOUR_DIGITS = re.compile(r"(?:19|20)\d{2}")
# As bookkeepers write what is less than nothing.
_DEFICIT = re.compile(r"\([£€$]?\d[\d ,.\u00a0]*(?:%|kr)?\)")
LONGEST_CELL = 60
MOST_WORDS_BESIDE = 3
_DASH = re.compile(r"[\s–—-]*|n/?a|\.\.|saknas", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ReadTable:
    """A table as figures, as rich text, or as some of both; every word in one of the three."""

    figures: list[PlannedFigure]
    html: str
    texts: list[str]
    left_out: list[LeftOut]


def read_table(
    table: Table, locale: str, year: int, above: str = "", totals: Mapping[int, str] | None = None
) -> ReadTable:
    """Make figures of the cells that hold a number, named by their row and column.

    `above` is the heading over the table, which may say in what its cells are measured; `totals`
    are what the text before it counts, by how many there are.
    """
    rows = [[_text(cell) for cell in row] for row in table.rows]
    rows = [row for row in rows if any(row)]
    heads, body = _split_heads(rows, table.has_header, locale)
    label_column = _label_column(body, locale)
    if label_column is None or not body:
        return _list_of(rows, table.caption)
    header = _column_names(heads)
    figures: list[PlannedFigure] = []
    texts: list[str] = []
    group = ""
    labels = [label for row in body if (label := _label(row, label_column))]
    told = told_in_text(body, totals or {}, locale)
    caption = Caption.of(table.caption, above, labels, locale, told)
    for row in body:
        # A cell with a label may reach over the rows below it.
        group = _label(row, label_column) or group
        found = list(_figures_of(row, header, label_column, group, caption, locale, year))
        if found:
            figures.extend(found)
        else:
            texts.append(_line(row))
    if not figures:
        return _list_of(rows, table.caption)
    left_out = [
        LeftOut(
            " | ".join(filter(None, head)), _("The headings of a table whose cells are figures.")
        )
        for head in heads
    ]
    lines = [text for text in [table.caption, *texts] if text]
    html = items(map(escape, lines)) if texts else f"<p>{escape(table.caption)}</p>"
    return ReadTable(figures, html if lines else "", lines, left_out)


def as_list(table: Table) -> ReadTable:
    """A line for each row, and no figures."""
    return _list_of([[_text(cell) for cell in row] for row in table.rows], table.caption)


def count_of_numbers(table: Table) -> int:
    """How many cells hold a digit."""
    return sum(any(map(str.isdigit, text_of(cell))) for row in table.rows for cell in row)


def _text(runs: Runs) -> str:
    return " ".join(text_of(runs).split())


def _split_heads(
    rows: list[list[str]], has_header: bool, locale: str
) -> tuple[list[list[str]], list[list[str]]]:
    """The rows that name the columns, and those below them."""
    if len(rows) < 2:
        return [], rows
    first, *rest = rows
    named = has_header or not any(
        DIGITS.search(text) and _cell_figure(text, locale, "") for text in first
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


def _column_names(heads: list[list[str]]) -> list[str]:
    """What the columns are called. A cell of the first row reaches over those of the second."""
    if len(heads) < 2:
        return heads[0] if heads else []
    names, over = [], ""
    for above, below in zip_longest(*heads, fillvalue=""):
        over = above or over
        names.append(f"{over} {below}".strip() if below else above)
    return names


def _label(row: list[str], label_column: int) -> str:
    return row[label_column] if label_column < len(row) else ""


def _label_column(rows: list[list[str]], locale: str) -> int | None:
    """The column that says what is counted: the first one that holds words in most rows."""
    width = max((len(row) for row in rows), default=0)
    if width < 2:
        return None
    for column in range(width):
        cells = [row[column] for row in rows if column < len(row) and row[column]]
        worded = [cell for cell in cells if _cell_figure(cell, locale, "") is None]
        if cells and len(worded) * 2 > len(cells):
            return column
    return None


def _figures_of(
    row: list[str],
    header: list[str],
    label_column: int,
    group: str,
    caption: Caption,
    locale: str,
    year: int,
) -> Iterator[PlannedFigure]:
    label = _label(row, label_column)
    cells = [(column, text) for column, text in enumerate(row) if column != label_column and text]
    names = {column: header[column] if column < len(header) else "" for column, _text in cells}
    corner = corner_unit(_label(header, label_column), locale)
    # A cell beside may name the unit: "minutes".
    beside = [text for _column, text in cells if not any(map(str.isdigit, text))]
    around = " | ".join([*beside, label, corner, caption.text])
    read: list[tuple[int, str, FoundFigure]] = []
    words, aside = [], []
    for column, text in cells:
        if _DASH.fullmatch(text) or NUMBERING.fullmatch(names[column]):
            aside.append(text)
        elif _SAYS_WHEN.match(label) and _FOUR_DIGITS.fullmatch(text):
            words.append(text)
        elif found := _cell_figure(text, locale, f"{names[column]} | {around}"):
            read.append((column, text, found))
        elif label and DIGITS.search(text):
            # A date and the like.
            aside.append(text)
        else:
            words.append(text)
    name = label or (group if words else "")
    for number, (column, text, found) in enumerate(read):
        days = days_named(names[column], locale, year) or days_named(label, locale, year)
        told = label_of_cell(
            name, names[column], words, caption, is_share=found.unit.is_ratio, locale=locale
        )
        context = " | ".join(filter(None, (label, names[column], text, *words)))
        taken = " ".join(filter(None, (label, *words, *aside, text) if number == 0 else (text,)))
        labelled = replace(found, label=told, context=context)
        for said in (names[column], label):
            labelled = (
                judge_name(said, locale, year).applied(labelled)
                if not labelled.reason
                else labelled
            )
        yield PlannedFigure(labelled, taken=taken, days=days)


def _cell_figure(text: str, locale: str, names: str) -> FoundFigure | None:
    """The figure of a cell that holds one number and hardly a word; its unit from the names."""
    if not any(map(str.isdigit, text)) or len(text) > LONGEST_CELL:
        return None
    is_deficit = _DEFICIT.fullmatch(text) is not None
    text = text.strip("()") if is_deficit else text
    # A mark before it keeps a number from being taken for the number of a paragraph.
    shown = f"· {text}"
    if names and _FOUR_DIGITS.fullmatch(text):
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


def _list_of(rows: list[list[str]], caption: str) -> ReadTable:
    """A line for each row; rich text has no tables."""
    lines = [line for line in [caption, *map(_line, rows)] if line]
    return ReadTable([], items(map(escape, lines)) if lines else "", lines, [])


def _line(row: list[str]) -> str:
    first, *rest = [cell for cell in row if cell] or [""]
    return f"{first}: {' – '.join(rest)}" if rest else first
