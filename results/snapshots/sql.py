"""What the database knows and says: its kinds, statements and their SQL."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from django.core.signals import setting_changed
from django.db import DEFAULT_DB_ALIAS, Error, connections

from .irrelevant import derived_tables, irrelevant_columns, irrelevant_tables

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper


# Up to this length it is remembered what was said of a statement.
SHORT = 20_000
_COMMENTS = re.compile(r"\A(?:\s|--[^\n]*(?:\n|$)|/\*.*?\*/|\()+", re.DOTALL)
_READ = re.compile(
    r"(?:SELECT|WITH|VALUES|TABLE|EXPLAIN|SHOW|SET|RESET|PRAGMA|SAVEPOINT|RELEASE|ROLLBACK|BEGIN"
    r"|START|COMMIT|DECLARE|FETCH|CLOSE|LISTEN|UNLISTEN|NOTIFY|LOCK|ANALYZE|VACUUM)\b",
    re.IGNORECASE,
)
# In a statement that reads they stand for a part of it that writes, or for a second statement.
_WRITES = re.compile(
    r";\s*\S|\bINSERT\b|\b(?:REPLACE|MERGE)\s+INTO\b|\bDELETE\s+FROM\b|\bTRUNCATE\b"
    r"|(?<!FOR )(?<!KEY )(?<!DO )\bUPDATE\b|\bEXPLAIN\b.*\bANALY[ZS]E\b",
    re.IGNORECASE | re.DOTALL,
)
_WRITE = re.compile(
    r'(?P<verb>INSERT INTO|INSERT OR IGNORE INTO|UPDATE|DELETE FROM)\s+"?(?P<table>\w+)"?(?P<rest>.*)',
    re.IGNORECASE | re.DOTALL,
)
_VALUE = r"(?:%s|NULL|true|false|\d+)"
_ASSIGNMENTS = re.compile(
    rf'\s+SET\s+"?\w+"?\s*=\s*{_VALUE}(?:,\s*"?\w+"?\s*=\s*{_VALUE})*(?:\s+WHERE\b.*)?',
    re.IGNORECASE | re.DOTALL,
)
_ASSIGNED = re.compile(rf'[\s,]"?(\w+)"?\s*=\s*{_VALUE}', re.IGNORECASE)


def changes_public(sql: str) -> bool:
    """Return whether the statement may change a public answer."""
    # Statements of many rows are long, and none is like another.
    return (_changes_public if len(sql) <= SHORT else _changes_public.__wrapped__)(sql)


@lru_cache(maxsize=512)
def _changes_public(sql: str) -> bool:
    text = _COMMENTS.sub("", sql)
    if _READ.match(text):
        return bool(_WRITES.search(text))
    found = _WRITE.match(text)
    if found is None or _WRITES.search(found["rest"]):
        return True
    table, verb = found["table"].lower(), found["verb"].upper()
    if table in irrelevant_tables():
        return False
    if verb == "UPDATE":
        return not _sets_only(found["rest"], irrelevant_columns().get(table, frozenset()))
    is_new = verb != "DELETE FROM" and "DO UPDATE" not in found["rest"].upper()
    return not (is_new and table in derived_tables())


def _sets_only(rest: str, columns: frozenset[str]) -> bool:
    if not _ASSIGNMENTS.fullmatch(rest):
        return False
    assignments = re.split(r"\bWHERE\b", rest, maxsplit=1, flags=re.IGNORECASE)[0]
    return set(_ASSIGNED.findall(assignments)) <= columns


def _read_anew(**_change: object) -> None:
    irrelevant_tables.cache_clear()
    _changes_public.cache_clear()


setting_changed.connect(_read_anew, dispatch_uid="results.snapshots.statements")


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
