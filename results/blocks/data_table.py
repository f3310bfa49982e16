"""A table of texts and numbers."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from wagtail.blocks import BooleanBlock, CharBlock, StructValue
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock

from ..issues import Issue, incomplete
from ..quantities import format_number, format_plain
from .base import ResultsStructBlock
from .displays import TableDisplay
from .leaves import DIGITS, NumberBlock
from .resolving import Resolver, Texts
from .walking import find_issues

MAX_COLUMNS = 20
MAX_ROWS = 200
MAX_TEXT = 500


class CellNumberBlock(NumberBlock):
    """The number of a cell, without preview, which keeps its decimals as they were typed."""

    field_options: ClassVar = {"widget": forms.TextInput(DIGITS), "keep_zeros": True}


class Cells(TypedTable):
    """The columns and rows of a table with its caption."""

    def _with(
        self, change: Callable[[str], str], number: Callable[[Any], Any] = lambda number: number
    ) -> "Cells":
        def changed(text: str | None) -> str:
            return change(text) if text and text.strip() else ""

        return Cells(
            caption=changed(self.caption),
            columns=[{**each, "heading": changed(each["heading"])} for each in self.columns],
            row_data=[
                {
                    "values": [
                        number(value) if is_number(column) else changed(value)
                        for column, value in zip(self.columns, row["values"], strict=True)
                    ]
                }
                for row in self.row_data
            ],
        )

    @property
    def texts(self) -> list[str]:
        """The translatable texts in reading order: caption, headings, texts of cells."""
        found: list[str] = []

        def note(text: str) -> str:
            found.append(text)
            return text

        self._with(note)
        return found

    @cached_property
    def places(self) -> list[list[str]]:
        """Where each of the texts stands, in words: ["caption"], ["row 3", "column 2016"]."""
        heads = [each["heading"].strip() for each in self.columns]
        named = [str(_("column %(name)s") % {"name": name or n}) for n, name in enumerate(heads, 1)]
        found = [[str(_("caption"))]] if (self.caption or "").strip() else []
        for number, head in enumerate(heads, start=1):
            if head:
                found.append([str(_("heading of column %(number)d") % {"number": number})])
        for number, row in enumerate(self.row_data, start=1):
            place = str(_("row %(number)d") % {"number": number})
            for column, value, name in zip(self.columns, row["values"], named, strict=True):
                if not is_number(column) and value and value.strip():
                    found.append([place, name])
        return found

    def with_texts(self, texts: Iterable[str]) -> "Cells":
        """Return the table with as many other texts as it has, in the same order."""
        rest = iter(texts)
        return self._with(lambda _text: next(rest))

    @property
    def without_texts(self) -> "Cells":
        """The table with only the parts that are the same in every language."""
        return self._with(lambda _text: "")

    @property
    def without_numbers(self) -> "Cells":
        """The table with nothing in the cells of numbers."""
        return self._with(lambda text: text, lambda _number: None)

    @property
    def source(self) -> str:
        """The texts, a line for each."""
        return "\n".join(self.texts)

    def shown_rows(self, language: str) -> Iterator[list[str]]:
        """Yield the cells of each row as text, numbers as the language writes them."""
        for row in self.row_data:
            yield [
                format_number(value, language, len(f"{value:f}".partition(".")[2]))
                if isinstance(value, Decimal)
                else str(value or "")
                for value in row["values"]
            ]


def is_number(column: Mapping[str, Any]) -> bool:
    """Whether the cells of a column are numbers."""
    return isinstance(column["block"], NumberBlock)


class CellsBlock(TypedTableBlock):
    """Wagtail's typed table with columns of text and of numbers."""

    text = CharBlock(label=_("Text"), required=False, max_length=MAX_TEXT, default="")
    number = CellNumberBlock(label=_("Numbers"), required=False)

    def has_form(self, raw: dict[str, Any]) -> bool:
        """Whether the JSON is that of a table, whatever its cells hold."""
        columns, rows = raw.get("columns"), raw.get("rows")
        return (
            isinstance(columns, list)
            and isinstance(rows, list)
            and isinstance(raw.get("caption", ""), str)
            and all(
                isinstance(each, dict)
                and each.get("type") in list(self.child_blocks)
                and isinstance(each.get("heading"), str)
                for each in columns
            )
            and all(
                isinstance(row, dict)
                and isinstance(row.get("values"), list)
                and len(row["values"]) == len(columns)
                for row in rows
            )
        )

    def to_python(self, value: Any) -> Cells:
        """Return the table of its JSON, which has the form of one."""
        return _ours(super().to_python(value))

    def normalize(self, value: Any) -> Cells:
        """Return the table that is given as one or as JSON; an empty one for None."""
        return _ours(super().normalize(value))

    def clean(self, value: Cells) -> Cells:
        """Return the table with validated cells."""
        return _ours(super().clean(value))

    def value_for_form(self, value: Cells) -> Cells:
        """Return the table itself, which is how API v3 hands it to the form."""
        return value

    def value_from_datadict(
        self, data: Mapping[str, Any], files: Mapping[str, Any], prefix: str
    ) -> Cells:
        """Return the submitted table, which API v3 hands over as it is."""
        given = data.get(prefix)
        is_table = isinstance(given, Cells)
        return _ours(given if is_table else super().value_from_datadict(data, files, prefix))

    def find_issues(self, value: Cells) -> Iterator[Issue]:
        """Yield issues for missing parts of the table and for invalid cells."""
        if not value.columns or not value.row_data:
            yield incomplete(_("Add a column and a row."), "table_empty")
        if len(value.columns) > MAX_COLUMNS or len(value.row_data) > MAX_ROWS:
            yield Issue(
                _("A table has at most %(columns)d columns and %(rows)d rows.")
                % {"columns": MAX_COLUMNS, "rows": MAX_ROWS},
                "table_too_large",
            )
        heading = self.child_blocks["text"]
        for text in (value.caption, *(column["heading"] for column in value.columns)):
            yield from self._named(find_issues(heading, text), text)
        for number, row in enumerate(value.row_data, start=1):
            for column, cell in zip(value.columns, row["values"], strict=True):
                name = _("Row %(row)d, “%(column)s”") % {
                    "row": number,
                    "column": Truncator(column["heading"]).chars(40),
                }
                yield from self._named(find_issues(column["block"], cell), name)

    def _named(self, issues: Iterable[Issue], name: Any) -> Iterator[Issue]:
        for issue in issues:
            yield replace(issue, message=f"{name}: {issue.message}")

    class Meta:
        icon = "table"


def _ours(table: TypedTable) -> Cells:
    return Cells(table.columns, table.row_data, table.caption or "")


class DataTableBlock(ResultsStructBlock):
    """Rows and columns as a document has them, each number typed once and right in every language."""

    table = CellsBlock(
        label=_("Table"),
        help_text=_(
            "Give the unit of a column in its heading: “Income (million kr)”. Enter numbers that "
            "readers should find, cite and follow over the years as figures, too."
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
        table, texts = value["table"], context["texts"]
        return {
            **context,
            "caption": texts.part("table", table.caption),
            "columns": [
                {"heading": texts.part("table", each["heading"]), "is_number": is_number(each)}
                for each in table.columns
            ],
            "rows": [
                [
                    {
                        "html": _html(column, cell, text, texts),
                        "is_head": not index and bool(value.get("has_row_heads")),
                        "is_number": is_number(column),
                    }
                    for index, (column, cell, text) in enumerate(
                        zip(table.columns, row["values"], shown, strict=True)
                    )
                ]
                for row, shown in zip(table.row_data, context["display"]["rows"], strict=True)
            ],
            "file": context["reading"].table_file(str(context.get("id", ""))),
        }

    def find_issues(self, value: StructValue) -> Iterator[Issue]:
        """Yield an issue for each column without a heading; a column of row names needs none."""
        for number, column in enumerate(value["table"].columns, start=1):
            if not column["heading"].strip() and not (number == 1 and value.get("has_row_heads")):
                yield incomplete(
                    _("Column %(number)d needs a heading.") % {"number": number},
                    "table_heading_missing",
                    ("table",),
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


def _html(column: Mapping[str, Any], cell: Any, text: str, texts: Texts) -> str:
    if isinstance(cell, Decimal):
        return format_html('<data value="{}">{}</data>', format_plain(cell), text)
    return text if is_number(column) else texts.part("table", text)
