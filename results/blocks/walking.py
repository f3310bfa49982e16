"""The one walk through a value at any depth, built or still raw, and the ids of its items."""

import json
import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID, uuid4, uuid5

from wagtail.blocks import Block, ListBlock, StreamBlock, StructBlock

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_OURS = UUID("5b0b4a0e-3f0a-4d5e-9a43-2f9a4e6c7d10")


def is_block_id(found: Any) -> bool:
    """Whether this is a UUID in its usual form, in small letters, which addresses have."""
    return isinstance(found, str) and _UUID.fullmatch(found) is not None


def repaired_id(found: Any) -> str:
    """Return the id that replaces an invalid one, the same at each reading."""
    if isinstance(found, str) and is_block_id(found.lower()):
        return found.lower()
    return str(uuid5(_OURS, json.dumps(found)))


def id_of_place(path: tuple[str, ...], index: int) -> str:
    """Return the id of an item stored without an id of its own, derived from its place."""
    return str(uuid5(_OURS, ".".join((*path, str(index)))))


Path = tuple[str, ...]


@lru_cache(maxsize=4096)
def within_item(path: str) -> str:
    """Return the part of "body.<id>.stats.<id>.label" that moves with its item: from the last id on."""
    steps = path.split(".")
    ids = [index for index, step in enumerate(steps) if is_block_id(step)]
    return ".".join(steps[ids[-1] :]) if ids else path


class Node(NamedTuple):
    """A value, its block, its place (ids of items, names of fields), and the nearest item's id."""

    path: Path
    block: Block
    value: Any
    identity: str = ""

    @property
    def is_struct(self) -> bool:
        """Whether the value has named children."""
        return isinstance(self.block, StructBlock) and isinstance(self.value, dict)

    def is_within(self, paths: Collection[Path]) -> bool:
        """Whether one of the paths leads to something around it."""
        return any(self.path[:end] in paths for end in range(len(self.path)))


# The blocks whose values have others in them.
BRANCHES = (StructBlock, StreamBlock, ListBlock)


def walk(block: Block, value: Any, path: Path = (), identity: str = "") -> Iterator[Node]:
    """Yield the value at `path`, built or JSON, and all below it, in the order of the page."""
    # Those to come, the next one last: generators within each other would cost the more, the deeper.
    waiting = [Node(path, block, value, identity)]
    while waiting:
        node = waiting.pop()
        yield node
        if isinstance(node.block, BRANCHES):
            is_struct = isinstance(node.block, StructBlock)
            below = [
                Node((*node.path, step), child, inner, node.identity if is_struct else step)
                for step, child, inner in children_of(node.block, node.value)
            ]
            waiting += reversed(below)


def children_of(block: Block, value: Any) -> Iterator[tuple[str, Block, Any]]:
    """Yield (step of the path, block, value) for what lies directly in a value.

    A struct that is missing has its children, each None. What Wagtail's ImageBlock gives has none.
    """
    if isinstance(block, StructBlock):
        values = value or {}
        for name, child in block.child_blocks.items() if isinstance(values, dict) else ():
            yield name, child, values.get(name)
    elif isinstance(block, StreamBlock | ListBlock):
        for item in items_of(value):
            if not isinstance(item, dict):
                yield item.id, item.block, item.value
            elif isinstance(block, ListBlock):
                yield item["id"], block.child_block, item["value"]
            elif item["type"] in block.child_blocks:
                yield item["id"], block.child_blocks[item["type"]], item["value"]


def items_of(value: Any) -> Iterator[Any]:
    """Yield the items of a stream or list; what code has put together gets its ids here."""
    # An empty stream need not be built.
    for item in getattr(value, "bound_blocks", value) if value else ():
        if not isinstance(item, dict):
            item.id = item.id or str(uuid4())
        yield item


def complete_ids(block: Block, value: Any) -> None:
    """Give each item of a built value without a unique, valid id a new one."""
    seen: set[str] = set()
    for node in walk(block, value):
        if isinstance(node.block, StreamBlock | ListBlock):
            for item in items_of(node.value):
                if not is_block_id(item.id) or item.id in seen:
                    item.id = str(uuid4())
                seen.add(item.id)
