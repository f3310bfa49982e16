"""Answers that other processes of the site have stored, while this one stores none.

A command that runs with the settings for building a site changes what visitors of the real one are
given, if both have the same database.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from ...conf import setting
from ..models import Snapshot

if TYPE_CHECKING:
    from django.db.backends.base.base import BaseDatabaseWrapper

_ANY_ROW = f"SELECT 1 FROM {Snapshot._meta.db_table} LIMIT 1"  # noqa: S608


def may_be_on_elsewhere() -> bool:
    """Whether this process is off, but others of the site may not be."""
    return setting("SNAPSHOTS") is None and settings.DEBUG


def is_on_elsewhere(connection: BaseDatabaseWrapper) -> bool:
    """Whether others have stored answers in the database, which this process could make old."""
    if not may_be_on_elsewhere():
        return False
    with connection.cursor() as cursor:
        cursor.execute(_ANY_ROW)
        return cursor.fetchone() is not None
