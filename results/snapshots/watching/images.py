"""The rows that a statement changes, as they were before it and as they are after it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..statements.needs import plain
from ..statements.tables import Table, tables

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.backends.base.base import BaseDatabaseWrapper

    from ..statements.writes import Write

Row = dict[str, str | None]
# A statement that changes more rows than this is taken to change any row.
MOST_ROWS = 300


@dataclass(frozen=True, slots=True)
class Images:
    """Rows of a root's table; `rows` is None where it may be any of them."""

    table: Table
    rows: list[Row] | None


def before(connection: BaseDatabaseWrapper, table: Table, write: Write) -> list[Row] | None:
    """The rows that the statement is about to change, or None where it may be any.

    They are held, as the statement itself will hold them, so that nobody changes them in between.
    """
    if write.is_new:
        return []
    if not write.where:
        return None
    if table.is_root:
        return _select(connection, table, write.where, write.params, holds=True)
    root = tables()[table.root]
    name = connection.ops.quote_name
    condition = (
        f"{name(root.root_key)} IN "  # noqa: S608 -- the site's own names, and its own statement
        f"(SELECT {name(table.own_key)} FROM {name(table.name)} "
        f"WHERE {write.where})"
    )
    return _select(connection, root, condition, write.params, holds=True)


def after(
    connection: BaseDatabaseWrapper, table: Table, write: Write, old: list[Row] | None
) -> list[Row] | None:
    """The same rows, or the new ones, after the statement; None where it may be any."""
    root = tables()[table.root]
    if not write.is_new:
        keys: list[Any] = [row[root.root_key] for row in old or ()]
        return None if old is None else by_key(connection, root, keys)
    if write.rows is None:
        return None
    if table.is_root:
        return [dict(row) for row in write.rows]
    return by_key(connection, root, [row.get(table.own_key) for row in write.rows])


def by_key(connection: BaseDatabaseWrapper, root: Table, keys: list[Any]) -> list[Row] | None:
    """The rows of a root's table with these keys; None for too many."""
    if not keys:
        return []
    marks = ", ".join(["%s"] * len(keys))
    condition = f"{connection.ops.quote_name(root.root_key)} IN ({marks})"
    return _select(connection, root, condition, tuple(keys))


def _select(
    connection: BaseDatabaseWrapper,
    root: Table,
    condition: str,
    params: Iterable[Any],
    *,
    holds: bool = False,
) -> list[Row] | None:
    end = " FOR NO KEY UPDATE" if holds and connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"{select_of(connection, root, condition)}{end}", tuple(params))
        found = cursor.fetchall()
    if len(found) > MOST_ROWS:
        return None
    return [
        {name: plain(value) for name, value in zip(root.columns, row, strict=True)} for row in found
    ]


def select_of(connection: BaseDatabaseWrapper, root: Table, condition: str, first: str = "") -> str:
    """The statement for all columns of up to one row more than are looked at."""
    name = connection.ops.quote_name
    columns = ", ".join([*filter(None, [first]), *map(name, root.columns)])
    return f"SELECT {columns} FROM {name(root.name)} WHERE {condition} LIMIT {MOST_ROWS + 1}"  # noqa: S608
