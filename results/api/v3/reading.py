"""What a client reads of a StreamField, as a type built from the block definitions."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Annotated, Any, Literal, get_type_hints

from django.db import models
from django.utils.translation import override

from wagtail.api.v3.schemas.generators.read import read_generator, streamfield_schema
from wagtail.blocks import (
    CharBlock,
    DecimalBlock,
    RichTextBlock,
    StructBlock,
    TextBlock,
)

from ninja.orm.fields import get_schema_field
from pydantic import Field, WrapSerializer, WrapValidator

from ...blocks import ResultsStructBlock
from ...blocks.displays import Facts
from ...fields import StreamField
from .blocks import COMPUTED, BlockId, StreamTypes, shape
from .leaves import PLAIN_NUMBER, leaf_type

if TYPE_CHECKING:
    from collections.abc import Callable

    from wagtail.api.v3.schemas.generators.read import SchemaGenerator
    from wagtail.blocks import Block
    from wagtail.fields import StreamField as WagtailStreamField

# Those that Wagtail or the plugin gives a form in the API: others may show anything.
OURS = ("wagtail.", "results.")
Digits = Annotated[str, Field(pattern=PLAIN_NUMBER)]


class ReadTypes(StreamTypes):
    """The types of blocks as API v3 gives them: the raw value, and `display`."""

    def make(self, block: Block) -> Any:
        """Return the type of the block's value."""
        shows = type(block).get_api_representation
        if not shows.__module__.startswith(OURS):
            return _returned(shows)
        return super().make(block) | None if _can_be_null(block) else super().make(block)

    def item(self, name: str, block: Block) -> Any:
        """Return the type of an item of a stream."""
        return shape(
            f"{type(block).__name__}Item",
            {"type": Literal[name], "value": self.of(block), "id": BlockId | None},
        )

    def struct(self, block: StructBlock) -> Any:
        """Return the type of a struct, with the `display` of the plugin's."""
        fields = {name: self.of(child) for name, child in block.child_blocks.items()}
        if isinstance(block, ResultsStructBlock):
            own = type(block).get_display
            fields[COMPUTED] = Facts if own is ResultsStructBlock.get_display else _returned(own)
        return shape(f"{type(block).__name__}Value", fields)

    def leaf(self, block: Block) -> Any:
        """Return the type of any other value."""
        if isinstance(block, RichTextBlock):
            return str
        return Digits if isinstance(block, DecimalBlock) else leaf_type(block)


_types = ReadTypes()


def register_streams(field_class: type[WagtailStreamField] = StreamField) -> None:
    """Have API v3 describe what is read of the streams of this class of fields.

    A site calls it with `wagtail.fields.StreamField`, in the `ready()` of an app, to have the blocks
    of its own pages described too.
    """
    read_generator.register_field_schema(field_class, _stream_schema)


def register_plain_fields() -> None:
    """Have API v3 describe all other fields in English, whatever language the site starts in."""
    read_generator.register_field_schema(models.Field, _plain_schema)


def _plain_schema(
    generator: SchemaGenerator, field: models.Field[Any, Any]
) -> tuple[Any, Any, None]:
    with override("en"):
        annotation, default = get_schema_field(field)
    return annotation, default, None


def _stream_schema(generator: SchemaGenerator, field: WagtailStreamField) -> tuple[Any, Any, Any]:
    _annotation, default, resolve = streamfield_schema(generator, field)
    return given_as_it_is(_types.items(field.stream_block)), default, resolve


def given_as_it_is(described: Any) -> Any:
    """Return a type that is in the OpenAPI document, while the values are not looked at.

    A stored value that a definition of today would refuse is given all the same.
    """
    return Annotated[described, WrapValidator(_same), WrapSerializer(_same)]


def _can_be_null(block: Block) -> bool:
    is_text = isinstance(block, (CharBlock, TextBlock))
    return block.get_default() is None and not (is_text and block.required)


def _same(value: Any, _handler: Any):  # type: ignore[no-untyped-def]
    return value


def _returned(function: Callable[..., Any]) -> Any:
    """Return what a function is annotated to return; its other annotations may be unknown here."""
    annotations = {"return": function.__annotations__.get("return", "Any")}
    names = {**function.__globals__, "Any": Any}
    return get_type_hints(SimpleNamespace(__annotations__=annotations), names)["return"]
