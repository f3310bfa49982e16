"""The version of the site: every stored answer shows one, and is given only while it is the site's.

A change leaves a pending invalidation in its own transaction; after the commit, in one transaction, the
version becomes another one and the pending row goes. On SQLite, which has one writer at a time, the version
changes in the transaction itself. So whoever reads the version, and sees that nothing is pending, before
rendering may store the answer under it at any later time (docs/decisions/snapshots.md).

The processes of one host hear of it by an empty file: another time of change, which is made up, says that
the database has to be asked. Without the file it is asked each time.
"""

import logging
import os
import secrets
import tempfile
from functools import lru_cache
from hashlib import blake2b
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error, connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper

from .models import CacheVersion, PendingInvalidation

logger = logging.getLogger(__name__)

# The row of CacheVersion.
ONLY = 1
# A number of a version, and of a moment up to the year 2006 in nanoseconds: all file systems know those.
BITS = 60
# No answer has this version.
UNKNOWN = -1

# Selects no row while an invalidation is pending.
CURRENT_VERSION = (
    "SELECT number FROM results_snapshots_cacheversion "  # noqa: S608
    f"WHERE id = {ONLY} AND NOT EXISTS (SELECT 1 FROM results_snapshots_pendinginvalidation)"
)


def current_version() -> int:
    """Return the version that the database says now, in one statement; UNKNOWN for none."""
    row = fetch_one(CURRENT_VERSION, ())
    return UNKNOWN if row is None else int(row[0])


def settled_version() -> int:
    """Return the same, after giving the site another version if an invalidation is pending."""
    version = current_version()
    if version == UNKNOWN and not connections[DEFAULT_DB_ALIAS].in_atomic_block:
        bump_version()
        version = current_version()
    return version


def note_change(connection: BaseDatabaseWrapper) -> None:
    """Make every stored answer old when the transaction of the connection commits."""
    # One pending invalidation a transaction is enough; a savepoint that is rolled back takes its
    # hook with it, and then another one is needed.
    if any(hook[1] in (bump_version, announce) for hook in connection.run_on_commit):
        return
    after_commit = bump_version
    if connection.vendor == "sqlite":
        # Nobody has to wait for the writer a second time.
        _change_version()
        after_commit = announce
    else:
        PendingInvalidation.objects.create()
    if connection.in_atomic_block:
        transaction.on_commit(after_commit, using=connection.alias, robust=True)


def invalidate() -> None:
    """Make every stored answer old; for whatever was written past Django."""
    with transaction.atomic():
        note_change(connections[DEFAULT_DB_ALIAS])


def bump_version() -> None:
    """Give the site another version, remove what was pending, and let every process know."""
    try:
        with transaction.atomic():
            _change_version()
            # A change that is committed before this transaction is shown by the new version too.
            PendingInvalidation.objects.all().delete()
    finally:
        # Also if that failed: then no process gives anything until it has asked the database.
        announce()


def _change_version() -> None:
    version = {"number": secrets.randbits(BITS)}
    if not CacheVersion.objects.filter(pk=ONLY).update(**version):
        CacheVersion.objects.get_or_create(pk=ONLY, defaults=version)


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
    if database.queries_logged:
        with database.cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchone()
    # Past Django's wrappers, which take as long again.
    database.ensure_connection()
    try:
        return database.connection.execute(_marked(sql, database.vendor), params).fetchone()
    except Exception:
        with database.wrap_database_errors:
            raise


@lru_cache
def _marked(sql: str, vendor: str) -> str:
    return sql.replace("%s", "?") if vendor == "sqlite" else sql


@lru_cache(maxsize=1)
def meeting_place() -> str:
    """Return the file that the processes serving one database on this host share."""
    database = settings.DATABASES["default"]
    parts = [str(database.get(name, "")) for name in ("ENGINE", "HOST", "PORT", "NAME")]
    # Of PostgreSQL, where the schema may be named.
    parts.append(str(database.get("OPTIONS", {}).get("options", "")))
    name = blake2b("\0".join([*parts, settings.SECRET_KEY]).encode(), digest_size=12).hexdigest()
    return os.path.join(tempfile.gettempdir(), f"results-changes-{os.getuid()}-{name}")


def announced() -> int | None:
    """Return the number that was announced last on this host, or None if nobody can hear."""
    try:
        state = os.lstat(meeting_place())
    except OSError:
        return None
    # Anybody may make files there.
    return state.st_mtime_ns if state.st_uid == os.getuid() else None


def announce() -> None:
    """Let every process of this host know of a change, before it is acknowledged."""
    moment = secrets.randbits(BITS)
    try:
        handle = os.open(meeting_place(), os.O_WRONLY | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        try:
            os.utime(handle, ns=(moment, moment))
        finally:
            os.close(handle)
    except OSError as error:
        logger.warning("Every answer asks the database for changes: %s", error)
