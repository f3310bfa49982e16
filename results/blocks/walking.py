"""Going through a value at any depth, built or still raw."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wagtail.blocks import Block, ListBlock, StreamBlock, StructBlock


def walk(block: Block, value: Any, own_id: str = "") -> Iterator[tuple[Block, Any, str]]:
    """Yield (block, value, id) for the value and all below it, in the order of the page.

    The id is that of the nearest stream or list item, "" above any.
    """
    yield block, value, own_id
    if isinstance(block, StreamBlock):
        for child in value or []:
            yield from walk(child.block, child.value, str(child.id or ""))
    elif isinstance(block, ListBlock):
        for item in value.bound_blocks if value else []:
            yield from walk(item.block, item.value, str(item.id or ""))
    elif isinstance(block, StructBlock):
        for name, child_block in block.child_blocks.items():
            yield from walk(child_block, (value or {}).get(name), own_id)


def walk_raw(
    block: Block, raw: Any, path: tuple[str, ...] = ()
) -> Iterator[tuple[Block, Any, tuple[str, ...]]]:
    """Yield (leaf block, raw value, path) from the JSON of a value, without building it.

    The path is that of a fault: ids of stream and list items, names of struct fields. Parts whose
    JSON has another shape than the definition are passed over.
    """
    if isinstance(block, StreamBlock):
        for index, item in enumerate(raw if isinstance(raw, list) else []):
            child = block.child_blocks.get(item.get("type")) if isinstance(item, dict) else None
            if child is not None:
                yield from walk_raw(child, item.get("value"), (*path, key_of(item, index)))
    elif isinstance(block, ListBlock):
        for index, item in enumerate(raw if isinstance(raw, list) else []):
            in_format = isinstance(item, dict) and item.get("type") == "item"
            yield from walk_raw(
                block.child_block,
                item.get("value") if in_format else item,
                (*path, key_of(item, index)),
            )
    elif isinstance(block, StructBlock):
        for name, child in block.child_blocks.items():
            if isinstance(raw, dict) and name in raw:
                yield from walk_raw(child, raw[name], (*path, name))
    else:
        yield block, raw, path


def steps_in_json(block: Block, raw: Any, path: tuple[str, ...]) -> tuple[str | int, ...]:
    """The way through the JSON of a value to the place that a path names.

    ("<id>", "links", "<id>", "url") becomes (0, "value", "links", 2, "value", "url"). What is not
    there stays in the way as the path has it.
    """
    if not path:
        return ()
    key, rest = path[0], path[1:]
    if isinstance(block, StreamBlock | ListBlock):
        for index, item in enumerate(raw if isinstance(raw, list) else []):
            if key_of(item, index) != key:
                continue
            child = _block_of(block, item)
            value = item.get("value") if isinstance(item, dict) else item
            steps: tuple[str | int, ...] = (index,)
            if isinstance(block, StreamBlock):
                steps = (index, "value")
            return (*steps, *(steps_in_json(child, value, rest) if child else rest))
    elif isinstance(block, StructBlock) and key in block.child_blocks:
        value = raw.get(key) if isinstance(raw, dict) else None
        return (key, *steps_in_json(block.child_blocks[key], value, rest))
    return path


def _block_of(block: StreamBlock | ListBlock, item: Any) -> Block | None:
    if isinstance(block, ListBlock):
        return block.child_block
    return block.child_blocks.get(item.get("type")) if isinstance(item, dict) else None


def key_of(item: Any, index: int) -> str:
    """The step of a path for an item of a stream or list: its id, else its place ("#0")."""
    own_id = item.get("id") if isinstance(item, dict) else None
    return str(own_id or f"#{index}")
