"""The JSON of a stream as it is read, whoever wrote it, and plain Python in its place.

Wagtail builds a value from whatever JSON the database holds, and fails late, where that has not the
form of its block. Here it is known at once, so that a page can go on without that stream.
"""

from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cache
from types import NoneType
from typing import Any

from django.core.exceptions import ValidationError

from wagtail import blocks
from wagtail.blocks import Block, ListBlock, StreamBlock, StreamValue, StructBlock
from wagtail.blocks.list_block import ListValue
from wagtail.contrib.typed_table_block.blocks import TypedTable

from ..issues import Severity, Stage, place_of
from .base import TEXTS
from .data_table import CellsBlock
from .leaves import NumberBlock, key_in
from .links import SafeRichTextBlock, without_embeds, without_lone_surrogates
from .walking import BRANCHES, Path, find_issues, id_of_place, is_block_id, is_empty, repaired_id

# Their methods are known to read what stands here; those of a host's blocks are not.
_KNOWN = frozenset({"results", "wagtail"})
_JSON = (str, bool, int, float, list, dict, NoneType)
_EMPTY: tuple[Any, ...] = (None, "", [], {})
_TEXT = (*TEXTS, blocks.RichTextBlock, blocks.RegexBlock)


class UnreadableError(ValueError):
    """JSON of another form than its block's; `args` are the items around it, the outermost first."""


class Stored:
    """The JSON of a value that has the form of its block, each item with an id of its own.

    Unknown types of blocks stay, for Wagtail to drop. Blocks that read JSON in their own way are left
    alone, and so are Python's own objects that code has put among the JSON. Raises UnreadableError.
    """

    def __init__(self, block: Block, raw: Any) -> None:
        self._seen: set[str] = set()
        self.raw = self._read(block, raw, ())

    def _read(self, block: Any, raw: Any, path: Path) -> Any:
        kind: Any = type(block)
        form = form_of(kind)
        if form is None or not isinstance(raw, _JSON):
            return raw
        if form is StructBlock:
            return self._struct(block, raw, path)
        if form in (StreamBlock, ListBlock):
            if raw not in _EMPTY and not isinstance(raw, list):
                raise UnreadableError
            items: Any = raw or ()
            return [self._item(block, item, path, index) for index, item in enumerate(items)]
        if raw is None:
            return raw
        kinds, check = form
        # To Python a truth value is a whole number too.
        is_kind = isinstance(raw, kinds) and isinstance(raw, bool) is (kinds is bool)
        if not is_kind or (check and not check(block, raw)):
            raise UnreadableError
        if isinstance(raw, str):
            raw = without_lone_surrogates(raw)
        return without_embeds(raw) if isinstance(block, SafeRichTextBlock) else raw

    def _struct(self, block: StructBlock, raw: Any, path: Path) -> dict[str, Any]:
        if not isinstance(raw, dict):
            raise UnreadableError
        found = {**raw}
        for name, child in block.child_blocks.items():
            if name in raw:
                try:
                    found[name] = self._read(child, raw[name], (*path, name))
                except UnreadableError:
                    if raw[name] not in _EMPTY:
                        raise
                    # What is empty in another way is the default.
                    del found[name]
        return found

    def _item(self, block: StreamBlock | ListBlock, item: Any, path: Path, index: int) -> Any:
        child: Block | None
        if isinstance(block, ListBlock):
            child = block.child_block
            if not block._item_is_in_block_format(item):
                # As Wagtail stored them before it gave them ids.
                item = {"type": "item", "value": item}
        elif isinstance(item, dict) and isinstance(item.get("type"), str) and "value" in item:
            child = block.child_blocks.get(item["type"])
        else:
            raise UnreadableError
        own_id = self._id(item.get("id"), path, index)
        value = item["value"]
        if child is not None:
            try:
                value = self._read(child, value, (*path, own_id))
            except UnreadableError as error:
                raise UnreadableError(child, *error.args) from error
        return {**item, "value": value, "id": own_id}

    def _id(self, found: Any, path: Path, index: int) -> str:
        own_id: str = found
        if found and not is_block_id(found):
            own_id = repaired_id(found)
        if not own_id or own_id in self._seen:
            own_id = id_of_place(path, index)
        self._seen.add(own_id)
        return own_id


def _is_read(block: Any, raw: Any) -> bool:
    try:
        return block.to_python(raw) is not None
    except (ArithmeticError, TypeError, ValueError):
        return False


def _is_table(block: CellsBlock, raw: Any) -> bool:
    return block.has_form(raw) and all(
        value == "" or Stored(block.child_blocks[column["type"]], value).raw == value
        for row in raw["rows"]
        for column, value in zip(raw["columns"], row["values"], strict=True)
    )


# What Python makes of the JSON of each kind of leaf, and what else is asked of it; the first that
# fits holds.
_LEAVES: tuple[tuple[Any, Any, Callable[[Any, Any], bool] | None], ...] = (
    (CellsBlock, dict, _is_table),
    (_TEXT, str, None),
    (blocks.BooleanBlock, bool, None),
    (
        blocks.MultipleChoiceBlock,
        list,
        lambda _block, raw: all(isinstance(each, (str, int)) for each in raw),
    ),
    (blocks.ChoiceBlock, (str, int), None),
    (blocks.IntegerBlock, int, None),
    (blocks.FloatBlock, (int, float), None),
    ((blocks.DateBlock, blocks.DateTimeBlock, blocks.TimeBlock), str, _is_read),
    (NumberBlock, (str, int, float, dict), _is_read),
    (blocks.DecimalBlock, (str, int, float), _is_read),
    (blocks.ChooserBlock, (str, int), lambda block, raw: key_in(block, raw) is not None),
)


@cache
def form_of(kind: Any) -> Any:
    """Return the container that a block is, (types, check) of a leaf, or None for another one."""
    methods = (kind.to_python, kind.bulk_to_python)
    if base := next((each for each in BRANCHES if issubclass(kind, each)), None):
        return base if methods == (base.to_python, base.bulk_to_python) else None
    if any(method.__module__.partition(".")[0] not in _KNOWN for method in methods):
        return None
    return next((row[1:] for row in _LEAVES if issubclass(kind, row[0])), None)


# What JSON has besides lists and objects; everything else is a value of the block's own already.
_SCALARS = (str, int, float)
_BUILT = (StreamValue, ListValue, TypedTable)


def from_plain(block: Block, content: Any, name: str) -> Any:
    """Return the block's value; raise ValidationError with the place of each mistake.

    A stream is a list of (type, value), (type, value, id) or {type, value, id}; a struct a mapping,
    whose missing children get their defaults; a chooser takes an object or its primary key; a table
    is {columns, rows, caption}, each row a list of its cells. What the blocks have made already
    stays as it is. `name` begins the places: "body[2].stats[0].value: …".
    A draft may be incomplete, as in the editor; publishing asks for the rest.
    """
    mistakes: list[str] = []
    value = _built(block, content, name, mistakes)
    if not mistakes:
        mistakes = [
            f"{name}{place_of(value, issue.path)}: {issue.message}"
            for issue in find_issues(block, value)
            if issue.severity is Severity.ERROR and issue.stage is Stage.SAVING
        ]
    if mistakes:
        raise ValidationError(mistakes)
    return value


def _built(block: Any, value: Any, place: str, mistakes: list[str]) -> Any:
    """Return the block's value of plain Python, or a default beside the mistake that is noted."""
    kind = block.meta.value_class if isinstance(block, StructBlock) else _BUILT
    if value is None or isinstance(value, kind):
        return block.get_default() if value is None else value
    if isinstance(block, (StreamBlock, ListBlock)):
        if not isinstance(value, (list, tuple)):
            mistakes.append(f"{place}: This is no list.")
            value = ()
        items = [(each, f"{place}[{index}]") for index, each in enumerate(value)]
        if isinstance(block, ListBlock):
            inner = [_built(block.child_block, each, at, mistakes) for each, at in items]
            return ListValue(block, values=inner)
        found = [_item(block, each, at, mistakes) for each, at in items]
        return StreamValue(block, [each for each in found if each])
    if isinstance(block, StructBlock):
        if not isinstance(value, Mapping):
            mistakes.append(f"{place}: This is no mapping of names to values.")
            return block.get_default()
        mistakes += [
            f"{place}: There is no field “{name}” here. {_there_are(block)}"
            for name in value
            if name not in block.child_blocks
        ]
        return block.normalize(
            {
                name: _built(child, value.get(name), f"{place}.{name}", mistakes)
                for name, child in block.child_blocks.items()
            }
        )
    if isinstance(block, CellsBlock):
        return _table(block, value, place, mistakes)
    return _leaf(block, value, place, mistakes) if isinstance(block, blocks.FieldBlock) else None


def _item(block: StreamBlock, item: Any, place: str, mistakes: list[str]) -> Any:
    identity = None
    match item:
        case StreamValue.StreamChild():
            kind, value, identity = item.block_type, item.value, item.id
        case {"type": str(kind), "value": value}:
            identity = item.get("id")
        case (str(kind), value, *rest) if len(rest) < 2:
            identity = next(iter(rest), None)
        case _:
            kind, value = repr(item), None
    if kind not in block.child_blocks:
        mistakes.append(f"{place}: There is no block “{kind}” here. {_there_are(block)}")
    elif identity is not None and not is_block_id(identity):
        mistakes.append(f"{place}: An id is a UUID in small letters, or left out.")
    else:
        return kind, _built(block.child_blocks[kind], value, place, mistakes), identity
    return None


def _there_are(block: Any) -> str:
    return f"There are: {', '.join(block.child_blocks)}."


def _table(block: CellsBlock, value: Any, place: str, mistakes: list[str]) -> Any:
    rows = value.get("rows") if isinstance(value, Mapping) else None
    cells = [{"values": row} if isinstance(row, list) else row for row in rows or ()]
    if not block.has_form(raw := {**(value if rows is not None else {}), "rows": cells}):
        form = "{columns: [{type, heading}], rows: [[cell]]}"
        mistakes.append(f"{place}: This is no table: {form}.")
        return block.get_default()
    for number, row in enumerate(cells):
        for index, (column, cell) in enumerate(zip(raw["columns"], row["values"], strict=True)):
            if cell is not None:
                at = f"{place}.rows[{number}][{index}]"
                _leaf(block.child_blocks[column["type"]], cell, at, mistakes)
    return block.get_default() if mistakes else block.to_python(raw)


def _leaf(block: Any, value: Any, place: str, mistakes: list[str]) -> Any:
    said = f"This block cannot read {value!r}, or there is none."
    with suppress(ArithmeticError, AttributeError, TypeError, ValueError):
        try:
            if is_empty(block, value):
                return block.normalize(value)
            found = (block.to_python if isinstance(value, _SCALARS) else block.normalize)(value)
            if found is not None:
                return block.clean(found)
        except ValidationError as error:
            said = " ".join(error.messages)
    mistakes.append(f"{place}: {said}")
    return None
