"""The version of the site: every stored answer shows one, and is given only while it is the site's.

A change leaves a pending invalidation in its own transaction; after the commit, in one transaction, the
version becomes another one and the pending row goes. On SQLite, which has one writer at a time, the version
changes in the transaction itself. So whoever reads the version, and sees that nothing is pending, before
rendering may store the answer under it at any later time (docs/decisions/snapshots.md).

The processes of one host hear of it by a small file that all have mapped into memory: another number in
it says that the database has to be asked. Without the file the database is asked each time.
"""

from __future__ import annotations

import contextlib
import logging
import mmap
import os
import secrets
import tempfile
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error, connections, transaction

from .models import CacheVersion, PendingInvalidation

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

logger = logging.getLogger(__name__)

# The row of CacheVersion.
ONLY = 1
BITS = 62
# No answer has this version.
UNKNOWN = -1

# Selects no row while an invalidation is pending.
CURRENT_VERSION = (
    "SELECT number FROM results_snapshots_cacheversion "  # noqa: S608
    f"WHERE id = {ONLY} AND NOT EXISTS (SELECT 1 FROM results_snapshots_pendinginvalidation)"
)
# The number of the file in bytes.
SIZE = 8


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
    if any(hook[1] in (bump_version, _announce) for hook in connection.run_on_commit):
        return
    after_commit = bump_version
    if connection.vendor == "sqlite":
        # Nobody has to wait for the writer a second time.
        _change_version()
        after_commit = _announce
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
        _announce()


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
    marked = sql.replace("%s", "?") if database.vendor == "sqlite" else sql
    with database.wrap_database_errors:
        return database.connection.execute(marked, params).fetchone()


@lru_cache(maxsize=1)
def meeting_place() -> Path:
    """Return the file that the processes serving one database on this host share."""
    database = settings.DATABASES["default"]
    parts = [str(database.get(name, "")) for name in ("ENGINE", "HOST", "PORT", "NAME")]
    # Of PostgreSQL, where the schema may be named.
    parts.append(str(database.get("OPTIONS", {}).get("options", "")))
    name = blake2b("\0".join([*parts, settings.SECRET_KEY]).encode(), digest_size=12).hexdigest()
    return Path(tempfile.gettempdir()) / f"results-changes-{os.getuid()}-{name}"


def keep_meeting_place() -> None:
    """Have whatever clears up old temporary files leave alone what processes have mapped."""
    with contextlib.suppress(OSError):
        os.utime(meeting_place(), follow_symlinks=False)


def announced() -> int | None:
    """Return the number that was announced last on this host, or None if nobody can hear."""
    mapped = _mapped()
    return None if mapped is None else mapped[0]


def _announce() -> None:
    """Let every process of this host know of a change, before it is acknowledged."""
    mapped = _mapped()
    if mapped is not None:
        mapped[0] = secrets.randbits(BITS)


@lru_cache(maxsize=1)
def _mapped() -> memoryview | None:
    try:
        handle = os.open(meeting_place(), os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600)
        try:
            state = os.fstat(handle)
            if state.st_uid != os.getuid():
                raise PermissionError(f"{meeting_place()} belongs to somebody else")
            if state.st_size < SIZE:
                # Written, since a hole on a full disk would end whoever writes there.
                os.pwrite(handle, bytes(SIZE - state.st_size), state.st_size)
            return memoryview(mmap.mmap(handle, SIZE)).cast("q")
        finally:
            os.close(handle)
    except OSError as error:
        logger.warning("Every answer asks the database for changes: %s", error)
        return None
