"""Pages, documents, pictures and snippets that a body names and that do not exist."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from wagtail.blocks import ChooserBlock, ListBlock, StreamBlock, StructBlock

from pydantic import ValidationError
from pydantic_core import PydanticCustomError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wagtail.blocks import Block

    from pydantic_core import InitErrorDetails

Place = tuple[str | int, ...]


def refuse_what_does_not_exist(block: StreamBlock, value: list[dict[str, Any]]) -> Any:
    """Return the value; raise ValidationError with the place of each key that leads to nothing.

    Wagtail stores nothing in its place, without a word. Asks once per model, however many there
    are. The value has the form of the block already.
    """
    chosen = list(_chosen(block, value, ()))
    wanted: dict[Any, set[Any]] = {}
    for model, key, _place in chosen:
        wanted.setdefault(model, set()).add(key)
    existing = {model: _existing(model, keys) for model, keys in wanted.items()}
    mistakes: list[InitErrorDetails] = [
        {
            "type": PydanticCustomError("does_not_exist", "There is none with this key."),
            "loc": place,
            "input": key,
        }
        for model, key, place in chosen
        if str(key) not in existing[model]
    ]
    if mistakes:
        raise ValidationError.from_exception_data("body", mistakes)
    return value


def _existing(model: Any, keys: set[Any]) -> set[str]:
    found = model._default_manager.filter(pk__in=keys).values_list("pk", flat=True)
    return {str(key) for key in found}


def _chosen(block: Block, value: Any, place: Place) -> Iterator[tuple[Any, Any, Place]]:
    """Yield (model, key, place) for each key of the value; places are those of its type."""
    if value is None:
        return
    if isinstance(block, StreamBlock):
        has_several = len(block.child_blocks) > 1
        for index, item in enumerate(value):
            kind = item["type"]
            steps = (index, kind, "value") if has_several else (index, "value")
            yield from _chosen(block.child_blocks[kind], item["value"], (*place, *steps))
    elif isinstance(block, ListBlock):
        for index, item in enumerate(value):
            yield from _chosen(block.child_block, item, (*place, index))
    elif isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            yield from _chosen(child, value.get(name), (*place, name))
    elif isinstance(block, ChooserBlock):
        yield block.model_class, value, place
