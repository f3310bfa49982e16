"""Pydantic types for writing leaf blocks."""

import re
from collections.abc import Callable
from decimal import Decimal
from inspect import isfunction
from types import GenericAlias
from typing import Annotated, Any, Literal, NotRequired

from django.db.models import BigIntegerField
from django.utils.dateparse import parse_date, parse_datetime, parse_time

from wagtail.api.rich_text import APIRichText
from wagtail.blocks import (
    Block,
    BooleanBlock,
    CharBlock,
    ChoiceBlock,
    ChooserBlock,
    DateBlock,
    DateTimeBlock,
    DecimalBlock,
    EmailBlock,
    FloatBlock,
    IntegerBlock,
    MultipleChoiceBlock,
    RawHTMLBlock,
    RegexBlock,
    RichTextBlock,
    TextBlock,
    TimeBlock,
    URLBlock,
)

from pydantic import AfterValidator, AllowInfNan, Field, JsonValue, Strict, WithJsonSchema
from pydantic_core import PydanticCustomError
from typing_extensions import TypedDict

from ...blocks.data_table import MAX_COLUMNS, MAX_ROWS, CellsBlock
from ...blocks.leaves import NumberBlock
from ...blocks.links import is_damaged, links_in, tag_depth
from ...quantities import check_value

# Of a number.
MAX_CHARACTERS = 100
# Elements of rich text within each other; what reads HTML goes down them one by one.
MAX_TAGS = 50
TOO_DEEP = f"More than {MAX_TAGS} elements within each other."
PLAIN_NUMBER = r"^-?[0-9]+(\.[0-9]+)?$"


def _plain_number(value: Any) -> Any:
    text = str(value)
    if len(text) > MAX_CHARACTERS or not re.fullmatch(PLAIN_NUMBER, text):
        raise ValueError("Write the number in plain notation, such as 133000 or 98.6.")
    return value


def _figure(value: Any) -> Any:
    check_value(Decimal(str(value)))
    return value


def _in_iso_form(parse: Callable[[str], object], example: str, form: str) -> Any:
    def check(value: str) -> str:
        if parse(value) is None:
            raise ValueError(f"Write it in ISO form, such as {example}.")
        return value

    return Annotated[str, AfterValidator(check), Field(json_schema_extra={"format": form})]


Integer = Annotated[
    int, Strict(), Field(ge=-BigIntegerField.MAX_BIGINT, le=BigIntegerField.MAX_BIGINT)
]
Key = Annotated[int, Strict(), Field(ge=1, le=BigIntegerField.MAX_BIGINT)]
Flag = Annotated[bool, Strict()]
NUMBER_SCHEMA = {"anyOf": [{"type": "string", "pattern": PLAIN_NUMBER}, {"type": "number"}]}
Number = Annotated[Any, AfterValidator(_plain_number), WithJsonSchema(NUMBER_SCHEMA)]
Figure = Annotated[Number, AfterValidator(_figure)]
Float = Annotated[float, Strict(), AllowInfNan(False)]
Date = _in_iso_form(parse_date, "2016-12-31", "date")
DateTime = _in_iso_form(parse_datetime, "2016-12-31T23:59:00+01:00", "date-time")
Time = _in_iso_form(parse_time, "23:59", "time")


class RichTextEnvelope(TypedDict):
    """Rich text in a stated format."""

    format: Literal["db_html", "db_markdown"]
    content: str


def leaf_type(block: Block) -> Any:
    """Return the type for writing the block; None is allowed besides."""
    found: Any = next((found for kind, found in _TYPES if isinstance(block, kind)), JsonValue)
    return found(block) if isfunction(found) else found


def _key(block: Any) -> Any:
    def check(value: Any) -> Any:
        # Wagtail stores nothing in place of what there is not, without a word.
        if not block.model_class._default_manager.filter(pk=value).exists():
            raise PydanticCustomError("does_not_exist", "There is none with this key.")
        return value

    kind = block.model_class._meta.pk.get_internal_type()
    is_number = kind.endswith(("AutoField", "IntegerField", "OneToOneField"))
    return Annotated[Key if is_number else str, AfterValidator(check)]


def _choice(block: Any, *empty: str) -> Any:
    """The values to choose from; any text or number when they are grouped, computed or not all text."""
    choices = block._constructor_kwargs["choices"]
    is_plain = isinstance(choices, (list, tuple)) and all(
        isinstance(value, str) and not isinstance(label, (list, tuple)) for value, label in choices
    )
    if not (is_plain and choices):
        return str | Integer
    return Literal[*(str(value) for value, _label in choices), *empty]


def _rich_text(block: Any) -> Any:
    def check(value: Any) -> Any:
        sent = value["content"] if isinstance(value, dict) else value
        if tag_depth(sent) > MAX_TAGS:
            raise ValueError(TOO_DEEP)
        try:
            html, _removals = APIRichText.convert_input(value, features=block.features)
        except RecursionError as error:
            raise ValueError(TOO_DEEP) from error
        if tag_depth(html) > MAX_TAGS:
            raise ValueError(TOO_DEEP)
        if any(map(is_damaged, links_in(html))):
            raise ValueError("A link to a page or a document needs its id, a whole number.")
        return value

    return Annotated[str | RichTextEnvelope, AfterValidator(check)]


class TableColumn(TypedDict):
    """A column of a table: its cells are texts, or numbers."""

    type: Literal["text", "number"]
    heading: str


class TableRow(TypedDict):
    """A row of a table: a cell for each column. An empty number is null, any other a string."""

    values: Annotated[list[str | Number | None], Field(max_length=MAX_COLUMNS)]


class TableCells(TypedDict):
    """A table."""

    columns: Annotated[list[TableColumn], Field(max_length=MAX_COLUMNS)]
    rows: Annotated[list[TableRow], Field(max_length=MAX_ROWS)]
    caption: NotRequired[str]


def _table(block: Any) -> Any:
    def check(value: Any) -> Any:
        for number, row in enumerate(value["rows"]):
            if len(row["values"]) != len(value["columns"]):
                raise ValueError(f"Row {number} has not as many cells as there are columns.")
            for column, cell in zip(value["columns"], row["values"], strict=True):
                if column["type"] == "number" and cell not in (None, ""):
                    _figure(_plain_number(cell))
                elif not isinstance(cell, str | None):
                    raise ValueError(f"Row {number} has a number in a column of text.")
        return value

    return Annotated[TableCells, AfterValidator(check)]


# A type, or what makes it of the block; the first that fits holds.
_TYPES: tuple[tuple[Any, Any], ...] = (
    (ChooserBlock, _key),
    (ChoiceBlock, lambda block: _choice(block, "")),
    (MultipleChoiceBlock, lambda block: GenericAlias(list, _choice(block))),
    (RichTextBlock, _rich_text),
    (CellsBlock, _table),
    ((CharBlock, TextBlock, URLBlock, EmailBlock, RegexBlock, RawHTMLBlock), str),
    (BooleanBlock, Flag),
    (IntegerBlock, Integer),
    (FloatBlock, Float),
    (NumberBlock, Figure),
    (DecimalBlock, Number),
    (DateBlock, Date),
    (DateTimeBlock, DateTime),
    (TimeBlock, Time),
)
