"""Old or damaged JSON of a stream, made sound before anything is built from it.

Wagtail builds a value from whatever JSON the database holds, and fails where the JSON has not the
shape of the block. What is read here has that shape, so that page, APIs, translation and editor
go on without the damaged part. The database keeps what it holds until somebody saves.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from wagtail.blocks import Block, ListBlock, StreamBlock, StructBlock

from .repairing_leaves import is_json, repaired_leaf
from .walking import key_of

if TYPE_CHECKING:
    from collections.abc import Iterator

Path = tuple[str, ...]

# Python refuses to read a number of more digits; the JSON of a database may hold one.
_LONGEST_INTEGER = 4000


class _Wrong:
    """Stands for JSON that has another shape than its block."""


_WRONG = _Wrong()


@dataclass(frozen=True, slots=True)
class Repaired:
    """The JSON of a value in the shape of its block; `lost` are the places of what was left out.

    `raw` is the very object that was given where nothing was wrong with it. A place is the path of
    a fault; what has no place left is named by what enclosed it.
    """

    raw: Any
    lost: tuple[Path, ...]


def loads(text: str) -> Any:
    """Parse JSON; a number too long for Python becomes text. Raises ValueError for other text."""
    return json.loads(text, parse_int=_integer)


def _integer(digits: str) -> int | str:
    return int(digits) if len(digits) < _LONGEST_INTEGER else digits


def repair(block: Block, raw: Any) -> Repaired:
    """Return the JSON in the shape of its block.

    What has another shape is left out: items of streams and lists are dropped, children of a struct
    emptied. Unknown types of blocks stay, for Wagtail to drop. Blocks that read JSON in their own
    way are left alone, and so are Python's own objects that code has put among the JSON.
    """
    lost: list[Path] = []
    found = _repair(block, raw, (), lost)
    if isinstance(found, _Wrong):
        found = _empty(block)
        if raw:
            lost.append(())
    return Repaired(found, tuple(lost))


def _repair(block: Block, raw: Any, path: Path, lost: list[Path]) -> Any:
    if not _is_container(block):
        found, is_loss = repaired_leaf(block, raw)
        if is_loss:
            lost.append(path)
        return found
    kind: Any = type(block)
    if not (_reads_as_wagtail(kind) and is_json(raw)):
        return raw
    if isinstance(block, StructBlock):
        return _struct(block, raw, path, lost) if isinstance(raw, dict) else _WRONG
    if not isinstance(raw, list):
        return _WRONG
    if isinstance(block, StreamBlock):
        items = [_stream_item(block, item, index, path, lost) for index, item in enumerate(raw)]
    else:
        items = [_list_item(block, item, index, path, lost) for index, item in enumerate(raw)]
    if all(item is before for item, before in zip(items, raw, strict=True)):
        return raw
    return [item for item in items if item is not _WRONG]


def _struct(block: StructBlock, raw: dict[str, Any], path: Path, lost: list[Path]) -> Any:
    changed = {}
    for name, child in block.child_blocks.items():
        if name not in raw:
            continue
        before = raw[name]
        after = _repair(child, before, (*path, name), lost)
        if after is _WRONG:
            after = _empty(child)
            if before:
                lost.append((*path, name))
        if after is not before:
            changed[name] = after
    return {**raw, **changed} if changed else raw


def _stream_item(block: StreamBlock, item: Any, index: int, path: Path, lost: list[Path]) -> Any:
    kind = item.get("type") if isinstance(item, dict) else None
    if not isinstance(kind, str) or "value" not in item:
        lost.append(path)
        return _WRONG
    child = block.child_blocks.get(kind)
    if child is None:
        return item
    return _with_value(child, item, (*path, key_of(item, index)), path, lost)


def _list_item(block: ListBlock, item: Any, index: int, path: Path, lost: list[Path]) -> Any:
    place = (*path, key_of(item, index))
    if isinstance(item, dict) and item.get("type") == "item" and {"id", "value"} <= item.keys():
        return _with_value(block.child_block, item, place, path, lost)
    found = _repair(block.child_block, item, place, lost)
    if found is _WRONG:
        lost.append(path)
    return found


def _with_value(
    block: Block, item: dict[str, Any], place: Path, above: Path, lost: list[Path]
) -> Any:
    value = _repair(block, item["value"], place, lost)
    if value is _WRONG:
        lost.append(above)
        return _WRONG
    if not _is_id(item.get("id")):
        return {**item, "value": value, "id": None}
    return item if value is item["value"] else {**item, "value": value}


def _is_id(found: Any) -> bool:
    return found is None or (isinstance(found, str) and found.isascii())


def _empty(block: Block) -> Any:
    return {} if isinstance(block, StructBlock) else []


def _is_container(block: Block) -> bool:
    return isinstance(block, (StreamBlock, ListBlock, StructBlock))


@cache
def _reads_as_wagtail(kind: Any) -> bool:
    """Whether the block reads JSON as its kind does, such as a struct reads a dictionary."""
    return any(
        kind.to_python is base.to_python and kind.bulk_to_python is base.bulk_to_python
        for base in _bases(kind)
    )


def _bases(kind: type) -> Iterator[Any]:
    return (base for base in (StreamBlock, ListBlock, StructBlock) if issubclass(kind, base))
