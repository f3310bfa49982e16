"""The figures of editions as files: CSV, XLSX and JSON, and where they are; and one table of a page as CSV."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import partial
from io import BytesIO, StringIO
from typing import TYPE_CHECKING, Any, NamedTuple

from django.core.serializers.json import DjangoJSONEncoder
from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header
from django.utils.timezone import make_naive
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from django.views.decorators.http import require_safe

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles.numbers import FORMAT_DATE_XLSX14, FORMAT_DATE_XLSX22

from ..blocks.data_table import Cells
from ..blocks.walking import walk
from ..characters import in_xml, no_formula
from ..fields import streams_of
from ..models import Download, ResultsIndexPageMixin
from ..models.addresses import address_below, are_files_served
from ..models.navigation import live_editions
from ..publishing.people import is_public
from . import cached
from .figure_rows import COLUMNS, row_of, views_of

if TYPE_CHECKING:
    from uuid import UUID

    from django.http import HttpRequest

    from django_stubs_ext import StrPromise

    from .figures import FigureView

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
# What openpyxl takes for more than a text.
_MORE_THAN_TEXT = ("=", "#")


class Format(NamedTuple):
    """A format of files; `write` gives the bytes of rows for readers of a language."""

    name: str
    label: StrPromise
    media_type: str
    write: Callable[[Iterable[FigureView], str], bytes]

    def download(self, url: str) -> Download:
        """Return the file that is at an address."""
        return Download(url, str(self.label), media_type=self.media_type)


def write_csv(rows: Iterable[FigureView], language: str) -> bytes:
    """Return the rows as RFC 4180 has it, in UTF-8: exact numbers with a point, days by ISO 8601."""
    head = [column.name for column in COLUMNS]
    return _csv(head, (map(_plain, row_of(row).values()) for row in rows))


def _csv(head: Iterable[str], rows: Iterable[Iterable[Any]]) -> bytes:
    sheet = StringIO()
    csv.writer(sheet).writerows((head, *rows))
    return sheet.getvalue().encode()


def write_json(rows: Iterable[FigureView], language: str) -> bytes:
    """Return the rows as an array of objects; numbers are strings, so that no reader rounds them."""
    lines = [json.dumps(row_of(row), cls=DjangoJSONEncoder, ensure_ascii=False) for row in rows]
    text = ",\n".join(lines)
    return f"[\n{text}\n]\n".encode() if lines else b"[]\n"


def write_xlsx(rows: Iterable[FigureView], language: str) -> bytes:
    """Return a workbook: numbers and days are such in Excel of any language, headings are in words."""
    with override(language):
        title, *head = (str(text) for text in (COLUMNS[3].title, *(each.title for each in COLUMNS)))
    workbook = Workbook(write_only=True)
    sheet = workbook.create_sheet(title)
    sheet.append(head)
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row_of(row).values()])
    written = BytesIO()
    workbook.save(written)
    return written.getvalue()


def _cell(sheet: Any, value: Any) -> Any:
    """Return what a sheet appends as a number, a day, a time or, whatever it begins with, a text."""
    value = in_xml(value) or None if isinstance(value, str) else value
    cell = WriteOnlyCell(sheet)
    if isinstance(value, datetime):
        cell.value, cell.number_format = make_naive(value), FORMAT_DATE_XLSX22
    elif isinstance(value, date):
        cell.value, cell.number_format = value, FORMAT_DATE_XLSX14
    elif isinstance(value, Decimal):
        # By its digits: as a number openpyxl would write 98.6 as 98.59999999999999.
        cell.value, cell.data_type = f"{value:f}", "n"
    elif isinstance(value, str) and value.startswith(_MORE_THAN_TEXT):
        cell.value, cell.data_type = value, "s"
    else:
        return value
    return cell


FORMATS = {
    each.name: each
    for each in (
        Format("csv", _("The figures as CSV"), "text/csv; charset=utf-8", write_csv),
        Format("xlsx", _("The figures for Excel (XLSX)"), XLSX, write_xlsx),
        Format("json", _("The figures as JSON"), "application/json", write_json),
    )
}


def answer(
    request: HttpRequest, page: Any, content: bytes, form: Format, language: str
) -> HttpResponse:
    """Answer with what was written in a format."""
    response = HttpResponse(content, content_type=form.media_type)
    if form.name != "json":
        folders = request.path.strip("/").split("/")[:-1]
        name = f"{'-'.join(folders) or 'data'}.{form.name}"
        response["Content-Disposition"] = content_disposition_header(True, name) or ""
    response["Content-Language"] = language
    is_open = is_public(page)
    if is_open:
        # What everybody may read, scripts of other sites may, too.
        response["Access-Control-Allow-Origin"] = "*"
    return cached(response, is_public=is_open)


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat().replace("+00:00", "Z")
    return no_formula(value) if isinstance(value, str) else value


@require_safe
def table_file(request: HttpRequest, page: Any, table: UUID) -> HttpResponse:
    """Answer with the table of this id; raise Http404 for another one."""
    cells = next(
        (
            node.value
            for field in streams_of(type(page))
            for node in walk(field.stream_block, getattr(page, field.name))
            if node.identity == str(table) and isinstance(node.value, Cells)
        ),
        None,
    )
    if cells is None:
        raise Http404
    return answer(request, page, as_csv(cells), FORMATS["csv"], page.locale.language_code)


def as_csv(cells: Cells) -> bytes:
    """Return the head and the rows as RFC 4180 has it, in UTF-8: exact numbers with a point."""
    rows = (
        [f"{cell:f}" if isinstance(cell, Decimal) else no_formula(cell) for cell in row["values"]]
        for row in cells.row_data
    )
    return _csv([no_formula(column["heading"]) for column in cells.columns], rows)


@require_safe
def data_file(request: HttpRequest, page: Any, *, form: Format) -> HttpResponse:
    """The figures of an edition, or of every public one below an index page, the oldest first."""
    is_index = isinstance(page, ResultsIndexPageMixin)
    editions = live_editions(page)[::-1] if is_index else [page]
    language = page.locale.language_code
    content = form.write(views_of(editions, request), language)
    return answer(request, page, content, form, language)


def _found(page: Any, request: HttpRequest | None, *, form: Format) -> Download | None:
    url = address_below(page, f"data.{form.name}", request)
    return form.download(url) if url else None


# By format: the view, and what finds its download; the same whenever Django makes its apps anew.
FILES = {
    name: (partial(data_file, form=form), partial(_found, form=form))
    for name, form in FORMATS.items()
}


def files_below(url: str) -> Iterator[Download]:
    """Yield the files below the address of a page or an indicator, none where the site serves none."""
    for form in FORMATS.values() if are_files_served() else ():
        yield form.download(f"{url}data.{form.name}")
