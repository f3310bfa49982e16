"""The wrapper around every statement that Django sends: notes what changes the public site."""

import re
from collections.abc import Callable, Iterator
from contextlib import nullcontext
from contextvars import ContextVar
from functools import lru_cache
from itertools import islice
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.signals import setting_changed
from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.db.backends.utils import CursorWrapper
from django.db.models.signals import post_migrate, pre_migrate
from django.utils.module_loading import import_string

from wagtail.images.models import AbstractRendition

from ..conf import setting
from .models import PendingInvalidation
from .versions import invalidate, note_change

Execute = Callable[..., Any]

# Whose changes affect no public answer. What is not named counts: a table that nobody has thought of costs
# renderings, never an old answer.
APPS = frozenset(
    [
        "admin",
        "axes",
        "django_tasks_database",
        "results_previews",
        "results_snapshots",
        "results_webhooks",
        "sessions",
        "wagtailsearch",
    ]
)
MODELS = frozenset(
    [
        "results.heartbeat",
        "results.publication",
        "results_importing.upload",
        "wagtail_localize.string",
        "wagtail_localize.stringtranslation",
        "wagtail_localize.translationcontext",
        "wagtailadmin.editingsession",
        "wagtailcore.apitoken",
        "wagtailcore.comment",
        "wagtailcore.commentreply",
        "wagtailcore.modellogentry",
        "wagtailcore.pagelogentry",
        "wagtailcore.pagesubscription",
        "wagtailcore.referenceindex",
        "wagtailcore.revision",
        "wagtailcore.taskstate",
        "wagtailcore.workflowstate",
        "wagtailusers.userprofile",
    ]
)
TABLES = frozenset({"django_migrations"})
# By the class that has them: what is written when a draft is saved, a page locked, a person logs in.
COLUMNS = {
    "django.contrib.auth.base_user.AbstractBaseUser": {"last_login"},
    "wagtail.models.DraftStateMixin": {"has_unpublished_changes"},
    "wagtail.models.LockableMixin": {"locked", "locked_at", "locked_by_id"},
    "wagtail.models.Page": {"draft_title", "latest_revision_created_at"},
    "wagtail.models.RevisionMixin": {"latest_revision_id"},
}
# Up to this length it is remembered whether a statement is a change.
SHORT = 20_000
_BEGINNING = re.compile(r"\A(?:\s|--[^\n]*(?:\n|$)|/\*.*?\*/|\()+", re.DOTALL)
_READ = re.compile(
    r"(?:SELECT|WITH|VALUES|TABLE|EXPLAIN|SHOW|SET|RESET|PRAGMA|SAVEPOINT|RELEASE|ROLLBACK|BEGIN"
    r"|START|COMMIT|DECLARE|FETCH|CLOSE|LISTEN|UNLISTEN|NOTIFY|LOCK|ANALYZE|VACUUM)\b",
    re.IGNORECASE,
)
_WRITE = re.compile(
    r'(?P<verb>INSERT INTO|INSERT OR IGNORE INTO|UPDATE|DELETE FROM)\s+"?(?P<table>\w+)"?(?P<rest>.*)',
    re.IGNORECASE | re.DOTALL,
)
# Within a statement they stand for a part of it that writes elsewhere, or for a second one.
_WRITES = re.compile(
    r";\s*\S|\b(?:INSERT|MERGE|REPLACE)\s+(?:OR|INTO)\b|\bDELETE\s+FROM\b|\bTRUNCATE\b"
    r"|(?<!FOR )(?<!KEY )(?<!DO )\bUPDATE\b",
    re.IGNORECASE,
)
_SET = re.compile(r"\s+SET\s+(.*?)(?:\sWHERE\s.*)?", re.IGNORECASE | re.DOTALL)
# Its value is neither asked for nor written out: what looks like the end of the list could stand in it.
_ASSIGNMENT = re.compile(r"""\s*"?(\w+)"?\s*=[^'($=]*""")
# The other databases that the answer which is being rendered here has asked, if one is.
elsewhere: ContextVar[set[str] | None] = ContextVar("results_snapshots_elsewhere", default=None)
# Whether there are tables to note changes in, by the name of the database: not before, or while,
# migrations run.
_ready: dict[str, bool] = {}


def is_watching() -> bool:
    """Return whether changes are noted: also where DEBUG is on, for the site's other processes."""
    return setting("SNAPSHOTS") is not False


@lru_cache(maxsize=1)
def irrelevant_tables() -> frozenset[str]:
    """Return the tables no change of which affects a public answer."""
    caches = {
        str(cache.get("LOCATION"))
        for cache in settings.CACHES.values()
        if str(cache.get("BACKEND")).endswith("DatabaseCache")
    }
    models = {
        model._meta.db_table
        for model in _models()
        if model._meta.app_label in APPS or model._meta.label_lower in MODELS
    }
    return TABLES | caches | models | frozenset(setting("SNAPSHOT_IRRELEVANT_TABLES"))


@lru_cache(maxsize=1)
def irrelevant_columns() -> dict[str, frozenset[str]]:
    """Return, by table, the columns that an UPDATE may set without affecting a public answer."""
    found: dict[str, set[str]] = {}
    for path, names in COLUMNS.items():
        for model in _models():
            if issubclass(model, import_string(path)):
                found.setdefault(model._meta.db_table, set()).update(names)
    return {table: frozenset(names) for table, names in found.items()}


@lru_cache(maxsize=1)
def derived_tables() -> frozenset[str]:
    """Return the tables whose rows are made on demand, so that a new one tells nothing new."""
    return frozenset(
        model._meta.db_table for model in _models() if issubclass(model, AbstractRendition)
    )


def _models() -> list[Any]:
    return apps.get_models(include_auto_created=True)


def changes_public(sql: str) -> bool:
    """Return whether the statement may change a public answer: it does, if it is not understood."""
    # Statements of many rows are long, and none is like another.
    return (_changes_public if len(sql) <= SHORT else _changes_public.__wrapped__)(sql)


@lru_cache(maxsize=512)
def _changes_public(sql: str) -> bool:
    text = _BEGINNING.sub("", sql)
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
    found = _SET.fullmatch(rest)
    if found is None:
        return False
    assignments = [_ASSIGNMENT.fullmatch(one) for one in found[1].split(",")]
    return all(one is not None and one[1] in columns for one in assignments)


def _read_anew(**_change: object) -> None:
    irrelevant_tables.cache_clear()
    _changes_public.cache_clear()


def connect() -> None:
    """Watch all connections, those that are open and those to come; called once, at the start."""
    connection_created.connect(_watch, dispatch_uid="results.snapshots.watching")
    pre_migrate.connect(_before_migrating, dispatch_uid="results.snapshots.before_migrating")
    post_migrate.connect(
        _after_migrating,
        sender=apps.get_app_config("results_snapshots"),
        dispatch_uid="results.snapshots.after_migrating",
    )
    setting_changed.connect(_read_anew, dispatch_uid="results.snapshots.statements")
    for connection in connections.all(initialized_only=True):
        _watch(None, connection)


def _watch(sender: Any, connection: BaseDatabaseWrapper, **kwargs: Any) -> None:
    wrapper = _execute if connection.alias == DEFAULT_DB_ALIAS else _execute_elsewhere
    if wrapper not in connection.execute_wrappers:
        connection.execute_wrappers.append(wrapper)


def _execute_elsewhere(execute: Execute, sql: Any, params: Any, many: bool, context: Any) -> Any:
    # Nobody notes changes there.
    if (used := elsewhere.get()) is not None:
        used.add(context["connection"].alias)
    return execute(sql, params, many, context)


def _execute(execute: Execute, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
    connection = context["connection"]
    # psycopg's own statements are composed of parts.
    text = sql.as_string(connection.connection) if hasattr(sql, "as_string") else str(sql)
    if not (changes_public(text) and is_watching() and _is_ready(connection)):
        return execute(sql, params, many, context)
    is_alone = connection.get_autocommit()
    # The change and its invalidation are one transaction.
    with transaction.atomic(using=connection.alias) if is_alone else nullcontext():
        note_change(connection)
        answer = execute(sql, params, many, context)
        if is_alone and connection.vendor == "sqlite" and "RETURNING" in text.upper():
            ReadRows(context["cursor"])
        return answer


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
