"""Asking the database by one statement, past what Django does around it.

That costs as much as the statement itself, and a stored answer asks nothing else.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import DEFAULT_DB_ALIAS, Error, connections

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

# Databases whose connections execute statements by themselves, and the mark of a parameter there.
_MARKS = {"sqlite": "?", "postgresql": "%s"}


def fetch_one(sql: str, params: tuple[Any, ...]) -> Any:
    """Return the first row, or None; ask twice if the connection has gone meanwhile."""
    database = connections[DEFAULT_DB_ALIAS]
    try:
        return _fetch_one(database, sql, params)
    except Error:
        if database.connection is None or database.in_atomic_block:
            raise
        database.close_if_unusable_or_obsolete()
        if database.connection is not None:
            raise
        return _fetch_one(database, sql, params)


def _fetch_one(database: BaseDatabaseWrapper, sql: str, params: tuple[Any, ...]) -> Any:
    mark = _MARKS.get(database.vendor)
    if mark is None or database.queries_logged:
        with database.cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchone()
    database.ensure_connection()
    try:
        return database.connection.execute(_marked(sql, mark), params).fetchone()
    except Exception:
        with database.wrap_database_errors:
            raise


@cache
def _marked(sql: str, mark: str) -> str:
    return sql.replace("%s", mark)
