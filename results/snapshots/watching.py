"""The wrapper around every statement that Django sends: notes what changes the public site."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import nullcontext
from functools import cache, lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.core.signals import setting_changed
from django.db import DEFAULT_DB_ALIAS, Error, connections, transaction
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate

from .irrelevant import derived_tables, irrelevant_columns, irrelevant_tables
from .models import PendingInvalidation
from .rendering.storable import note_other_database
from .serving.rules import is_watching
from .versions import invalidate, note_change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.backends.utils import CursorWrapper


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


Execute = Callable[..., Any]

# Whether there are tables to note changes in, by the name of the database: not before, or while,
# migrations run.
_ready: dict[str, bool] = {}

# Functions of the site's own that PostgreSQL lets write.
_VOLATILE = """
SELECT DISTINCT proname FROM pg_proc
WHERE provolatile = 'v' AND prokind = 'f' AND prorettype <> 'trigger'::regtype
AND pronamespace NOT IN ('pg_catalog'::regnamespace, 'information_schema'::regnamespace)
AND NOT EXISTS (SELECT 1 FROM pg_depend WHERE objid = pg_proc.oid AND deptype = 'e')
"""


def connect() -> None:
    """Watch all connections, those that are open and those to come; called once, at the start."""
    connection_created.connect(_watch, dispatch_uid="results.snapshots.watching")
    pre_migrate.connect(_before_migrating, dispatch_uid="results.snapshots.before_migrating")
    post_migrate.connect(
        _after_migrating,
        sender=apps.get_app_config("results_snapshots"),
        dispatch_uid="results.snapshots.after_migrating",
    )
    for connection in connections.all(initialized_only=True):
        _watch(None, connection)


def _watch(sender: Any, connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    wrapper = _execute if connection.alias == DEFAULT_DB_ALIAS else _execute_elsewhere
    if wrapper not in connection.execute_wrappers:
        connection.execute_wrappers.append(wrapper)


def _execute_elsewhere(
    execute: Execute, sql: Any, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    # Changes in other databases are not tracked.
    note_other_database()
    return execute(sql, params, many, context)


def _execute(execute: Execute, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    connection = context["connection"]
    text = _text(sql, connection)
    is_change = changes_public(text) or _calls_writer(text, connection)
    if not (is_change and is_watching() and _is_ready(connection)):
        return execute(sql, params, many, context)
    is_alone = connection.get_autocommit()
    try:
        # The change and its invalidation are one transaction.
        with transaction.atomic(using=connection.alias) if is_alone else nullcontext():
            note_change(connection)
            answer = execute(sql, params, many, context)
            if is_alone and connection.vendor == "sqlite" and "RETURNING" in text.upper():
                ReadRows(context["cursor"])
            return answer
    finally:
        if "FUNCTION" in text.upper():
            _writers.cache_clear()


def _text(sql: Any, connection: BaseDatabaseWrapper) -> str:
    if isinstance(sql, str):
        return sql
    # Of psycopg, composed of parts.
    return str(sql.as_string(connection.connection) if hasattr(sql, "as_string") else sql)


def _calls_writer(sql: str, connection: BaseDatabaseWrapper) -> bool:
    """Whether the statement calls a function that may write: PostgreSQL knows them."""
    if connection.vendor != "postgresql" or "(" not in sql:
        return False
    writers = _writers(str(connection.settings_dict["NAME"]))
    return writers is not None and bool(writers.search(sql))


@lru_cache(maxsize=4)
def _writers(database: str) -> re.Pattern[str] | None:
    rows = connections[DEFAULT_DB_ALIAS].connection.execute(_VOLATILE).fetchall()
    names = "|".join(re.escape(name) for (name,) in rows)
    return re.compile(rf'\b(?:{names})"?\s*\(', re.IGNORECASE) if names else None


def _is_ready(connection: BaseDatabaseWrapper) -> bool:
    name = str(connection.settings_dict["NAME"])
    if name not in _ready:
        # Not by a query of ours: one that fails would end the transaction.
        tables = connection.introspection.table_names()
        _ready[name] = PendingInvalidation._meta.db_table in tables
    return _ready[name]


def _before_migrating(using: str, **kwargs: Any) -> None:
    _ready[str(connections[using].settings_dict["NAME"])] = False


def _after_migrating(sender: Any, using: str, **kwargs: Any) -> None:
    """Make every answer old: nobody watches while migrations change what they show."""
    _ready.clear()
    _writers.cache_clear()
    is_ours = using == DEFAULT_DB_ALIAS and is_watching()
    if is_ours and _is_ready(connections[using]):
        invalidate()


class ReadRows:
    """Stands for a cursor until it executes something else: gives the rows that it had.

    SQLite ends no transaction while rows of an INSERT … RETURNING wait to be read.
    """

    def __init__(self, wrapper: CursorWrapper) -> None:
        self._wrapper = wrapper
        self._cursor: Any = wrapper.cursor
        rows = self._rows = iter(self._cursor.fetchall())
        self.fetchone = lambda: next(rows, None)
        self.fetchmany = lambda size=1: list(islice(rows, size))
        self.fetchall = lambda: list(rows)
        wrapper.cursor = self

    def __iter__(self) -> Iterator[Any]:
        return self._rows

    def __getattr__(self, name: str) -> Any:
        if name in ("execute", "executemany"):
            self._wrapper.cursor = self._cursor
        return getattr(self._cursor, name)
