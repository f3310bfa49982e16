"""Workbooks from a marked text: a sheet begins with `=== name`, a row is a line, `¦` parts cells.

`<` joins a cell with the one to its left, `^` with the one above; `=SUM(B2:B4) → 12` is a formula
with the value that was last computed. `@cols` says what the numbers of each column are, `@widths`
how wide the columns are; `@h2`, `@cap` and `@note` before a row tell the structure, `@-` that its
figures are not ticked, `@head` and `@x` that it has none.
"""

import re
import shutil
import zipfile
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from .marks import mark_row, squeeze, strip
from .structure import Source

_COMPUTED = re.compile(r"(=.+?) → (.+)")
_FORMULA = re.compile(r'(<c r="([A-Z]+\d+)"[^>]*>)<f>(.*?)</f><v\s*/?>(?:</v>)?')
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


@dataclass(slots=True)
class Sheet:
    """The rows of a sheet as they are shown, and how wide its columns are."""

    name: str
    rows: list[list[str]] = field(default_factory=list)
    bold: set[int] = field(default_factory=set)
    widths: list[float] = field(default_factory=list)


def read_sheets(text: str) -> tuple[Source, list[Sheet]]:
    """Read the text; the blocks of its source are rows."""
    source = Source()
    sheets: list[Sheet] = []
    columns: list[str] = []
    for line in text.strip().splitlines():
        if name := re.fullmatch(r"=== (.+)", line):
            sheets.append(Sheet(name[1]))
            source.headings.append((1, name[1]))
            columns = []
            continue
        told, rest = _told(line)
        cells = [cell.strip() for cell in rest.split("¦")]
        if told == "cols":
            columns = cells
            continue
        if told == "widths":
            sheets[-1].widths = [float(cell) for cell in cells]
            continue
        _tell(source, told, cells[0])
        if told in {"h2", "head"}:
            sheets[-1].bold.add(len(sheets[-1].rows) + 1)
        sheets[-1].rows.append([strip(cell) for cell in cells])
        values = [found[2] if (found := _COMPUTED.fullmatch(cell)) else cell for cell in cells]
        row = mark_row(values, columns, {"-": "-", "": ""}.get(told, "x"))
        source.blocks.append(" | ".join(cell for cell in row if cell not in {"", "<", "^"}))
    return source, sheets


def _told(line: str) -> tuple[str, str]:
    told = re.match(r"@(cols|widths|h2|head|cap|note|-|x) ?", line)
    return (told[1], line[told.end() :]) if told else ("", line)


def _tell(source: Source, told: str, first: str) -> None:
    if told == "h2":
        source.headings.append((2, squeeze(first)))
    elif told == "note":
        source.notes.append(squeeze(first))
    elif told == "cap":
        source.captions.append(squeeze(first))


def write_workbook(sheets: list[Sheet], target: Path) -> None:
    """Write the sheets, with the computed values of their formulas."""
    book = Workbook()
    book.remove(book.worksheets[0])
    computed: dict[str, dict[str, str]] = {}
    for index, sheet in enumerate(sheets, start=1):
        worksheet = book.create_sheet(sheet.name)
        computed[f"xl/worksheets/sheet{index}.xml"] = _fill(worksheet, sheet)
        for column, width in enumerate(sheet.widths, start=1):
            worksheet.column_dimensions[get_column_letter(column)].width = width
    book.save(target)
    _keep_values(target, computed)


def _fill(worksheet: Worksheet, sheet: Sheet) -> dict[str, str]:
    computed = {}
    for number, row in enumerate(sheet.rows, start=1):
        for column, text in enumerate(row, start=1):
            cell = worksheet.cell(number, column)
            assert isinstance(cell, Cell)
            if formula := _COMPUTED.fullmatch(text):
                cell.value = formula[1]
                cell.number_format = "#,##0"
                computed[cell.coordinate] = formula[2]
            elif text not in {"", "<", "^"}:
                _write(cell, text)
            if number in sheet.bold:
                cell.font = Font(bold=True)
    for first, last in _joined(sheet.rows):
        worksheet.merge_cells(f"{first}:{last}")
        worksheet[first].alignment = Alignment(horizontal="center")
    return computed


def _write(cell: Cell, text: str) -> None:
    if _DAY.fullmatch(text):
        cell.value = datetime.fromisoformat(text)
        cell.number_format = "yyyy-mm-dd"
    elif _NUMBER.fullmatch(text):
        cell.value = float(text) if "." in text else int(text)
        if len(text.lstrip("-")) > 4:
            cell.number_format = "#,##0"
    elif text.endswith("%") and _NUMBER.fullmatch(text.rstrip(" %").replace(",", ".")):
        cell.value = round(float(text.rstrip(" %").replace(",", ".")) / 100, 6)
        cell.number_format = "0.0%" if re.search(r"[.,]", text) else "0%"
    else:
        cell.value = text


def _joined(rows: list[list[str]]) -> list[tuple[str, str]]:
    joined = []
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            if text in {"", "<", "^"}:
                continue
            right = column
            while right < len(row) and row[right] == "<":
                right += 1
            down = number
            while down < len(rows) and len(rows[down]) >= column and rows[down][column - 1] == "^":
                down += 1
            if (right, down) != (column, number):
                joined.append(
                    (f"{get_column_letter(column)}{number}", f"{get_column_letter(right)}{down}")
                )
    return joined


def _keep_values(target: Path, computed: dict[str, dict[str, str]]) -> None:
    # openpyxl writes a formula without its value, as no spreadsheet program does.
    copy = target.with_suffix(".new")
    with zipfile.ZipFile(target) as old, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.infolist():
            content = old.read(item)
            if values := computed.get(item.filename):
                content = _FORMULA.sub(
                    lambda cell, values=values: (  # type: ignore[misc]  # bound as a default
                        f"{cell[1]}<f>{cell[3]}</f><v>{values[cell[2]]}</v>"
                    ),
                    content.decode(),
                ).encode()
            new.writestr(item, content)
    shutil.move(copy, target)
