"""One table of a page as CSV."""

from __future__ import annotations

import csv
from decimal import Decimal
from functools import partial
from io import StringIO
from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.views.decorators.http import require_safe

from ..blocks.cells import Cells
from ..blocks.walking import walk
from ..characters import no_formula
from ..fields import streams_of
from .data_files import FORMATS, answer

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

    from django.http import HttpRequest, HttpResponseBase


@require_safe
def table_file(request: HttpRequest, page: Any, table: UUID) -> HttpResponseBase:
    """Answer with the table of this id; raise Http404 for another one."""
    for field in streams_of(type(page)):
        for node in walk(field.stream_block, getattr(page, field.name)):
            if node.identity == str(table) and isinstance(node.value, Cells):
                form = FORMATS["csv"]._replace(write=partial(_written, node.value))
                return answer(request, page, (), form, page.locale.language_code)
    raise Http404


def _written(cells: Cells, _rows: Any, _language: str) -> Iterator[bytes]:
    yield as_csv(cells)


def as_csv(cells: Cells) -> bytes:
    """Return the head and the rows as RFC 4180 has it, in UTF-8: exact numbers with a point."""
    sheet = StringIO()
    writer = csv.writer(sheet)
    writer.writerow(no_formula(column["heading"]) for column in cells.columns)
    for row in cells.row_data:
        writer.writerow(
            f"{cell:f}" if isinstance(cell, Decimal) else no_formula(cell) for cell in row["values"]
        )
    return sheet.getvalue().encode()
