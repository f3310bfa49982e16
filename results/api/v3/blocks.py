"""What a client may write into a StreamField, as a type built from the block definitions.

Wagtail reads the body without looking at its shape: a wrong one ends in a 500, an unknown key is
dropped without a word. The types give each mistake a 422 with its place, and the OpenAPI document
a description of every block.
"""

from __future__ import annotations

from collections import Counter
from functools import partial, reduce
from operator import or_
from types import GenericAlias
from typing import TYPE_CHECKING, Annotated, Any, Literal, NotRequired

from wagtail.blocks import Block, FieldBlock, ListBlock, StreamBlock, StructBlock

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field
from typing_extensions import TypedDict

from ...blocks import ResultsStructBlock
from ...blocks.walking import is_block_id
from .existence import refuse_what_does_not_exist
from .leaves import leaf_type

if TYPE_CHECKING:
    from collections.abc import Iterator

# For a stream or list that sets no limit of its own.
MAX_ITEMS = 1000
COMPUTED = "display"


def _block_id(value: str) -> str:
    if not is_block_id(value.lower()):
        raise ValueError("An id is a UUID in its usual form, or left out.")
    return value.lower()


BlockId = Annotated[str, AfterValidator(_block_id), Field(json_schema_extra={"format": "uuid"})]


class BlockTypes:
    """The types of blocks; equal definitions share one type and so one OpenAPI component."""

    def __init__(self) -> None:
        self._known: list[tuple[Block, Any]] = []

    def of_stream_field(self, block: StreamBlock) -> Any:
        """The type of a StreamField's whole value: a list of {type, value, id}."""
        return Annotated[
            self._items(block),
            AfterValidator(_with_distinct_ids),
            AfterValidator(partial(refuse_what_does_not_exist, block)),
        ]

    def of(self, block: Block) -> Any:
        """The type of the block's value as API v3 reads it; null stands for none given."""
        for known, found in self._known:
            if type(known) is type(block) and known == block:
                return found
        if isinstance(block, StreamBlock):
            found = self._items(block) | None
        elif isinstance(block, ListBlock):
            found = self._list(block) | None
        elif isinstance(block, StructBlock):
            found = self._struct(block) | None
        else:
            found = leaf_type(block) | None
        self._known.append((block, found))
        return found

    def _items(self, block: StreamBlock) -> Any:
        kinds = [self._item(name, child) for name, child in block.child_blocks.items()]
        if not kinds:
            return list[Any]
        item = reduce(or_, kinds)
        if len(kinds) > 1:
            item = Annotated[item, Field(discriminator="type")]
        items = GenericAlias(list, item)
        return Annotated[items, Field(max_length=block.meta.max_num or MAX_ITEMS)]

    def _item(self, name: str, block: Block) -> Any:
        return _shape(
            f"{type(block).__name__}Item",
            {"type": Literal[name], "value": self.of(block), "id": NotRequired[BlockId | None]},
        )

    def _list(self, block: ListBlock) -> Any:
        limit = block.meta.max_num or MAX_ITEMS
        items = GenericAlias(list, self.of(block.child_block))
        return Annotated[items, Field(max_length=limit)]

    def _struct(self, block: StructBlock) -> Any:
        fields = {name: NotRequired[self.of(child)] for name, child in block.child_blocks.items()}
        # A host's block with an API form of its own may show what cannot be written.
        is_raw = type(block).get_api_representation is StructBlock.get_api_representation
        if isinstance(block, ResultsStructBlock):
            shape = _shape(f"{type(block).__name__}Value", fields)
            return Annotated[shape, BeforeValidator(partial(_completed, block))]
        return _shape(
            f"{type(block).__name__}Value", fields, extra="forbid" if is_raw else "ignore"
        )


def _shape(name: str, fields: dict[str, Any], extra: Literal["forbid", "ignore"] = "forbid") -> Any:
    make: Any = TypedDict
    shape = make(name, fields)
    shape.__pydantic_config__ = ConfigDict(extra=extra)
    return shape


def _completed(block: StructBlock, value: Any) -> Any:
    """What the client sent, without what is computed, and with the defaults of what it left out.

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
