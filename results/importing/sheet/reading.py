"""The rows of a sheet: CSV as Swedish and English programs write it, or a workbook (XLSX)."""

import csv
from collections.abc import Iterator
from decimal import Decimal
from io import BytesIO
from itertools import islice
from typing import Any, NamedTuple

from django.utils.translation import gettext_lazy as _

from ...quantities import format_for_input
from ..decoding import decode
from ..errors import DAMAGED, ImportRefused
from ..reading.archive import count_elements, open_archive

MAX_BYTES = 5_000_000
# As much as is read in a few seconds.
MAX_UNPACKED = 20_000_000
MAX_ROWS = 2_000
MAX_COLUMNS = 200
MAX_CELLS = 100_000
MAX_TEXT = 500
# What a column may be called, in the languages of the plugin's own forms.
NAMES = {
    "indicator": {"indicator", "indikator", "indikaattori"},
    "label": {"label", "figure", "name", "what is counted", "siffra", "namn", "beteckning", "navn"}
    | {"vad som räknas", "was gezählt wird", "mitä lasketaan", "hva som telles", "hvad der tælles"},
    "value": {"value", "actual", "värde", "utfall", "antal", "wert", "arvo", "verdi", "værdi"},
}

NOT_READ = _("The file is neither a workbook (.xlsx) nor a text with columns (.csv).")
TOO_LARGE = _("The file is too large: at most %(rows)d rows and 5 MB.") % {"rows": MAX_ROWS}
COLUMNS = _("The first row has to name the columns: “Indicator” or “What is counted”, and “Value”.")


class Row(NamedTuple):
    """A line of the sheet, its value as text."""

    line: int
    indicator: str
    label: str
    value: str


def read_sheet(content: bytes, language: str) -> list[Row]:
    """Return the rows that have a name or a value; raise ImportRefused for what is no such sheet.

    Numbers of a workbook become text as it is typed in `language`.
    """
    if len(content) > MAX_BYTES:
        raise ImportRefused(TOO_LARGE, "too_large", "sheet")
    is_workbook = content.startswith(b"PK")
    cells = _cells_of_workbook(content, language) if is_workbook else _cells_of_text(content)
    lines = list(islice(cells, MAX_ROWS + 2))
    if len(lines) > MAX_ROWS + 1:
        raise ImportRefused(TOO_LARGE, "too_large", "sheet")
    columns = _columns(lines[0] if lines else [])
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        found = {
            name: line[column] if column < len(line) else "" for name, column in columns.items()
        }
        if any(found.values()):
            rows.append(Row(number, **{name: found.get(name, "") for name in NAMES}))
    return rows


def _columns(header: list[str]) -> dict[str, int]:
    columns = {}
    for name, known in NAMES.items():
        places = [place for place, cell in enumerate(header) if cell.casefold() in known]
        if places:
            columns[name] = places[0]
    if "value" not in columns or len(columns) < 2:
        raise ImportRefused(COLUMNS, "columns", "sheet")
    return columns


def _cells_of_text(content: bytes) -> Iterator[list[str]]:
    text = decode(content).text
    header = text.partition("\n")[0]
    delimiter = max("\t;,", key=header.count)
    try:
        for line in csv.reader(text.splitlines(), delimiter=delimiter):
            yield [cell.strip()[:MAX_TEXT] for cell in line]
    except csv.Error as error:
        raise ImportRefused(NOT_READ, "not_read", "sheet") from error


def _cells_of_workbook(content: bytes, language: str) -> Iterator[list[str]]:
    # Only who fills in from a workbook needs the library.
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        archive = open_archive(content, MAX_UNPACKED)
    except ImportRefused as error:
        if error.code == "zip_bomb":
            raise ImportRefused(TOO_LARGE, "too_large", "sheet") from error
        raise ImportRefused(NOT_READ, "not_read", "sheet") from error
    # The library parses texts before the first cell, and whole rows however wide they are.
    if max(count_elements(archive, name) for name in ("si", "c")) > MAX_CELLS:
        raise ImportRefused(TOO_LARGE, "too_large", "sheet")
    try:
        workbook = load_workbook(BytesIO(content), read_only=True, data_only=True)
        sheet = workbook.worksheets[0]
        # How wide it is the file says itself, and may say anything.
        for line in sheet.iter_rows(max_row=MAX_ROWS + 2, max_col=MAX_COLUMNS):
            yield [_text(cell, language) for cell in line]
    except (InvalidFileException, *DAMAGED) as error:
        raise ImportRefused(NOT_READ, "not_read", "sheet") from error


def _text(cell: Any, language: str) -> str:
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "" if value is None else str(value).strip()[:MAX_TEXT]
    number = Decimal(repr(value))
    if "%" in (cell.number_format or ""):
        return f"{format_for_input(number * 100, language)} %"
    return format_for_input(number, language)
