"""Where each value of a stream's JSON lies, and where it lies after an operation."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...blocks.ids import id_of_place

Path = tuple[str, ...]


@dataclass(frozen=True)
class Place:
    """The place of a value, as wagtail-localize names it, without the name of the field.

    `path` has the ids of items and the names of children; `kinds`, as long as `path`, has the types
    of the items in place of their ids.
    """

    path: Path = ()
    kinds: Path = ()

    def below(self, key: str, kind: str) -> Place:
        """The place of a value inside the one that lies here."""
        return Place((*self.path, key), (*self.kinds, kind))


# The value itself, not its id: that is unique only for as long as the value lives.
Layout = dict[Path, tuple[Place, Any]]
# For each place before, the one after, None when the value is gone.
Moves = dict[Path, Place | None]


class _Text(str):
    __slots__ = ()


class _Number(int):
    pass


@dataclass
class _Item:
    id: str | None
    kind: str
    value: Any


def distinct(raw: Any) -> Any:
    """A copy in which each text and each whole number is an object of its own.

    Python shares equal ones, so that none could be told from another.
    """
    if isinstance(raw, dict):
        return {name: distinct(child) for name, child in raw.items()}
    if isinstance(raw, list):
        return [
            {**item, "value": distinct(item["value"])} if _is_item(item) else distinct(item)
            for item in raw
        ]
    if isinstance(raw, str):
        return _Text(raw)
    if isinstance(raw, int) and not isinstance(raw, bool):
        return _Number(raw)
    return raw


def layout(raw: Any) -> Layout:
    """The values of a stream by their paths, each after the one around it.

    Without those of which no translation depends: None, truth values and fractions.
    """
    return {place.path: (place, value) for place, value in _walk(raw, Place())}


def moves(before: Layout, after: Layout) -> Moves:
    """Where each value of a layout lies in another that an operation has made of its values.

    A value that is the same object has moved with its name; another one in the old place has been
    changed, and stays.
    """
    now = {id(value): place for place, value in after.values()}
    found: Moves = {}
    for path, (_place, value) in before.items():
        kept = after.get(path)
        if kept and kept[1] is value:
            found[path] = kept[0]
        elif id(value) in now:
            found[path] = now[id(value)]
    for path in before:
        if path not in found:
            above = found[path[:-1]] if path[:-1] else Place()
            changed = after.get((*above.path, path[-1])) if above else None
            found[path] = changed[0] if changed else None
    return found


def one_value(path: Path, kinds: Path) -> list[dict[str, Any]]:
    """The least stream that has a value, an empty text, at this place."""
    value: Any = ""
    for key, kind in zip(reversed(path), reversed(kinds), strict=True):
        value = {key: value} if key == kind else [{"type": kind, "id": key, "value": value}]
    stream: list[dict[str, Any]] = value
    return stream


def longest_known(path: Path, known: Mapping[Path, Any]) -> Path:
    """The longest beginning of a path that is known; empty when none is."""
    for length in range(len(path), 0, -1):
        if path[:length] in known:
            return path[:length]
    return ()


def _is_item(raw: Any) -> bool:
    return isinstance(raw, dict) and "type" in raw and "value" in raw


def _walk(raw: Any, place: Place) -> Iterator[tuple[Place, Any]]:
    if isinstance(raw, dict):
        for name, child in raw.items():
            yield from _with_inner(child, place.below(str(name), str(name)))
    elif isinstance(raw, list):
        items: Any = [
            _Item(item.get("id"), str(item["type"]), item["value"])
            if _is_item(item)
            else _Item(None, "item", item)
            for item in raw
        ]
        for index, item in enumerate(items):
            key = item.id or id_of_place(place.path, index)
            yield from _with_inner(item.value, place.below(str(key), item.kind))


def _with_inner(value: Any, place: Place) -> Iterator[tuple[Place, Any]]:
    if isinstance(value, (dict, list, str, int)) and not isinstance(value, bool):
        yield place, value
    yield from _walk(value, place)
