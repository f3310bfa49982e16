"""The wrapper around every statement that Django sends to the site's database."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.signals import connection_created
from django.db.models import F

from wagtail.models import Page

from ..statements.tables import Table, tables, unseen_tables
from ..statements.writes import Write, is_write, without_comments, write_of
from ..switch import is_on
from .elsewhere import is_on_elsewhere, may_be_on_elsewhere
from .front_pages import changes_front_pages
from .images import Row, after, before, by_key
from .read_rows import ReadRows
from .readiness import connect as connect_readiness
from .readiness import is_ready
from .recording import current_recording, unrecorded
from .sweeping import hold_gate, touch_any, touch_rows, touch_site

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

Execute = Callable[..., Any]


def connect() -> None:
    """Watch the connections of the default database, those that are open and those to come."""
    connect_readiness()
    connection_created.connect(_watch, dispatch_uid="results.snapshots.watching")
    for connection in connections.all(initialized_only=True):
        _watch(None, connection)


def _watch(sender: Any, connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    wrapper = _through if connection.alias == DEFAULT_DB_ALIAS else _of_another
    if wrapper not in connection.execute_wrappers:
        connection.execute_wrappers.append(wrapper)


def _of_another(
    execute: Execute, sql: Any, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    recording = current_recording()
    if recording is not None:
        # Of changes in another database nobody here hears.
        recording.take_unclear()
    return execute(sql, params, many, context)


def _through(execute: Execute, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    if not is_on() and not may_be_on_elsewhere():
        return execute(sql, params, many, context)
    connection, text = context["connection"], _text(sql, context)
    if is_write(text) and is_ready(connection) and (is_on() or is_on_elsewhere(connection)):
        return _write(execute, sql, text, params, many, context)
    answer = execute(sql, params, many, context)
    recording = current_recording()
    if recording is not None and not without_comments(text).upper().startswith(_SILENT):
        recording.take(text, params, connection.vendor)
    return answer


# What gives no rows to anybody.
_SILENT = ("SAVEPOINT", "RELEASE", "ROLLBACK", "BEGIN", "COMMIT", "START", "SET", "PRAGMA")


def _text(sql: Any, context: dict[str, Any]) -> str:
    if isinstance(sql, str):
        return sql
    # Of psycopg, composed of parts.
    if hasattr(sql, "as_string"):
        return str(sql.as_string(context["connection"].connection))
    return bytes(sql).decode() if isinstance(sql, (bytes, bytearray)) else str(sql)


def _write(
    execute: Execute, sql: Any, text: str, params: Any, many: bool, context: dict[str, Any]
) -> Any:
    connection = context["connection"]
    write = write_of(text, None if many else params)
    table = _table(write) if write else None
    if write is not None and table is None and _concerns_pages(write):
        with transaction.atomic(using=connection.alias, savepoint=False):
            _touch_pages(connection, write)
            return execute(sql, params, many, context)
    if write is not None and (table is None or _is_nothing_new(write, table)):
        return execute(sql, params, many, context)

    def watched() -> Any:
        if write is None or table is None:
            answer = execute(sql, params, many, context)
            with unrecorded():
                touch_site(connection)
            return answer
        with unrecorded():
            old = None if many else before(connection, table, write)
        answer = execute(sql, params, many, context)
        with unrecorded():
            _touch(connection, table, write, old)
        return answer

    if not connection.get_autocommit():
        return watched()
    # The change and the end of what it makes old are one.
    with transaction.atomic(using=connection.alias):
        if connection.vendor == "sqlite":
            # A transaction that reads first may not be let write later.
            hold_gate(epoch=F("epoch"))
        answer = watched()
        if connection.vendor == "sqlite" and "RETURNING" in text:
            ReadRows(context["cursor"])
    return answer


def _table(write: Write) -> Table | None:
    # Without quotes a name may be written in capitals.
    return tables().get(write.table) or tables().get(write.table.lower())


def _touch(
    connection: BaseDatabaseWrapper, table: Table, write: Write, old: list[Row] | None
) -> None:
    if table.is_site_wide:
        touch_site(connection)
        return
    if not write.is_new and not write.columns:
        for name in table.cascades:
            touch_any(connection, name)
    new = None if old is None else after(connection, table, write, old)
    if changes_front_pages(table, write, old, new):
        touch_site(connection)
    elif old is None or new is None:
        touch_any(connection, table.root)
    else:
        touch_rows(connection, tables()[table.root], [*old, *new])


def _concerns_pages(write: Write) -> bool:
    return write.table in unseen_tables() and not write.is_new


def _touch_pages(connection: BaseDatabaseWrapper, write: Write) -> None:
    """Drop what depends on the pages that a change concerns of which nobody sees anything else."""
    table, pages_of = unseen_tables()[write.table]
    pages = tables()[Page._meta.db_table]
    with unrecorded():
        rows = before(connection, table, write)
        concerned = None if rows is None else by_key(connection, pages, list(pages_of(rows)))
        if concerned is None:
            touch_any(connection, pages.name)
        else:
            touch_rows(connection, pages, concerned)


def _is_nothing_new(write: Write, table: Table) -> bool:
    if write.is_new:
        return table.is_derived
    return bool(write.columns) and write.columns <= table.bookkeeping
