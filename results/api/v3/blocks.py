"""Types for reading and writing StreamFields, built from the block definitions.

Wagtail reads the body without looking at its shape: a wrong one ends in a 500, an unknown key is
dropped without a word. The types give each mistake a 422 with its place, and the OpenAPI document
a description of every block.
"""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial, reduce
from operator import or_
from types import GenericAlias, SimpleNamespace
from typing import Annotated, Any, Literal, NotRequired, get_type_hints

from django.db import models
from django.utils.translation import override

from wagtail.api.v3.schemas.generators.read import (
    SchemaGenerator,
    read_generator,
    streamfield_schema,
)
from wagtail.blocks import (
    Block,
    CharBlock,
    DecimalBlock,
    FieldBlock,
    ListBlock,
    RichTextBlock,
    StreamBlock,
    StructBlock,
    TextBlock,
)
from wagtail.fields import StreamField as WagtailStreamField

from ninja.orm.fields import get_schema_field
from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field
from pydantic_core import core_schema
from typing_extensions import TypedDict

from ...blocks import ResultsStructBlock
from ...blocks.displays import Facts
from ...blocks.walking import is_block_id
from ...fields import StreamField
from .leaves import PLAIN_NUMBER, leaf_type

# For a stream or list that sets no limit of its own.
MAX_ITEMS = 1000
COMPUTED = "display"


def _block_id(value: str) -> str:
    if not is_block_id(value.lower()):
        raise ValueError("An id is a UUID in its usual form, or left out.")
    return value.lower()


BlockId = Annotated[str, AfterValidator(_block_id), Field(json_schema_extra={"format": "uuid"})]


# Those that Wagtail or the plugin gives a form in the API: others may show anything.
OURS = ("wagtail.", "results.")
Digits = Annotated[str, Field(pattern=PLAIN_NUMBER)]


class StreamTypes:
    """The types of blocks; equal definitions share one type and so one OpenAPI component.

    As API v3 gives them: the raw value, and `display`; or, with `writes`, as it accepts them: the raw
    value, and null for none given.
    """

    def __init__(self, *, writes: bool) -> None:
        self._known: list[tuple[Block, Any]] = []
        self.writes, self._suffix = writes, "Input" if writes else ""
        self._id: Any = NotRequired[BlockId | None] if writes else BlockId | None

    def of_stream_field(self, block: StreamBlock) -> Any:
        """Return the type of a StreamField's whole value."""
        items = self._items(block)
        return Annotated[items, AfterValidator(_with_distinct_ids)] if self.writes else items

    def of(self, block: Block) -> Any:
        """Return the type of the block's value."""
        for known, found in self._known:
            if type(known) is type(block) and known == block:
                return found
        found = self._made(block)
        self._known.append((block, found))
        return found

    def _made(self, block: Block) -> Any:
        shows, made = type(block).get_api_representation, None
        if not self.writes:
            if not shows.__module__.startswith(OURS):
                return _returned(shows)
            made = next((kind for each, kind in _READ if isinstance(block, each)), None)
        if isinstance(block, StreamBlock):
            made = self._items(block)
        elif isinstance(block, ListBlock):
            made = self._limited(GenericAlias(list, self.of(block.child_block)), block)
        elif isinstance(block, StructBlock):
            made = self._struct(block)
        made = made or leaf_type(block)
        return made | None if self.writes or _can_be_null(block) else made

    def _items(self, block: StreamBlock) -> Any:
        """Return the type of a stream: a list of {type, value, id}."""
        kinds = [
            shape(
                f"{type(child).__name__}Item{self._suffix}",
                {"type": Literal[name], "value": self.of(child), "id": self._id},
            )
            for name, child in block.child_blocks.items()
        ]
        if not kinds:
            return list[Any]
        item = reduce(or_, kinds)
        if len(kinds) > 1:
            item = Annotated[item, Field(discriminator="type")]
        return self._limited(GenericAlias(list, item), block)

    def _limited(self, items: Any, block: Block) -> Any:
        most = Field(max_length=block.meta.max_num or MAX_ITEMS)
        return Annotated[items, most] if self.writes else items

    def _struct(self, block: StructBlock) -> Any:
        fields = {name: self.of(child) for name, child in block.child_blocks.items()}
        is_ours, name = isinstance(block, ResultsStructBlock), type(block).__name__
        if not self.writes:
            if is_ours:
                own = type(block).get_display
                plain = own is ResultsStructBlock.get_display
                fields[COMPUTED] = Facts if plain else _returned(own)
            return shape(f"{name}Value", fields)
        # A host's block with an API form of its own may show what cannot be written.
        is_raw = type(block).get_api_representation is StructBlock.get_api_representation
        made = shape(
            f"{name}Input",
            {each: NotRequired[kind] for each, kind in fields.items()},
            extra="forbid" if is_raw or is_ours else "ignore",
        )
        return Annotated[made, BeforeValidator(partial(_completed, block))] if is_ours else made


# What is read in another form than it is written.
_READ = ((DecimalBlock, Digits), (RichTextBlock, str))


def shape(name: str, fields: dict[str, Any], extra: Literal["forbid", "ignore"] = "forbid") -> Any:
    """Return the type of an object with these fields."""
    make: Any = TypedDict
    found = make(name, fields)
    found.__pydantic_config__ = ConfigDict(extra=extra)
    return found


def _completed(block: StructBlock, value: Any) -> Any:
    """Return the client's value without computed fields and with defaults for missing ones.

    Wagtail takes what is left out for emptied: a figure would have no unit instead of "number".
    """
    if not isinstance(value, dict):
        return value
    defaults = {
        name: child.get_prep_value(child.get_default())
        for name, child in block.child_blocks.items()
        if isinstance(child, FieldBlock)
    }
    sent = {name: child for name, child in value.items() if name != COMPUTED}
    return defaults | sent


def _with_distinct_ids(value: list[dict[str, Any]]) -> list[dict[str, Any]]:
    counted = Counter(key.lower() for key in _ids(value))
    twice = sorted(key for key, count in counted.items() if count > 1)
    if twice:
        raise ValueError(f"Each block has an id of its own; more than one has {twice[0]}.")
    return value


def _ids(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for item in value:
            yield from _ids(item)
    elif isinstance(value, dict):
        if {"type", "value"} <= value.keys() <= {"type", "value", "id"} and value.get("id"):
            yield value["id"]
        for child in value.values():
            yield from _ids(child)


_types = StreamTypes(writes=False)


def register_streams(field_class: type[WagtailStreamField] = StreamField) -> None:
    """Describe StreamFields of this class in API v3.

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
    return Annotated[_types.of_stream_field(field.stream_block), AsItIs()], default, resolve


class AsItIs:
    """Marks a type that is in the OpenAPI document, while the values are not looked at.

    A stored value that a definition of today would refuse is given all the same.
    """

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:
        return core_schema.json_or_python_schema(
            json_schema=handler(source),
            python_schema=core_schema.any_schema(),
            serialization=core_schema.simple_ser_schema("any"),
        )


def _can_be_null(block: Block) -> bool:
    is_text = isinstance(block, (CharBlock, TextBlock))
    return block.get_default() is None and not (is_text and block.required)


def _returned(function: Callable[..., Any]) -> Any:
    """Return what a function is annotated to return; its other annotations may be unknown here."""
    annotations = {"return": function.__annotations__.get("return", "Any")}
    names = {**function.__globals__, "Any": Any}
    return get_type_hints(SimpleNamespace(__annotations__=annotations), names)["return"]
