"""Reads workbooks (.xlsx): each sheet that is seen becomes a heading with tables and notes.

Formulas have the value that the file has of them; neither they nor macros are run.
"""

import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from django.utils.translation import gettext_lazy as _

from defusedxml import ElementTree
from openpyxl import load_workbook
from openpyxl.cell.read_only import ReadOnlyCell
from openpyxl.worksheet._read_only import ReadOnlyWorksheet
from openpyxl.worksheet._reader import FORMULA_TAG, WorkSheetParser

from ..document import Document, Heading, LeftOut, Run
from ..errors import DAMAGED, ImportRefused
from .archive import count_elements, open_archive
from .kinds import BROKEN_WORKBOOK, ENCRYPTED_WORKBOOK
from .workbook_cells import text_of
from .workbook_tables import TOO_MANY_CELLS, Row, parts_of

# As many as are read in some five seconds. The texts that cells share are no more than the cells.
MAX_CELLS = 50_000
# Programs write cells that have nothing but a format, by the thousand; they take a tenth of the time.
_OF_ONE = 10
HIDDEN_SHEET = _("A sheet that is hidden.")
BESIDE = _("Words in a comment, a text box or a chart.")
PICTURES = _("The pictures of a workbook are not imported. Add them to the draft yourself.")
HIDDEN = _("Rows or columns that are hidden.")
UNNAMED = _("The name that the program gave a sheet.")
_REFUSALS = {
    "zip_bomb": TOO_MANY_CELLS,
    "encrypted_word": (ENCRYPTED_WORKBOOK, "encrypted_workbook"),
    "broken_word": (BROKEN_WORKBOOK, "broken_workbook"),
}
# "Sheet1", "Blad1", "Tabelle1"; without a number, of a library
_GIVEN = re.compile(r"Sheet|[^\W\d_]{3,}\d+")
_UNCALCULATED = "uncalculated"
_SHOWN_CELLS = 5
_MOST_COLUMNS = 16_384  # of a sheet, whatever the file says
_BESIDE = ("xl/comments", "xl/drawings/", "xl/charts/")


class _Cells(WorkSheetParser):
    """Openpyxl's reader of one sheet, within a limit, which tells formulas without a value."""

    left = MAX_CELLS * _OF_ONE

    @cached_property
    def hidden_columns(self) -> frozenset[int]:
        """The columns that are hidden; they stand before the rows."""
        return frozenset(
            column
            for each in self.column_dimensions.values()
            if _is_hidden(each)
            for column in range(int(each["min"]), min(int(each["max"]), _MOST_COLUMNS) + 1)
        )

    def parse_cell(self, element: Element) -> dict[str, Any]:
        self.left -= _OF_ONE if len(element) else 1
        if self.left < 0:
            raise ImportRefused(*TOO_MANY_CELLS)
        cell: dict[str, Any] = super().parse_cell(element)
        # What is a text may be an empty one.
        is_missing = cell["value"] is None and element.get("t") != "str"
        if is_missing and element.find(FORMULA_TAG) is not None:
            cell["data_type"] = _UNCALCULATED
        return cell


@dataclass(slots=True)
class _Sheet:
    """What the cells of a sheet show, by row and column; what of it is hidden; formulas without a value."""

    rows: dict[int, Row] = field(default_factory=dict)
    hidden: list[str] = field(default_factory=list)
    without: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "\n".join(" | ".join(row.values()) for row in self.rows.values() if row)


def read_workbook(content: bytes, locale: str) -> Document:
    """Read a workbook, its numbers as they are written in the language.

    Raises ImportRefused for one that is damaged, encrypted, too large, or none.
    """
    document = Document()
    try:
        archive = open_archive(content)
    except ImportRefused as error:
        raise ImportRefused(*_REFUSALS[error.code]) from error
    # All are parsed before the first cell.
    if count_elements(archive, "si") > MAX_CELLS:
        raise ImportRefused(*TOO_MANY_CELLS)
    try:
        with warnings.catch_warnings():
            # Of what openpyxl leaves out, such as colours by a condition.
            warnings.simplefilter("ignore")
            _read_sheets(content, locale, document)
        document.left_out += [LeftOut(text, BESIDE) for text in _texts_beside(archive) if text]
        if any(name.startswith("xl/media/") for name in archive.namelist()):
            document.notices.append(PICTURES)
    except DAMAGED as error:
        raise ImportRefused(*_REFUSALS["broken_word"]) from error
    return document


def _read_sheets(content: bytes, locale: str, document: Document) -> None:
    workbook = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
    left = MAX_CELLS * _OF_ONE
    for source in workbook.worksheets:
        sheet, left = _read_sheet(source, locale, left)
        if source.sheet_state != "visible":
            if sheet.rows or sheet.hidden:
                text = "\n".join(filter(None, [source.title, sheet.text, *sheet.hidden]))
                document.left_out.append(LeftOut(text, HIDDEN_SHEET))
            continue
        parts = list(parts_of(sheet.rows))
        if parts and _GIVEN.fullmatch(source.title):
            document.left_out.append(LeftOut(source.title, UNNAMED))
        elif parts:
            document.parts.append(Heading(1, (Run(source.title),)))
        document.parts += parts
        if sheet.hidden:
            document.left_out.append(LeftOut("\n".join(sheet.hidden), HIDDEN))
        if sheet.without:
            document.notices.append(_without_value(source.title, sheet.without))


def _texts_beside(archive: ZipFile) -> Iterator[str]:
    """Yield what stands over the cells: the texts of each comment, drawing and chart."""
    for name in archive.namelist():
        if name.startswith(_BESIDE) and name.endswith(".xml"):
            root = ElementTree.fromstring(archive.read(name), forbid_dtd=True)
            yield " ".join(" ".join(each.text or "" for each in root.findall(".//{*}t")).split())


def _without_value(title: str, cells: list[str]) -> str:
    more = " …" if len(cells) > _SHOWN_CELLS else ""
    return _(
        "On the sheet “%(sheet)s” these cells hold formulas whose results are not in the file: "
        "%(cells)s. Open it in Excel or LibreOffice, save it, and import it again."
    ) % {"sheet": title, "cells": ", ".join(cells[:_SHOWN_CELLS]) + more}


def _read_sheet(source: ReadOnlyWorksheet, locale: str, left: int) -> tuple[_Sheet, int]:
    """What a sheet shows, and what is left of the limit."""
    sheet = _Sheet()
    workbook = source.parent
    with source._get_source() as xml:
        parser = _Cells(
            xml,
            source._shared_strings,
            data_only=True,
            epoch=workbook.epoch,
            date_formats=workbook._date_formats,
            timedelta_formats=workbook._timedelta_formats,
        )
        parser.left = left
        for number, cells in parser.parse():
            is_hidden = _is_hidden(parser.row_dimensions.get(str(number), {}))
            seen: Row = {}
            hidden: list[str] = []
            for cell in cells:
                column = cell["column"]
                shown = ReadOnlyCell(source, **cell)
                if cell["data_type"] == _UNCALCULATED:
                    sheet.without.append(shown.coordinate)
                elif text := text_of(shown, locale):
                    if is_hidden or column in parser.hidden_columns:
                        hidden.append(text)
                    else:
                        seen[column] = text
            if hidden:
                sheet.hidden.append(" | ".join(hidden))
            if seen or hidden:
                sheet.rows[number] = seen
    return sheet, parser.left


def _is_hidden(attributes: dict[str, str]) -> bool:
    return attributes.get("hidden") in {"1", "true"}
