"""The version of the site: every stored answer shows one, and is given only while it is the site's.

A change leaves a pending invalidation in its own transaction; after the commit the version becomes
another one and the pending row goes, in one transaction. On SQLite, where one transaction at a time
writes, the version becomes another one in the transaction itself. So whoever reads the version, and sees
that nothing is pending, before rendering may store the answer under it at any later time: if
anything was committed since, nobody is given it (docs/decisions/snapshots.md).
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.models import F
from django.utils import timezone

from . import change_signal
from .models import CacheVersion, PendingInvalidation
from .sql import fetch_one

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

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
    version = {"number": secrets.randbits(BITS), "changed_at": timezone.now()}
    rows = CacheVersion.objects.filter(pk=ONLY)
    if not rows.update(changed_before=F("changed_at"), **version):
        CacheVersion.objects.get_or_create(pk=ONLY, defaults=version)


def _announce() -> None:
    # A random number, not the version: a late process could announce one that is superseded.
    change_signal.announce(secrets.randbits(BITS))
