"""A need: the rows that a query could have found, as far as that is simple to say."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING, Any
from uuid import UUID

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from .tables import Table

_UUID = re.compile("[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")
UUID_LENGTH = 36
ANY = "*"
EQUAL = "="
PREFIX = "^"
NULL = "0"
NOT_NULL = "1"
# A query for more rows than this is taken for one for any rows: its needs would outgrow it.
MOST_VALUES = 500


@dataclass(frozen=True, slots=True)
class Condition:
    """What a column must be: one of the values, or begin with the only one."""

    column: str
    operator: str
    values: tuple[str, ...] = ()

    def holds(self, row: Mapping[str, str | None]) -> bool:
        """Whether a row of plain values meets it; one that lacks the column does."""
        if self.column not in row:
            return True
        value = row[self.column]
        if self.operator == NULL:
            return value is None
        if value is None:
            return False
        if self.operator == PREFIX:
            # SQLite's LIKE does not tell small letters from capitals.
            return value.casefold().startswith(self.values[0].casefold())
        return self.operator == NOT_NULL or value in self.values


@dataclass(frozen=True, slots=True)
class Need:
    """The rows of a root's table that meet every condition."""

    table: str
    conditions: tuple[Condition, ...] = ()

    def holds(self, row: Mapping[str, str | None]) -> bool:
        """Whether a row of plain values meets all conditions."""
        return all(one.holds(row) for one in self.conditions)


@dataclass(frozen=True, slots=True)
class Key:
    """A need as it is stored: the number of one condition, and the rest of them."""

    number: int
    rest: str = ""


def plain(value: Any) -> str | None:
    """A value of a statement or a row in a form that is the same on every database."""
    if value is None:
        return None
    if isinstance(value, bool):
        return str(int(value))
    if isinstance(value, UUID):
        return value.hex
    text = str(value)
    # A UUID may be given as a text, too.
    is_uuid = len(text) == UUID_LENGTH and _UUID.fullmatch(text)
    return text.replace("-", "").lower() if is_uuid else text


def number_of(table: str, column: str = "", operator: str = ANY, value: str = "") -> int:
    """The number of a condition, which fits into a big integer of a database."""
    digest = blake2b(f"{table}\0{column}\0{operator}\0{value}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, signed=True)


def any_row(table: str) -> int:
    """The number that each snapshot has which reads the table at all."""
    return number_of(table, "", "any")


def keys_of(need: Need, table: Table) -> list[Key]:
    """The need as keys: one for each value of the condition that the fewest rows will meet."""
    chosen = min(need.conditions, key=lambda one: _breadth(one, table), default=None)
    if chosen is None or _breadth(chosen, table) >= _TOO_BROAD:
        return [Key(number_of(need.table), _rest(need.conditions))]
    rest = _rest(one for one in need.conditions if one is not chosen)
    if chosen.operator == PREFIX:
        values = [_whole_steps(chosen.values[0], table.steplen)]
    else:
        values = list(chosen.values)
    return [
        Key(number_of(need.table, chosen.column, chosen.operator, value), rest) for value in values
    ]


def is_precise(conditions: Iterable[Condition], table: Table) -> bool:
    """Whether few rows of the table can be expected to meet the conditions."""
    return any(_breadth(one, table) <= _PRECISE for one in conditions)


def numbers_of_row(table: Table, row: Mapping[str, str | None]) -> set[int]:
    """The numbers of all keys that a need met by the row can have."""
    numbers = {number_of(table.root)}
    for column in table.columns:
        value = row.get(column)
        if value is not None:
            numbers.add(number_of(table.root, column, EQUAL, value))
    path = row.get(table.path) if table.path else None
    if path:
        numbers |= {
            number_of(table.root, table.path, PREFIX, path[:end])
            for end in range(0, len(path) + 1, table.steplen)
        }
    return numbers


def meets(rest: str, row: Mapping[str, str | None]) -> bool:
    """Whether the row meets the rest of a key's conditions."""
    return not rest or all(
        Condition(column, operator, tuple(values)).holds(row)
        for column, operator, values in json.loads(rest)
    )


_PRECISE = 60
_TOO_BROAD = 100


def _breadth(condition: Condition, table: Table) -> int:
    if condition.operator == PREFIX:
        is_long = len(condition.values[0]) >= table.steplen > 0
        return 50 if condition.column == table.path and is_long else _TOO_BROAD
    if (
        condition.operator != EQUAL
        or condition.column not in table.columns
        or len(condition.values) > MOST_VALUES
    ):
        return _TOO_BROAD
    if condition.column == table.root_key:
        return 0
    if condition.column == table.path:
        return 5
    if condition.column in ("translation_key", "slug", "url_path"):
        return 10
    if condition.column in ("live", "depth") or condition.column.endswith(
        ("locale_id", "content_type_id")
    ):
        return 90
    return 20 if condition.column.endswith("_id") else 80


def _whole_steps(prefix: str, steplen: int) -> str:
    return prefix[: len(prefix) - len(prefix) % steplen]


def _rest(conditions: Iterable[Condition]) -> str:
    listed = [[one.column, one.operator, list(one.values)] for one in conditions]
    return json.dumps(listed, separators=(",", ":")) if listed else ""
