"""A table of texts and numbers."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from wagtail.blocks import BooleanBlock, StructValue

from ..faults import Fault, Stage
from ..quantities import format_plain
from .base import ResultsStructBlock
from .cells import CellsBlock, is_number
from .displays import TableDisplay

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .resolving import Resolver
    from .texts import Texts


class DataTableBlock(ResultsStructBlock):
    """Rows and columns as a document has them, each number typed once and right in every language."""

    table = CellsBlock(
        label=_("Table"),
        help_text=_(
            "Say the unit of a column in its heading: “Income (million kr)”. A number that readers "
            "should find, cite and follow over the years is a figure, too."
        ),
    )
    has_row_heads = BooleanBlock(
        label=_("The first column names the rows"), required=False, default=True
    )

    def get_context(
        self, value: StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Add `caption`, `columns` and `rows`, their texts as HTML, and `file`, the address of the CSV."""
        context = super().get_context(value, parent_context)
        file = context["reading"].table_file(str(context.get("id") or ""))
        return {
            **context,
            **table_context(value, context["texts"], context["display"]),
            "file": file,
        }

    def find_faults(self, value: StructValue) -> Iterator[Fault]:
        """Yield a fault for each column without a heading; that of the names of rows needs none."""
        for number, column in enumerate(value["table"].columns, start=1):
            if not column["heading"].strip() and not (number == 1 and value.get("has_row_heads")):
                yield Fault(
                    _("Column %(number)d needs a heading.") % {"number": number},
                    "table_heading_missing",
                    ("table",),
                    stage=Stage.PUBLISHING,
                )

    def get_display(self, value: StructValue, resolver: Resolver) -> TableDisplay:
        """`rows`: the cells of each row as text in the reader's language."""
        return TableDisplay(rows=list(value["table"].shown_rows(resolver.language)))

    class Meta:
        template = "results/blocks/table.html"
        icon = "table"
        label = _("Table")
        description = _("Texts and numbers in rows and columns.")
        # No entry of the contents: a table belongs to what stands around it.
        heading_child = ""
        prose = ("table",)
        preview_value = {
            "table": {
                "caption": "Reports to the hotline",
                "columns": [
                    {"type": "text", "heading": "Year"},
                    {"type": "number", "heading": "Reports"},
                ],
                "rows": [{"values": ["2015", "6243"]}, {"values": ["2016", "6558"]}],
            },
            "has_row_heads": True,
        }


def table_context(value: StructValue, texts: Texts, display: Any) -> dict[str, Any]:
    """Return what a template shows of a table: the texts as HTML, those of another language marked."""
    table = value["table"]
    return {
        "caption": texts.part("table", table.caption),
        "columns": [
            {"heading": texts.part("table", each["heading"]), "is_number": is_number(each)}
            for each in table.columns
        ],
        "rows": list(_rows(value, texts, display["rows"])),
    }


def _rows(
    value: StructValue, texts: Texts, shown: list[list[str]]
) -> Iterator[list[dict[str, Any]]]:
    table = value["table"]
    has_heads = bool(value.get("has_row_heads"))
    for row, cells in zip(table.row_data, shown, strict=True):
        yield [
            {
                "html": _number(found, text) if is_number(column) else texts.part("table", text),
                "is_head": has_heads and index == 0,
                "is_number": is_number(column),
            }
            for index, (column, found, text) in enumerate(
                zip(table.columns, row["values"], cells, strict=True)
            )
        ]


def _number(number: Any, text: str) -> str:
    if not isinstance(number, Decimal):
        return text
    return format_html('<data value="{}">{}</data>', format_plain(number), text)
