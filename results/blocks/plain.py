"""The value of a block made of plain Python, as programs write it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError

from wagtail.blocks import (
    Block,
    ChooserBlock,
    FieldBlock,
    ListBlock,
    StreamBlock,
    StreamValue,
    StructBlock,
)
from wagtail.blocks.list_block import ListValue
from wagtail.contrib.typed_table_block.blocks import TypedTable

from ..issues import Severity, Stage, place_of
from .data_table import CellsBlock
from .issues import find_issues, is_empty
from .walking import is_block_id

# What JSON has besides lists and objects; everything else is a value of the block's own already.
_SCALARS = (str, int, float)


def from_plain(block: Block, content: Any, name: str) -> Any:
    """Return the block's value; raise ValidationError with the place of each mistake.

    A stream is a list of (type, value), (type, value, id) or {type, value, id}; a struct a mapping,
    whose missing children get their defaults; a chooser takes an object or its primary key; a table
    is {columns, rows, caption}, each row a list of its cells. What the blocks have made already
    stays as it is. `name` begins the places: "body[2].stats[0].value: …".
    A draft may be incomplete, as in the editor; publishing asks for the rest.
    """
    building = _Building()
    value = building.build(block, content, name)
    if not building.mistakes:
        building.mistakes = [
            f"{name}{place_of(value, issue.path)}: {issue.message}"
            for issue in find_issues(block, value)
            if issue.severity is Severity.ERROR and issue.stage is Stage.SAVING
        ]
    if building.mistakes:
        raise ValidationError(building.mistakes)
    return value


@dataclass(slots=True)
class _Building:
    mistakes: list[str] = field(default_factory=list)

    def build(self, block: Any, value: Any, place: str) -> Any:
        if value is None:
            return block.get_default()
        if isinstance(block, StreamBlock):
            return value if isinstance(value, StreamValue) else self._stream(block, value, place)
        if isinstance(block, ListBlock):
            return value if isinstance(value, ListValue) else self._list(block, value, place)
        if isinstance(block, StructBlock):
            is_built = isinstance(value, block.meta.value_class)
            return value if is_built else self._struct(block, value, place)
        if isinstance(block, CellsBlock):
            return value if isinstance(value, TypedTable) else self._table(block, value, place)
        return self._leaf(block, value, place) if isinstance(block, FieldBlock) else None

    def _stream(self, block: StreamBlock, value: Any, place: str) -> Any:
        items = []
        for index, item in enumerate(self._listed(value, place)):
            at = f"{place}[{index}]"
            kind, inner, identity = _parts(item)
            if kind not in block.child_blocks:
                self._note(at, f"There is no block “{kind}” here.", block.child_blocks)
            elif identity is not None and not is_block_id(identity):
                self._note(at, "An id is a UUID in small letters, or left out.")
            else:
                items.append((kind, self.build(block.child_blocks[kind], inner, at), identity))
        return StreamValue(block, items)

    def _list(self, block: ListBlock, value: Any, place: str) -> Any:
        built = [
            self.build(block.child_block, each, f"{place}[{index}]")
            for index, each in enumerate(self._listed(value, place))
        ]
        return ListValue(block, values=built)

    def _struct(self, block: StructBlock, value: Any, place: str) -> Any:
        if not isinstance(value, Mapping):
            self._note(place, "This is no mapping of names to values.")
            return block.get_default()
        for name in value:
            if name not in block.child_blocks:
                self._note(place, f"There is no field “{name}” here.", block.child_blocks)
        return block.normalize(
            {
                name: self.build(child, value.get(name), f"{place}.{name}")
                for name, child in block.child_blocks.items()
            }
        )

    def _table(self, block: CellsBlock, value: Any, place: str) -> Any:
        rows = value.get("rows") if isinstance(value, Mapping) else None
        cells = [{"values": row} if isinstance(row, list) else row for row in rows or ()]
        if not block.has_form(raw := {**(value if rows is not None else {}), "rows": cells}):
            self._note(place, "This is no table: {columns: [{type, heading}], rows: [[cell]]}.")
            return block.get_default()
        for number, row in enumerate(cells):
            for index, (column, cell) in enumerate(zip(raw["columns"], row["values"], strict=True)):
                if cell is not None:
                    at = f"{place}.rows[{number}][{index}]"
                    self._leaf(block.child_blocks[column["type"]], cell, at)
        return block.get_default() if self.mistakes else block.to_python(raw)

    def _leaf(self, block: Any, value: Any, place: str) -> Any:
        is_scalar = isinstance(value, _SCALARS)
        is_foreign = (
            isinstance(block, ChooserBlock)
            and not is_scalar
            and not isinstance(value, block.model_class)
        )
        try:
            if is_empty(block, value):
                return block.normalize(value)
            found = (
                None if is_foreign else (block.to_python if is_scalar else block.normalize)(value)
            )
            if found is not None:
                return block.clean(found)
        except ValidationError as error:
            self._note(place, " ".join(error.messages))
            return None
        except (ArithmeticError, AttributeError, TypeError, ValueError):
            pass
        self._note(place, f"This block cannot read {value!r}, or there is none.")
        return None

    def _listed(self, value: Any, place: str) -> Any:
        if isinstance(value, (list, tuple)):
            return value
        self._note(place, "This is no list.")
        return ()

    def _note(self, place: str, said: str, known: Any = ()) -> None:
        names = f" There are: {', '.join(known)}." if known else ""
        self.mistakes.append(f"{place}: {said}{names}")


def _parts(item: Any) -> tuple[Any, Any, Any]:
    """Return (type, value, id) of an item of a stream; the type is the item itself if it is none."""
    match item:
        case StreamValue.StreamChild():
            return item.block_type, item.value, item.id
        case {"type": str(kind), "value": value}:
            return kind, value, item.get("id")
        case (str(kind), value):
            return kind, value, None
        case (str(kind), value, identity):
            return kind, value, identity
    return repr(item), None, None
