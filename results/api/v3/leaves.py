"""Pydantic types for writing leaf blocks."""

from __future__ import annotations

import re
from decimal import Decimal
from types import GenericAlias
from typing import TYPE_CHECKING, Annotated, Any, Literal, NotRequired

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
from typing_extensions import TypedDict

from ...blocks.data_table import MAX_COLUMNS, MAX_ROWS, CellsBlock
from ...blocks.leaves import NumberBlock
from ...blocks.rich_text import has_lone_surrogates, is_damaged, links_in, tag_depth
from ...quantities import check_value

if TYPE_CHECKING:
    from collections.abc import Callable

MAX_DEPTH = 20
# Of a number.
MAX_CHARACTERS = 100
# Elements of rich text within each other; what reads HTML goes down them one by one.
MAX_TAGS = 50
TOO_DEEP = f"More than {MAX_TAGS} elements within each other."
PLAIN_NUMBER = r"^-?[0-9]+(\.[0-9]+)?$"


def _storable(value: str) -> str:
    if "\0" in value:
        raise ValueError("Null characters are not allowed.")
    if has_lone_surrogates(value):
        raise ValueError("Half a character: a surrogate without its other half.")
    return value


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

    return Annotated[Text, AfterValidator(check), Field(json_schema_extra={"format": form})]


def _shallow(value: Any) -> Any:
    level = [value]
    for _depth in range(MAX_DEPTH):
        level = [
            child
            for each in level
            if isinstance(each, (dict, list))
            for child in (each.values() if isinstance(each, dict) else each)
        ]
        if not level:
            return value
    raise ValueError(f"More than {MAX_DEPTH} levels deep.")


Text = Annotated[str, AfterValidator(_storable)]
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
AnyValue = Annotated[JsonValue, AfterValidator(_shallow)]


class RichTextEnvelope(TypedDict):
    """Rich text in a stated format."""

    format: Literal["db_html", "db_markdown"]
    content: Text


def leaf_type(block: Block) -> Any:
    """Return the type for writing the block; None is allowed besides."""
    for kind, make in _COMPUTED:
        if isinstance(block, kind):
            return make(block)
    return next((found for kind, found in _TYPES if isinstance(block, kind)), AnyValue)


def _key(block: Any) -> Any:
    kind = block.model_class._meta.pk.get_internal_type()
    return Key if kind.endswith(("AutoField", "IntegerField", "OneToOneField")) else Text


def _choice(block: Any) -> Any:
    values = _choice_values(block)
    return Literal[*values, ""] if values else Text | Integer


def _choices(block: Any) -> Any:
    values = _choice_values(block)
    return GenericAlias(list, Literal[*values] if values else Text | Integer)


def _choice_values(block: Any) -> tuple[str, ...]:
    """The values to choose from, or none when they are grouped, computed or not all text."""
    choices = block._constructor_kwargs["choices"]
    if not isinstance(choices, (list, tuple)):
        return ()
    plain = all(
        isinstance(value, str) and not isinstance(label, (list, tuple)) for value, label in choices
    )
    return tuple(str(value) for value, _label in choices) if plain else ()


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

    return Annotated[Text | RichTextEnvelope, AfterValidator(check)]


class TableColumn(TypedDict):
    """A column of a table: its cells are texts, or numbers."""

    type: Literal["text", "number"]
    heading: Text


class TableRow(TypedDict):
    """A row of a table: a cell for each column. An empty number is null, any other a string."""

    values: Annotated[list[Text | Number | None], Field(max_length=MAX_COLUMNS)]


class TableCells(TypedDict):
    """A table."""

    columns: Annotated[list[TableColumn], Field(max_length=MAX_COLUMNS)]
    rows: Annotated[list[TableRow], Field(max_length=MAX_ROWS)]
    caption: NotRequired[Text]


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


_COMPUTED: tuple[tuple[type[Block], Callable[[Any], Any]], ...] = (
    (ChooserBlock, _key),
    (ChoiceBlock, _choice),
    (MultipleChoiceBlock, _choices),
    (RichTextBlock, _rich_text),
    (CellsBlock, _table),
)
# The first that fits holds.
_TYPES: tuple[tuple[Any, Any], ...] = (
    ((CharBlock, TextBlock, URLBlock, EmailBlock, RegexBlock, RawHTMLBlock), Text),
    (BooleanBlock, Flag),
    (IntegerBlock, Integer),
    (FloatBlock, Float),
    (NumberBlock, Figure),
    (DecimalBlock, Number),
    (DateBlock, Date),
    (DateTimeBlock, DateTime),
    (TimeBlock, Time),
)
