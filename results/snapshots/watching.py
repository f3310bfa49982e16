"""The wrapper around every statement that Django sends: notes what changes the public site."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import nullcontext
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.apps import apps
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.signals import connection_created
from django.db.models.signals import post_migrate, pre_migrate

from .models import PendingInvalidation
from .rendering.storable import note_other_database
from .serving.rules import is_watching
from .sql import changes_public
from .versions import invalidate, note_change

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.backends.base.base import BaseDatabaseWrapper
    from django.db.backends.utils import CursorWrapper

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
